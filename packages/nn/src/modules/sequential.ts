import { describe, PullbackError, type Tensor } from '@pullback/core';
import { Layer } from './layer';
import { Module } from './module';
import type { Chained, SequenceRule, Stage } from './sequence';

/**
 * Layers one after another: each takes what the one before it gives.
 *
 * Layers whose sizes are known to differ where they meet do not compile, nor does an input that a layer does not take.
 *
 * ```ts
 * const model = new Sequential(new Linear(64, 100, { random }), new ReLU(), new Linear(100, 8, { random }));
 * const prediction = model.forward(x); // [32, 64] → [32, 8]
 * ```
 */
export class Sequential<const Stages extends readonly Stage[]> extends Layer<SequenceRule<Stages>> {
  readonly layers: Stages;

  /** @throws PullbackError unless all are modules. */
  constructor(...layers: Stages & Chained<Stages>) {
    super();
    for (const [place, layer] of layers.entries()) {
      if (layer instanceof Module) continue;
      throw new PullbackError(`Sequential: modules are required, got ${describe(layer)} at place ${place}.`);
    }
    this.layers = layers;
  }

  protected compute(x: Tensor): Tensor {
    return this.layers.reduce((value, layer) => (layer as Layer).forward(value), x);
  }
}
