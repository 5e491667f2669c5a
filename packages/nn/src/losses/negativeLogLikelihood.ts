import { normalizeAxis, type SameSizes, type Shape, type Tensor } from '@pullback/core';
import { neg } from '@pullback/ops';
import { checkOptions } from '../hyperparameters';
import { checkFloats } from './checkPair';
import type { AnyClassesOptions, ClassesOptions, RowsOf } from './classes';
import { pick } from './labels';
import { type LossOptions, type LossShape, type Reduction, reduce } from './reduction';

/**
 * Negative logarithm of the probability of the labels: `-x` at the label of each row of log-probabilities `x`, such as
 * `logSoftmax` gives; the mean of it, divided by the number of rows; NaN if there are none.
 *
 * Shapes: `[…, c]`, labels of int32 `[…]` → scalar; `[…]` if `reduction` is 'none'. The classes are along the last axis, or the
 * one that is named.
 * VJP: -1 at the label of each row and 0 elsewhere, over the number of rows, times the cotangent.
 * @throws ShapeError if there is not one label for each row, or the axis is out of range.
 * @throws DTypeError unless the log-probabilities are of a float dtype, and the labels int32.
 * @throws IndexError if a label is negative, or not less than the number of classes.
 */
export function negativeLogLikelihood<N extends number, C extends number, const R extends Reduction = 'mean'>(
  logProbabilities: Tensor<readonly [N, C]>,
  labels: Tensor<readonly [NoInfer<N>]>,
  options?: LossOptions<R>,
): Tensor<LossShape<readonly [N], R>>;
export function negativeLogLikelihood<
  S extends Shape,
  T extends Shape,
  const A extends number = -1,
  const R extends Reduction = 'mean',
>(
  logProbabilities: Tensor<S>,
  labels: Tensor<T> & Tensor<SameSizes<RowsOf<S, A>, T>>,
  options?: ClassesOptions<S, A, R>,
): Tensor<LossShape<RowsOf<S, A>, R>>;
export function negativeLogLikelihood(
  logProbabilities: Tensor,
  labels: Tensor,
  options: AnyClassesOptions = {},
): Tensor {
  const { axis = -1, reduction = 'mean' } = checkOptions('negativeLogLikelihood', options, ['axis', 'reduction']);
  checkFloats('negativeLogLikelihood', logProbabilities, 'logProbabilities');
  const along = normalizeAxis('negativeLogLikelihood', axis, logProbabilities.rank);
  const terms = neg(pick('negativeLogLikelihood', logProbabilities, labels, along));
  return reduce('negativeLogLikelihood', terms, reduction);
}
