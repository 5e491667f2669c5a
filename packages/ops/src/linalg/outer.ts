import { formatShape, type IsVector, type OuterShape, type Shape, ShapeError, type Tensor } from '@pullback/core';
import { mul } from '../elementwise/mul';
import { checkOperand, checkSameDType } from '../operands';
import { reshape } from '../shape/reshape';

/**
 * Outer product `y = a bᵀ` of two vectors: every element of `a` times every element of `b`.
 *
 * Shapes: `[m]`, `[n]` → `[m, n]`.
 * VJP: `ā = ȳ b`, `b̄ = ȳᵀ a`.
 * @throws ShapeError unless both are vectors.
 * @throws DTypeError if the dtypes differ, or are bool.
 */
export function outer<A extends Shape, B extends Shape>(
  a: Tensor<A> & IsVector<A>,
  b: Tensor<B> & IsVector<B>,
): Tensor<OuterShape<A, B>>;
export function outer(a: Tensor, b: Tensor): Tensor {
  checkOperand('outer', a, 'numbers');
  checkOperand('outer', b, 'numbers');
  checkSameDType('outer', a, b);
  if (a.rank !== 1 || b.rank !== 1) {
    throw new ShapeError(
      `outer: two vectors are required, got ${formatShape(a.shape)} and ${formatShape(b.shape)}. ` +
        'Flatten them with reshape(x, [-1]).',
      [a.shape, b.shape],
    );
  }
  return mul(reshape(a, [a.size, 1]), b);
}
