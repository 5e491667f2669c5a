import type { Shape, Tensor } from '@pullback/core';
import { checkInitializer } from './checks';
import type { InitializerOptions } from './initializer';

export interface UniformOptions extends InitializerOptions {
  /** The least; 0 if not given. */
  readonly low?: number;
  /** What all are less than; 1 if not given. */
  readonly high?: number;
}

/**
 * Independent draws, uniform from `low` to `high`.
 * @throws PullbackError unless `low < high`, both finite, or without a `Random`.
 */
export function uniform<const S extends Shape>(shape: S, options: UniformOptions): Tensor<S> {
  checkInitializer('uniform', shape, options);
  return options.random.uniform(shape, options);
}

/** Uniform from `-bound` to `bound`; of no width, zeros. */
export function uniformWithin<const S extends Shape>(bound: number, shape: S, options: InitializerOptions): Tensor<S> {
  // In float32 the smallest numbers are 1.4e-45: a bound of 0, by a gain of 0, leaves nothing to draw from.
  if (bound === 0) return options.random.normal(shape, { ...options, deviation: 0 });
  return options.random.uniform(shape, { ...options, low: -bound, high: bound });
}
