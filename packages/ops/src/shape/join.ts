// What the ops that join a list of tensors ask of it.

import { DTypeError, describe, formatShape, ShapeError, Tensor } from '@pullback/core';

/**
 * @throws DTypeError unless the operands are a list of tensors of one dtype.
 * @throws ShapeError if there are none, or their ranks differ.
 */
export function checkList(op: string, tensors: readonly Tensor[]): void {
  if (!Array.isArray(tensors)) {
    throw new DTypeError(`${op}: an array of tensors is required, such as [a, b], got ${describe(tensors)}.`);
  }
  if (tensors.length === 0) throw new ShapeError(`${op}: at least one tensor is required, got none.`);
  for (const [i, x] of tensors.entries()) {
    if (!(x instanceof Tensor)) {
      throw new DTypeError(`${op}: every operand must be a tensor, got ${describe(x)} as operand ${i}.`);
    }
    checkBesideFirst(op, tensors[0]!, x, i);
  }
}

function checkBesideFirst(op: string, first: Tensor, x: Tensor, i: number): void {
  if (x.dtype !== first.dtype) {
    throw new DTypeError(
      `${op}: operand ${i} must have the dtype of operand 0, got ${x.dtype} and ${first.dtype}. ` +
        `Convert it: cast(x, '${first.dtype}').`,
    );
  }
  if (x.rank !== first.rank) {
    throw new ShapeError(
      `${op}: operand ${i} must have the rank of operand 0, got ${formatShape(x.shape)} and ` +
        `${formatShape(first.shape)} (${x.rank} ≠ ${first.rank}).`,
      [first.shape, x.shape],
    );
  }
}

/** @throws ShapeError naming the first operand that has another size than operand 0, along any axis but `joined`. */
export function checkSizes(op: string, tensors: readonly Tensor[], joined?: number): void {
  const first = tensors[0]!.shape;
  for (const [i, { shape }] of tensors.entries()) {
    const axis = shape.findIndex((size, axis) => axis !== joined && size !== first[axis]);
    if (axis < 0) continue;
    const but = joined === undefined ? '' : ` but along axis ${joined}`;
    throw new ShapeError(
      `${op}: operand ${i} must have the shape of operand 0${but}, got ${formatShape(shape)} and ` +
        `${formatShape(first)} (${shape[axis]} ≠ ${first[axis]} at axis ${axis}).`,
      [first, shape],
    );
  }
}
