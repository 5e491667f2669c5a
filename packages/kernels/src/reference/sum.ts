// Sums over axes, in float64 and pairwise: rounding grows with the logarithm of the number of terms.

import type { NdArray, TypedArray } from '../ndArray';
import { eachGroup } from './groups';

/** Up to this many terms a plain loop is as accurate as it needs to be, and faster. */
const PAIRWISE_BLOCK = 32;

/**
 * `output = Σ x` over `axes` (ascending). The output holds the kept axes in order; axes of size 1 in place of the
 * summed ones change nothing.
 */
export function sum(x: NdArray, output: NdArray, axes: readonly number[]): void {
  reduce(x, output, axes, 1);
}

/** `output = Σ x / count` over `axes`; NaN where there is nothing to average. */
export function mean(x: NdArray, output: NdArray, axes: readonly number[]): void {
  const count = axes.reduce((product, axis) => product * x.shape[axis]!, 1);
  reduce(x, output, axes, count);
}

function reduce({ shape, data: x }: NdArray, { data: out }: NdArray, axes: readonly number[], divisor: number): void {
  eachGroup(shape, axes, (at, from, sizes, steps) => {
    out[at] = sumOfAxes(x, from, sizes, steps, 0) / divisor;
  });
}

/** Sum over the axes from `depth` on, pairwise along each. */
function sumOfAxes(
  x: TypedArray,
  from: number,
  sizes: readonly number[],
  steps: readonly number[],
  depth: number,
): number {
  if (depth === sizes.length) return x[from]!;
  const step = steps[depth]!;
  if (depth === sizes.length - 1) return sumOfRun(x, from, step, sizes[depth]!);
  const sumOfPart = (start: number, count: number): number => {
    if (count === 0) return 0;
    if (count === 1) return sumOfAxes(x, start, sizes, steps, depth + 1);
    const half = count >> 1;
    return sumOfPart(start, half) + sumOfPart(start + half * step, count - half);
  };
  return sumOfPart(from, sizes[depth]!);
}

/** Pairwise sum of `count` elements, `step` apart. */
function sumOfRun(x: TypedArray, from: number, step: number, count: number): number {
  if (count > PAIRWISE_BLOCK) {
    const half = count >> 1;
    return sumOfRun(x, from, step, half) + sumOfRun(x, from + half * step, step, count - half);
  }
  let total = 0;
  for (let i = 0; i < count; i++) total += x[from + i * step]!;
  return total;
}
