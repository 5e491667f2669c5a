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
}

/**
 * Takes `steps` steps, and returns the loss before each and after the last.
 * @throws UserError if the loss stops being a finite number.
 */
export function train({ x, y }: Batch, weights: Weights, { steps, learningRate }: TrainOptions): number[] {
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
      losses.push(checked(value.item(), step, learningRate));
      optimizer.step(gradient);
      bar.update(step + 1, { loss: value.item().toPrecision(4) });
    }
    losses.push(checked(forward(x, y, weights).loss.item(), steps, learningRate));
  } finally {
    bar.stop();
  }
  return losses;
}

function checked(loss: number, step: number, learningRate: number): number {
  if (Number.isFinite(loss)) return loss;
  const smaller = Number((learningRate / 10).toPrecision(1));
  throw new UserError(
    `training diverged: the loss is ${loss} after step ${step} at learning rate ${learningRate}. ` +
      `Try --learning-rate ${smaller}.`,
  );
}
