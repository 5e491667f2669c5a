// What training reports of each epoch, and its form in a checkpoint: a column of float64 for each number.

import { type Tensor, zeros } from '@pullback/core';
import type { TensorRecord } from '../checkpoints/decodeSafetensors';
import type { Evaluation } from './evaluate';

/** What is known of an epoch once it is over. */
export interface EpochReport {
  /** From 1. */
  readonly epoch: number;
  /** The mean loss of its batches, each weighted by its rows, as they were seen in training: while the weights changed. */
  readonly loss: number;
  /** Loss and metrics of the validation set after the epoch, if there is one. */
  readonly validation: Evaluation | undefined;
}

/** The metrics of the validation set, each with a column beside its loss; undefined without such a set. */
type ValidationColumns = readonly string[] | undefined;

/** One tensor `[epochs]` for each number of the reports. */
export function packHistory(history: readonly EpochReport[], metrics: ValidationColumns): TensorRecord {
  const columns = historyColumns(history.length, metrics);
  for (const [i, { loss, validation }] of history.entries()) {
    columns.loss!.data[i] = loss;
    if (validation === undefined) continue;
    columns['validation.loss']!.data[i] = validation.loss;
    for (const name of metrics ?? []) columns[`validation.metrics.${name}`]!.data[i] = validation.metrics[name]!;
  }
  return columns;
}

/** What `packHistory` was given. */
export function unpackHistory(columns: TensorRecord, metrics: ValidationColumns): EpochReport[] {
  const at = (column: string, i: number): number => columns[column]!.data[i]!;
  const validation = (i: number): Evaluation => ({
    loss: at('validation.loss', i),
    metrics: Object.fromEntries((metrics ?? []).map((name) => [name, at(`validation.metrics.${name}`, i)])),
  });
  return Array.from({ length: columns.loss!.size }, (_, i) => ({
    epoch: i + 1,
    loss: at('loss', i),
    validation: metrics === undefined ? undefined : validation(i),
  }));
}

/** The columns of so many epochs, filled with 0. */
export function historyColumns(epochs: number, metrics: ValidationColumns): Record<string, Tensor> {
  const names = ['loss'];
  if (metrics !== undefined) names.push('validation.loss', ...metrics.map((name) => `validation.metrics.${name}`));
  return Object.fromEntries(names.map((name) => [name, zeros([epochs], { dtype: 'float64' })]));
}
