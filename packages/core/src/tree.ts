// Nested arrays and records of tensors, so that gradients can mirror whatever a model keeps its weights in.

import { PullbackError } from './errors';
import type { Shape } from './shapeTypes';
import { Tensor } from './tensor';

/** A tensor, or arrays and records of tensors, nested at will. */
export type Tree = Tensor | readonly Tree[] | { readonly [name: string]: Tree };

/** A tree of the same form, with a plain tensor of the same shape in place of each tensor. */
export type Mirror<T> = Tree extends T
  ? Tree
  : T extends Tensor<infer S extends Shape>
    ? Tensor<S>
    : { readonly [K in keyof T]: Mirror<T[K]> };

/** The tensors with their paths, such as `hidden.weight` or `[1]`; an empty path if the tree is one tensor. */
export function leavesOf(tree: Tree): { readonly tensor: Tensor; readonly path: string }[] {
  const leaves: { tensor: Tensor; path: string }[] = [];
  mapLeaves(tree, (tensor, path) => {
    leaves.push({ tensor, path });
    return tensor;
  });
  return leaves;
}

/** A tree of the same form with `fn` of each tensor. */
export function mapTree<T extends Tree>(tree: T, fn: (tensor: Tensor, path: string) => Tensor): Mirror<T> {
  return mapLeaves(tree, fn) as Mirror<T>;
}

/** `mapTree` for whom the type of the result is not the mirror. */
export function mapLeaves(tree: Tree, fn: (tensor: Tensor, path: string) => Tensor, path = ''): Tree {
  if (tree instanceof Tensor) return fn(tree, path);
  if (Array.isArray(tree)) return tree.map((branch: Tree, i) => mapLeaves(branch, fn, `${path}[${i}]`));
  if (typeof tree !== 'object' || tree === null) {
    throw new PullbackError(
      `tree: tensors, or arrays and records of them, are required, got ${String(tree)} at '${path}'.`,
    );
  }
  const branches = Object.entries(tree as { readonly [name: string]: Tree });
  return Object.fromEntries(
    branches.map(([name, branch]) => [name, mapLeaves(branch, fn, path === '' ? name : `${path}.${name}`)]),
  );
}
