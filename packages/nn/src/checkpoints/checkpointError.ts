import { PullbackError } from '@pullback/core';

/** What is known of the fault beside the reason. */
export interface CheckpointFault {
  /** The tensor that is wrong. */
  readonly tensor?: string | undefined;
  /** The file. */
  readonly path?: string | undefined;
  /** Every way in which what is stored differs from what it should go into. */
  readonly differences?: readonly string[];
  /** The error of the file system. */
  readonly cause?: unknown;
}

/** A checkpoint that cannot be written, read, or loaded into a model. */
export class CheckpointError extends PullbackError {
  override name = 'CheckpointError';
  /** The tensor that is wrong, if it is one. */
  readonly tensor: string | undefined;
  /** The file, if there is one. */
  readonly path: string | undefined;
  /** Every way in which what is stored differs from what it should go into; empty for other faults. */
  readonly differences: readonly string[];

  constructor(
    op: string,
    /** The message without op and file. */
    readonly reason: string,
    { tensor, path, differences = [], cause }: CheckpointFault = {},
  ) {
    super(`${op}: ${path === undefined ? '' : `'${path}': `}${reason}`, cause === undefined ? undefined : { cause });
    this.tensor = tensor;
    this.path = path;
    this.differences = differences;
  }
}
