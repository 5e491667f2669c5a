import type { EpochReport } from './history';
import type { TrainingRun } from './trainingRun';

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

/**
 * Told how training goes on. Each may end it, `run.stop('reason')`, look at what it works on, `run.model` and `run.optimizer`,
 * or take all that it would go on from, `run.state()`. What it returns is waited for.
 */
export interface Callback {
  onStart?(run: TrainingRun): void | Promise<void>;
  onStep?(run: TrainingRun, report: StepReport): void | Promise<void>;
  onEpoch?(run: TrainingRun, report: EpochReport): void | Promise<void>;
  /** When training has ended, however it did: `failure` is what was thrown, if anything was. */
  onEnd?(run: TrainingRun, failure: unknown): void | Promise<void>;
}
