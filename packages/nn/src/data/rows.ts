// Rows of a tensor: what lies at one place along the first axis.

import { allocate, IndexError, type Shape, spell, Tensor } from '@pullback/core';

/** The shape with another number of rows, which is known only when the code runs. */
export type Rows<S extends Shape> = S extends readonly [number, ...infer Sample extends Shape]
  ? readonly [number, ...Sample]
  : Shape;

/**
 * The rows of these numbers, in their order and as often as they are named, copied. Not an op: data are no one's output, so
 * no tape records where they came from.
 * @throws IndexError if there is no such row.
 */
export function takeRows<S extends Shape>(x: Tensor<S>, rows: readonly number[]): Tensor<Rows<S>> {
  const [count = 0] = x.shape;
  const length = rowLength(x);
  const data = allocate(x.dtype, rows.length * length);
  for (const [i, row] of rows.entries()) {
    if (!Number.isInteger(row) || row < 0 || row >= count) {
      throw new IndexError(`take: rows must be ≥ 0 and < ${count}, got ${spell(row)} at place ${i}.`);
    }
    data.set(x.data.subarray(row * length, (row + 1) * length), i * length);
  }
  return new Tensor(data, shapeWith(x, rows.length), x.dtype);
}

/** Consecutive rows, from `start` up to, not including, `end`, without a copy: tensors never change. */
export function sliceRows<S extends Shape>(x: Tensor<S>, start: number, end: number): Tensor<Rows<S>> {
  const length = rowLength(x);
  return new Tensor(x.data.subarray(start * length, end * length), shapeWith(x, end - start), x.dtype);
}

function rowLength({ shape }: Tensor): number {
  return shape.slice(1).reduce((product, size) => product * size, 1);
}

/** The compiler cannot evaluate `Rows` of a shape that it does not know. */
function shapeWith<S extends Shape>({ shape }: Tensor<S>, rows: number): Rows<S> {
  return [rows, ...shape.slice(1)] as Shape as Rows<S>;
}
