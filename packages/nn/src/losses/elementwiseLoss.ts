import type { SameSizes, Shape, Tensor } from '@pullback/core';
import { checkOptions } from '../hyperparameters';
import { checkPair, type Names } from './checkPair';
import { type LossOptions, type LossShape, type Reduction, reduce } from './reduction';

/**
 * A loss with a term for each element. The first overload is for code that is generic in its shapes, where the compiler
 * cannot compare them.
 */
export interface ElementwiseLoss<Extra = unknown> {
  <S extends Shape, const R extends Reduction = 'mean'>(
    prediction: Tensor<S>,
    target: Tensor<NoInfer<S>>,
    options?: LossOptions<R> & Extra,
  ): Tensor<LossShape<S, R>>;
  <S extends Shape, T extends Shape, const R extends Reduction = 'mean'>(
    prediction: Tensor<S>,
    target: Tensor<T> & Tensor<SameSizes<S, T>>,
    options?: LossOptions<R> & Extra,
  ): Tensor<LossShape<S, R>>;
}

/**
 * Checks what an elementwise loss is given, and reduces the terms that it makes of it: to their mean if not told otherwise.
 * `names` are those of the two operands, `extra` those of further options.
 */
export function elementwise<S extends Shape>(
  op: string,
  prediction: Tensor,
  target: Tensor,
  options: LossOptions<Reduction>,
  terms: (prediction: Tensor, target: Tensor) => Tensor,
  { names, extra = [] }: { readonly names?: Names; readonly extra?: readonly string[] } = {},
): Tensor<S> {
  const { reduction = 'mean' } = checkOptions(op, options, ['reduction', ...extra]);
  checkPair(op, prediction, target, names);
  return reduce(op, terms(prediction, target), reduction) as Tensor<S>;
}
