// Arithmetic kernels of two arrays.

import { broadcasting } from './broadcasting';

/** `output = a + b`, broadcasting. */
export const add = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  for (let i = 0; i < count; i++) out[at + i] = x[xAt + i * xStep]! + y[yAt + i * yStep]!;
});

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

/** `output = a where b > 0, else 0`, broadcasting: an exact 0, even where `a` is infinite or NaN. */
export const gate = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  for (let i = 0; i < count; i++) out[at + i] = y[yAt + i * yStep]! > 0 ? x[xAt + i * xStep]! : 0;
});
