// Arithmetic kernels of two arrays.

import type { NdArray } from '../ndArray';
import { broadcasting } from './broadcasting';
import { broadcastTo } from './strided';

/** `output = a + b`, broadcasting. */
export const add = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  for (let i = 0; i < count; i++) out[at + i] = x[xAt + i * xStep]! + y[yAt + i * yStep]!;
});

/** `output = a + scale b`, all of one shape and a float dtype, where `a` may be the output. The product is rounded, then the sum. */
export function addScaled(a: NdArray, b: NdArray, output: NdArray, scale: number): void {
  const [x, y, out] = [a.data, b.data, output.data];
  if (out instanceof Float32Array) {
    const factor = Math.fround(scale);
    for (let i = 0; i < out.length; i++) out[i] = x[i]! + Math.fround(factor * y[i]!);
  } else {
    for (let i = 0; i < out.length; i++) out[i] = x[i]! + scale * y[i]!;
  }
}

/** `output = a - b`, broadcasting. */
export const sub = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  for (let i = 0; i < count; i++) out[at + i] = x[xAt + i * xStep]! - y[yAt + i * yStep]!;
});

/** `output = a b` elementwise, broadcasting; int32 wraps around. */
export const mul = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  if (out instanceof Int32Array) {
    // The low bits of a long product, which float64 would round away.
    for (let i = 0; i < count; i++) out[at + i] = Math.imul(x[xAt + i * xStep]!, y[yAt + i * yStep]!);
    return;
  }
  for (let i = 0; i < count; i++) out[at + i] = x[xAt + i * xStep]! * y[yAt + i * yStep]!;
});

/** `output = a / b` elementwise, broadcasting. */
export const div = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  for (let i = 0; i < count; i++) out[at + i] = x[xAt + i * xStep]! / y[yAt + i * yStep]!;
});

/** `output = max(a, b)`, broadcasting: NaN where either is, and 0 > -0. */
export const maximum = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  for (let i = 0; i < count; i++) out[at + i] = Math.max(x[xAt + i * xStep]!, y[yAt + i * yStep]!);
});

/** `output = min(a, b)`, broadcasting: NaN where either is, and -0 < 0. */
export const minimum = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  for (let i = 0; i < count; i++) out[at + i] = Math.min(x[xAt + i * xStep]!, y[yAt + i * yStep]!);
});

/** `output = a where b > 0, else 0`, broadcasting: an exact 0, even where `a` is infinite or NaN. */
export const gate = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  for (let i = 0; i < count; i++) out[at + i] = y[yAt + i * yStep]! > 0 ? x[xAt + i * xStep]! : 0;
});

/** `output = a b` elementwise, broadcasting: an exact 0 where `a` is 0, even where `b` is infinite or NaN. */
export const chain = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  for (let i = 0; i < count; i++) {
    const value = x[xAt + i * xStep]!;
    out[at + i] = value === 0 ? 0 : value * y[yAt + i * yStep]!;
  }
});

/** `output = a / b` elementwise, broadcasting: an exact 0 where `a` is 0, even where `b` is 0 or NaN. */
export const chainInverse = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  for (let i = 0; i < count; i++) {
    const value = x[xAt + i * xStep]!;
    out[at + i] = value === 0 ? 0 : value / y[yAt + i * yStep]!;
  }
});

/** `output = a b` elementwise, broadcasting: an exact 0 where either is 0, even where the other is infinite or NaN. */
export const quietMul = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  for (let i = 0; i < count; i++) {
    const a = x[xAt + i * xStep]!;
    const b = y[yAt + i * yStep]!;
    out[at + i] = a === 0 || b === 0 ? 0 : a * b;
  }
});

/** `output = a where the mask is set`, broadcasting; elsewhere the output stays. */
const overwrite = broadcasting((x, xAt, xStep, mask, maskAt, maskStep, out, at, count) => {
  for (let i = 0; i < count; i++) if (mask[maskAt + i * maskStep] !== 0) out[at + i] = x[xAt + i * xStep]!;
});

/** `output = a where condition, else b`, broadcasting. */
export function where(condition: NdArray, a: NdArray, b: NdArray, output: NdArray): void {
  broadcastTo(b, output);
  overwrite(a, condition, output);
}
