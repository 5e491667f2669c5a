import {
  type DType,
  DTypeError,
  describe,
  type Elements,
  formatShape,
  PullbackError,
  Random,
  type Shape,
  ShapeError,
  Tensor,
  tensor,
} from '@pullback/core';
import { type Batch, type BatchOptions, batchesOf } from './batches';
import { type Rows, takeRows } from './rows';
import { splitRows } from './splitRows';

export interface SplitOptions {
  /** The share that is held out, > 0 and < 1. */
  readonly validation: number;
  readonly random: Random;
  /** Give both parts the same mix of labels; so if not given, where the targets are labels. */
  readonly stratify?: boolean | undefined;
}

export interface Split<I extends Shape, T extends Shape> {
  readonly training: Dataset<I, T>;
  readonly validation: Dataset<I, T>;
}

/** Samples as rows: inputs `[n, …]`, and for each of them a target `[n, …]`, or its label, int32 `[n]`. */
export class Dataset<I extends Shape = Shape, T extends Shape = Shape> implements Batch<I, T> {
  /** @throws ShapeError unless both have the same number of rows. */
  constructor(
    readonly inputs: Tensor<I>,
    readonly targets: Tensor<T>,
  ) {
    if (!(inputs instanceof Tensor) || !(targets instanceof Tensor)) {
      const got = `${describe(inputs)} and ${describe(targets)}`;
      throw new DTypeError(`Dataset: inputs and targets must be tensors, got ${got}. Make them: Dataset.fromArrays().`);
    }
    if (inputs.rank === 0 || inputs.shape[0] !== targets.shape[0]) {
      throw new ShapeError(
        'Dataset: a row of targets is required for each row of inputs, got inputs ' +
          `${formatShape(inputs.shape)} and targets ${formatShape(targets.shape)}.`,
        [inputs.shape, targets.shape],
      );
    }
  }

  /**
   * From nested arrays of numbers, in `dtype` (float32); labels are whole numbers, and become int32.
   * @throws PullbackError unless there are either targets or labels.
   */
  static fromArrays(
    { inputs, targets, labels }: { readonly inputs: Elements; readonly targets?: Elements; readonly labels?: Elements },
    options: { readonly dtype?: DType } = {},
  ): Dataset {
    if ((targets === undefined) === (labels === undefined)) {
      const got = targets === undefined ? 'neither' : 'both';
      throw new PullbackError(`Dataset.fromArrays: either targets or labels are required, got ${got}.`);
    }
    const wanted = labels === undefined ? tensor(targets!, options) : tensor(labels, { dtype: 'int32' });
    return new Dataset(tensor(inputs, options), wanted);
  }

  /** The number of samples. */
  get size(): number {
    return this.inputs.shape[0]!;
  }

  /** Whether the targets are labels: int32 `[n]`. */
  get hasLabels(): boolean {
    return this.targets.dtype === 'int32' && this.targets.rank === 1;
  }

  /**
   * The samples of these numbers, in their order and as often as they are named.
   * @throws IndexError if there is no such sample.
   */
  take(rows: readonly number[]): Dataset<Rows<I>, Rows<T>> {
    return new Dataset(takeRows(this.inputs, rows), takeRows(this.targets, rows));
  }

  /** The same targets for other inputs, such as scaled ones. */
  withInputs<J extends Shape>(inputs: Tensor<J>): Dataset<J, T> {
    return new Dataset(inputs, this.targets);
  }

  /**
   * All samples once, in batches of `size` rows (`'all'` for the full batch), in an order that `random` draws anew with each
   * call, or as they are. The last batch may be smaller; `dropLast` leaves it out.
   * @throws PullbackError unless the size is `'all'` or a whole number ≥ 1.
   */
  batches(options: BatchOptions): Generator<Batch<Rows<I>, Rows<T>>, void, undefined> {
    return batchesOf(this, options);
  }

  /**
   * Two parts in an order that `random` draws, of which the second has `round(validation · n)` samples; `stratify` gives it
   * that share of each label too, up to one sample.
   * @throws PullbackError unless the share is > 0 and < 1, and leaves both parts a sample.
   * @throws DTypeError if it should be stratified without labels.
   */
  split({ validation, random, stratify = this.hasLabels }: SplitOptions): Split<Rows<I>, Rows<T>> {
    if (!(validation > 0 && validation < 1)) {
      throw new PullbackError(`split: the share of validation must be > 0 and < 1, got ${describe(validation)}.`);
    }
    if (!(random instanceof Random)) {
      throw new PullbackError(`split: random must be a Random, got ${describe(random)}.`);
    }
    if (stratify && !this.hasLabels) {
      const { dtype, shape } = this.targets;
      throw new DTypeError(`split: labels, int32 [n], are required to stratify, got ${dtype} ${formatShape(shape)}.`);
    }
    const rows = splitRows(stratify ? this.targets.data : new Uint8Array(this.size), validation, random);
    if (rows.training.length === 0 || rows.validation.length === 0) {
      const parts = `${rows.training.length} and ${rows.validation.length}`;
      throw new PullbackError(`split: both parts must have samples, got ${parts} of ${this.size}. Use another share.`);
    }
    return { training: this.take(rows.training), validation: this.take(rows.validation) };
  }
}
