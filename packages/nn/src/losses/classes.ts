// What the losses over classes share: where the classes are, and logarithms of probabilities that are 0.

import type { AxesWithin, Reduced, SameSizes, Shape, Tensor } from '@pullback/core';
import { equal, logicalAnd, mul, where } from '@pullback/ops';
import type { LossOptions, Reduction } from './reduction';

export interface ClassesOptions<S extends Shape, A extends number, R extends Reduction> extends LossOptions<R> {
  /** The axis along which the classes are; the last if not given. */
  readonly axis?: AxesWithin<S, A>;
}

/** The same, as the code sees it. */
export type AnyClassesOptions = LossOptions<Reduction> & { readonly axis?: number };

/** The shape of class indices beside a tensor of shape `S`: that without the axis of the classes. */
export type RowsOf<S extends Shape, A extends number> = Reduced<S, A, false>;

/** What a target of shape `T` has to be: a label for each row, or a distribution, which has the shape of the logits. */
export type TargetOf<S extends Shape, T extends Shape, A extends number> = T['length'] extends S['length']
  ? SameSizes<S, T>
  : SameSizes<RowsOf<S, A>, T>;

/** `p ⊙ ln q`, where `0 · -∞ = 0`: what cannot happen costs nothing. */
export function weigh(p: Tensor, logQ: Tensor): Tensor {
  const isNothing = logicalAnd(equal(p, 0), equal(logQ, -Infinity));
  return mul(p, where(isNothing, 0, logQ));
}
