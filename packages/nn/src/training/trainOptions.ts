import { describe, PullbackError, Random, type Tree } from '@pullback/core';
import type { TensorRecord } from '../checkpoints/decodeSafetensors';
import { checkBatchSize } from '../data/batches';
import { Dataset } from '../data/dataset';
import { checkCount, checkNumber, checkOptions } from '../hyperparameters';
import { type AnyOptimizer, Optimizer } from '../optimizers/optimizer';
import type { Callback } from './callback';
import type { EarlyStoppingOptions } from './earlyStopping';
import type { Loss, Metric } from './evaluate';

export interface TrainOptions {
  readonly data: Dataset;
  /** What is to become small: a scalar, made of what the model predicts and what it should. */
  readonly loss: Loss;
  /** Of the parameters that are to change: all of `model.parameters()`, or some. */
  readonly optimizer: AnyOptimizer;
  /** How many times all data are seen, those before a restored state included. */
  readonly epochs: number;
  /** Rows of a step: `'all'` for full-batch gradient descent, 1 for stochastic, anything between for mini-batches. */
  readonly batchSize: number | 'all';
  /** Draws the order of the rows anew for each epoch; they come as they are if not given. */
  readonly random?: Random | undefined;
  /** Leave out the last batch of an epoch if it has fewer rows than the others. */
  readonly dropLast?: boolean | undefined;
  /** What is not trained on, to be looked at after each epoch. */
  readonly validation?: Dataset | undefined;
  /** Numbers of the validation set, by what they are to be called. */
  readonly metrics?: Readonly<Record<string, Metric>> | undefined;
  /** What is made of the gradients before each step, such as `(gradients) => clipByNorm(gradients, 1)`. */
  readonly clip?: ((gradients: Tree) => Tree) | undefined;
  /** End when nothing improves any more; the model is then what it was at its best. */
  readonly earlyStopping?: EarlyStoppingOptions | undefined;
  /** What to go on from: what `run.state()` gave, or a file holds. From the start if undefined. */
  readonly resume?: TensorRecord | undefined;
  readonly callbacks?: readonly Callback[] | undefined;
}

/** @throws PullbackError naming the first option that is not what it should be. */
export function checkTrainOptions(options: TrainOptions): void {
  const { data, validation, optimizer, epochs, loss, random, metrics = {} } = checkOptions('train', options);
  const require = (what: string, isRight: boolean, value: unknown): void => {
    if (!isRight) throw new PullbackError(`train: ${what} is required, got ${describe(value)}.`);
  };
  require('data: a Dataset', data instanceof Dataset, data);
  require('validation: a Dataset', validation === undefined || validation instanceof Dataset, validation);
  require('loss: a function', typeof loss === 'function', loss);
  require('optimizer: an Optimizer', optimizer instanceof Optimizer, optimizer);
  require('random: a Random', random === undefined || random instanceof Random, random);
  for (const [name, metric] of Object.entries(metrics)) {
    require(`metrics: a function for '${name}'`, typeof metric === 'function', metric);
  }
  checkCount('train', 'epochs', epochs);
  checkBatches(options);
  if (options.earlyStopping !== undefined) checkEarlyStopping(options.earlyStopping);
}

/** An epoch without a step would go on for ever, and report nothing. */
function checkBatches({ data, batchSize, dropLast = false }: TrainOptions): void {
  checkBatchSize('train: batchSize', batchSize);
  if (data.size === 0) throw new PullbackError('train: data with samples are required, got none.');
  if (!dropLast || batchSize === 'all' || batchSize <= data.size) return;
  throw new PullbackError(
    `train: with dropLast, data of ${data.size} rows have no batch of ${batchSize}. Use a smaller batchSize.`,
  );
}

function checkEarlyStopping(earlyStopping: EarlyStoppingOptions): void {
  checkCount('train', 'the patience', earlyStopping.patience);
  checkNumber('train', 'minimumImprovement', earlyStopping.minimumImprovement ?? 0);
}
