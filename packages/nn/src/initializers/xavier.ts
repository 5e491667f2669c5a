import type { Shape, Tensor } from '@pullback/core';
import { checkFinite, checkInitializer } from './checks';
import { fans } from './fans';
import type { InitializerOptions } from './initializer';
import { uniformWithin } from './uniform';

export interface XavierOptions extends InitializerOptions {
  /** By how much to scale, such as `gain('tanh')`; 1 if not given. */
  readonly gain?: number;
}

/**
 * Uniform from `-b` to `b`, `b = gain · √(6 / (fanIn + fanOut))`: a variance that is a compromise between keeping that of the
 * values forward and that of the gradients back. Also called Glorot.
 * From X. Glorot and Y. Bengio, Understanding the difficulty of training deep feedforward neural networks, AISTATS 2010.
 * @throws ShapeError if the weight has less than two axes.
 * @throws PullbackError without a `Random`, or if the gain is not finite.
 */
export function xavierUniform<const S extends Shape>(shape: S, options: XavierOptions): Tensor<S> {
  return uniformWithin(Math.sqrt(3) * deviationOf('xavierUniform', shape, options), shape, options);
}

/**
 * Normal with mean 0 and deviation `gain · √(2 / (fanIn + fanOut))`; otherwise as `xavierUniform`.
 * @throws ShapeError if the weight has less than two axes.
 * @throws PullbackError without a `Random`, or if the gain is not finite.
 */
export function xavierNormal<const S extends Shape>(shape: S, options: XavierOptions): Tensor<S> {
  const deviation = deviationOf('xavierNormal', shape, options);
  return options.random.normal(shape, { ...options, mean: 0, deviation });
}

function deviationOf(name: string, shape: Shape, options: XavierOptions): number {
  checkInitializer(name, shape, options);
  const { gain = 1 } = options;
  checkFinite(name, 'the gain', gain);
  const { fanIn, fanOut } = fans(shape);
  return Math.abs(gain) * Math.sqrt(2 / Math.max(1, fanIn + fanOut));
}
