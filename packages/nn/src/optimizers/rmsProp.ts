import type { Parameter, Tensor, Tree } from '@pullback/core';
import { checkNumber, checkNumbers, checkOptions, checkSwitches } from '../hyperparameters';
import { Optimizer, type OptimizerOptions, type Slot } from './optimizer';

/** The learning rate is 0.01 if not given. */
export interface RMSPropOptions extends OptimizerOptions {
  /** `α`: how much of the running means stays from step to step; 0.99 if not given. */
  readonly alpha?: number;
  /** `ε`, added to the root; 1e-8 if not given. */
  readonly epsilon?: number;
  /** `μ`: how much of the velocity stays from step to step; 0 if not given. */
  readonly momentum?: number;
  /** Divide by the standard deviation of the gradient rather than by its root mean square. */
  readonly centered?: boolean;
  /** `λ`: adds `λ w` to the gradient; 0 if not given. */
  readonly weightDecay?: number;
}

/**
 * RMSProp: each gradient divided by the root of its running mean square.
 * `s ← α s + (1 - α) g²`, `d = g / (√s + ε)`, where `g = w̄ + λ w`; then `w ← w - l·d`, or with momentum `v ← μ v + d`,
 * `w ← w - l·v`. Centered, `m ← α m + (1 - α) g` and `s - m²` stands in place of `s`, 0 where rounding makes it negative.
 * Tieleman and Hinton, Neural networks for machine learning, lecture 6.5, 2012; centered after Graves, Generating sequences
 * with recurrent neural networks, 2013.
 */
export class RMSProp<T extends Tree> extends Optimizer<T> {
  private readonly alpha: number;
  private readonly epsilon: number;
  private readonly momentum: number;
  private readonly weightDecay: number;
  private readonly meanSquare: Slot;
  private readonly mean: Slot | undefined;
  private readonly velocity: Slot | undefined;

  /**
   * `parameters` is any tree of Parameters.
   * @throws PullbackError if a leaf is not a Parameter, or an option is out of range.
   */
  constructor(parameters: T, options: RMSPropOptions = {}) {
    const {
      learningRate = 0.01,
      alpha = 0.99,
      epsilon = 1e-8,
      momentum = 0,
      centered = false,
      weightDecay = 0,
    } = checkOptions('RMSProp', options, ['learningRate', 'alpha', 'epsilon', 'momentum', 'centered', 'weightDecay']);
    super('RMSProp', parameters, learningRate);
    checkNumber('RMSProp', 'alpha', alpha, { to: 1 });
    checkNumbers('RMSProp', { epsilon, momentum, weightDecay });
    checkSwitches('RMSProp', { centered });
    this.alpha = alpha;
    this.epsilon = epsilon;
    this.momentum = momentum;
    this.weightDecay = weightDecay;
    this.meanSquare = this.makeSlot('meanSquare');
    this.mean = centered ? this.makeSlot('mean') : undefined;
    this.velocity = momentum === 0 ? undefined : this.makeSlot('momentum');
  }

  protected override update(parameter: Parameter, gradient: Tensor, learningRate: number, place: number): void {
    const { alpha, epsilon, momentum, weightDecay } = this;
    const [slope, s] = [gradient.data, this.meanSquare.tensors[place]!.data];
    const m = this.mean?.tensors[place]?.data;
    const v = this.velocity?.tensors[place]?.data;
    parameter.assignWith((w) => {
      for (let i = 0; i < w.length; i++) {
        const g = slope[i]! + weightDecay * w[i]!;
        s[i] = alpha * s[i]! + (1 - alpha) * g * g;
        let square = s[i]!;
        if (m !== undefined) {
          m[i] = alpha * m[i]! + (1 - alpha) * g;
          square = Math.max(0, square - m[i]! * m[i]!);
        }
        let d = g / (Math.sqrt(square) + epsilon);
        if (v !== undefined) {
          v[i] = momentum * v[i]! + d;
          d = v[i]!;
        }
        w[i] = w[i]! - learningRate * d;
      }
    });
  }
}
