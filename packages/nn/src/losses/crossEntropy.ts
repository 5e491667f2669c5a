import { isSameShape, normalizeAxis, type Shape, Tensor } from '@pullback/core';
import { add, logSoftmax, mul, neg, sum } from '@pullback/ops';
import { checkNumber, checkOptions } from '../hyperparameters';
import { checkFloats, checkPair } from './checkPair';
import { type AnyClassesOptions, type ClassesOptions, type RowsOf, type TargetOf, weigh } from './classes';
import { pick } from './labels';
import { type LossOptions, type LossShape, type Reduction, reduce } from './reduction';

export interface CrossEntropyOptions {
  /** `ε`: the share of each label that is spread evenly over all classes; 0 if not given. Szegedy et al., 2016. */
  readonly labelSmoothing?: number;
}

/**
 * Cross-entropy of softmax: `-Σ y ln softmax(x)`, the sum over the classes of a row, for logits `x` and a target `y`; the mean
 * of it, divided by the number of rows; NaN if there are none. The target is a class index for each row, or a distribution:
 * one-hot or soft labels, which need not sum to 1. With label smoothing `(1 - ε) y + ε / c` stands in place of `y`. A class of
 * weight 0 costs nothing, even where its logit is -∞.
 *
 * Shapes: logits `[…, c]` with indices of int32 `[…]` or labels of the logits' dtype `[…, c]` → scalar; `[…]` if `reduction` is
 * 'none'. The classes are along the last axis, or the one that is named: `{ axis: 1 }` for images `[n, c, height, width]`.
 * VJP: of the logits `p Σ y - y` with `p = softmax(x)`, which is `p - y` if the labels sum to 1; of soft labels `-ln p`; over the
 * number of rows, times the cotangent.
 * @throws ShapeError if the target has another shape, or the axis is out of range.
 * @throws DTypeError unless the logits are of a float dtype, and the target is int32 or of the same.
 * @throws IndexError if a class index is negative, or not less than the number of classes.
 * @throws PullbackError unless the label smoothing is a number from 0 to 1.
 */
export function crossEntropy<S extends Shape, const A extends number = -1, const R extends Reduction = 'mean'>(
  logits: Tensor<S>,
  target: Tensor<NoInfer<S>>,
  options?: ClassesOptions<S, A, R> & CrossEntropyOptions,
): Tensor<LossShape<RowsOf<S, A>, R>>;
export function crossEntropy<N extends number, C extends number, const R extends Reduction = 'mean'>(
  logits: Tensor<readonly [N, C]>,
  target: Tensor<readonly [NoInfer<N>]>,
  options?: LossOptions<R> & CrossEntropyOptions,
): Tensor<LossShape<readonly [N], R>>;
export function crossEntropy<
  S extends Shape,
  T extends Shape,
  const A extends number = -1,
  const R extends Reduction = 'mean',
>(
  logits: Tensor<S>,
  target: Tensor<T> & Tensor<TargetOf<S, T, A>>,
  options?: ClassesOptions<S, A, R> & CrossEntropyOptions,
): Tensor<LossShape<RowsOf<S, A>, R>>;
export function crossEntropy(
  logits: Tensor,
  target: Tensor,
  options: AnyClassesOptions & CrossEntropyOptions = {},
): Tensor {
  const {
    axis = -1,
    reduction = 'mean',
    labelSmoothing = 0,
  } = checkOptions('crossEntropy', options, ['axis', 'reduction', 'labelSmoothing']);
  checkNumber('crossEntropy', 'labelSmoothing', labelSmoothing, { to: 1 });
  checkFloats('crossEntropy', logits, 'logits');
  const along = normalizeAxis('crossEntropy', axis, logits.rank);
  const logP = logSoftmax(logits, along);
  const isIndices =
    target instanceof Tensor &&
    (target.rank < logits.rank || (target.dtype === 'int32' && !isSameShape(target.shape, logits.shape)));
  const terms = isIndices
    ? ofIndices(logP, target, along, labelSmoothing)
    : ofDistribution(logP, target, along, labelSmoothing);
  return reduce('crossEntropy', neg(terms), reduction);
}

function ofIndices(logP: Tensor, labels: Tensor, axis: number, smoothing: number): Tensor {
  const ofLabels = pick('crossEntropy', logP, labels, axis);
  if (smoothing === 0) return ofLabels;
  const ofAll = sum(logP, axis);
  return add(mul(ofLabels, 1 - smoothing), mul(ofAll, smoothing / logP.shape[axis]!));
}

function ofDistribution(logP: Tensor, target: Tensor, axis: number, smoothing: number): Tensor {
  checkPair('crossEntropy', logP, target, ['logits', 'target']);
  const smooth = smoothing === 0 ? target : add(mul(target, 1 - smoothing), smoothing / logP.shape[axis]!);
  return sum(weigh(smooth, logP), axis);
}
