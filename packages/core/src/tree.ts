// Nested arrays and records of tensors, so that gradients can mirror whatever a model keeps its weights in.

import { describe } from './describe';
import { PullbackError } from './errors';
import type { Shape } from './shapeTypes';
import { Tensor } from './tensor';

/**
 * A tensor, or arrays and records of tensors, nested at will. The type is wide, so that interfaces are records too; a
 * leaf that is not a tensor is found when the code runs.
 */
export type Tree = object;

/** A tree of the same form, with a plain tensor of the same shape in place of each tensor. */
export type Mirror<T> = Tree extends T
  ? Tree
  : T extends Tensor<infer S extends Shape>
    ? Tensor<S>
    : { readonly [K in keyof T]: Mirror<T[K]> };

/** Calls `visit` with each tensor and its path, such as `hidden.weight` or `[1]`; empty if the tree is one tensor. */
export function forEachLeaf(tree: Tree, visit: (tensor: Tensor, path: string) => void, path = ''): void {
  if (tree instanceof Tensor) visit(tree, path);
  else if (isList(tree)) tree.forEach((branch, i) => void forEachLeaf(branch, visit, `${path}[${i}]`));
  else {
    checkRecord(tree, path);
    for (const name of Object.keys(tree)) forEachLeaf(tree[name]!, visit, join(path, name));
  }
}

/** A tree of the same form with `fn` of each tensor. */
export function mapTree<T extends Tree>(tree: T, fn: (tensor: Tensor, path: string) => Tensor): Mirror<T> {
  return mapLeaves(tree, fn) as Mirror<T>;
}

/** `mapTree` for whom the type of the result is not the mirror; what stands in place of a tensor may be a tree. */
export function mapLeaves(tree: Tree, fn: (tensor: Tensor, path: string) => Tree, path = ''): Tree {
  if (tree instanceof Tensor) return fn(tree, path);
  if (isList(tree)) return tree.map((branch, i) => mapLeaves(branch, fn, `${path}[${i}]`));
  checkRecord(tree, path);
  const mapped: Record<string, Tree> = {};
  for (const name of Object.keys(tree)) {
    const value = mapLeaves(tree[name]!, fn, join(path, name));
    if (name !== '__proto__') mapped[name] = value;
    else Object.defineProperty(mapped, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return mapped;
}

function isList(tree: Tree): tree is readonly Tree[] {
  return Array.isArray(tree);
}

/** @throws PullbackError if it is not a record after all. */
function checkRecord(tree: Tree, path: string): asserts tree is Readonly<Record<string, Tree>> {
  if (typeof tree === 'object' && tree !== null && !(Symbol.iterator in tree) && !(tree instanceof Date)) return;
  const place = path === '' ? '' : ` at '${path}'`;
  throw new PullbackError(`tree: tensors, or arrays and records of them, are required, got ${describe(tree)}${place}.`);
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
