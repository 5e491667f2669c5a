import type { Tree } from '@pullback/core';
import { AdaptiveMoments, type AdaptiveMomentsOptions } from './adaptiveMoments';

export interface AdamWOptions extends AdaptiveMomentsOptions {
  /** `λ`: takes `l λ w` from each weight, apart from the gradient; 0.01 if not given. */
  readonly weightDecay?: number;
}

/**
 * Adam with weights that decay apart from the gradient: `w ← (1 - l λ) w - l · m̂ / (√ŝ + ε)`, with `m̂` and `ŝ` as in Adam.
 * Loshchilov and Hutter, Decoupled weight decay regularization, 2019.
 */
export class AdamW<T extends Tree> extends AdaptiveMoments<T> {
  /**
   * `parameters` is any tree of Parameters.
   * @throws PullbackError if a leaf is not a Parameter, or an option is out of range.
   */
  constructor(parameters: T, options: AdamWOptions = {}) {
    super('AdamW', parameters, options, { weightDecay: options?.weightDecay ?? 0.01, isApart: true });
  }
}
