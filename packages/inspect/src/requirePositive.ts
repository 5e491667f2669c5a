import { PullbackError, spell } from '@pullback/core';

/**
 * @throws PullbackError unless each of these options is a number > 0, and finite; `entries`, the one that may be ∞,
 * `order` and `trials` must be whole.
 */
export function requirePositive(op: string, options: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(options)) {
    const isCount = name === 'entries' || name === 'order' || name === 'trials';
    const isFine =
      typeof value === 'number' &&
      value > 0 &&
      (isCount ? Number.isInteger(value) || (name === 'entries' && value === Infinity) : value < Infinity);
    if (isFine) continue;
    throw new PullbackError(
      `${op}: ${name} must be a ${isCount ? 'whole' : 'finite'} number > 0, got ${spell(value)}.`,
    );
  }
}
