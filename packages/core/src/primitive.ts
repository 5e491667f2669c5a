import type { DType } from './dtype';
import type { Notation } from './notation';
import type { Shape } from './shapeTypes';
import type { Tensor } from './tensor';

/** From the cotangent of a node's output to its part of the cotangent of one input. */
export type Pullback = (cotangent: Tensor) => Tensor;

/** From the tangent of one input to its part of the tangent of a node's output. */
export type Pushforward = (tangent: Tensor) => Tensor;

export type Unary = readonly [Tensor];
export type Binary = readonly [Tensor, Tensor];

/**
 * The rules of an operation. `attrs` are its parameters that are not tensors: canonical, plain, frozen data.
 * Together with the inputs they tell a primitive everything.
 */
export interface Primitive<Inputs extends readonly Tensor[] = readonly Tensor[], Attrs = unknown> {
  readonly name: string;

  /** @throws ShapeError if the inputs' shapes do not go together. */
  outputShape(inputs: Inputs, attrs: Attrs): Shape;

  /** The dtype of the output; the first input's if absent. */
  outputDType?(inputs: Inputs, attrs: Attrs): DType;

  /** Writes every element of the output. */
  kernel(inputs: Inputs, output: Tensor, attrs: Attrs): void;

  /**
   * One pullback for each input, written in ops; null where the output does not depend differentiably on it. Absent if
   * it depends on none: then backward takes the output for a constant.
   */
  vjp?(inputs: Inputs, output: Tensor, attrs: Attrs): readonly (Pullback | null)[];

  /**
   * One pushforward for each input, written in ops: the transpose of its pullback, and null where that is. Absent if `vjp`
   * is, or if there is no forward rule.
   */
  jvp?(inputs: Inputs, output: Tensor, attrs: Attrs): readonly (Pushforward | null)[];

  /**
   * How far each element is from where the function bends or jumps, in units of what is read, ∞ where it does neither; written in
   * ops, and asked for floats only. Absent if it is smooth wherever it is finite.
   */
  kinkDistance?(inputs: Inputs, output: Tensor, attrs: Attrs): Tensor;

  /** How formulas write it; a call, such as `tanh(x)`, if absent. */
  readonly notation?: Notation<Attrs>;

  /**
   * Floating-point operations of the kernel, undefined if it cannot tell; one for each element of the output if absent, exp and
   * its like counted as one.
   */
  flop?(inputs: Inputs, output: Tensor, attrs: Attrs): number | undefined;

  /** The two rules again, for a primitive that is better asked for all inputs at once, since they share work. */
  readonly together?: Together<Inputs, Attrs>;
}

/** Rules that serve several inputs at once. They say what `vjp` and `jvp` would. */
export interface Together<Inputs extends readonly Tensor[], Attrs> {
  /** The cotangent of each input that is wanted, null for the others. */
  pullBack(
    inputs: Inputs,
    output: Tensor,
    attrs: Attrs,
    cotangent: Tensor,
    isWanted: readonly boolean[],
  ): readonly (Tensor | null)[];

  /** The tangent of the output, given those of the inputs, undefined where they are zero. */
  pushForward(
    inputs: Inputs,
    output: Tensor,
    attrs: Attrs,
    tangents: readonly (Tensor | undefined)[],
  ): Tensor | undefined;
}

/** The attrs of a primitive that has none. */
export type NoAttrs = Readonly<Record<never, never>>;
export const noAttrs: NoAttrs = Object.freeze({});
