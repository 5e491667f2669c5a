import type { Tree } from '@pullback/core';
import { AdaptiveMoments, type AdaptiveMomentsOptions } from './adaptiveMoments';

export interface AdamOptions extends AdaptiveMomentsOptions {
  /** `λ`: adds `λ w` to the gradient; 0 if not given. */
  readonly weightDecay?: number;
}

/**
 * Adam: the running mean of the gradient, divided by the root of its running mean square.
 * `m ← β₁ m + (1 - β₁) g`, `s ← β₂ s + (1 - β₂) g²`, `w ← w - l · m̂ / (√ŝ + ε)`, where `g = w̄ + λ w`, and
 * `m̂ = m / (1 - β₁ᵗ)`, `ŝ = s / (1 - β₂ᵗ)` at the `t`-th step make up for means that began at 0.
 * Kingma and Ba, Adam: a method for stochastic optimization, 2015.
 */
export class Adam<T extends Tree> extends AdaptiveMoments<T> {
  /**
   * `parameters` is any tree of Parameters.
   * @throws PullbackError if a leaf is not a Parameter, or an option is out of range.
   */
  constructor(parameters: T, options: AdamOptions = {}) {
    super('Adam', parameters, options, { weightDecay: options?.weightDecay ?? 0, isApart: false });
  }
}
