// Inputs of like size: learned from the training set, and applied to whatever comes later.

import {
  DTypeError,
  describe,
  formatShape,
  isFloat,
  PullbackError,
  type Shape,
  ShapeError,
  Tensor,
} from '@pullback/core';
import { add, div, equal, max, mean, min, mul, standardDeviation, sub, where } from '@pullback/ops';

export interface FitOptions {
  /** Whether each column (each place of a sample) is measured apart, or all numbers together; apart if not given. */
  readonly measure?: 'columns' | 'all' | undefined;
}

export interface RangeOptions extends FitOptions {
  /** Where the smallest number goes; 0 if not given. */
  readonly low?: number | undefined;
  /** Where the largest number goes; 1 if not given. */
  readonly high?: number | undefined;
}

/** `y = (x - shift) / spread · (high - low) + low`, by column. */
export class Scaling {
  constructor(
    /** One number for each column, or one for all. */
    readonly shift: Tensor,
    /** Likewise. Never 0, even where a column is constant. */
    readonly spread: Tensor,
    readonly low = 0,
    readonly high = 1,
  ) {}

  /**
   * Scales rows of the same columns as those that were measured. Differentiable, like any op.
   * @throws ShapeError or DTypeError if they have other columns, or another dtype.
   */
  apply<S extends Shape>(x: Tensor<S>): Tensor<S> {
    this.checkColumns('apply', x);
    return add(mul(div(sub(x as Tensor, this.shift), this.spread), this.high - this.low), this.low) as Tensor<S>;
  }

  /** The way back: `x = (y - low) / (high - low) · spread + shift`. */
  invert<S extends Shape>(y: Tensor<S>): Tensor<S> {
    this.checkColumns('invert', y);
    return add(mul(div(sub(y as Tensor, this.low), this.high - this.low), this.spread), this.shift) as Tensor<S>;
  }

  /** Without this a single column would be stretched to any number of them. */
  private checkColumns(op: string, x: Tensor): void {
    const [columns, got] = [formatShape(this.shift.shape), formatShape(x.shape.slice(1))];
    if (this.shift.rank === 0 || columns === got) return;
    throw new ShapeError(`${op}: rows of ${columns} are required, as was measured, got ${formatShape(x.shape)}.`, [
      this.shift.shape,
      x.shape,
    ]);
  }
}

/**
 * Learns to shift each column to mean 0 and to scale it to standard deviation 1 (that of all n rows, without correction).
 * A constant column becomes 0.
 *
 * Shapes: `[n, …]` → a Scaling of `[…]`.
 * @throws ShapeError if there are no rows.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export function standardise(x: Tensor, { measure = 'columns' }: FitOptions = {}): Scaling {
  const axes = axesOf('standardise', x, measure);
  const [low, high] = [min(x, axes), max(x, axes)];
  const isConstant = equal(low, high);
  // The mean of equal numbers may be off by rounding; what is left would be blown up by what is left of the deviation.
  const shift = where(isConstant, low, mean(x, axes));
  const deviation = where(isConstant, 1, standardDeviation(x, axes));
  // That of subnormal numbers can be 0 all the same.
  return new Scaling(shift, where(equal(deviation, 0), 1, deviation));
}

/**
 * Learns to move each column into the range from `low` to `high`: its smallest number goes to `low`, its largest to `high`.
 * A constant column becomes `low`. What comes later may lie outside.
 *
 * Shapes: `[n, …]` → a Scaling of `[…]`.
 * @throws PullbackError unless `low < high`, both finite.
 * @throws ShapeError if there are no rows.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export function scaleTo(x: Tensor, { low = 0, high = 1, measure = 'columns' }: RangeOptions = {}): Scaling {
  if (!Number.isFinite(low) || !Number.isFinite(high) || low >= high) {
    throw new PullbackError(
      `scaleTo: finite numbers low < high are required, got ${describe(low)} and ${describe(high)}.`,
    );
  }
  const axes = axesOf('scaleTo', x, measure);
  const shift = min(x, axes);
  const spread = sub(max(x, axes), shift);
  return new Scaling(shift, where(equal(spread, 0), 1, spread), low, high);
}

/** The axes along which numbers are measured together: the rows, or all. */
function axesOf(op: string, x: Tensor, measure: 'columns' | 'all'): number | undefined {
  if (!(x instanceof Tensor)) throw new DTypeError(`${op}: a tensor is required, got ${describe(x)}.`);
  if (!isFloat(x.dtype)) {
    throw new DTypeError(`${op}: float32 or float64 is required, got ${x.dtype}. Convert them: cast(x, 'float32').`);
  }
  if (x.rank === 0 || x.shape[0] === 0) {
    throw new ShapeError(`${op}: rows to measure are required, got shape ${formatShape(x.shape)}.`, [x.shape]);
  }
  return measure === 'all' ? undefined : 0;
}
