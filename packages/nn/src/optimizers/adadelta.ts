import type { Parameter, Tensor, Tree } from '@pullback/core';
import { checkNumber, checkNumbers, checkOptions } from '../hyperparameters';
import { Optimizer, type OptimizerOptions, type Slot } from './optimizer';

/** The learning rate is 1 if not given: the method is meant to find its own. */
export interface AdadeltaOptions extends OptimizerOptions {
  /** `ρ`: how much of the running means stays from step to step; 0.9 if not given. */
  readonly rho?: number;
  /** `ε`, added within both roots; 1e-6 if not given. */
  readonly epsilon?: number;
  /** `λ`: adds `λ w` to the gradient; 0 if not given. */
  readonly weightDecay?: number;
}

/**
 * Adadelta: steps as large as steps have been, in the units of the weights.
 * `s ← ρ s + (1 - ρ) g²`, `d = g √(u + ε) / √(s + ε)`, `u ← ρ u + (1 - ρ) d²`, `w ← w - l·d`, where `g = w̄ + λ w`.
 * Zeiler, ADADELTA: an adaptive learning rate method, 2012.
 */
export class Adadelta<T extends Tree> extends Optimizer<T> {
  private readonly rho: number;
  private readonly epsilon: number;
  private readonly weightDecay: number;
  private readonly meanSquare: Slot;
  private readonly meanSquareStep: Slot;

  /**
   * `parameters` is any tree of Parameters.
   * @throws PullbackError if a leaf is not a Parameter, or an option is out of range.
   */
  constructor(parameters: T, options: AdadeltaOptions = {}) {
    const {
      learningRate = 1,
      rho = 0.9,
      epsilon = 1e-6,
      weightDecay = 0,
    } = checkOptions('Adadelta', options, ['learningRate', 'rho', 'epsilon', 'weightDecay']);
    super('Adadelta', parameters, learningRate);
    checkNumber('Adadelta', 'rho', rho, { to: 1 });
    checkNumbers('Adadelta', { epsilon, weightDecay });
    this.rho = rho;
    this.epsilon = epsilon;
    this.weightDecay = weightDecay;
    this.meanSquare = this.makeSlot('meanSquare');
    this.meanSquareStep = this.makeSlot('meanSquareStep');
  }

  protected override update(parameter: Parameter, gradient: Tensor, learningRate: number, place: number): void {
    const { rho, epsilon, weightDecay } = this;
    const slope = gradient.data;
    const [s, u] = [this.meanSquare.tensors[place]!.data, this.meanSquareStep.tensors[place]!.data];
    parameter.assignWith((w) => {
      for (let i = 0; i < w.length; i++) {
        const g = slope[i]! + weightDecay * w[i]!;
        s[i] = rho * s[i]! + (1 - rho) * g * g;
        const d = (Math.sqrt(u[i]! + epsilon) / Math.sqrt(s[i]! + epsilon)) * g;
        u[i] = rho * u[i]! + (1 - rho) * d * d;
        w[i] = w[i]! - learningRate * d;
      }
    });
  }
}
