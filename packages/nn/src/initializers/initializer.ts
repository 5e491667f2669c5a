import type { CreateOptions, Random, Shape, Tensor } from '@pullback/core';

/** What every initializer is told. */
export interface InitializerOptions extends CreateOptions {
  /** Where random numbers come from. */
  readonly random: Random;
}

/**
 * How parameters start: a function of a shape. `kaimingNormal` and the others are, as are `zeros` and `ones`. One with options
 * of its own is `(shape, options) => normal(shape, { ...options, deviation: 0.02 })`.
 */
export type Initializer = <const S extends Shape>(shape: S, options: InitializerOptions) => Tensor<S>;
