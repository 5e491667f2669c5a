// Elementwise kernels of one array. Each writes its own loop, so that the JavaScript engine compiles each for itself.

import type { NdArray } from '../ndArray';

/** `output = x`, converted to the output's kind of number. */
export function copy({ data: x }: NdArray, { data: out }: NdArray): void {
  out.set(x);
}

/** `output = 1 where x ≠ 0, else 0`; NaN counts as not zero. */
export function truth({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = x[i]! === 0 ? 0 : 1;
}

/** `output = -x`. */
export function neg({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = -x[i]!;
}

/** `output = x²`; int32 wraps around. */
export function square({ data: x }: NdArray, { data: out }: NdArray): void {
  if (out instanceof Int32Array) {
    for (let i = 0; i < out.length; i++) out[i] = Math.imul(x[i]!, x[i]!);
    return;
  }
  for (let i = 0; i < out.length; i++) out[i] = x[i]! * x[i]!;
}

/** `output = √x`; NaN where `x < 0`. */
export function sqrt({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(x[i]!);
}

/** `output = eˣ`. */
export function exp({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.exp(x[i]!);
}

/** `output = ln x`; -∞ at 0, NaN below. */
export function log({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.log(x[i]!);
}

/** `output = max(x, 0)`; NaN stays NaN. */
export function relu({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.max(x[i]!, 0);
}

/** `output = min(max(x, low), high)`; NaN stays NaN. */
export function clamp({ data: x }: NdArray, { data: out }: NdArray, low: number, high: number): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.min(Math.max(x[i]!, low), high);
}

/** `output = 1 / √x`; ∞ at 0, NaN below. */
export function rsqrt({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = 1 / Math.sqrt(x[i]!);
}

/** `output = 1 / x`; ±∞ at ±0. */
export function reciprocal({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = 1 / x[i]!;
}

/** `output = |x|`; int32 wraps around at -2³¹. */
export function abs({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.abs(x[i]!);
}
