import type { Random, Tensor } from '@pullback/core';
import { greaterEqual, mul, where } from '@pullback/ops';
import { checkOptions } from '../hyperparameters';
import { checkRandom } from '../initializers/checks';
import { Layer } from '../modules/layer';
import type { Unchanged } from '../modules/shapeRule';
import { checkShare } from './checks';

export interface DropoutOptions {
  /** Where the draws come from. */
  readonly random: Random;
}

/**
 * In training each element is 0 with the probability `rate`, else divided by `1 - rate`, so that its mean stays; in evaluation
 * `y = x`. A rate of 1 leaves nothing but zeros.
 *
 * The draws are saved for the walk back, and a replay of the tape has them again.
 * From N. Srivastava et al., Dropout: a simple way to prevent neural networks from overfitting, JMLR 15, 2014.
 */
export class Dropout extends Layer<Unchanged> {
  private readonly random: Random;

  /** @throws PullbackError unless the rate is a number from 0 to 1, or without a `Random`. */
  constructor(
    readonly rate: number,
    options: DropoutOptions,
  ) {
    super();
    checkShare('Dropout', 'the rate', rate);
    checkRandom('Dropout', options);
    checkOptions('Dropout', options, ['random']);
    this.random = options.random;
  }

  protected compute(x: Tensor): Tensor {
    if (!this.isTraining || this.rate === 0) return x;
    const isKept = greaterEqual(this.random.uniform(x.shape, { dtype: 'float64' }), this.rate);
    if (this.rate === 1) return where(isKept, x, 0);
    return where(isKept, mul(x, 1 / (1 - this.rate)), 0);
  }
}
