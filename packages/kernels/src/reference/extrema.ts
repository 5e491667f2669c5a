// The greatest and the least over axes, and where they are. NaN wins.

import type { NdArray, TypedArray } from '../ndArray';
import { eachGroup, fold } from './groups';

/** `output = max x` over `axes`; -∞ where there is nothing. */
export function max({ shape, data: x }: NdArray, { data: out }: NdArray, axes: readonly number[]): void {
  eachGroup(shape, axes, (at, from, sizes, steps) => {
    out[at] = fold(greatest, x, from, sizes, steps, -Infinity);
  });
}

/** `output = min x` over `axes`; ∞ where there is nothing. */
export function min({ shape, data: x }: NdArray, { data: out }: NdArray, axes: readonly number[]): void {
  eachGroup(shape, axes, (at, from, sizes, steps) => {
    out[at] = fold(least, x, from, sizes, steps, Infinity);
  });
}

/** `output =` the place of the first maximum along one axis, or in the whole if `axes` are all. */
export function argmax({ shape, data: x }: NdArray, { data: out }: NdArray, axes: readonly number[]): void {
  eachGroup(shape, axes, (at, from, [count = 1], [step = 0]) => {
    let best = 0;
    for (let i = 1; i < count; i++) if (x[from + i * step]! > x[from + best * step]!) best = i;
    out[at] = firstNan(x, from, step, count, best);
  });
}

/** `output =` the place of the first minimum along one axis, or in the whole if `axes` are all. */
export function argmin({ shape, data: x }: NdArray, { data: out }: NdArray, axes: readonly number[]): void {
  eachGroup(shape, axes, (at, from, [count = 1], [step = 0]) => {
    let best = 0;
    for (let i = 1; i < count; i++) if (x[from + i * step]! < x[from + best * step]!) best = i;
    out[at] = firstNan(x, from, step, count, best);
  });
}

/** The greatest of a run and what came before. */
export function greatest(x: TypedArray, from: number, step: number, count: number, total: number): number {
  let best = total;
  for (let i = 0; i < count; i++) best = Math.max(best, x[from + i * step]!);
  return best;
}

function least(x: TypedArray, from: number, step: number, count: number, total: number): number {
  let best = total;
  for (let i = 0; i < count; i++) best = Math.min(best, x[from + i * step]!);
  return best;
}

/** The place of the first NaN of a run, `otherwise` if there is none. */
function firstNan(x: TypedArray, from: number, step: number, count: number, otherwise: number): number {
  for (let i = 0; i < count; i++) if (Number.isNaN(x[from + i * step]!)) return i;
  return otherwise;
}
