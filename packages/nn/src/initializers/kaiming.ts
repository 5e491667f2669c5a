import { PullbackError, type Shape, spell, type Tensor } from '@pullback/core';
import { checkInitializer } from './checks';
import { fans } from './fans';
import { gain, type Nonlinearity } from './gain';
import type { InitializerOptions } from './initializer';
import { uniformWithin } from './uniform';

export interface KaimingOptions extends InitializerOptions {
  /** Whether to keep the variance of the values forward, or of the gradients back; `'fanIn'` if not given. */
  readonly mode?: 'fanIn' | 'fanOut';
  /** What comes after the weights; `'relu'` if not given. */
  readonly nonlinearity?: Nonlinearity;
  /** The slope of leakyRelu for negative numbers; 0.01 if not given. */
  readonly slope?: number;
}

/**
 * Uniform from `-b` to `b`, `b = gain · √(3 / fan)`. Also called He.
 * From K. He et al., Delving deep into rectifiers, arXiv:1502.01852.
 * @throws ShapeError if the weight has less than two axes.
 * @throws PullbackError without a `Random`, or if there is no such mode or nonlinearity.
 */
export function kaimingUniform<const S extends Shape>(shape: S, options: KaimingOptions): Tensor<S> {
  return uniformWithin(Math.sqrt(3) * deviationOf('kaimingUniform', shape, options), shape, options);
}

/**
 * Normal with mean 0 and deviation `gain / √fan`; otherwise as `kaimingUniform`.
 * @throws ShapeError if the weight has less than two axes.
 * @throws PullbackError without a `Random`, or if there is no such mode or nonlinearity.
 */
export function kaimingNormal<const S extends Shape>(shape: S, options: KaimingOptions): Tensor<S> {
  const deviation = deviationOf('kaimingNormal', shape, options);
  return options.random.normal(shape, { ...options, mean: 0, deviation });
}

function deviationOf(name: string, shape: Shape, options: KaimingOptions): number {
  checkInitializer(name, shape, options);
  const { mode = 'fanIn', nonlinearity = 'relu', slope } = options;
  if (mode !== 'fanIn' && mode !== 'fanOut') {
    throw new PullbackError(`${name}: the mode must be 'fanIn' or 'fanOut', got ${spell(mode)}.`);
  }
  return gain(nonlinearity, slope) / Math.sqrt(Math.max(1, fans(shape)[mode]));
}
