import { DTypeError, forEachLeaf, isFloat, Parameter, PullbackError, type Tree } from '@pullback/core';

/** A parameter and its place in the tree, such as `hidden.weight`; empty if the tree is one parameter. */
export interface Leaf {
  readonly parameter: Parameter;
  readonly path: string;
}

/**
 * The parameters of a tree, in its order.
 * @throws PullbackError if a leaf is not a Parameter, a parameter or a path is there twice, or there are none.
 * @throws DTypeError if a parameter is not of a float dtype.
 */
export function leavesOf(op: string, tree: Tree): readonly Leaf[] {
  const leaves: Leaf[] = [];
  forEachLeaf(tree, (parameter, path) => {
    if (!(parameter instanceof Parameter)) {
      const name = quote(parameter.name ?? path, 'the tensor');
      throw new PullbackError(`${op}: ${name} must be a Parameter, which can change. Wrap it: new Parameter(x).`);
    }
    if (!isFloat(parameter.dtype)) {
      throw new DTypeError(
        `${op}: parameters must be float32 or float64, but ${quote(parameter.name ?? path)} is ${parameter.dtype}. ` +
          'Keep it out of the tree.',
      );
    }
    const twin = leaves.find((leaf) => leaf.parameter === parameter || leaf.path === path);
    if (twin?.parameter === parameter) {
      throw new PullbackError(
        `${op}: each parameter may be there once, or it would be updated twice, got one at both '${twin.path}' and ` +
          `'${path}'. Leave one out.`,
      );
    }
    if (twin !== undefined) {
      throw new PullbackError(`${op}: each path may lead to one parameter, got two at '${path}'. Rename a key.`);
    }
    leaves.push({ parameter, path });
  });
  if (leaves.length === 0) throw new PullbackError(`${op}: at least one Parameter is required, got none.`);
  return leaves;
}

/** @throws PullbackError if the tree no longer holds what it held: an update would go astray. */
export function checkUnchanged(op: string, leaves: readonly Leaf[], tree: Tree): void {
  let count = 0;
  forEachLeaf(tree, (parameter, path) => {
    if (parameter === leaves[count++]?.parameter) return;
    throw new PullbackError(
      `${op}: the parameters must stay those that it was made with, but ${quote(path)} is not what it was. ` +
        'Give parameters new numbers with assign(), or make a new optimizer.',
    );
  });
  if (count === leaves.length) return;
  throw new PullbackError(
    `${op}: the parameters must stay those that it was made with, but ${quote(leaves[count]!.path)} is gone. ` +
      'Make a new optimizer.',
  );
}

/** `'hidden.weight'`; in words where the tree is one tensor. */
export function quote(path: string, unnamed = 'the parameter'): string {
  return path === '' ? unnamed : `'${path}'`;
}
