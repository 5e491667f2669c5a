import { identity } from './identity';
import type { Shape } from './shapeTypes';
import { Tape } from './tape';
import type { Tensor } from './tensor';
import { type Mirror, mapLeaves, type Tree } from './tree';

/**
 * The value of `f` at `primal`, and its pullback there: from a cotangent of the value to that of the primal, zeros where
 * the value does not depend on it. The pullback can be called any number of times.
 *
 * Only the argument counts: if `f` also closes over `primal`, that use is a constant.
 */
export function vjp<const T extends Tree, S extends Shape>(
  f: (primal: T) => Tensor<S>,
  primal: T,
): { readonly value: Tensor<S>; readonly pullback: (cotangent: Tensor<NoInfer<S>>) => Mirror<T> } {
  const argument = argumentOf(primal);
  const tape = new Tape();
  const value = tape.record(() => f(argument));
  const pullback = (cotangent: Tensor<S>): Mirror<T> => tape.gradient(value, argument, { cotangent, unused: 'zeros' });
  return { value, pullback };
}

/** The tree as an argument of its own. Recorded by outer tapes, so that their gradients flow on to the original. */
export function argumentOf<T extends Tree>(tree: T): T {
  return mapLeaves(tree, identity) as T;
}
