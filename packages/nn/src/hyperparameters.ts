// Checks of the options of optimizers, schedules, losses and training.

import { describe, PullbackError } from '@pullback/core';

/** @throws PullbackError unless options are a record, of nothing but options that there are. */
export function checkOptions<T extends object>(name: string, options: T, known: readonly string[]): T {
  if (typeof options !== 'object' || options === null) {
    throw new PullbackError(`${name}: options are a record, got ${describe(options)}.`);
  }
  const unknown = Object.keys(options).find((option) => !known.includes(option));
  if (unknown === undefined) return options;
  throw new PullbackError(`${name}: there is no option '${unknown}'. There are: ${known.join(', ')}.`);
}

/** Where a hyper-parameter may lie. All are finite. */
export interface Range {
  /** 0 if not given. */
  readonly from?: number;
  /** What it must be greater than. */
  readonly above?: number;
  /** The largest that is allowed. */
  readonly to?: number;
  /** What it must be less than. */
  readonly below?: number;
}

/** @throws PullbackError unless `value` is a finite number within the range. */
export function checkNumber(op: string, what: string, value: unknown, range: Range = {}): void {
  const { from = 0, above = -Infinity, to = Infinity, below = Infinity } = range;
  if (typeof value === 'number' && value >= from && value > above && value <= to && value < below) return;
  throw new PullbackError(`${op}: ${what} must be a finite number ${spellRange(range)}, got ${describe(value)}.`);
}

/** Checks several at once, by name, which must lie in one range. */
export function checkNumbers(op: string, values: Readonly<Record<string, unknown>>, range?: Range): void {
  for (const [name, value] of Object.entries(values)) checkNumber(op, name, value, range);
}

/** @throws PullbackError unless `count` is a whole number ≥ `least`. */
export function checkCount(name: string, what: string, count: unknown, least = 1): void {
  if (Number.isSafeInteger(count) && (count as number) >= least) return;
  throw new PullbackError(`${name}: ${what} must be a whole number ≥ ${least}, got ${describe(count)}.`);
}

/** @throws PullbackError unless each is true or false. */
export function checkSwitches(op: string, values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'boolean') continue;
    throw new PullbackError(`${op}: ${name} must be true or false, got ${describe(value)}.`);
  }
}

function spellRange({ from = 0, above, to, below }: Range): string {
  if (to !== undefined) return `from ${from} to ${to}`;
  const least = above === undefined ? `≥ ${from}` : `> ${above}`;
  return below === undefined ? least : `${least} and < ${below}`;
}
