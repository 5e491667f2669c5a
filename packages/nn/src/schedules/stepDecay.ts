import { checkCount, checkOptions } from '../hyperparameters';
import { makeSchedule, type Schedule } from './schedule';

export interface StepDecayOptions {
  /** After how many steps the rate falls, each time. */
  readonly every: number;
  /** `γ`: what it is multiplied by; 0.1 if not given. */
  readonly factor?: number;
}

/**
 * A rate that falls in stairs: `l γ^⌊t / every⌋` at step `t`.
 * @throws PullbackError unless `every` is a whole number ≥ 1, and the rate and the factor are finite and ≥ 0.
 */
export function stepDecay(learningRate: number, options: StepDecayOptions): Schedule {
  const { every, factor = 0.1 } = checkOptions('stepDecay', options, ['every', 'factor']);
  checkCount('stepDecay', 'every', every);
  const rate = (step: number) => learningRate * factor ** Math.floor(step / every);
  return makeSchedule('stepDecay', learningRate, { factor: [factor, {}] }, rate);
}
