import { describe, PullbackError } from '@pullback/core';
import { Module } from '../modules/module';
import type { Stage } from '../modules/sequence';
import type { Callback } from './callback';
import type { EpochReport } from './history';
import { TrainingRun } from './trainingRun';
import { checkTrainOptions, type TrainOptions } from './trainOptions';

export interface TrainingResult {
  /** A report of each epoch that was finished, those before a restored state included. */
  readonly history: readonly EpochReport[];
  /** `'epochs'`, `'earlyStopping'`, or what a callback said. */
  readonly stoppedBy: string;
  /** With early stopping, the epoch whose weights the model has. */
  readonly best: EpochReport | undefined;
}

/** How long, in milliseconds, training keeps a program from anything else: signals, a page that is redrawn. */
const TURN = 50;

/**
 * Trains a model, epoch by epoch, and leaves it in evaluation. The same loop by hand, without the rest, is ten lines:
 *
 * ```ts
 * for (let epoch = 1; epoch <= epochs; epoch++) {
 *   model.train();
 *   for (const { inputs, targets } of data.batches({ size: 32, random })) {
 *     const { value, gradient } = withGradient(optimizer.parameters, () => crossEntropy(model.forward(inputs), targets));
 *     optimizer.step(gradient);
 *   }
 *   console.log(epoch, accuracy(predict(model, validation.inputs), validation.targets));
 * }
 * ```
 *
 * @throws DivergenceError if a loss or a gradient is not finite, before the step that it would spoil, or if an epoch's mean loss
 * is 100 times that of the first.
 * @throws GradientError if the loss is no scalar, or a parameter of the optimizer has no part in it.
 * @throws CheckpointError if the state to resume is not that of this training.
 * @throws PullbackError if an option is not what it should be.
 */
export async function train(model: Stage, options: TrainOptions): Promise<TrainingResult> {
  if (!(model instanceof Module)) throw new PullbackError(`train: a Module is required, got ${describe(model)}.`);
  checkTrainOptions(options);
  const run = new TrainingRun(model, options);
  if (options.resume !== undefined) run.restore(options.resume);
  await follow(run, options.callbacks ?? []);
  const best = run.loadBest();
  model.eval();
  return { history: run.history, stoppedBy: run.stoppedBy!, best };
}

/** Runs to the end, and tells the callbacks. */
async function follow(run: TrainingRun, callbacks: readonly Callback[]): Promise<void> {
  let failure: unknown;
  try {
    for (const callback of callbacks) await callback.onStart?.(run);
    const breathe = makeBreathe();
    while (run.stoppedBy === undefined) await runEpoch(run, callbacks, breathe);
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    for (const callback of callbacks) await callback.onEnd?.(run, failure);
  }
}

async function runEpoch(run: TrainingRun, callbacks: readonly Callback[], breathe: () => Promise<void>): Promise<void> {
  for (const step of run.steps()) {
    for (const callback of callbacks) await callback.onStep?.(run, step);
    await breathe();
    if (run.stoppedBy !== undefined) return;
  }
  const report = run.endEpoch();
  for (const callback of callbacks) await callback.onEpoch?.(run, report);
}

/** Lets the program do what else there is, once its turn has come. */
function makeBreathe(): () => Promise<void> {
  let turn = Date.now();
  return async () => {
    if (Date.now() - turn < TURN) return;
    await new Promise((resume) => void setTimeout(resume, 0));
    turn = Date.now();
  };
}
