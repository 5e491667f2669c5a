import type { Shape, Tensor } from '@pullback/core';
import { square, sub } from '@pullback/ops';
import { checkOptions } from '../hyperparameters';
import { checkPair } from './checkPair';
import type { ElementwiseLoss } from './elementwiseLoss';
import { type LossOptions, type Reduction, reduce } from './reduction';

/**
 * The L2 loss `Σ (prediction - target)²`: summed over everything, divided by nothing; with `reduction: 'mean'` divided by the
 * number of all elements, as `meanSquaredError` is.
 *
 * Shapes: two of one shape → scalar; that shape if `reduction` is 'none'.
 * VJP: `2 (prediction - target)`, times the cotangent.
 * @throws ShapeError if the shapes differ: they do not broadcast here, where that would hide a mistake.
 * @throws DTypeError unless both are of one float dtype.
 */
export const sumSquaredError: ElementwiseLoss = <S extends Shape>(
  prediction: Tensor,
  target: Tensor,
  options: LossOptions<Reduction> = {},
): Tensor<S> => {
  const { reduction = 'sum' } = checkOptions('sumSquaredError', options, ['reduction']);
  checkPair('sumSquaredError', prediction, target);
  return reduce('sumSquaredError', square(sub(prediction, target)), reduction) as Tensor<S>;
};
