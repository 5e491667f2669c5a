import { describe, PullbackError } from '@pullback/core';
import { Module } from '../modules/module';
import type { Stage } from '../modules/sequence';
import type { Callback } from './callback';
import type { EpochReport } from './history';
import { Run } from './run';
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
 * Trains a model, epoch by epoch, and leaves it in evaluation. What the loss draws from or remembers should be in a field of the model,
 * to be saved with it. The same loop by hand, without the rest, is ten lines:
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
 * is a hundred times that of the first (see `divergesAt`). The model is in evaluation then too; its buffers are those before the step.
 * @throws GradientError if the loss is no scalar, or a parameter of the optimizer has no part in it.
 * @throws CheckpointError if the state to resume is not that of this training.
 * @throws PullbackError if an option is not what it should be.
 */
export async function train(model: Stage, options: TrainOptions): Promise<TrainingResult> {
  if (!(model instanceof Module)) throw new PullbackError(`train: a Module is required, got ${describe(model)}.`);
  checkTrainOptions(model, options);
  const run = new Run(model, options);
  if (options.resume !== undefined) run.restore(options.resume);
  try {
    await follow(run, options.callbacks ?? []);
    return { history: run.history, stoppedBy: run.stoppedBy!, best: run.loadBest() };
  } finally {
    run.loadBest();
    model.eval();
  }
}

/** Runs to the end, and tells the callbacks. What fails first is what is thrown. */
async function follow(run: Run, callbacks: readonly Callback[]): Promise<void> {
  const failures: unknown[] = [];
  const started: Callback[] = [];
  try {
    for (const callback of callbacks) {
      started.push(callback);
      await callback.onStart?.(run);
    }
    const breathe = makeBreathe();
    while (run.stoppedBy === undefined) await runEpoch(run, callbacks, breathe);
  } catch (error) {
    failures.push(error ?? new PullbackError('train: a callback or the loss threw nothing.'));
  }
  for (const callback of started) {
    try {
      await callback.onEnd?.(run, failures[0]);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

async function runEpoch(run: Run, callbacks: readonly Callback[], breathe: () => Promise<void>): Promise<void> {
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
