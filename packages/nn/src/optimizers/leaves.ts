// The parameters of an optimizer, and the gradients that go with them.

import {
  DTypeError,
  describe,
  forEachLeaf,
  formatShape,
  GradientError,
  isFloat,
  isSameShape,
  Parameter,
  PullbackError,
  Tensor,
  type Tree,
} from '@pullback/core';

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
      `${op}: the parameters must stay those that it was made with, but ${quote(path)} is another tensor now. ` +
        'Give it new numbers with assign(), or make a new optimizer.',
    );
  });
  if (count === leaves.length) return;
  throw new PullbackError(
    `${op}: the parameters must stay those that it was made with, but ${quote(leaves[count]!.path)} is gone. ` +
      'Make a new optimizer.',
  );
}

/**
 * The gradient of each parameter, in their order.
 * @throws GradientError unless the gradients mirror the parameters, in form, shapes and dtypes.
 */
export function gradientsOf(op: string, leaves: readonly Leaf[], gradients: unknown): readonly Tensor[] {
  const given = new Map<string, unknown>();
  collect(gradients, '', given);
  const found = leaves.map(({ parameter, path }) => {
    const gradient = given.get(path);
    if (gradient === undefined || gradient === null) {
      throw new GradientError(
        `${op}: every parameter needs a gradient, but ${quote(path)} got none. ` +
          'Pass what mirrors the parameters, as tape.gradient() gives it.',
      );
    }
    if (gradient instanceof Tensor && gradient.dtype === parameter.dtype) {
      if (isSameShape(gradient.shape, parameter.shape)) return gradient;
    }
    throw new GradientError(
      `${op}: the gradient of ${quote(path)} must be ${kind(parameter)} as it is, got ${kind(gradient)}.`,
    );
  });
  if (given.size > leaves.length) {
    const paths = new Set(leaves.map(({ path }) => path));
    const extra = [...given.keys()].find((path) => !paths.has(path))!;
    throw new GradientError(
      `${op}: gradients are taken for its parameters alone, but ${quote(extra)} is none of them.`,
    );
  }
  // A parameter that is given as a gradient would change on the way.
  return found.map((gradient) => (gradient instanceof Parameter ? copyOf(gradient) : gradient));
}

/** `[2, 3] float32`. */
export function kind(value: unknown): string {
  return value instanceof Tensor ? `${formatShape(value.shape)} ${value.dtype}` : describe(value);
}

export function copyOf({ data, shape, dtype }: Tensor): Tensor {
  return new Tensor(data.slice(), shape, dtype);
}

/** All that stands at a leaf, unlike `forEachLeaf` also what should not. */
function collect(tree: unknown, path: string, into: Map<string, unknown>): void {
  if (tree instanceof Tensor || typeof tree !== 'object' || tree === null) {
    into.set(path, tree);
    return;
  }
  for (const [key, branch] of Object.entries(tree)) {
    const place = Array.isArray(tree) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    collect(branch, place, into);
  }
}

function quote(path: string, unnamed = 'the parameter'): string {
  return path === '' ? unnamed : `'${path}'`;
}
