import type { EpochReport } from './history';

export interface EarlyStoppingOptions {
  /** How many epochs without improvement are endured. */
  readonly patience: number;
  /** What should become small; the validation loss if not given, or the training loss without a validation set. */
  readonly watch?: (report: EpochReport) => number;
  /** By how much it must be smaller than the best so far to count; 0 if not given. */
  readonly minimumImprovement?: number;
}

/** The best epoch so far; undefined if what is watched never was a number less than infinity. */
export function bestEpoch(history: readonly EpochReport[], options: EarlyStoppingOptions): EpochReport | undefined {
  const { watch = lossOf, minimumImprovement = 0 } = options;
  let best: EpochReport | undefined;
  let limit = Infinity;
  for (const report of history) {
    const value = watch(report);
    if (!(value < limit)) continue;
    best = report;
    limit = value - minimumImprovement;
  }
  return best;
}

/** Whether nothing has improved for as long as is endured. */
export function isOutOfPatience(history: readonly EpochReport[], options: EarlyStoppingOptions): boolean {
  return history.length - (bestEpoch(history, options)?.epoch ?? 0) >= options.patience;
}

function lossOf({ loss, validation }: EpochReport): number {
  return validation?.loss ?? loss;
}
