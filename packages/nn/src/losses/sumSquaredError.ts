import type { SameSizes, ScalarShape, Shape, Tensor } from '@pullback/core';
import { square, sub, sum } from '@pullback/ops';
import { checkPair } from './checkPair';

/**
 * The L2 loss `Σ (prediction - target)²`: summed over everything, divided by nothing.
 *
 * Shapes: two of one shape → scalar.
 * VJP: `2 (prediction - target)`, times the cotangent.
 * @throws ShapeError if the shapes differ: they do not broadcast here, where that would hide a mistake.
 * @throws DTypeError unless both are of one float dtype.
 */
export function sumSquaredError<S extends Shape>(
  prediction: Tensor<S>,
  target: Tensor<NoInfer<S>>,
): Tensor<ScalarShape>;
export function sumSquaredError<S extends Shape, T extends Shape>(
  prediction: Tensor<S>,
  target: Tensor<T> & Tensor<SameSizes<S, T>>,
): Tensor<ScalarShape>;
export function sumSquaredError(prediction: Tensor, target: Tensor): Tensor<ScalarShape> {
  checkPair('sumSquaredError', prediction, target);
  return sum(square(sub(prediction, target)));
}
