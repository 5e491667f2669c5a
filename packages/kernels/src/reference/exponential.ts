// Elementwise kernels made of exponentials, beside exp and log.

import type { NdArray } from '../ndArray';

/** `output = ln(1 + x)`, accurate near 0; -∞ at -1, NaN below. */
export function log1p({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.log1p(x[i]!);
}

/** `output = eˣ - 1`, accurate near 0. */
export function expm1({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.expm1(x[i]!);
}

/** `output = tanh x`. */
export function tanh({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.tanh(x[i]!);
}

/** `output = sinh x`. */
export function sinh({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.sinh(x[i]!);
}

/** `output = cosh x`. */
export function cosh({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.cosh(x[i]!);
}
