// Where an epoch stands, and its form in a checkpoint.

import { type Random, scalar, type Tensor } from '@pullback/core';
import { CheckpointError } from '../checkpoints/checkpointError';
import type { TensorRecord } from '../checkpoints/decodeSafetensors';
import { packGenerator, unpackGenerator } from '../checkpoints/generators';

export interface Progress {
  /** Batches done. */
  readonly batch: number;
  /** Rows in them. */
  readonly rows: number;
  /** The loss of each, times its rows. */
  readonly weightedLoss: number;
  /** The state of the generator when the order of this epoch was drawn; undefined if it was not yet. */
  readonly drawnFrom: readonly number[] | undefined;
}

/** What the batches of an epoch are cut from. */
export interface Epoch {
  /** Rows of the data. */
  readonly size: number;
  readonly batchSize: number;
  readonly batches: number;
}

export const NEW_EPOCH: Progress = { batch: 0, rows: 0, weightedLoss: 0, drawnFrom: undefined };

/** `random` is the generator of the order, if there is one. */
export function packProgress(progress: Progress, { size }: Epoch, random: Random | undefined): TensorRecord {
  const { batch, rows, weightedLoss, drawnFrom } = progress;
  const packed: Record<string, Tensor> = {
    batch: scalar(batch, { dtype: 'int32' }),
    rows: scalar(rows, { dtype: 'int32' }),
    size: scalar(size, { dtype: 'int32' }),
    weightedLoss: scalar(weightedLoss, { dtype: 'float64' }),
  };
  if (random !== undefined) packed.drawnFrom = packGenerator(drawnFrom ?? random.getState());
  return packed;
}

/**
 * What `packProgress` was given.
 * @throws CheckpointError unless it can be of such an epoch.
 */
export function unpackProgress(packed: TensorRecord, { size, batchSize, batches }: Epoch): Progress {
  const [batch, rows, weightedLoss] = ['batch', 'rows', 'weightedLoss'].map((name) => packed[name]!.item()) as [
    number,
    number,
    number,
  ];
  const fits =
    batch >= 0 && batch <= batches && rows === Math.min(batch * batchSize, size) && packed.size!.item() === size;
  if (!fits || !Number.isFinite(weightedLoss)) {
    throw new CheckpointError(
      'train',
      `the state to resume stands after ${batch} batches with ${rows} of ${packed.size!.item()} rows and the loss ` +
        `${weightedLoss}, which cannot be in an epoch of ${batches} batches of ${batchSize} from ${size} rows. ` +
        'Resume with the same data and batchSize.',
    );
  }
  const hasBegun = batch > 0 && packed.drawnFrom !== undefined;
  return {
    batch,
    rows,
    weightedLoss,
    drawnFrom: hasBegun ? unpackGenerator('train', 'progress.drawnFrom', packed.drawnFrom!) : undefined,
  };
}
