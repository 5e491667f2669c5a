import type { Shape, Tensor } from '@pullback/core';
import { square, sub } from '@pullback/ops';
import { type ElementwiseLoss, elementwise } from './elementwiseLoss';
import type { LossOptions, Reduction } from './reduction';

/**
 * The mean of `(prediction - target)²`, divided by the number of all elements; NaN if there are none.
 *
 * Shapes: two of one shape → scalar; that shape if `reduction` is 'none'.
 * VJP: `2 (prediction - target)`, over the number of elements, times the cotangent.
 * @throws ShapeError if the shapes differ: they do not broadcast.
 * @throws DTypeError unless both are of one float dtype.
 */
export const meanSquaredError: ElementwiseLoss = <S extends Shape>(
  prediction: Tensor,
  target: Tensor,
  options: LossOptions<Reduction> = {},
): Tensor<S> => elementwise('meanSquaredError', prediction, target, options, (p, y) => square(sub(p, y)));
