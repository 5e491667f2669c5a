import { describe, PullbackError } from '@pullback/core';
import { checkCount, checkOptions } from '../hyperparameters';
import { alongCosine, alongLine } from './annealing';
import { makeSchedule, type Schedule } from './schedule';

export interface OneCycleOptions {
  /** How many steps there will be in all. */
  readonly steps: number;
  /** The share of them on the way up; 0.3 if not given. */
  readonly warmUp?: number;
  /** Along half a wave each way, or along lines; 'cosine' if not given. */
  readonly annealing?: 'cosine' | 'linear';
  /** How many times smaller than the maximum the first rate is; 25 if not given. */
  readonly divisor?: number;
  /** How many times smaller than the first the last rate is; 10,000 if not given. */
  readonly finalDivisor?: number;
}

const ANNEALING = { cosine: alongCosine, linear: alongLine };

/**
 * A rate that goes up and down once: from `maximum / divisor` up to the maximum, which it reaches at step `warmUp · steps - 1`,
 * and down to `maximum / (divisor · finalDivisor)` at the last, step `steps - 1`, at which it stays. Without steps on the way
 * up it begins at the maximum. Smith and Topin, Super-convergence, 2018, in the two phases of PyTorch.
 * @throws PullbackError unless `steps` is a whole number ≥ 2, `warmUp` from 0 to 1, the divisors are finite and > 0, and the
 * maximum is finite and ≥ 0.
 */
export function oneCycle(maximum: number, options: OneCycleOptions): Schedule {
  const {
    steps,
    warmUp = 0.3,
    annealing = 'cosine',
    divisor = 25,
    finalDivisor = 1e4,
  } = checkOptions('oneCycle', options, ['steps', 'warmUp', 'annealing', 'divisor', 'finalDivisor']);
  checkCount('oneCycle', 'steps', steps, 2);
  if (!Object.hasOwn(ANNEALING, annealing)) {
    throw new PullbackError(`oneCycle: annealing must be 'cosine' or 'linear', got ${describe(annealing)}.`);
  }
  const anneal = ANNEALING[annealing];
  const first = maximum / divisor;
  const peak = Math.max(0, warmUp * steps - 1);
  const rate = (step: number) => {
    if (step < peak) return anneal(first, maximum, step / peak);
    const last = steps - 1;
    const share = peak < last ? (step - peak) / (last - peak) : step - last;
    return anneal(maximum, first / finalDivisor, Math.min(share, 1));
  };
  const numbers = {
    warmUp: [warmUp, { to: 1 }],
    divisor: [divisor, POSITIVE],
    finalDivisor: [finalDivisor, POSITIVE],
  } as const;
  return makeSchedule('oneCycle', maximum, numbers, rate);
}

const POSITIVE = { above: 0 };
