import { DTypeError, GradientError, ShapeError } from './errors';
import { noAttrs, type Primitive, type Pullback } from './primitive';
import { addToTapes, untracked, wantsNodes } from './recording';
import { formatShape, isSameShape } from './shape';
import type { Shape } from './shapeTypes';
import { TapeNode } from './tapeNode';
import { Tensor } from './tensor';

/** A function with a pullback of one's own. */
export interface CustomRule<Inputs extends readonly Tensor[], S extends Shape> {
  /** What the tape calls it. */
  readonly name: string;
  /** The value, in any way: what it does is not recorded. */
  forward(...inputs: Inputs): Tensor<S>;
  /** One pullback for each input, null where nothing flows; written in ops, it can be differentiated again. */
  vjp(inputs: Inputs, output: Tensor<S>): readonly (Pullback | null)[];
}

/**
 * A function of tensors whose pullbacks are given instead of derived, for a gradient that is known better, or meant to be
 * another. To the tape it is one opaque node.
 *
 * Shapes: as `forward` gives; each pullback must give the shape and dtype of its input.
 * @throws GradientError (when pulled back) if there is not one pullback for each input.
 * @throws ShapeError, DTypeError (when pulled back) if a cotangent is of another shape or dtype than its input.
 */
export function customVjp<Inputs extends readonly Tensor[], S extends Shape>(
  rule: CustomRule<Inputs, S>,
): (...inputs: Inputs) => Tensor<S> {
  const { name } = rule;
  const run = (inputs: Inputs): Tensor<S> => untracked(() => rule.forward(...inputs));
  const primitive: Primitive<Inputs> = {
    name,
    outputShape: (inputs) => run(inputs).shape,
    outputDType: (inputs) => run(inputs).dtype,
    kernel: (inputs, output) => output.data.set(run(inputs).data),
    vjp: (inputs, output) => {
      const pullbacks = rule.vjp(inputs, output as Tensor<S>);
      if (pullbacks.length !== inputs.length) {
        throw new GradientError(
          `${name}: vjp must give one pullback, or null, for each of ${inputs.length} inputs, got ${pullbacks.length}.`,
        );
      }
      return pullbacks.map((pullback, i) => pullback && checked(name, pullback, inputs[i]!, i));
    },
  };
  return (...inputs) => {
    // The primitive's rules serve whoever replays the tape; here the value is computed once.
    const { data, shape, dtype } = run(inputs);
    const output = new Tensor(data.slice(), shape, dtype);
    if (wantsNodes()) addToTapes(new TapeNode(primitive as Primitive, inputs, noAttrs, output));
    return output;
  };
}

function checked(op: string, pullback: Pullback, input: Tensor, i: number): Pullback {
  return (cotangent) => {
    const found = pullback(cotangent);
    if (!(found instanceof Tensor)) {
      throw new GradientError(`${op}: the cotangent of input ${i} must be a tensor, got ${String(found)}.`);
    }
    if (!isSameShape(found.shape, input.shape)) {
      throw new ShapeError(
        `${op}: the cotangent of input ${i} must have its shape ${formatShape(input.shape)}, ` +
          `got ${formatShape(found.shape)}. Sum over axes that were broadcast.`,
        [input.shape, found.shape],
      );
    }
    if (found.dtype !== input.dtype) {
      throw new DTypeError(
        `${op}: the cotangent of input ${i} must be ${input.dtype}, got ${found.dtype}. ` +
          `Convert it: cast(cotangent, '${input.dtype}').`,
      );
    }
    return found;
  };
}
