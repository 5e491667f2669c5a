import { describe, PullbackError, Random, type Shape, type Tensor } from '@pullback/core';
import { checkOptions } from '../hyperparameters';
import { type Rows, sliceRows, takeRows } from './rows';

/** Inputs and what they should give, row by row. */
export interface Batch<I extends Shape = Shape, T extends Shape = Shape> {
  readonly inputs: Tensor<I>;
  readonly targets: Tensor<T>;
}

export interface BatchOptions {
  /** Rows of a batch: `'all'` for full-batch gradient descent, 1 for stochastic, anything between for mini-batches. */
  readonly size: number | 'all';
  /** Draws the order of the rows; they come as they are if not given. */
  readonly random?: Random | undefined;
  /** Leave out the last batch if it has fewer rows than the others. */
  readonly dropLast?: boolean | undefined;
}

/**
 * All rows once, in batches. The order is drawn when this is called, so that what is drawn later does not depend on when
 * the batches are taken.
 * @throws PullbackError unless the size is `'all'` or a whole number ≥ 1, and `random` is a Random.
 */
export function batchesOf<I extends Shape, T extends Shape>(
  { inputs, targets }: Batch<I, T>,
  options: BatchOptions,
): Generator<Batch<Rows<I>, Rows<T>>, void, undefined> {
  const { size, random, dropLast = false } = checkOptions('batches', options, ['size', 'random', 'dropLast']);
  checkBatchSize('batches: the size', size);
  if (random !== undefined && !(random instanceof Random)) {
    throw new PullbackError(`batches: random must be a Random, got ${describe(random)}.`);
  }
  const count = inputs.shape[0]!;
  const step = size === 'all' ? count : size;
  const order = random?.permutation(count);
  const rows = <S extends Shape>(x: Tensor<S>, start: number, end: number): Tensor<Rows<S>> =>
    order === undefined ? sliceRows(x, start, end) : takeRows(x, order.slice(start, end));
  return generate();

  function* generate(): Generator<Batch<Rows<I>, Rows<T>>, void, undefined> {
    for (let start = 0; start < count; start += step) {
      const end = Math.min(start + step, count);
      if (dropLast && end - start < step) return;
      yield { inputs: rows(inputs, start, end), targets: rows(targets, start, end) };
    }
  }
}

/** @throws PullbackError that begins with `what`, unless the size is `'all'` or a whole number ≥ 1. */
export function checkBatchSize(what: string, size: unknown): void {
  if (size === 'all' || (Number.isInteger(size) && (size as number) >= 1)) return;
  throw new PullbackError(`${what} is 'all' or a whole number ≥ 1, got ${describe(size)}.`);
}
