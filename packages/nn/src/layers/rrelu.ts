import { PullbackError, type Random, type Tensor } from '@pullback/core';
import { leakyRelu, type RreluOptions, rrelu } from '@pullback/ops';
import { checkOptions } from '../hyperparameters';
import { checkFinite, checkRandom } from '../initializers/checks';
import { Layer } from '../modules/layer';
import type { Unchanged } from '../modules/shapeRule';

export interface RReLUOptions extends RreluOptions {
  /** Where the slopes come from. */
  readonly random: Random;
}

/**
 * `y = x where x > 0, else slope ⊙ x`: in training with a slope for each element, drawn uniformly from `low` (1/8) to `high`
 * (1/3) and saved for the walk back; in evaluation with their mean, `(low + high) / 2`. See the op `rrelu`.
 */
export class RReLU extends Layer<Unchanged> {
  readonly low: number;
  readonly high: number;
  private readonly random: Random;

  /** @throws PullbackError unless `low < high`, both finite, or without a `Random`. */
  constructor(options: RReLUOptions) {
    super();
    checkRandom('RReLU', options);
    checkOptions('RReLU', options, ['random', 'low', 'high']);
    const { random, low = 1 / 8, high = 1 / 3 } = options;
    checkFinite('RReLU', 'low', low);
    checkFinite('RReLU', 'high', high);
    if (low >= high) throw new PullbackError(`RReLU: slopes low < high are required, got ${low} and ${high}.`);
    this.low = low;
    this.high = high;
    this.random = random;
  }

  protected compute(x: Tensor): Tensor {
    const { low, high } = this;
    return this.isTraining ? rrelu(x, this.random, { low, high }) : leakyRelu(x, (low + high) / 2);
  }
}
