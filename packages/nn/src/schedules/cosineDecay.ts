import { checkCount, checkOptions } from '../hyperparameters';
import { alongCosine } from './annealing';
import { makeSchedule, type Schedule } from './schedule';

export interface CosineDecayOptions {
  /** How many steps the way down takes. */
  readonly steps: number;
  /** Where the rate ends; 0 if not given. */
  readonly minimum?: number;
}

/**
 * A rate that falls along half a wave: `m + (l - m) (1 + cos(π t / steps)) / 2` at step `t`, with `m` the minimum, at which it
 * stays. Loshchilov and Hutter, SGDR: stochastic gradient descent with warm restarts, 2017, without the restarts.
 * @throws PullbackError unless `steps` is a whole number ≥ 1, and the rate and the minimum are finite and ≥ 0.
 */
export function cosineDecay(learningRate: number, options: CosineDecayOptions): Schedule {
  const { steps, minimum = 0 } = checkOptions('cosineDecay', options, ['steps', 'minimum']);
  checkCount('cosineDecay', 'steps', steps);
  const rate = (step: number) => alongCosine(learningRate, minimum, Math.min(step / steps, 1));
  return makeSchedule('cosineDecay', learningRate, { minimum: [minimum, {}] }, rate);
}
