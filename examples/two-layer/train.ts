// Full-batch gradient descent.

import { withGradient } from '@pullback/core';
import { SGD } from '@pullback/nn';
import { SingleBar } from 'cli-progress';
import type { Batch } from './dataset';
import { forward, type Weights } from './network';
import { UserError } from './userError';

export interface TrainOptions {
  readonly steps: number;
  readonly learningRate: number;
  /** What to suggest if the learning rate is too large; a tenth of it if that is smaller. */
  readonly usualRate: number;
}

/**
 * A loss so many times that of the start is not coming back: after a few more such steps it is infinite, or every hidden
 * unit is off for every image and nothing moves any more.
 */
const TOO_LARGE = 100;

/**
 * Takes `steps` steps, and returns the loss before each and after the last.
 * @throws UserError if the loss stops being a finite number, or grows out of hand.
 */
export function train({ x, y }: Batch, weights: Weights, options: TrainOptions): number[] {
  const { steps, learningRate } = options;
  const optimizer = new SGD(weights, { learningRate });
  const losses: number[] = [];
  const bar = new SingleBar({
    format: '  {bar} step {value}/{total}, loss {loss}',
    barsize: 40,
    clearOnComplete: true,
  });
  bar.start(steps, 0, { loss: '' });
  try {
    for (let step = 0; step < steps; step++) {
      const { value, gradient } = withGradient(weights, () => forward(x, y, weights).loss);
      losses.push(value.item());
      checkConvergence(losses, options);
      optimizer.step(gradient);
      bar.update(step + 1, { loss: value.item().toPrecision(4) });
    }
    const { loss, a } = forward(x, y, weights);
    losses.push(loss.item());
    checkConvergence(losses, options);
    if (a.data.every((value: number) => value === 0))
      throw diverged('every hidden unit is off for every image', options);
  } finally {
    bar.stop();
  }
  return losses;
}

function checkConvergence(losses: readonly number[], options: TrainOptions): void {
  const [first, last] = [losses[0]!, losses.at(-1)!];
  if (last <= TOO_LARGE * first) return;
  const step = losses.length - 1;
  throw diverged(
    `after step ${step} the loss is ${last.toPrecision(4)}, at the start it was ${first.toPrecision(4)}`,
    options,
  );
}

function diverged(what: string, { learningRate, usualRate }: TrainOptions): UserError {
  const smaller = Math.min(usualRate, Number((learningRate / 10).toPrecision(1)));
  return new UserError(
    `training diverged: ${what}. The learning rate ${learningRate} is too large; try --learning-rate ${smaller}.`,
  );
}
