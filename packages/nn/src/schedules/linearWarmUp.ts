import { checkCount, checkOptions } from '../hyperparameters';
import { alongLine } from './annealing';
import { makeSchedule, type Schedule } from './schedule';

export interface LinearWarmUpOptions {
  /** How many steps the way up takes. */
  readonly steps: number;
  /** The share of the rate to start with; a third if not given. */
  readonly from?: number;
}

/**
 * A rate that rises along a line before another begins: `l (f + (1 - f) t / steps)` at step `t`, where `f` is the share to
 * start with, then `l`; if a schedule is given, up to its first rate, then from its beginning, at step `steps`.
 * @throws PullbackError unless `steps` is a whole number ≥ 1, `from` is from 0 to 1, and the rate is finite and ≥ 0.
 */
export function linearWarmUp(next: number | Schedule, options: LinearWarmUpOptions): Schedule {
  const { steps, from = 1 / 3 } = checkOptions('linearWarmUp', options, ['steps', 'from']);
  checkCount('linearWarmUp', 'steps', steps);
  const rateAfter = typeof next === 'function' ? next : () => next;
  const first = rateAfter(0);
  const rate = (step: number) => (step < steps ? first * alongLine(from, 1, step / steps) : rateAfter(step - steps));
  return makeSchedule('linearWarmUp', first, { from: [from, { to: 1 }] }, rate);
}
