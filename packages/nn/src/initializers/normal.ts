import type { Shape, Tensor } from '@pullback/core';
import { checkInitializer } from './checks';
import type { InitializerOptions } from './initializer';

export interface NormalOptions extends InitializerOptions {
  /** 0 if not given. */
  readonly mean?: number;
  /** The standard deviation; 1 if not given. */
  readonly deviation?: number;
}

/**
 * Independent draws from a normal distribution.
 * @throws PullbackError unless the mean is finite and the deviation finite and ≥ 0, or without a `Random`.
 */
export function normal<const S extends Shape>(shape: S, options: NormalOptions): Tensor<S> {
  checkInitializer('normal', shape, options);
  return options.random.normal(shape, options);
}
