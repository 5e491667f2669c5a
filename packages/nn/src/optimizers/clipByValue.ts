import { type Mirror, mapTree, type Tree } from '@pullback/core';
import { clamp } from '@pullback/ops';
import { checkNumber } from '../hyperparameters';

/**
 * Each entry of the gradients brought within `-max` and `max`; NaN stays NaN.
 *
 * Shapes: any tree of float tensors → its mirror.
 * @throws PullbackError unless `max` is a finite number > 0.
 */
export function clipByValue<T extends Tree>(gradients: T, max: number): Mirror<T> {
  checkNumber('clipByValue', 'max', max, { above: 0 });
  return mapTree(gradients, (gradient) => clamp(gradient, -max, max));
}
