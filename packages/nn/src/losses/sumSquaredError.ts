import { formatShape, isSameShape, type ScalarShape, type Shape, ShapeError, type Tensor } from '@pullback/core';
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
): Tensor<ScalarShape> {
  const [a, b]: readonly [Tensor, Tensor] = [prediction, target];
  if (!isSameShape(a.shape, b.shape)) {
    throw new ShapeError(
      `sumSquaredError: prediction and target must have one shape, got ${formatShape(a.shape)} and ` +
        `${formatShape(b.shape)}. Bring them together with reshape() or broadcastTo().`,
      [a.shape, b.shape],
    );
  }
  return sum(square(sub(a, b)));
}
