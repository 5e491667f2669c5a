// Whether training still improves, and the model as it was when it last did.

import { describe, type Parameter, PullbackError, scalar, type Tensor } from '@pullback/core';
import type { TensorRecord } from '../checkpoints/decodeSafetensors';
import { joinParts, partOf } from '../checkpoints/parts';
import { copyOf } from '../copyOf';
import type { EpochReport } from './history';

export interface EarlyStoppingOptions {
  /** How many epochs without improvement are endured. */
  readonly patience: number;
  /** What should become small; the validation loss if not given, or the training loss without a validation set. */
  readonly watch?: (report: EpochReport) => number;
  /** By how much it must be smaller than the best so far to count; 0 if not given, for any that is smaller. */
  readonly minimumImprovement?: number;
}

/** The best epoch so far. */
export interface Best {
  /** From 1; 0 if what is watched was no number less than infinity yet. */
  readonly epoch: number;
  readonly value: number;
  /** The state of the model after it. */
  readonly model: TensorRecord;
}

export const NO_BEST: Best = { epoch: 0, value: Infinity, model: {} };

/**
 * The best epoch, the one that just ended included, after which the model has `state`.
 * @throws PullbackError if what is watched is no number.
 */
export function betterOf(
  best: Best,
  report: EpochReport,
  state: Readonly<Record<string, Parameter>>,
  { watch = lossOf, minimumImprovement = 0 }: EarlyStoppingOptions,
): Best {
  const value: unknown = watch(report);
  if (typeof value !== 'number') {
    throw new PullbackError(`train: watch must give a number, got ${describe(value)} for epoch ${report.epoch}.`);
  }
  if (!(value < best.value && best.value - value >= minimumImprovement)) return best;
  const copies = Object.entries(state).map(([name, tensor]) => [name, copyOf(tensor)] as const);
  return { epoch: report.epoch, value, model: Object.fromEntries(copies) };
}

/** Its form in a checkpoint. */
export function packBest({ epoch, value, model }: Best): TensorRecord {
  const numbers: Record<string, Tensor> = {
    epoch: scalar(epoch, { dtype: 'int32' }),
    value: scalar(value, { dtype: 'float64' }),
  };
  return { ...numbers, ...joinParts({ model }) };
}

/** What `packBest` was given. */
export function unpackBest(packed: TensorRecord): Best {
  return { epoch: packed.epoch!.item(), value: packed.value!.item(), model: partOf(packed, 'model') };
}

function lossOf({ loss, validation }: EpochReport): number {
  return validation?.loss ?? loss;
}
