import type { Parameter, Tensor, Tree } from '@pullback/core';
import { checkNumbers, checkOptions, checkSwitches } from '../hyperparameters';
import { Optimizer, type OptimizerOptions, type Slot } from './optimizer';

/** The learning rate is 0.001 if not given. */
export interface AdaptiveMomentsOptions extends OptimizerOptions {
  /** `β₁`: how much of the running mean stays from step to step; 0.9 if not given. */
  readonly beta1?: number;
  /** `β₂`: how much of the running mean square stays from step to step; 0.999 if not given. */
  readonly beta2?: number;
  /** `ε`, added to the root; 1e-8 if not given. */
  readonly epsilon?: number;
  /** Divide by the largest mean square so far. Reddi, Kale and Kumar, On the convergence of Adam and beyond, 2018. */
  readonly amsgrad?: boolean;
}

/** How the weights decay: apart from the gradient, or as a part of it. */
export interface Decay {
  readonly weightDecay: number;
  readonly isApart: boolean;
}

/** What Adam and AdamW share: they differ only in how the weights decay. */
export abstract class AdaptiveMoments<T extends Tree> extends Optimizer<T> {
  private readonly beta1: number;
  private readonly beta2: number;
  private readonly epsilon: number;
  private readonly gradientDecay: number;
  private readonly decay: number;
  private readonly mean: Slot;
  private readonly meanSquare: Slot;
  private readonly largestMeanSquare: Slot | undefined;

  constructor(name: string, parameters: T, options: AdaptiveMomentsOptions, { weightDecay, isApart }: Decay) {
    const {
      learningRate = 1e-3,
      beta1 = 0.9,
      beta2 = 0.999,
      epsilon = 1e-8,
      amsgrad = false,
    } = checkOptions(name, options, ['learningRate', 'beta1', 'beta2', 'epsilon', 'amsgrad', 'weightDecay']);
    super(name, parameters, learningRate);
    checkNumbers(name, { beta1, beta2 }, { below: 1 });
    checkNumbers(name, { epsilon, weightDecay });
    checkSwitches(name, { amsgrad });
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.gradientDecay = isApart ? 0 : weightDecay;
    this.decay = isApart ? weightDecay : 0;
    this.mean = this.makeSlot('mean');
    this.meanSquare = this.makeSlot('meanSquare');
    this.largestMeanSquare = amsgrad ? this.makeSlot('largestMeanSquare') : undefined;
  }

  protected override update(parameter: Parameter, gradient: Tensor, learningRate: number, place: number): void {
    const { beta1, beta2, epsilon, gradientDecay } = this;
    const slope = gradient.data;
    const [m, s] = [this.mean.tensors[place]!.data, this.meanSquare.tensors[place]!.data];
    const largest = this.largestMeanSquare?.tensors[place]?.data;
    // The means began at 0, not at what they estimate.
    const rate = learningRate / (1 - beta1 ** this.steps);
    const correction = Math.sqrt(1 - beta2 ** this.steps);
    const kept = 1 - learningRate * this.decay;
    parameter.assignWith((w) => {
      for (let i = 0; i < w.length; i++) {
        const g = slope[i]! + gradientDecay * w[i]!;
        m[i] = beta1 * m[i]! + (1 - beta1) * g;
        s[i] = beta2 * s[i]! + (1 - beta2) * g * g;
        let square = s[i]!;
        if (largest !== undefined) {
          largest[i] = Math.max(largest[i]!, square);
          square = largest[i]!;
        }
        w[i] = kept * w[i]! - (rate * m[i]!) / (Math.sqrt(square) / correction + epsilon);
      }
    });
  }
}
