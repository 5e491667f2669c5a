import type { TensorRecord } from '../checkpoints/decodeSafetensors';
import type { Stage } from '../modules/sequence';
import type { AnyOptimizer } from '../optimizers/optimizer';
import type { EpochReport } from './history';

/** A training, as callbacks see it. */
export interface TrainingRun {
  readonly model: Stage;
  readonly optimizer: AnyOptimizer;
  /** How many epochs there are to be. */
  readonly epochs: number;
  /** How many steps an epoch has. */
  readonly batches: number;
  /** A report of each epoch that is over. */
  readonly history: readonly EpochReport[];
  /** Why training ends: `'epochs'`, `'earlyStopping'`, or what `stop` was told. Undefined while it goes on. */
  readonly stoppedBy: string | undefined;

  /** Ends training after the step that is under way. The reason becomes `stoppedBy`. */
  stop(reason: string): void;

  /**
   * Copies of all that the next steps depend on, to be saved, and handed to `resume` by a later program: the model, with the generators
   * in its fields, the optimizer, the generator of the order, where the epoch stands, the history, the best epoch. Not among it are
   * options, rates that somebody sets on the way (a schedule does not need it), and what a loss or a callback keeps to itself.
   * After a failure it is that of an unfinished step.
   */
  state(): TensorRecord;
}

/** What was just done: one step. */
export interface StepReport {
  /** The epoch that it belongs to, from 1. */
  readonly epoch: number;
  /** Which of its batches it was, from 1. */
  readonly batch: number;
  /** How many batches an epoch has. */
  readonly batches: number;
  /** The loss of the batch, before the step. */
  readonly loss: number;
  readonly learningRate: number;
}

/** Told how training goes on. What it returns is waited for. */
export interface Callback {
  onStart?(run: TrainingRun): void | Promise<void>;
  onStep?(run: TrainingRun, report: StepReport): void | Promise<void>;
  onEpoch?(run: TrainingRun, report: EpochReport): void | Promise<void>;
  /** When training has ended, however it did: `failure` is what was thrown, if anything was. Each that was started is told. */
  onEnd?(run: TrainingRun, failure: unknown): void | Promise<void>;
}
