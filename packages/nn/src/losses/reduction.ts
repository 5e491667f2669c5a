// What becomes of the terms of a loss.

import { describe, PullbackError, type ScalarShape, type Shape, type Tensor } from '@pullback/core';
import { mean, sum } from '@pullback/ops';

/** Each term by itself, their sum, or their mean. */
export type Reduction = 'none' | 'sum' | 'mean';

export interface LossOptions<R extends Reduction> {
  /** Whether to give each term by itself, their sum, or their mean. */
  readonly reduction?: R;
}

/** The shape of a loss whose terms are of shape `S`. */
export type LossShape<S extends Shape, R extends Reduction> = R extends 'none' ? S : ScalarShape;

/** @throws PullbackError if it is none of the three. */
export function reduce(op: string, terms: Tensor, reduction: Reduction): Tensor {
  switch (reduction) {
    case 'none':
      return terms;
    case 'sum':
      return sum(terms);
    case 'mean':
      return mean(terms);
    default:
      throw new PullbackError(`${op}: reduction must be 'none', 'sum' or 'mean', got ${describe(reduction)}.`);
  }
}
