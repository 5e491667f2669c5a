import { checkFunction } from './checkFunction';
import { zerosLike } from './create';
import { isFloat } from './dtype';
import { DTypeError, GradientError, ShapeError } from './errors';
import { forward } from './forward';
import { identity } from './identity';
import { formatShape, isSameShape } from './shape';
import { Tape } from './tape';
import type { Tensor } from './tensor';
import { forEachLeaf, type Mirror, mapTree, type Tree } from './tree';
import { argumentOf } from './vjp';

/**
 * The value of `f` at `primal`, and the tangent of the value, given that of the primal: how the value changes, to first
 * order, as the primal moves along `tangent`. Zeros where it does not depend on the primal. Both may be trees.
 *
 * Only the argument counts: if `f` also closes over `primal`, that use is a constant.
 * @throws GradientError if the tangent does not mirror the primal, or an op on the way has no pushforward.
 * @throws ShapeError, DTypeError if a tangent has another shape or dtype than its primal.
 */
export function jvp<const T extends Tree, R extends Tree>(
  f: (primal: T) => R,
  primal: T,
  tangent: NoInfer<Mirror<T>>,
): { readonly value: R; readonly tangent: Mirror<R> } {
  checkFunction('jvp', f);
  const argument = argumentOf(primal);
  const tangents = tangentsOf(argument, tangent);
  const tape = new Tape();
  const value = tape.record(() => f(argument));
  forward(tape.nodes, tangents);
  const found = mapTree(value, (leaf) => {
    const own = tangents.get(leaf);
    // Tensors of their own: pushforwards may hand on the tangent that they were given.
    return own === undefined ? zerosLike(leaf) : identity(own);
  });
  return { value, tangent: found };
}

function tangentsOf(primal: Tree, tangent: Tree): Map<Tensor, Tensor> {
  const given = new Map<string, Tensor>();
  forEachLeaf(tangent, (leaf, path) => void given.set(path, leaf));
  const tangents = new Map<Tensor, Tensor>();
  forEachLeaf(primal, (leaf, path) => {
    const own = given.get(path);
    given.delete(path);
    if (own === undefined) throw new GradientError(`jvp: there is no tangent for ${quoted(leaf.name ?? path)}.`);
    checkTangent(leaf, own, quoted(leaf.name ?? path));
    tangents.set(leaf, own);
  });
  const [surplus] = given.keys();
  if (surplus !== undefined) throw new GradientError(`jvp: there is no primal for the tangent ${quoted(surplus)}.`);
  return tangents;
}

function checkTangent(primal: Tensor, tangent: Tensor, name: string): void {
  if (!isFloat(primal.dtype)) {
    throw new GradientError(
      `jvp: float32 or float64 is required, got ${primal.dtype} for ${name}. Whole numbers and masks have no derivative; convert them first: cast(x, 'float32').`,
    );
  }
  if (!isSameShape(primal.shape, tangent.shape)) {
    throw new ShapeError(
      `jvp: the tangent of ${name} must have its shape ${formatShape(primal.shape)}, got ${formatShape(tangent.shape)}.`,
      [primal.shape, tangent.shape],
    );
  }
  if (primal.dtype !== tangent.dtype) {
    throw new DTypeError(
      `jvp: the tangent of ${name} must be ${primal.dtype}, got ${tangent.dtype}. ` +
        `Convert it: cast(tangent, '${primal.dtype}').`,
    );
  }
}

function quoted(name: string): string {
  return name === '' ? 'the primal' : `'${name}'`;
}
