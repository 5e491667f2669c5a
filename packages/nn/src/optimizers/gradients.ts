// The gradients that an optimizer is given, beside its parameters.

import { GradientError, isSameShape, Parameter, Tensor } from '@pullback/core';
import { copyOf } from '../copyOf';
import { kind } from '../kind';
import { type Leaf, quote } from './leaves';

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
