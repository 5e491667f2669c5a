// The shape of a matrix product, and the errors of operands that have none.

import { broadcastShapes, formatShape, type Shape, ShapeError, type Tensor } from '@pullback/core';
import type { Transposes } from '@pullback/kernels';

/**
 * The shape `[…, m, n]` of the product of `[…, m, k]` and `[…, k, n]`.
 * @throws ShapeError if the inner sizes differ, or the leading axes do not broadcast.
 */
export function productShape(a: Tensor, b: Tensor, transposes: Transposes): Shape {
  const { transposeA, transposeB } = transposes;
  checkInnerSizes(a, b, transposes);
  const rows = a.shape[a.rank - (transposeA ? 1 : 2)]!;
  const columns = b.shape[b.rank - (transposeB ? 2 : 1)]!;
  return a.rank === 2 && b.rank === 2 ? [rows, columns] : [...stackShape(a, b), rows, columns];
}

/** @throws ShapeError if the inner sizes differ, an operand is a scalar, or a vector is to be transposed. */
export function checkInnerSizes(a: Tensor, b: Tensor, { transposeA, transposeB }: Transposes): void {
  if (a.rank < 2 || b.rank < 2) {
    checkHasAxes(a, b);
    if (transposeA) checkCanTranspose(a, 'transposeA');
    if (transposeB) checkCanTranspose(b, 'transposeB');
  }
  const k = a.shape[a.rank - (transposeA ? 2 : 1)]!;
  const l = b.shape[b.rank - (transposeB || b.rank === 1 ? 1 : 2)]!;
  if (k !== l) {
    throw new ShapeError(
      `matmul: inner dimensions must agree, got ${formatOperand(a, transposeA)} and ` +
        `${formatOperand(b, transposeB)} (${k} ≠ ${l}).`,
      [a.shape, b.shape],
    );
  }
}

function checkHasAxes(a: Tensor, b: Tensor): void {
  if (a.rank > 0 && b.rank > 0) return;
  throw new ShapeError(
    `matmul: vectors, matrices or stacks of matrices are required, got ${formatShape(a.shape)} and ` +
      `${formatShape(b.shape)}. Scale by a scalar with mul().`,
    [a.shape, b.shape],
  );
}

function checkCanTranspose({ rank, shape }: Tensor, flag: string): void {
  if (rank > 1) return;
  throw new ShapeError(
    `matmul: ${flag} swaps the last two axes, got the vector ${formatShape(shape)}. ` +
      'Leave it out: a vector is a row on the left and a column on the right.',
    [shape],
  );
}

/** The axes before those of the matrices, broadcast. */
function stackShape(a: Tensor, b: Tensor): Shape {
  for (let fromLast = 3; fromLast <= Math.min(a.rank, b.rank); fromLast++) {
    const m = a.shape[a.rank - fromLast]!;
    const n = b.shape[b.rank - fromLast]!;
    if (m !== n && m !== 1 && n !== 1) {
      throw new ShapeError(
        `matmul: the axes before the matrices must broadcast, got ${formatShape(a.shape)} and ` +
          `${formatShape(b.shape)} (${m} ≠ ${n} at axis -${fromLast}, and neither is 1).`,
        [a.shape, b.shape],
      );
    }
  }
  return broadcastShapes('matmul', a.shape.slice(0, -2), b.shape.slice(0, -2));
}

function formatOperand({ shape }: Tensor, isTransposed: boolean): string {
  return isTransposed ? `${formatShape(shape)}ᵀ` : formatShape(shape);
}
