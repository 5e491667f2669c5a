// Training that goes wrong, noticed before it spoils the weights.

import { forEachLeaf, PullbackError, type Tree } from '@pullback/core';
import type { EpochReport } from './history';

/** Where training stood. */
export interface DivergencePlace {
  /** From 1. */
  readonly epoch: number;
  /** Steps taken before. */
  readonly steps: number;
  readonly learningRate: number;
}

/** Training that leads nowhere: a loss or a gradient that is infinite or NaN, or a loss that has grown out of hand. */
export class DivergenceError extends PullbackError {
  override name = 'DivergenceError';
  readonly epoch: number;
  readonly steps: number;
  readonly learningRate: number;

  constructor(what: string, { epoch, steps, learningRate }: DivergencePlace) {
    super(
      `train: ${what} in epoch ${epoch}, after ${steps} steps, at the learning rate ${learningRate}. ` +
        'Lower the rate, clip gradients, or look for the source with checkAnomalies().',
    );
    this.epoch = epoch;
    this.steps = steps;
    this.learningRate = learningRate;
  }
}

/** A mean loss so many times that of the first epoch is not coming back, if not told otherwise. */
const OUT_OF_HAND = 100;

/** @throws DivergenceError unless the loss, and every number of the gradients, is finite. */
export function checkStep(loss: number, gradients: Tree, place: DivergencePlace): void {
  if (!Number.isFinite(loss)) throw new DivergenceError(`the loss is ${loss}`, place);
  checkNumbersOf(gradients, 'the gradient of', place);
}

/** @throws DivergenceError unless every number of the tensors is finite; `what` says of what they are. */
export function checkNumbersOf(tensors: Tree, what: string, place: DivergencePlace): void {
  forEachLeaf(tensors, ({ data }, path) => {
    const bad = data.find((value) => !Number.isFinite(value));
    if (bad !== undefined) throw new DivergenceError(`${what} '${path}' holds ${bad}`, place);
  });
}

/** @throws DivergenceError if the last epoch's loss is more than so many times that of the first, which was > 0. */
export function checkGrowth(
  history: readonly EpochReport[],
  place: DivergencePlace,
  limit: number = OUT_OF_HAND,
): void {
  const [first, last] = [history[0]!.loss, history.at(-1)!.loss];
  if (first <= 0 || last <= limit * first) return;
  const [was, is] = [first, last].map((loss) => loss.toPrecision(4));
  throw new DivergenceError(`the mean loss is ${is}, ${was} in the first epoch,`, place);
}
