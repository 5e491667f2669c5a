import {
  formatShape,
  isSameShape,
  type SameSizes,
  type ScalarShape,
  type Shape,
  ShapeError,
  type Tensor,
} from '@pullback/core';
import { square, sub, sum } from '@pullback/ops';

/**
 * The L2 loss `Σ (prediction - target)²`: summed over everything, divided by nothing.
 *
 * Shapes: two of one shape → scalar.
 * VJP: `2 (prediction - target)`, times the cotangent.
 * @throws ShapeError if the shapes differ: they do not broadcast here, where that would hide a mistake.
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
  if (!isSameShape(prediction.shape, target.shape)) {
    throw new ShapeError(
      `sumSquaredError: prediction and target must have one shape, got ${formatShape(prediction.shape)} and ` +
        `${formatShape(target.shape)}. Bring them together with reshape() or broadcastTo().`,
      [prediction.shape, target.shape],
    );
  }
  return sum(square(sub(prediction, target)));
}
