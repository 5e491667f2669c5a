import type { Shape, Tensor } from '@pullback/core';
import { clamp, mul, sub } from '@pullback/ops';
import { checkNumber } from '../hyperparameters';
import { type ElementwiseLoss, elementwise } from './elementwiseLoss';
import type { LossOptions, Reduction } from './reduction';

export interface HuberOptions {
  /** `δ`: where the square ends and the line begins; 1 if not given. */
  readonly delta?: number;
}

/**
 * The Huber loss: `d² / 2` where `|d| ≤ δ`, else `δ (|d| - δ / 2)`, with `d = prediction - target`; the mean of it, divided by
 * the number of all elements; NaN if there are none. Huber, Robust estimation of a location parameter, 1964.
 *
 * Shapes: two of one shape → scalar; that shape if `reduction` is 'none'.
 * VJP: `d` clamped to `±δ`, over the number of elements, times the cotangent.
 * @throws ShapeError if the shapes differ: they do not broadcast.
 * @throws DTypeError unless both are of one float dtype.
 * @throws PullbackError unless `δ` is a finite number > 0.
 */
export const huber: ElementwiseLoss<HuberOptions> = <S extends Shape>(
  prediction: Tensor,
  target: Tensor,
  options: LossOptions<Reduction> & HuberOptions = {},
): Tensor<S> =>
  elementwise('huber', prediction, target, options, (p, y) => termsOf(sub(p, y), options.delta ?? 1), {
    extra: ['delta'],
  });

function termsOf(difference: Tensor, delta: number): Tensor {
  checkNumber('huber', 'delta', delta, { above: 0 });
  // With c the clamped d: c (d - c / 2) is both the square within and the line beyond.
  const clamped = clamp(difference, -delta, delta);
  return mul(clamped, sub(difference, mul(clamped, 0.5)));
}
