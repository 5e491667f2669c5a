import { allocate, checkedShape, formatShape, type Shape, ShapeError, sizeOf, Tensor } from '@pullback/core';
import { checkFinite, checkFloat, checkInitializer } from './checks';
import type { InitializerOptions } from './initializer';

export interface OrthogonalOptions extends InitializerOptions {
  /** By how much to scale, such as `gain('relu')`; 1 if not given. */
  readonly gain?: number;
}

/**
 * A random matrix whose rows, or columns if there are fewer of them, are orthogonal and of length `gain`; uniform among all
 * such. Of a weight with more axes, each part along the first is a row.
 *
 * Found in float64 by Gram-Schmidt from normal draws, each vector made orthogonal twice.
 * From A. Saxe et al., Exact solutions to the nonlinear dynamics of learning in deep linear neural networks,
 * arXiv:1312.6120.
 * @throws ShapeError if the weight has less than two axes.
 * @throws PullbackError without a `Random`, or if the gain is not finite.
 * @throws DTypeError unless floats are asked for.
 */
export function orthogonal<const S extends Shape>(shape: S, options: OrthogonalOptions): Tensor<S> {
  checkInitializer('orthogonal', shape, options);
  const { random, gain = 1, dtype = 'float32' } = options;
  checkFinite('orthogonal', 'the gain', gain);
  checkFloat('orthogonal', dtype);
  const checked = checkedShape('orthogonal', shape);
  const [rows, ...others] = checked;
  if (rows === undefined || others.length === 0) {
    throw new ShapeError(`orthogonal: a weight of two axes or more is required, got ${formatShape(shape)}.`, [shape]);
  }
  const columns = sizeOf(others);
  const isTall = rows > columns;
  const [count, length] = isTall ? [columns, rows] : [rows, columns];
  const vectors: Float64Array[] = [];
  while (vectors.length < count) {
    const vector = Float64Array.from(random.normal([length], { dtype: 'float64' }).data);
    if (makeOrthonormal(vector, vectors)) vectors.push(vector);
  }
  const data = allocate(dtype, rows * columns);
  for (const [i, vector] of vectors.entries()) {
    for (let j = 0; j < length; j++) data[isTall ? j * columns + i : i * columns + j] = gain * vector[j]!;
  }
  return new Tensor(data, checked, dtype);
}

/** In place; false if next to nothing was left of it, and another should be drawn. */
function makeOrthonormal(vector: Float64Array, others: readonly Float64Array[]): boolean {
  const before = Math.sqrt(dot(vector, vector));
  for (let pass = 0; pass < 2; pass++) for (const other of others) subtract(vector, other, dot(vector, other));
  const length = Math.sqrt(dot(vector, vector));
  if (length <= 1e-8 * before) return false;
  for (let i = 0; i < vector.length; i++) vector[i]! /= length;
  return true;
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
  return total;
}

function subtract(vector: Float64Array, other: Float64Array, factor: number): void {
  for (let i = 0; i < vector.length; i++) vector[i]! -= factor * other[i]!;
}
