// Elementwise kernels of angles, in radians.

import type { NdArray } from '../ndArray';

/** `output = sin x`; NaN at ±∞. */
export function sin({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.sin(x[i]!);
}

/** `output = cos x`; NaN at ±∞. */
export function cos({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.cos(x[i]!);
}

/** `output = tan x`; NaN at ±∞. */
export function tan({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.tan(x[i]!);
}

/** `output = arcsin x`; NaN outside `[-1, 1]`. */
export function asin({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.asin(x[i]!);
}

/** `output = arccos x`; NaN outside `[-1, 1]`. */
export function acos({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.acos(x[i]!);
}

/** `output = arctan x`. */
export function atan({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.atan(x[i]!);
}

/** `output = 1 - x²`, the cosine's square where `x` is a sine; by (1 - x) (1 + x), which keeps its digits near ±1. */
export function oneLessSquare({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = (1 - x[i]!) * (1 + x[i]!);
}
