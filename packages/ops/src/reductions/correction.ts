// What variance and standardDeviation share: the correction of their divisor.

import { PullbackError, type Tensor } from '@pullback/core';
import { type ReductionAttrs, type ReductionOptions, reductionAttrs } from './reduction';

export interface CorrectionOptions {
  /** What is taken off the number of elements in the divisor: 0, or 1 for an estimate from a sample. */
  readonly correction?: number;
}

export interface CorrectedAttrs extends ReductionAttrs {
  readonly correction: number;
}

/**
 * @throws ShapeError if an axis is out of range or named twice.
 * @throws PullbackError if the correction is no finite number.
 */
export function correctedAttrs(
  op: string,
  x: Tensor,
  axes: number | readonly number[] | undefined,
  options: (ReductionOptions<boolean> & CorrectionOptions) | undefined,
): CorrectedAttrs {
  const correction = options?.correction ?? 0;
  if (!Number.isFinite(correction)) {
    throw new PullbackError(`${op}: the correction must be a finite number, got ${correction}.`);
  }
  return Object.freeze({ ...reductionAttrs(op, x, axes, options), correction });
}

/** The number of elements, corrected; NaN where the kernels find nothing to divide by. */
export function divisorOf(x: Tensor, output: Tensor, { correction }: CorrectedAttrs): number {
  const count = x.size / output.size;
  return count > correction ? count - correction : Number.NaN;
}
