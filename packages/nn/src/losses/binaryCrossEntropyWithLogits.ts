import { broadcastShapes, formatShape, IndexError, isSameShape, type Shape, ShapeError, Tensor } from '@pullback/core';
import { add, mul, neg, softplus, sub } from '@pullback/ops';
import { checkNumber } from '../hyperparameters';
import { checkFloats, checkOneDType } from './checkPair';
import { type ElementwiseLoss, elementwise } from './elementwiseLoss';
import { placeOf } from './labels';
import type { LossOptions, Reduction } from './reduction';

const NAME = 'binaryCrossEntropyWithLogits';

export interface BinaryCrossEntropyOptions {
  /** `w`: how much more a positive label counts; a tensor, such as one for each class, broadcasts. 1 if not given. */
  readonly positiveWeight?: number | Tensor;
}

/**
 * Cross-entropy of yes and no: `-(w y ln σ(x) + (1 - y) ln σ(-x))` for a logit `x` and a label `y` from 0 to 1; the mean of it,
 * divided by the number of all elements; NaN if there are none. As `ln σ(x) = -softplus(-x)` it neither overflows nor loses
 * digits, however far a finite `x` is from 0.
 *
 * Shapes: two of one shape → scalar; that shape if `reduction` is 'none'.
 * VJP: of the logits `(1 - y) σ(x) - w y σ(-x)`, which is `σ(x) - y` if `w` is 1, over the number of elements, times the
 * cotangent.
 * @throws ShapeError if the shapes differ, or the weight does not broadcast to them.
 * @throws DTypeError unless all are of one float dtype.
 * @throws IndexError if a label is not from 0 to 1.
 * @throws PullbackError unless a weight that is a number is finite and ≥ 0.
 */
export const binaryCrossEntropyWithLogits: ElementwiseLoss<BinaryCrossEntropyOptions> = <S extends Shape>(
  logits: Tensor,
  target: Tensor,
  options: LossOptions<Reduction> & BinaryCrossEntropyOptions = {},
): Tensor<S> =>
  elementwise(NAME, logits, target, options, (x, y) => termsOf(x, y, options.positiveWeight), {
    names: ['logits', 'target'],
    extra: ['positiveWeight'],
  });

function termsOf(logits: Tensor, target: Tensor, positiveWeight: number | Tensor | undefined): Tensor {
  checkWithinOne(target);
  const ofPositive = mul(target, softplus(neg(logits)));
  const ofNegative = mul(sub(1, target), softplus(logits));
  return add(weighted(ofPositive, positiveWeight), ofNegative);
}

function checkWithinOne({ data, shape }: Tensor): void {
  const outside = data.findIndex((label) => !(label >= 0 && label <= 1));
  if (outside < 0) return;
  throw new IndexError(`${NAME}: labels must be from 0 to 1, got ${data[outside]}${placeOf(outside, shape)}.`);
}

function weighted(terms: Tensor, weight: number | Tensor | undefined): Tensor {
  if (weight === undefined) return terms;
  if (!(weight instanceof Tensor)) {
    checkNumber(NAME, 'positiveWeight', weight);
    return mul(terms, weight);
  }
  checkFloats(NAME, weight, 'positiveWeight');
  checkOneDType(NAME, terms, weight, ['logits', 'positiveWeight']);
  if (isSameShape(broadcastShapes(NAME, terms.shape, weight.shape), terms.shape)) return mul(terms, weight);
  throw new ShapeError(
    `${NAME}: positiveWeight must broadcast to ${formatShape(terms.shape)}, got ${formatShape(weight.shape)}.`,
    [terms.shape, weight.shape],
  );
}
