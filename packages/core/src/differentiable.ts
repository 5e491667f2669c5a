import { isFloat } from './dtype';
import { GradientError } from './errors';
import type { Tensor } from './tensor';

/** @throws GradientError unless derivatives exist for this kind of number. */
export function checkDifferentiable(role: 'source' | 'target', { name, dtype }: Tensor, path: string): void {
  if (isFloat(dtype)) return;
  throw new GradientError(
    `gradient: float32 or float64 is required, got ${dtype} for the ${role}${quoted(name ?? path)}. ` +
      "Whole numbers and masks have no derivative; convert them first: cast(x, 'float32').",
  );
}

/** The name or path of a tensor as part of a sentence; nothing if it has neither. */
export function quoted(name: string): string {
  return name === '' ? '' : ` '${name}'`;
}
