import {
  DEFAULT_DTYPE,
  type DType,
  describe,
  formatShape,
  isSameShape,
  Parameter,
  PullbackError,
  type Random,
  type Shape,
  ShapeError,
  Tensor,
} from '@pullback/core';
import { checkOptions } from '../hyperparameters';
import { checkRandom } from '../initializers/checks';
import type { Initializer, InitializerOptions } from '../initializers/initializer';
import { uniformWithin } from '../initializers/uniform';
import { kind } from '../kind';

/** What convolutions can be told of their windows. */
export const WINDOWS = ['stride', 'padding', 'dilation', 'groups'];

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
 * `windows` are options that the layer has besides.
 * @throws PullbackError without a `Random`, or if there is no such option.
 */
export function weightAndBias<const W extends Shape, const B extends Shape>(
  layer: string,
  options: WeightAndBiasOptions,
  weightShape: W,
  biasShape: B,
  fanIn: number,
  windows: readonly string[] = [],
): { readonly weight: Parameter<W>; readonly bias: Parameter<B> | undefined } {
  checkRandom(layer, options);
  checkOptions(layer, options, ['random', 'dtype', 'weight', 'bias', ...windows]);
  const { random, dtype = 'float32', weight = withinFan(fanIn), bias = true } = options;
  const initialize = bias === true ? withinFan(fanIn) : bias;
  const start = { random, dtype };
  return {
    weight: initialized(`${layer}: weight`, weight, weightShape, start),
    bias: initialize === false ? undefined : initialized(`${layer}: bias`, initialize, biasShape, start),
  };
}

/**
 * A parameter of this shape, as the initializer starts it. `what` is what errors begin with.
 * @throws PullbackError unless it is a function.
 * @throws ShapeError unless it gives a tensor of the shape and the dtype.
 */
export function initialized<const S extends Shape>(
  what: string,
  initializer: Initializer,
  shape: S,
  options: InitializerOptions,
): Parameter<S> {
  if (typeof initializer !== 'function') {
    throw new PullbackError(
      `${what}: an initializer is required, a function of a shape such as xavierNormal, got ${describe(initializer)}.`,
    );
  }
  const value = initializer(shape, options);
  const { dtype = DEFAULT_DTYPE } = options;
  if (value instanceof Tensor && isSameShape(value.shape, shape) && value.dtype === dtype) return new Parameter(value);
  throw new ShapeError(`${what}: the initializer must give ${formatShape(shape)} ${dtype}, got ${kind(value)}.`, [
    shape,
  ]);
}

/** Uniform from `-1 / √fanIn` to `1 / √fanIn`. */
export function withinFan(fanIn: number): Initializer {
  return (shape, options) => uniformWithin(1 / Math.sqrt(fanIn), shape, options);
}
