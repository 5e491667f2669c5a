// Whether any, or all, of the elements over axes are set.

import type { NdArray, TypedArray } from '../ndArray';
import { eachGroup, fold } from './groups';

/** `output = ∨ x` over `axes`; 0 where there is nothing. */
export function any({ shape, data: x }: NdArray, { data: out }: NdArray, axes: readonly number[]): void {
  eachGroup(shape, axes, (at, from, sizes, steps) => {
    out[at] = fold(or, x, from, sizes, steps, 0);
  });
}

/** `output = ∧ x` over `axes`; 1 where there is nothing. */
export function all({ shape, data: x }: NdArray, { data: out }: NdArray, axes: readonly number[]): void {
  eachGroup(shape, axes, (at, from, sizes, steps) => {
    out[at] = fold(and, x, from, sizes, steps, 1);
  });
}

function or(x: TypedArray, from: number, step: number, count: number, total: number): number {
  if (total !== 0) return 1;
  for (let i = 0; i < count; i++) if (x[from + i * step]! !== 0) return 1;
  return 0;
}

function and(x: TypedArray, from: number, step: number, count: number, total: number): number {
  if (total === 0) return 0;
  for (let i = 0; i < count; i++) if (x[from + i * step]! === 0) return 0;
  return 1;
}
