// Where an epoch stands, and its form in a checkpoint.

import { type Random, scalar, type Tensor } from '@pullback/core';
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

export const NEW_EPOCH: Progress = { batch: 0, rows: 0, weightedLoss: 0, drawnFrom: undefined };

/** `random` is the generator of the order, if there is one. */
export function packProgress(
  { batch, rows, weightedLoss, drawnFrom }: Progress,
  random: Random | undefined,
): TensorRecord {
  const packed: Record<string, Tensor> = {
    batch: scalar(batch, { dtype: 'int32' }),
    rows: scalar(rows, { dtype: 'int32' }),
    weightedLoss: scalar(weightedLoss, { dtype: 'float64' }),
  };
  if (random !== undefined) packed.drawnFrom = packGenerator(drawnFrom ?? random.getState());
  return packed;
}

/**
 * What `packProgress` was given.
 * @throws CheckpointError if the generator can have no such state.
 */
export function unpackProgress(packed: TensorRecord): Progress {
  const batch = packed.batch!.item();
  const hasBegun = batch > 0 && packed.drawnFrom !== undefined;
  return {
    batch,
    rows: packed.rows!.item(),
    weightedLoss: packed.weightedLoss!.item(),
    drawnFrom: hasBegun ? unpackGenerator('train', 'progress.drawnFrom', packed.drawnFrom!) : undefined,
  };
}
