import type { Shape, Tensor } from '@pullback/core';
import { abs, sub } from '@pullback/ops';
import { type ElementwiseLoss, elementwise } from './elementwiseLoss';
import type { LossOptions, Reduction } from './reduction';

/**
 * The L1 loss: the mean of `|prediction - target|`, divided by the number of all elements; NaN if there are none.
 *
 * Shapes: two of one shape → scalar; that shape if `reduction` is 'none'.
 * VJP: `sign(prediction - target)`, over the number of elements, times the cotangent. Subgradient: 0 where both agree.
 * @throws ShapeError if the shapes differ: they do not broadcast.
 * @throws DTypeError unless both are of one float dtype.
 */
export const meanAbsoluteError: ElementwiseLoss = <S extends Shape>(
  prediction: Tensor,
  target: Tensor,
  options: LossOptions<Reduction> = {},
): Tensor<S> => elementwise('meanAbsoluteError', prediction, target, options, (p, y) => abs(sub(p, y)));
