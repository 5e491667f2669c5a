import { describe, forEachLeaf, PullbackError, Random, Tensor, type Tree } from '@pullback/core';
import { CheckpointError } from '../checkpoints/checkpointError';
import type { TensorRecord } from '../checkpoints/decodeSafetensors';
import { checkBatchSize } from '../data/batches';
import { Dataset } from '../data/dataset';
import { checkCount, checkNumber, checkOptions, checkSwitches } from '../hyperparameters';
import type { Module } from '../modules/module';
import { type AnyOptimizer, Optimizer } from '../optimizers/optimizer';
import type { Callback } from './callback';
import type { EarlyStoppingOptions } from './earlyStopping';
import { checkMetrics, type Loss, type Metric } from './evaluate';

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
  /** End when nothing improves any more; the model is then what it was at its best, also where epochs run out or training fails. */
  readonly earlyStopping?: EarlyStoppingOptions | undefined;
  /** How many times the mean loss of the first epoch, if that is > 0, is out of hand; 100 if not given, `Infinity` for never. */
  readonly divergesAt?: number | undefined;
  /** What to go on from: what `run.state()` gave, or a file holds. From the start if undefined. */
  readonly resume?: TensorRecord | undefined;
  readonly callbacks?: readonly Callback[] | undefined;
}

const NAMES = [
  'data',
  'loss',
  'optimizer',
  'epochs',
  'batchSize',
  'random',
  'dropLast',
  'validation',
  'metrics',
  'clip',
  'earlyStopping',
  'divergesAt',
  'resume',
  'callbacks',
] as const satisfies readonly (keyof TrainOptions)[];

/** @throws PullbackError naming the first option that is not what it should be. */
export function checkTrainOptions(model: Module, options: TrainOptions): void {
  const { data, validation, optimizer, epochs, loss, random, clip } = checkOptions('train', options, NAMES);
  demand('data: a Dataset', data instanceof Dataset, data);
  demand('validation: a Dataset', validation === undefined || validation instanceof Dataset, validation);
  demand('loss: a function', typeof loss === 'function', loss);
  demand('optimizer: an Optimizer', optimizer instanceof Optimizer, optimizer);
  demand('random: a Random', random === undefined || random instanceof Random, random);
  demand('clip: a function', clip === undefined || typeof clip === 'function', clip);
  checkSwitches('train', { dropLast: options.dropLast ?? false });
  if (options.divergesAt !== Infinity) checkNumber('train', 'divergesAt', options.divergesAt ?? 100, { above: 0 });
  checkCount('train', 'epochs', epochs);
  checkBatches(options);
  checkMetrics('train', options.metrics ?? {});
  if (options.metrics !== undefined) demand('metrics: a validation set', validation !== undefined, validation);
  checkOwner(model, optimizer);
  checkCallbacks(options.callbacks ?? []);
  if (options.earlyStopping !== undefined) checkEarlyStopping(options.earlyStopping);
}

/**
 * Whether it can be the state of a training at all.
 * @throws CheckpointError unless it is a record of tensors.
 */
export function checkState(tensors: unknown): asserts tensors is TensorRecord {
  const isRecord = typeof tensors === 'object' && tensors !== null;
  if (isRecord && Object.values(tensors).every((tensor) => tensor instanceof Tensor)) return;
  throw new CheckpointError(
    'train',
    `resume takes a record of tensors, got ${describe(tensors)}. Pass what the file holds: loadCheckpoint(path).tensors.`,
  );
}

function demand(what: string, isRight: boolean, value: unknown): void {
  if (!isRight) throw new PullbackError(`train: ${what} is required, got ${describe(value)}.`);
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

/** A parameter that is not the model's would be in no saved state. */
function checkOwner(model: Module, { parameters }: AnyOptimizer): void {
  const own = new Set<Tensor>(Object.values(model.parameters()));
  forEachLeaf(parameters, (parameter, path) => {
    if (own.has(parameter)) return;
    throw new PullbackError(
      `train: the optimizer's parameters must be those of the model, but '${path}' is none of them. ` +
        'Keep it in a field of the model.',
    );
  });
}

function checkCallbacks(callbacks: unknown): void {
  const list = Array.isArray(callbacks) ? (callbacks as readonly unknown[]) : [callbacks];
  const wrong = list.find((callback) => typeof callback !== 'object' || callback === null);
  if (Array.isArray(callbacks) && wrong === undefined && !list.includes(undefined)) return;
  const got = Array.isArray(callbacks) ? `${describe(wrong)} among them` : describe(callbacks);
  throw new PullbackError(`train: callbacks are a list of records, such as [printEpochs()], got ${got}.`);
}

function checkEarlyStopping(earlyStopping: EarlyStoppingOptions): void {
  const {
    patience,
    watch,
    minimumImprovement = 0,
  } = checkOptions('train: earlyStopping', earlyStopping, ['patience', 'watch', 'minimumImprovement']);
  checkCount('train', 'the patience', patience);
  checkNumber('train', 'minimumImprovement', minimumImprovement);
  demand('watch: a function', watch === undefined || typeof watch === 'function', watch);
}
