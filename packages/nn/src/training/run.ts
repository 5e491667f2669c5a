// Training as it stands, from which it can go on to the bit, in the midst of an epoch too.

import { type Tensor, withGradient } from '@pullback/core';
import type { TensorRecord } from '../checkpoints/decodeSafetensors';
import { checkDifferences, loadInto } from '../checkpoints/loadInto';
import { joinParts, partOf } from '../checkpoints/parts';
import { restoreTraining, type Training, trainingState } from '../checkpoints/trainingState';
import { copyOf } from '../copyOf';
import type { Batch } from '../data/batches';
import { differencesOf } from '../differences';
import type { Buffer } from '../modules/buffer';
import type { Layer } from '../modules/layer';
import type { Stage } from '../modules/sequence';
import type { AnyOptimizer } from '../optimizers/optimizer';
import type { StepReport, TrainingRun } from './callback';
import { checkGrowth, checkNumbersOf, checkStep, type DivergencePlace } from './divergence';
import { betterOf, NO_BEST, packBest, unpackBest } from './earlyStopping';
import { evaluate } from './evaluate';
import { type EpochReport, historyColumns, packHistory, unpackHistory } from './history';
import { type Epoch, NEW_EPOCH, type Progress, packProgress, unpackProgress } from './progress';
import { checkState, type TrainOptions } from './trainOptions';

export class Run implements TrainingRun {
  readonly optimizer: AnyOptimizer;
  readonly epochs: number;
  readonly batches: number;

  private readonly epoch: Epoch;
  private readonly buffers: readonly Buffer[];
  private reports: readonly EpochReport[] = [];
  private progress: Progress = NEW_EPOCH;
  private best = NO_BEST;
  /** Whether the best epoch is known: the one of a state that was saved without early stopping is not. */
  private knowsBest: boolean;
  private reason: string | undefined;

  constructor(
    readonly model: Stage,
    private readonly options: TrainOptions,
  ) {
    const { data, batchSize, dropLast = false, optimizer, epochs, earlyStopping } = options;
    const size = batchSize === 'all' ? data.size : batchSize;
    this.optimizer = optimizer;
    this.epochs = epochs;
    this.batches = dropLast ? Math.floor(data.size / size) : Math.ceil(data.size / size);
    this.epoch = { size: data.size, batchSize: size, batches: this.batches };
    this.knowsBest = earlyStopping !== undefined;
    this.buffers = Object.values(model.buffers());
  }

  get history(): readonly EpochReport[] {
    return this.reports;
  }

  get stoppedBy(): string | undefined {
    if (this.reason !== undefined) return this.reason;
    if (this.isOutOfPatience) return 'earlyStopping';
    return this.reports.length >= this.epochs ? 'epochs' : undefined;
  }

  stop(reason = 'stop'): void {
    this.reason ??= reason;
  }

  state(): TensorRecord {
    const progress = packProgress(this.progress, this.epoch, this.options.random);
    const history = packHistory(this.reports, this.columns);
    const best: TensorRecord = this.knowsBest ? packBest(this.best) : {};
    return { ...trainingState(this.training), ...joinParts({ progress, history, best }) };
  }

  /**
   * Goes on from what `state` gave: everything, or nothing.
   * @throws CheckpointError if it cannot be the state of this training, listing every difference in names, shapes and dtypes.
   */
  restore(tensors: TensorRecord): void {
    checkState(tensors);
    const [history, best] = [partOf(tensors, 'history'), partOf(tensors, 'best')];
    const shared = trainingState(this.training);
    const hasBest = Object.keys(best).length > 0;
    const hasWeights = Object.keys(partOf(best, 'model')).length > 0;
    const own = joinParts({
      progress: packProgress(NEW_EPOCH, this.epoch, this.options.random),
      history: historyColumns(history.loss?.rank === 1 ? history.loss.size : 0, this.columns),
      best: hasBest ? packBest({ ...NO_BEST, model: hasWeights ? partOf(shared, 'model') : {} }) : {},
    });
    const differences = differencesOf({ ...shared, ...own }, tensors, 'is not part of it');
    checkDifferences('train', 'the state to resume must be that of this training', differences);
    const progress = unpackProgress(partOf(tensors, 'progress'), this.epoch);
    restoreTraining(this.training, Object.fromEntries(Object.keys(shared).map((name) => [name, tensors[name]!])));
    this.progress = progress;
    this.reports = unpackHistory(history, this.columns);
    this.knowsBest = hasBest;
    this.best = hasBest ? unpackBest(best) : NO_BEST;
  }

  /** The steps of the epoch that are still to be taken, one for each `next()`. */
  *steps(): Generator<StepReport, void, undefined> {
    const { model, batches } = this;
    model.train();
    let batch = 0;
    for (const rows of this.batchesOfEpoch()) {
      if (++batch <= this.progress.batch) continue;
      const { learningRate } = this.optimizer;
      const loss = this.step(rows);
      const count = rows.inputs.shape[0]!;
      const { progress } = this;
      this.progress = {
        ...progress,
        batch,
        rows: progress.rows + count,
        weightedLoss: progress.weightedLoss + loss * count,
      };
      yield { epoch: this.reports.length + 1, batch, batches, loss, learningRate };
    }
  }

  /** Ends the epoch: looks at the validation set, and whether anything improves. */
  endEpoch(): EpochReport {
    const { model, place, progress } = this;
    const { validation, loss, metrics, earlyStopping, divergesAt } = this.options;
    checkNumbersOf(model.state(), 'the weights of', place);
    const report: EpochReport = {
      epoch: place.epoch,
      loss: progress.weightedLoss / progress.rows,
      validation: validation && evaluate(model, validation, { loss, metrics }),
    };
    this.reports = [...this.reports, report];
    this.progress = NEW_EPOCH;
    checkGrowth(this.reports, place, divergesAt);
    if (earlyStopping === undefined) return report;
    this.knowsBest = true;
    this.best = betterOf(this.best, report, model.state(), earlyStopping);
    return report;
  }

  /** With early stopping, makes the model what it was at its best epoch, and tells which that was. */
  loadBest(): EpochReport | undefined {
    if (this.options.earlyStopping === undefined || this.best.epoch === 0) return undefined;
    loadInto(this.model.state(), this.best.model);
    return this.reports[this.best.epoch - 1];
  }

  /** One step of the optimizer; gives the loss before it. If it fails, buffers are what they were, as weights are. */
  private step(batch: Batch): number {
    const before = this.buffers.map(copyOf);
    try {
      return this.takeStep(batch);
    } catch (error) {
      for (const [i, buffer] of this.buffers.entries()) buffer.assign(before[i]!);
      throw error;
    }
  }

  private takeStep({ inputs, targets }: Batch): number {
    const { model, optimizer, place } = this;
    const { loss, clip } = this.options;
    // What is not a scalar is refused by `withGradient`.
    const lossOfRows = () => loss((model as Layer).forward(inputs), targets) as Tensor<readonly []>;
    const { value, gradient } = withGradient(optimizer.parameters, lossOfRows);
    const clipped = clip === undefined ? gradient : clip(gradient);
    checkStep(value.item(), clipped, place);
    optimizer.step(clipped);
    return value.item();
  }

  /** In the midst of an epoch, in the order that was drawn when it began. */
  private batchesOfEpoch(): Generator<Batch, void, undefined> {
    const { data, batchSize: size, random, dropLast } = this.options;
    const { drawnFrom } = this.progress;
    const now = random?.getState();
    if (random === undefined || drawnFrom === undefined) {
      this.progress = { ...this.progress, drawnFrom: now };
      return data.batches({ size, random, dropLast });
    }
    random.setState(drawnFrom);
    const batches = data.batches({ size, random, dropLast });
    random.setState(now!);
    return batches;
  }

  private get isOutOfPatience(): boolean {
    const { earlyStopping } = this.options;
    if (earlyStopping === undefined || !this.knowsBest) return false;
    return this.reports.length - this.best.epoch >= earlyStopping.patience;
  }

  private get training(): Training {
    const { random } = this.options;
    return {
      model: this.model,
      optimizer: this.optimizer,
      generators: random === undefined ? {} : { order: random },
    };
  }

  private get place(): DivergencePlace {
    const { steps, learningRate } = this.optimizer;
    return { epoch: this.reports.length + 1, steps, learningRate };
  }

  /** The metrics in the history; undefined without a validation set. */
  private get columns(): readonly string[] | undefined {
    return this.options.validation && Object.keys(this.options.metrics ?? {});
  }
}
