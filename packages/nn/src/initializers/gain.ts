import { PullbackError, spell } from '@pullback/core';
import { checkFinite } from './checks';

/** What comes after the weights. */
export type Nonlinearity = 'linear' | 'sigmoid' | 'tanh' | 'relu' | 'leakyRelu' | 'selu';

/**
 * By how much the weights before a nonlinearity should be larger, so that what passes keeps its variance: 1 for linear and
 * sigmoid, 5/3 for tanh, √2 for relu, `√(2 / (1 + slope²))` for leakyRelu, 3/4 for selu. The values are those of PyTorch's
 * `calculate_gain`.
 * @throws PullbackError if there is no such nonlinearity, or the slope is not finite.
 */
export function gain(nonlinearity: Nonlinearity, slope = 0.01): number {
  switch (nonlinearity) {
    case 'linear':
    case 'sigmoid':
      return 1;
    case 'tanh':
      return 5 / 3;
    case 'relu':
      return Math.SQRT2;
    case 'leakyRelu':
      checkFinite('gain', 'the slope', slope);
      return Math.sqrt(2 / (1 + slope ** 2));
    case 'selu':
      return 3 / 4;
    default:
      throw new PullbackError(
        `gain: 'linear', 'sigmoid', 'tanh', 'relu', 'leakyRelu' or 'selu' is required, got ${spell(nonlinearity)}.`,
      );
  }
}
