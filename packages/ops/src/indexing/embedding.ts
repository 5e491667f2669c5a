import { formatShape, type Gathered, type IsMatrix, type Shape, ShapeError, type Tensor } from '@pullback/core';
import { checkTensor } from '../operands';
import { gatherAt } from './gather';
import { checkIndices } from './indices';

/**
 * Rows of a table: the vector that belongs to each index.
 *
 * Shapes: `[count, size]`, indices of int32 `[…]` → `[…, size]`.
 * VJP: each row's cotangent is the sum of those of its copies; none for the indices.
 * @throws IndexError if an index is negative, or not less than `count`.
 * @throws ShapeError unless the table is a matrix.
 * @throws DTypeError unless the indices are int32.
 */
export function embedding<S extends Shape, I extends Shape>(
  weights: Tensor<S> & IsMatrix<S>,
  indices: Tensor<I>,
): Tensor<Gathered<S, I, 0>>;
export function embedding(weights: Tensor, indices: Tensor): Tensor {
  checkTensor('embedding', weights);
  if (weights.rank !== 2) {
    throw new ShapeError(`embedding: a table [count, size] is required, got ${formatShape(weights.shape)}.`, [
      weights.shape,
    ]);
  }
  checkIndices('embedding', indices, weights.shape, 0);
  return gatherAt(weights, indices, 0);
}
