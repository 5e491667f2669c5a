// Training as it stands, from which it can go on to the bit, in the midst of an epoch too.

import { type Tensor, withGradient } from '@pullback/core';
import type { TensorRecord } from '../checkpoints/decodeSafetensors';
import { checkDifferences, loadInto } from '../checkpoints/loadInto';
import { joinParts, partOf } from '../checkpoints/parts';
import { restoreTraining, type Training, trainingState } from '../checkpoints/trainingState';
import type { Batch } from '../data/batches';
import { differencesOf } from '../differences';
import type { Layer } from '../modules/layer';
import type { Stage } from '../modules/sequence';
import type { AnyOptimizer } from '../optimizers/optimizer';
import type { StepReport } from './callback';
import { checkGrowth, checkStep, type DivergencePlace } from './divergence';
import { bestEpoch, isOutOfPatience } from './earlyStopping';
import { evaluate } from './evaluate';
import { type EpochReport, historyColumns, packHistory, unpackHistory } from './history';
import { NEW_EPOCH, type Progress, packProgress, unpackProgress } from './progress';
import type { TrainOptions } from './trainOptions';

/** What callbacks are shown of training. */
export class TrainingRun {
  readonly optimizer: AnyOptimizer;
  /** How many epochs there are to be. */
  readonly epochs: number;
  /** How many steps an epoch has. */
  readonly batches: number;

  private reports: readonly EpochReport[] = [];
  private progress: Progress = NEW_EPOCH;
  /** The model's state at the best epoch so far, if there is early stopping. */
  private best: TensorRecord = {};
  private reason: string | undefined;

  constructor(
    readonly model: Stage,
    private readonly options: TrainOptions,
  ) {
    const { data, batchSize, dropLast = false, optimizer, epochs } = options;
    const share = batchSize === 'all' ? 1 : data.size / batchSize;
    this.optimizer = optimizer;
    this.epochs = epochs;
    this.batches = dropLast ? Math.floor(share) : Math.ceil(share);
  }

  /** A report of each epoch that is over. */
  get history(): readonly EpochReport[] {
    return this.reports;
  }

  /** Why training ends: `'epochs'`, `'earlyStopping'`, or what `stop` was told. Undefined while it goes on. */
  get stoppedBy(): string | undefined {
    return this.reason ?? (this.reports.length >= this.epochs ? 'epochs' : undefined);
  }

  /** Ends training after the step that is under way. The reason becomes `stoppedBy`. */
  stop(reason: string): void {
    this.reason ??= reason;
  }

  /** Copies of all that the next steps depend on, to be saved, and handed to `resume` by a later program. */
  state(): TensorRecord {
    const progress = packProgress(this.progress, this.options.random);
    const history = packHistory(this.reports, this.columns);
    return { ...trainingState(this.training), ...joinParts({ progress, history, best: this.best }) };
  }

  /**
   * Goes on from what `state` gave: everything, or nothing.
   * @throws CheckpointError listing every difference in names, shapes and dtypes.
   */
  restore(tensors: TensorRecord): void {
    const [history, best] = [partOf(tensors, 'history'), partOf(tensors, 'best')];
    const shared = trainingState(this.training);
    const own = joinParts({
      progress: packProgress(NEW_EPOCH, this.options.random),
      history: historyColumns(history.loss?.shape[0] ?? 0, this.columns),
      best: Object.keys(best).length > 0 ? partOf(shared, 'model') : {},
    });
    const differences = differencesOf({ ...shared, ...own }, tensors, 'is not part of it');
    checkDifferences('train', 'the state to resume must be that of this training', differences);
    const progress = unpackProgress(partOf(tensors, 'progress'));
    restoreTraining(this.training, Object.fromEntries(Object.keys(shared).map((name) => [name, tensors[name]!])));
    this.progress = progress;
    this.reports = unpackHistory(history, this.columns);
    this.best = best;
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
      this.progress = {
        ...this.progress,
        batch,
        rows: this.progress.rows + rows.inputs.shape[0]!,
        weightedLoss: this.progress.weightedLoss + loss * rows.inputs.shape[0]!,
      };
      yield { epoch: this.reports.length + 1, batch, batches, loss, learningRate };
    }
  }

  /** Ends the epoch: looks at the validation set, and whether anything improves. */
  endEpoch(): EpochReport {
    const { model, place, progress } = this;
    const { validation, loss, metrics, earlyStopping } = this.options;
    const report: EpochReport = {
      epoch: place.epoch,
      loss: progress.weightedLoss / progress.rows,
      validation: validation && evaluate(model, validation, { loss, metrics }),
    };
    this.reports = [...this.reports, report];
    this.progress = NEW_EPOCH;
    checkGrowth(this.reports, place);
    if (earlyStopping === undefined) return report;
    if (bestEpoch(this.reports, earlyStopping) === report) this.best = partOf(trainingState({ model }), 'model');
    if (isOutOfPatience(this.reports, earlyStopping)) this.stop('earlyStopping');
    return report;
  }

  /** With early stopping, makes the model what it was at its best epoch, and tells which that was. */
  loadBest(): EpochReport | undefined {
    const { earlyStopping } = this.options;
    const report = earlyStopping && bestEpoch(this.reports, earlyStopping);
    // A state that was saved without early stopping knows no weights but its own.
    if (report === undefined || Object.keys(this.best).length === 0) return undefined;
    loadInto(this.model.state(), this.best);
    return report;
  }

  /** One step of the optimizer; gives the loss before it. */
  private step({ inputs, targets }: Batch): number {
    const { model, optimizer, place } = this;
    const { loss, clip } = this.options;
    // What is not a scalar is refused by `withGradient`.
    const lossOfRows = () => loss((model as Layer).forward(inputs), targets) as Tensor<readonly []>;
    const { value, gradient } = withGradient(optimizer.parameters, lossOfRows);
    checkStep(value.item(), gradient, place);
    optimizer.step(clip === undefined ? gradient : clip(gradient));
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
