// Exponentials that are normalised, or summed. They are taken of differences to the maximum only, which are ≤ 0.

import type { NdArray, TypedArray } from '../ndArray';
import { greatest } from './extrema';
import { eachGroup, fold } from './groups';

/** `output = ln Σ eˣ` over `axes`; -∞ where there is nothing, or only -∞. */
export function logSumExp({ shape, data: x }: NdArray, { data: out }: NdArray, axes: readonly number[]): void {
  eachGroup(shape, axes, (at, from, sizes, steps) => {
    const top = fold(greatest, x, from, sizes, steps, -Infinity);
    // An infinite maximum is the answer, and has no difference to itself.
    out[at] = Number.isFinite(top) ? top + Math.log(fold(exponentials, x, from, sizes, steps, 0, top)) : top;
  });
}

/** `output = eˣ / Σ eˣ`, the sum over `axes`; NaN where all are -∞. */
export function softmax({ shape, data: x }: NdArray, { data: out }: NdArray, axes: readonly number[]): void {
  eachGroup(shape, axes, (_at, from, sizes, steps) => {
    const top = fold(greatest, x, from, sizes, steps, -Infinity);
    const total = fold(exponentials, x, from, sizes, steps, 0, top);
    const write = (x: TypedArray, from: number, step: number, count: number): number => {
      for (let i = 0; i < count; i++) out[from + i * step] = Math.exp(x[from + i * step]! - top) / total;
      return 0;
    };
    fold(write, x, from, sizes, steps, 0);
  });
}

/** `output = x - ln Σ eˣ`, the sum over `axes`; NaN where all are -∞. */
export function logSoftmax({ shape, data: x }: NdArray, { data: out }: NdArray, axes: readonly number[]): void {
  eachGroup(shape, axes, (_at, from, sizes, steps) => {
    const top = fold(greatest, x, from, sizes, steps, -Infinity);
    const log = Math.log(fold(exponentials, x, from, sizes, steps, 0, top));
    const write = (x: TypedArray, from: number, step: number, count: number): number => {
      // The difference first: it is exact where it matters, and log is small beside the maximum.
      for (let i = 0; i < count; i++) out[from + i * step] = x[from + i * step]! - top - log;
      return 0;
    };
    fold(write, x, from, sizes, steps, 0);
  });
}

function exponentials(x: TypedArray, from: number, step: number, count: number, total: number, top: number): number {
  let folded = total;
  for (let i = 0; i < count; i++) folded += Math.exp(x[from + i * step]! - top);
  return folded;
}
