import { type DType, Parameter, type Random, type Shape } from '@pullback/core';
import { checkRandom } from '../initializers/checks';
import type { Initializer } from '../initializers/initializer';
import { uniformWithin } from '../initializers/uniform';

/** How the parameters of a layer start. */
export interface WeightOptions {
  /** Where the first values come from. */
  readonly random: Random;
  /** `float32` if not given. */
  readonly dtype?: DType;
  /** Instead of the distribution that the layer names. */
  readonly weight?: Initializer;
}

export interface WeightAndBiasOptions extends WeightOptions {
  /** False for none, or an initializer instead of the distribution that the layer names. */
  readonly bias?: boolean | Initializer;
}

/**
 * A weight, and a bias if there is to be one: drawn, unless initializers say otherwise, uniformly within `1 / √fanIn`.
 * @throws PullbackError without a `Random`.
 */
export function weightAndBias<const W extends Shape, const B extends Shape>(
  layer: string,
  options: WeightAndBiasOptions,
  weightShape: W,
  biasShape: B,
  fanIn: number,
): { readonly weight: Parameter<W>; readonly bias: Parameter<B> | undefined } {
  checkRandom(layer, options);
  const { random, dtype = 'float32', weight = withinFan(fanIn), bias = true } = options;
  const initialize = bias === true ? withinFan(fanIn) : bias;
  return {
    weight: new Parameter(weight(weightShape, { random, dtype })),
    bias: initialize === false ? undefined : new Parameter(initialize(biasShape, { random, dtype })),
  };
}

/** Uniform from `-1 / √fanIn` to `1 / √fanIn`. */
export function withinFan(fanIn: number): Initializer {
  return (shape, options) => uniformWithin(1 / Math.sqrt(fanIn), shape, options);
}
