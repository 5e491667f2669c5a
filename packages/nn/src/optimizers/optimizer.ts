import { allocate, type Mirror, type Parameter, PullbackError, scalar, Tensor, type Tree } from '@pullback/core';
import { copyOf } from '../copyOf';
import { checkNumber } from '../hyperparameters';
import { Module } from '../modules/module';
import type { Schedule } from '../schedules/schedule';
import { gradientsOf } from './gradients';
import { checkUnchanged, type Leaf, leavesOf } from './leaves';
import { checkState } from './state';

/** What an optimizer remembers of each parameter: one tensor like it, in the parameters' order. */
export interface Slot {
  readonly name: string;
  readonly tensors: readonly Tensor[];
}

/** What every optimizer can be told. */
export interface OptimizerOptions {
  /** How far to go: a number, or a function of the number of steps taken before. */
  readonly learningRate?: number | Schedule;
}

/** An optimizer of whatever parameters, for code that does not know which. */
export interface AnyOptimizer {
  readonly parameters: Tree;
  readonly steps: number;
  readonly learningRate: number;
  step(gradients: Tree): void;
  state(): Record<string, Tensor>;
  restore(state: Readonly<Record<string, Tensor>>): void;
}

/**
 * Changes parameters step by step, given their gradients. A rule of one's own is a class that extends this one, makes its
 * slots in the constructor and says in `update` what happens to one parameter.
 */
export abstract class Optimizer<T extends Tree> {
  private readonly leaves: readonly Leaf[];
  private readonly slots: Slot[] = [];
  private rate: number | Schedule = 0;
  private taken = 0;

  /**
   * `name` is what errors begin with.
   * @throws PullbackError if a leaf is not a Parameter, one is there twice, there are none, or the learning rate is not a
   * finite number ≥ 0.
   * @throws DTypeError if a parameter is not of a float dtype.
   */
  constructor(
    protected readonly name: string,
    readonly parameters: T,
    learningRate: number | Schedule,
  ) {
    if (parameters instanceof Module) {
      throw new PullbackError(`${name}: parameters are required, got a Module. Pass model.parameters().`);
    }
    this.learningRate = learningRate;
    this.leaves = leavesOf(name, parameters);
  }

  /** How many steps were taken, those before a restored state included. */
  get steps(): number {
    return this.taken;
  }

  /**
   * The learning rate of the next step. Set it to a number, or to a schedule.
   * @throws PullbackError unless it is a finite number ≥ 0.
   */
  get learningRate(): number {
    return this.rateAt(this.rate);
  }

  set learningRate(rate: number | Schedule) {
    this.rateAt(rate);
    this.rate = rate;
  }

  /**
   * Updates every parameter, given all gradients: none is computed from a weight that was already updated. Nothing changes
   * if anything is wrong.
   * @throws GradientError unless the gradients mirror the parameters, in form, shapes and dtypes.
   * @throws PullbackError if the schedule gives no finite number ≥ 0, or the tree holds other parameters than at first.
   */
  step(gradients: Mirror<T>): void {
    const { name, leaves, learningRate } = this;
    checkUnchanged(name, leaves, this.parameters);
    const cotangents = gradientsOf(name, leaves, gradients);
    this.taken++;
    for (const [place, { parameter }] of leaves.entries()) {
      this.update(parameter, cotangents[place]!, learningRate, place);
    }
  }

  /**
   * All that the next steps depend on beside the parameters and the options, copied: `step`, the number of steps taken, and
   * what is remembered of each parameter, such as `momentum.hidden.weight`.
   */
  state(): Record<string, Tensor> {
    const state: Record<string, Tensor> = { step: scalar(this.taken, { dtype: 'int32' }) };
    this.forEachMemory((name, tensor) => {
      state[name] = copyOf(tensor);
    });
    return state;
  }

  /**
   * Goes on from what `state` gave: the next steps give the same bits as if it had never stopped, from the same parameters
   * and with the same options, which are not part of the state.
   * @throws PullbackError naming every difference, unless names, shapes and dtypes are those of `state()`.
   */
  restore(state: Readonly<Record<string, Tensor>>): void {
    checkState(this.name, this.state(), state);
    this.taken = state.step!.item();
    this.forEachMemory((name, tensor) => void tensor.data.set(state[name]!.data));
  }

  /** Changes one parameter, the one at `place` among them, and counts its version up. `steps` includes this step. */
  protected abstract update(parameter: Parameter, gradient: Tensor, learningRate: number, place: number): void;

  /** Makes room to remember something of each parameter, filled with `initial`. It becomes part of the state. */
  protected makeSlot(name: string, initial = 0): Slot {
    const tensors = this.leaves.map(
      ({ parameter: { dtype, size, shape } }) => new Tensor(allocate(dtype, size).fill(initial), shape, dtype),
    );
    const slot = { name, tensors };
    this.slots.push(slot);
    return slot;
  }

  private forEachMemory(visit: (name: string, tensor: Tensor) => void): void {
    for (const slot of this.slots) {
      for (const [place, { path }] of this.leaves.entries()) {
        const dot = path === '' || path.startsWith('[') ? '' : '.';
        visit(`${slot.name}${dot}${path}`, slot.tensors[place]!);
      }
    }
  }

  /** @throws PullbackError unless the rate of the next step is a finite number ≥ 0. */
  private rateAt(rate: number | Schedule): number {
    if (typeof rate !== 'function') {
      checkNumber(this.name, 'the learning rate', rate);
      return rate;
    }
    const value = rate(this.taken);
    checkNumber(this.name, `what the schedule gives at step ${this.taken}`, value);
    return value;
  }
}
