import { normalizeAxis, type SameSizes, type Shape, type Tensor } from '@pullback/core';
import { equal, log, logSoftmax, mul, sub, sum, where } from '@pullback/ops';
import { checkOptions } from '../hyperparameters';
import { checkPair } from './checkPair';
import type { AnyClassesOptions, ClassesOptions, RowsOf } from './classes';
import { type LossShape, type Reduction, reduce } from './reduction';

/**
 * Relative entropy `D(P‖Q) = Σ P ln(P / Q)` of probabilities, where `P` is what is true and `Q` what is predicted: first the
 * target, then the prediction, as in the formula. Summed over everything; with `reduction: 'mean'` divided by the number of
 * rows, each of which is one distribution. Where `P` is 0 the term is 0, whatever `Q` is; where `Q` alone is 0 it is ∞.
 *
 * Shapes: two `[…, c]` → scalar; `[…]` if `reduction` is 'none'. The classes are along the last axis, or the one that is named.
 * VJP: `P̄ = ln(P / Q) + 1`, `Q̄ = -P / Q`, times the cotangent. Subgradient: `P̄ = 0` where `P` is 0.
 * @throws ShapeError if the shapes differ, or the axis is out of range.
 * @throws DTypeError unless both are of one float dtype.
 */
export function klDivergence<S extends Shape, const A extends number = -1, const R extends Reduction = 'sum'>(
  P: Tensor<S>,
  Q: Tensor<NoInfer<S>>,
  options?: ClassesOptions<S, A, R>,
): Tensor<LossShape<RowsOf<S, A>, R>>;
export function klDivergence<
  S extends Shape,
  T extends Shape,
  const A extends number = -1,
  const R extends Reduction = 'sum',
>(
  P: Tensor<S>,
  Q: Tensor<T> & Tensor<SameSizes<S, T>>,
  options?: ClassesOptions<S, A, R>,
): Tensor<LossShape<RowsOf<S, A>, R>>;
export function klDivergence(P: Tensor, Q: Tensor, options: AnyClassesOptions = {}): Tensor {
  checkPair('klDivergence', P, Q, ['P', 'Q']);
  return divergence('klDivergence', P, () => log(Q), options);
}

/**
 * Relative entropy `D(P‖softmax(x)) = Σ P (ln P - ln softmax(x))` of probabilities `P` and a prediction that is given by its
 * logits `x`: exact where probabilities would vanish. Reduced as by `klDivergence`.
 *
 * Shapes: two `[…, c]` → scalar; `[…]` if `reduction` is 'none'. The classes are along the last axis, or the one that is named.
 * VJP: `x̄ = softmax(x) Σ P - P`, which is `softmax(x) - P` only if `P` sums to 1; `P̄ = ln P + 1 - ln softmax(x)`, times the
 * cotangent. Subgradient: `P̄ = 0` where `P` is 0.
 * @throws ShapeError if the shapes differ, or the axis is out of range.
 * @throws DTypeError unless both are of one float dtype.
 */
export function klDivergenceWithLogits<S extends Shape, const A extends number = -1, const R extends Reduction = 'sum'>(
  P: Tensor<S>,
  logits: Tensor<NoInfer<S>>,
  options?: ClassesOptions<S, A, R>,
): Tensor<LossShape<RowsOf<S, A>, R>>;
export function klDivergenceWithLogits<
  S extends Shape,
  T extends Shape,
  const A extends number = -1,
  const R extends Reduction = 'sum',
>(
  P: Tensor<S>,
  logits: Tensor<T> & Tensor<SameSizes<S, T>>,
  options?: ClassesOptions<S, A, R>,
): Tensor<LossShape<RowsOf<S, A>, R>>;
export function klDivergenceWithLogits(P: Tensor, logits: Tensor, options: AnyClassesOptions = {}): Tensor {
  checkPair('klDivergenceWithLogits', P, logits, ['P', 'logits']);
  const logQ = (axis: number) => logSoftmax(logits, axis);
  return divergence('klDivergenceWithLogits', P, logQ, options);
}

function divergence(op: string, P: Tensor, logQ: (axis: number) => Tensor, options: AnyClassesOptions): Tensor {
  const { axis = -1, reduction = 'sum' } = checkOptions(op, options, ['axis', 'reduction']);
  const along = normalizeAxis(op, axis, P.rank);
  const terms = where(equal(P, 0), 0, mul(P, sub(log(P), logQ(along))));
  return reduce(op, sum(terms, along), reduction);
}
