import { describe } from './describe';
import { DTypeError, GradientError, PullbackError, ShapeError } from './errors';
import { noAttrs, type Primitive, type Pullback, type Pushforward } from './primitive';
import { addToTapes, untracked, wantsNodes } from './recording';
import { formatShape, isSameShape } from './shape';
import type { Shape } from './shapeTypes';
import { TapeNode } from './tapeNode';
import { Tensor } from './tensor';
import { forEachLeaf, mapLeaves, type Tree } from './tree';

/** What mirrors a tree of inputs: a rule in place of each tensor, null where nothing flows. */
export type RulesOf<T, Rule> = T extends Tensor ? Rule | null : { readonly [K in keyof T]: RulesOf<T[K], Rule> };

/**
 * A function with a pullback of one's own. Its inputs are tensors, or arrays and records of them. A checkpoint calls `forward`
 * again, so equal inputs must give equal outputs: draw random numbers outside, and hand them in.
 */
export interface CustomRule<Inputs extends readonly Tree[], S extends Shape> {
  /** What the tape calls it. */
  readonly name: string;
  /** The value, in any way: what it does is not recorded. */
  forward(...inputs: Inputs): Tensor<S>;
  /** One pullback for each input, null where nothing flows; written in ops, it can be differentiated again. */
  vjp(inputs: Inputs, output: Tensor<S>): { readonly [I in keyof Inputs]: RulesOf<Inputs[I], Pullback> };
  /** One pushforward for each input, for forward mode; without it there is none. */
  jvp?(inputs: Inputs, output: Tensor<S>): { readonly [I in keyof Inputs]: RulesOf<Inputs[I], Pushforward> };
}

/**
 * A function of tensors whose pullbacks are given instead of derived, for a gradient that is known better, or meant to be
 * another. To the tape it is one opaque node.
 *
 * Shapes: as `forward` gives; each pullback must give the shape and dtype of its input, each pushforward those of the
 * output.
 * @throws GradientError if `forward` does not give a tensor, or (when pulled back) if there is not one pullback for each
 * input.
 * @throws ShapeError, DTypeError (when pulled back) if a cotangent is of another shape or dtype than its input.
 */
export function customVjp<Inputs extends readonly Tree[], S extends Shape>(
  rule: CustomRule<Inputs, S>,
): (...inputs: Inputs) => Tensor<S> {
  if (typeof rule?.forward !== 'function' || typeof rule.vjp !== 'function') {
    throw new PullbackError(
      `customVjp: a rule { name, forward, vjp } with functions forward and vjp is required, got ${describe(rule)}.`,
    );
  }
  return (...inputs) => {
    const tensors: Tensor[] = [];
    forEachLeaf(inputs, (tensor) => void tensors.push(tensor));
    // A form without numbers: the primitive outlives its inputs in what a checkpoint keeps.
    const primitive = primitiveOf(rule, mapLeaves(inputs, () => placeholder) as object as Inputs);
    // The primitive's rules serve whoever replays the tape; here the value is computed once.
    const { data, shape, dtype } = outputOf(rule, inputs);
    const output = new Tensor(data.slice(), shape, dtype);
    if (wantsNodes()) addToTapes(new TapeNode(primitive, tensors, noAttrs, output));
    return output;
  };
}

/** Stands for any tensor in the form of the inputs. */
const placeholder = new Tensor(new Float32Array(0), [0], 'float32');

/** @throws GradientError if it is not a tensor. */
function outputOf<Inputs extends readonly Tree[], S extends Shape>(
  rule: CustomRule<Inputs, S>,
  inputs: Inputs,
): Tensor<S> {
  const value: unknown = untracked(() => rule.forward(...inputs));
  if (value instanceof Tensor) return value;
  throw new GradientError(`${rule.name}: forward must give a tensor, got ${describe(value)}. Does it return it?`);
}

/** The rule as a primitive of as many tensors as `form` has, which turns them back into arguments. */
function primitiveOf<Inputs extends readonly Tree[], S extends Shape>(
  rule: CustomRule<Inputs, S>,
  form: Inputs,
): Primitive {
  const { name, jvp } = rule;
  const argumentsOf = (tensors: readonly Tensor[]): Inputs => {
    let next = 0;
    return mapLeaves(form, () => tensors[next++]!) as object as Inputs;
  };
  const run = (tensors: readonly Tensor[]): Tensor => outputOf(rule, argumentsOf(tensors));
  const primitive: Primitive = {
    name,
    outputShape: (tensors) => run(tensors).shape,
    outputDType: (tensors) => run(tensors).dtype,
    kernel: (tensors, output) => output.data.set(run(tensors).data),
    flop: () => undefined,
    vjp: (tensors, output) => {
      const pullbacks = rule.vjp(argumentsOf(tensors), output as Tensor<S>);
      return rulesOf(form, pullbacks, `${name}: vjp must give one pullback`).map((pullback, i) => {
        return pullback && checked(pullback, `${name}: the cotangent of input ${i}`, tensors[i]!);
      });
    },
  };
  if (jvp === undefined) return primitive;
  return {
    ...primitive,
    jvp: (tensors, output) => {
      const pushforwards = jvp(argumentsOf(tensors), output as Tensor<S>);
      return rulesOf(form, pushforwards, `${name}: jvp must give one pushforward`).map((pushforward, i) => {
        return pushforward && checked(pushforward, `${name}: the tangent from input ${i}`, output);
      });
    },
  };
}

type Rule = (derivative: Tensor) => Tensor;

/**
 * The rules that mirror a tree, in the order of its tensors; a null stands for all that lies below it.
 * @throws GradientError if they do not mirror it.
 */
function rulesOf(tree: Tree, rules: unknown, required: string, path = ''): readonly (Rule | null)[] {
  if (tree instanceof Tensor) {
    if (typeof rules === 'function') return [rules as Rule];
    if (rules === null) return [null];
    throw new GradientError(`${required}, or null, for each input, got ${describe(rules)} for input ${path}.`);
  }
  const branches = Object.entries(tree);
  if (rules === null) return branches.flatMap(([, branch]) => rulesOf(branch, null, required));
  const given = Object(rules) as Record<string, unknown>;
  const surplus = Object.keys(given).find((key) => !(key in tree));
  if (surplus !== undefined) {
    throw new GradientError(`${required}, or null, for each input, but there is no input ${join(path, surplus)}.`);
  }
  return branches.flatMap(([key, branch]) => rulesOf(branch, given[key], required, join(path, key)));
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** The rule, held to give what it is for: `what` of the shape and dtype of `like`. */
function checked(rule: Rule, what: string, like: Tensor): Rule {
  return (derivative) => {
    const found = rule(derivative);
    if (!(found instanceof Tensor)) throw new GradientError(`${what} must be a tensor, got ${describe(found)}.`);
    if (!isSameShape(found.shape, like.shape)) {
      throw new ShapeError(
        `${what} must have shape ${formatShape(like.shape)}, got ${formatShape(found.shape)}. ` +
          'Sum over axes that were broadcast.',
        [like.shape, found.shape],
      );
    }
    if (found.dtype !== like.dtype) {
      throw new DTypeError(`${what} must be ${like.dtype}, got ${found.dtype}. Convert it with cast().`);
    }
    return found;
  };
}
