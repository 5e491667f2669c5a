import { checkOptions } from '../hyperparameters';
import { makeSchedule, type Schedule } from './schedule';

export interface ExponentialDecayOptions {
  /** `γ`: what the rate is multiplied by at each step. */
  readonly factor: number;
}

/**
 * A rate that falls by the same factor at each step: `l γᵗ` at step `t`.
 * @throws PullbackError unless the rate and the factor are finite and ≥ 0.
 */
export function exponentialDecay(learningRate: number, options: ExponentialDecayOptions): Schedule {
  const { factor } = checkOptions('exponentialDecay', options, ['factor']);
  const rate = (step: number) => learningRate * factor ** step;
  return makeSchedule('exponentialDecay', learningRate, { factor: [factor, {}] }, rate);
}
