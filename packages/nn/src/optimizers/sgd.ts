import { type Parameter, PullbackError, type Tensor, type Tree } from '@pullback/core';
import { checkNumber, checkNumbers, checkOptions, checkSwitches } from '../hyperparameters';
import type { Schedule } from '../schedules/schedule';
import { Optimizer, type OptimizerOptions, type Slot } from './optimizer';

export interface SGDOptions extends OptimizerOptions {
  /** How far to go against the gradient. */
  readonly learningRate: number | Schedule;
  /** `μ`: how much of the velocity stays from step to step; 0 if not given. */
  readonly momentum?: number;
  /** `τ`: how much of the gradient does not go into the velocity; 0 if not given. */
  readonly dampening?: number;
  /** Look ahead: go where the velocity will be after this step. Needs momentum, without dampening. */
  readonly nesterov?: boolean;
  /** `λ`: adds `λ w` to the gradient; 0 if not given. */
  readonly weightDecay?: number;
}

/**
 * Gradient descent: `w ← w - l·g`, where `g = w̄ + λ w`. Whether full-batch, mini-batch or stochastic is up to the loss that
 * is given.
 *
 * With momentum `v ← μ v + (1 - τ) g`, at the first step `v = g`; then `w ← w - l·v`, or with Nesterov's
 * `w ← w - l·(g + μ v)`. Sutskever, Martens, Dahl and Hinton, On the importance of initialization and momentum in deep
 * learning, 2013, in the form that PyTorch gives it.
 */
export class SGD<T extends Tree> extends Optimizer<T> {
  private readonly momentum: number;
  private readonly dampening: number;
  private readonly isNesterov: boolean;
  private readonly weightDecay: number;
  private readonly velocity: Slot | undefined;

  /**
   * `parameters` is any tree of Parameters.
   * @throws PullbackError if a leaf is not a Parameter, or an option is out of range.
   */
  constructor(parameters: T, options: SGDOptions) {
    const {
      learningRate,
      momentum = 0,
      dampening = 0,
      nesterov = false,
      weightDecay = 0,
    } = checkOptions('SGD', options, ['learningRate', 'momentum', 'dampening', 'nesterov', 'weightDecay']);
    super('SGD', parameters, learningRate);
    checkNumbers('SGD', { momentum, weightDecay });
    checkNumber('SGD', 'dampening', dampening, { to: 1 });
    checkSwitches('SGD', { nesterov });
    if (nesterov && (momentum === 0 || dampening !== 0)) {
      throw new PullbackError(
        `SGD: nesterov needs a momentum > 0 and no dampening, got momentum ${momentum} and dampening ${dampening}.`,
      );
    }
    this.momentum = momentum;
    this.dampening = dampening;
    this.isNesterov = nesterov;
    this.weightDecay = weightDecay;
    this.velocity = momentum === 0 ? undefined : this.makeSlot('momentum');
  }

  protected override update(parameter: Parameter, gradient: Tensor, learningRate: number, place: number): void {
    const { weightDecay, velocity } = this;
    if (weightDecay === 0 && velocity === undefined) {
      parameter.assignAdd(gradient, -learningRate);
      return;
    }
    const { data: slope } = gradient;
    parameter.assignWith((w) => {
      if (velocity === undefined) {
        for (let i = 0; i < w.length; i++) w[i] = w[i]! - learningRate * (slope[i]! + weightDecay * w[i]!);
      } else this.updateByVelocity(w, slope, velocity.tensors[place]!.data, learningRate);
    });
  }

  private updateByVelocity(w: Numbers, slope: Numbers, v: Numbers, learningRate: number): void {
    const { momentum, isNesterov, weightDecay } = this;
    const share = this.steps === 1 ? 1 : 1 - this.dampening;
    for (let i = 0; i < w.length; i++) {
      const g = slope[i]! + weightDecay * w[i]!;
      v[i] = momentum * v[i]! + share * g;
      w[i] = w[i]! - learningRate * (isNesterov ? g + momentum * v[i]! : v[i]!);
    }
  }
}

type Numbers = Tensor['data'];
