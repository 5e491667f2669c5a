import { PullbackError, Random, type Shape, spell, type Tensor } from '@pullback/core';
import { checkNumber, checkOperand } from '../operands';
import { prelu } from './prelu';

export interface RreluOptions {
  /** The least slope; 1/8 if not given. */
  readonly low?: number;
  /** What all slopes are less than; 1/3 if not given. */
  readonly high?: number;
}

/**
 * Randomized leaky rectified linear unit `y = x where x > 0, else slope ⊙ x`, with a slope for each element, drawn
 * uniformly from `low` to `high`. It is for training; evaluation uses leakyRelu with the mean slope, `(low + high) / 2`.
 *
 * VJP: that of `prelu`, with the slopes that were drawn; a replay of the tape has them again.
 * From B. Xu et al., Empirical evaluation of rectified activations in convolutional network, arXiv:1505.00853.
 * @throws PullbackError unless `low < high`, both finite, or without a `Random`.
 * @throws DTypeError if `x` is not of a float dtype.
 */
export function rrelu<S extends Shape>(
  x: Tensor<S>,
  random: Random,
  { low = 1 / 8, high = 1 / 3 }: RreluOptions = {},
): Tensor<S> {
  checkOperand('rrelu', x, 'floats');
  if (!(random instanceof Random)) {
    throw new PullbackError(`rrelu: a generator is required, got ${spell(random)}. Pass one: new Random(seed).`);
  }
  checkNumber('rrelu', 'low', low);
  checkNumber('rrelu', 'high', high);
  if (low >= high || !Number.isFinite(high - low)) {
    throw new PullbackError(`rrelu: finite slopes low < high are required, got ${low} and ${high}.`);
  }
  return prelu(x, random.uniform(x.shape, { low, high, dtype: x.dtype }).named('slopes'));
}
