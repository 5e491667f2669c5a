import {
  allocate,
  checkedShape,
  describe,
  PullbackError,
  type Random,
  type Shape,
  sizeOf,
  Tensor,
} from '@pullback/core';
import { checkFloat, checkInitializer } from './checks';
import type { NormalOptions } from './normal';

export interface TruncatedNormalOptions extends NormalOptions {
  /** The least number, not in deviations; -2 if not given. */
  readonly low?: number;
  /** The greatest number; 2 if not given. */
  readonly high?: number;
}

/**
 * Independent draws from the part of a normal distribution that lies from `low` to `high`. `mean` and `deviation` are those of
 * the whole distribution.
 * @throws PullbackError unless `low < high`, both finite, the mean is finite and the deviation finite and > 0, or without a
 * `Random`.
 * @throws DTypeError unless floats are asked for.
 */
export function truncatedNormal<const S extends Shape>(shape: S, options: TruncatedNormalOptions): Tensor<S> {
  checkInitializer('truncatedNormal', shape, options);
  const { random, mean = 0, deviation = 1, low = -2, high = 2, dtype = 'float32' } = options;
  if (!Number.isFinite(mean) || !Number.isFinite(deviation) || deviation <= 0) {
    throw new PullbackError(
      `truncatedNormal: a finite mean and a deviation > 0 are required, got ${describe(mean)} and ${describe(deviation)}.`,
    );
  }
  const rounded = dtype === 'float32' ? Math.fround : Number;
  const isWithin = (value: number): boolean => value >= low && value <= high;
  if (!Number.isFinite(high - low) || low >= high || ![low, (low + high) / 2, high].map(rounded).some(isWithin)) {
    throw new PullbackError(
      `truncatedNormal: finite numbers low < high with a ${dtype} between them are required, got ${describe(low)} and ` +
        `${describe(high)}.`,
    );
  }
  checkFloat('truncatedNormal', dtype);
  const checked = checkedShape('truncatedNormal', shape);
  const data = allocate(dtype, sizeOf(checked));
  const draw = drawAround(random, (low - mean) / deviation, (high - mean) / deviation);
  for (let i = 0; i < data.length; i++) {
    do data[i] = mean + deviation * draw();
    while (!isWithin(data[i]!));
  }
  return new Tensor(data, checked, dtype);
}

/**
 * Draws that are distributed between `low` and `high` as the standard normal distribution: from the whole of it where much of
 * it lies there, else, by rejection, from the uniform distribution between the two.
 */
function drawAround(random: Random, low: number, high: number): () => number {
  if (low < 0 && high > 0 && high - low > Math.sqrt(2 * Math.PI)) {
    return () => random.normal([], { dtype: 'float64' }).item();
  }
  const densest = Math.min(Math.max(0, low), high);
  return () => {
    for (;;) {
      const value = low + (high - low) * random.next();
      if (random.next() <= Math.exp((densest ** 2 - value ** 2) / 2)) return value;
    }
  };
}
