import { accumulate } from './accumulate';
import type { Seed } from './backward';
import { checkFunction } from './checkFunction';
import { GradientError } from './errors';
import { identity } from './identity';
import { pullBackTo } from './pullBackTo';
import { seedOf } from './seed';
import { Tape } from './tape';
import type { Tensor } from './tensor';
import { forEachLeaf, type Mirror, mapLeaves, type Tree } from './tree';

/**
 * The value of `f` at `primal`, and its pullback there: from a cotangent of the value to that of the primal, zeros where
 * the value does not depend on it. The pullback can be called any number of times. Primal and value may be trees.
 *
 * Only the argument counts: if `f` also closes over `primal`, that use is a constant.
 * @throws GradientError (when pulled back) if the cotangent does not mirror the value.
 */
export function vjp<const T extends Tree, R extends Tree>(
  f: (primal: T) => R,
  primal: T,
): { readonly value: R; readonly pullback: (cotangent: NoInfer<Mirror<R>>) => Mirror<T> } {
  checkFunction('vjp', f);
  const argument = argumentOf(primal);
  const tape = new Tape();
  const value = tape.record(() => f(argument));
  const pullback = (cotangent: Mirror<R>): Mirror<T> =>
    pullBackTo(argument, tape.nodes, seedsOf(value, cotangent as Tree), 'zeros');
  return { value, pullback };
}

/** The cotangent of each tensor in a tree of values; those of one that stands in several places add. */
function seedsOf(value: Tree, cotangent: Tree): Seed[] {
  const given = new Map<string, Tensor>();
  forEachLeaf(cotangent, (leaf, path) => void given.set(path, leaf));
  const seeds = new Map<Tensor, Tensor>();
  forEachLeaf(value, (target, path) => {
    const own = given.get(path);
    if (own === undefined) throw mismatch('there is no cotangent for the value', path);
    given.delete(path);
    const seed = seedOf(target, own);
    const before = seeds.get(target);
    seeds.set(target, before === undefined ? seed : accumulate(before, seed));
  });
  const [surplus] = given.keys();
  if (surplus !== undefined) throw mismatch('there is no value for the cotangent', surplus);
  return Array.from(seeds, ([target, cotangent]) => ({ target, cotangent }));
}

function mismatch(what: string, path: string): GradientError {
  return new GradientError(`vjp: ${what}${path === '' ? '' : ` '${path}'`}. The cotangent must mirror the value.`);
}

/** The tree as an argument of its own. Recorded by outer tapes, so that their gradients flow on to the original. */
export function argumentOf<T extends Tree>(tree: T): T {
  return mapLeaves(tree, identity) as T;
}
