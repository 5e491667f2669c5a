// The spread of elements around their mean, in float64. The mean is found by its distance from the first element, so
// that equal elements have deviations of exactly 0.

import type { NdArray, TypedArray } from '../ndArray';
import { countOf, eachGroup, fold } from './groups';

/** `output = Σ (x - mean x)² / (count - correction)` over `axes`; NaN where the count or the divisor is not positive. */
export function variance(x: NdArray, output: NdArray, axes: readonly number[], correction: number): void {
  const { data: out } = output;
  eachGroup(x.shape, axes, (at, from, sizes, steps) => {
    out[at] = varianceOf(x.data, from, sizes, steps, correction);
  });
}

/** The root of the variance. */
export function standardDeviation(x: NdArray, output: NdArray, axes: readonly number[], correction: number): void {
  const { data: out } = output;
  eachGroup(x.shape, axes, (at, from, sizes, steps) => {
    out[at] = Math.sqrt(varianceOf(x.data, from, sizes, steps, correction));
  });
}

/** `output = x - mean x`, the mean over `axes`. */
export function deviations({ shape, data: x }: NdArray, { data: out }: NdArray, axes: readonly number[]): void {
  const write = (x: TypedArray, from: number, step: number, count: number, total: number, mean: number): number => {
    for (let i = 0; i < count; i++) out[from + i * step] = x[from + i * step]! - mean;
    return total;
  };
  eachGroup(shape, axes, (_at, from, sizes, steps) => {
    const count = countOf(sizes);
    if (count > 0) fold(write, x, from, sizes, steps, 0, meanOf(x, from, sizes, steps, count));
  });
}

function varianceOf(
  x: TypedArray,
  from: number,
  sizes: readonly number[],
  steps: readonly number[],
  correction: number,
): number {
  const count = countOf(sizes);
  if (count === 0 || count <= correction) return Number.NaN;
  const mean = meanOf(x, from, sizes, steps, count);
  return fold(squaredDistances, x, from, sizes, steps, 0, mean) / (count - correction);
}

function meanOf(
  x: TypedArray,
  from: number,
  sizes: readonly number[],
  steps: readonly number[],
  count: number,
): number {
  const first = x[from]!;
  return first + fold(distances, x, from, sizes, steps, 0, first) / count;
}

function distances(x: TypedArray, from: number, step: number, count: number, total: number, by: number): number {
  let folded = total;
  for (let i = 0; i < count; i++) folded += x[from + i * step]! - by;
  return folded;
}

function squaredDistances(x: TypedArray, from: number, step: number, count: number, total: number, by: number): number {
  let folded = total;
  for (let i = 0; i < count; i++) {
    const distance = x[from + i * step]! - by;
    folded += distance * distance;
  }
  return folded;
}
