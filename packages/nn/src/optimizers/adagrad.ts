import type { Parameter, Tensor, Tree } from '@pullback/core';
import { checkNumbers, checkOptions } from '../hyperparameters';
import { Optimizer, type OptimizerOptions, type Slot } from './optimizer';

/** The learning rate is 0.01 if not given. */
export interface AdagradOptions extends OptimizerOptions {
  /** `η`: the learning rate at step `t`, counted from 0, is `l / (1 + t η)`; 0 if not given. */
  readonly learningRateDecay?: number;
  /** What the sums of squares begin with; 0 if not given. */
  readonly initialAccumulator?: number;
  /** `ε`, added to the root; 1e-10 if not given. */
  readonly epsilon?: number;
  /** `λ`: adds `λ w` to the gradient; 0 if not given. */
  readonly weightDecay?: number;
}

/**
 * Adagrad: each weight has a rate of its own, the smaller the more it has moved.
 * `s ← s + g²`, `w ← w - l/(1 + t η) · g / (√s + ε)`, where `g = w̄ + λ w`.
 * Duchi, Hazan and Singer, Adaptive subgradient methods for online learning and stochastic optimization, 2011.
 */
export class Adagrad<T extends Tree> extends Optimizer<T> {
  private readonly learningRateDecay: number;
  private readonly epsilon: number;
  private readonly weightDecay: number;
  private readonly sumOfSquares: Slot;

  /**
   * `parameters` is any tree of Parameters.
   * @throws PullbackError if a leaf is not a Parameter, or an option is out of range.
   */
  constructor(parameters: T, options: AdagradOptions = {}) {
    const {
      learningRate = 0.01,
      learningRateDecay = 0,
      initialAccumulator = 0,
      epsilon = 1e-10,
      weightDecay = 0,
    } = checkOptions('Adagrad', options, [
      'learningRate',
      'learningRateDecay',
      'initialAccumulator',
      'epsilon',
      'weightDecay',
    ]);
    super('Adagrad', parameters, learningRate);
    checkNumbers('Adagrad', { learningRateDecay, initialAccumulator, epsilon, weightDecay });
    this.learningRateDecay = learningRateDecay;
    this.epsilon = epsilon;
    this.weightDecay = weightDecay;
    this.sumOfSquares = this.makeSlot('sumOfSquares', initialAccumulator);
  }

  protected override update(parameter: Parameter, gradient: Tensor, learningRate: number, place: number): void {
    const { epsilon, weightDecay } = this;
    const rate = learningRate / (1 + (this.steps - 1) * this.learningRateDecay);
    const [slope, s] = [gradient.data, this.sumOfSquares.tensors[place]!.data];
    parameter.assignWith((w) => {
      for (let i = 0; i < w.length; i++) {
        const g = slope[i]! + weightDecay * w[i]!;
        s[i] = s[i]! + g * g;
        w[i] = w[i]! - (rate * g) / (Math.sqrt(s[i]!) + epsilon);
      }
    });
  }
}
