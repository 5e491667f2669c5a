// Comparisons of two arrays: 1 where they hold, else 0. With NaN only `notEqual` holds.

import { broadcasting } from './broadcasting';

/** `output = [a = b]`, broadcasting. */
export const equal = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  for (let i = 0; i < count; i++) out[at + i] = x[xAt + i * xStep]! === y[yAt + i * yStep]! ? 1 : 0;
});

/** `output = [a ≠ b]`, broadcasting. */
export const notEqual = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  for (let i = 0; i < count; i++) out[at + i] = x[xAt + i * xStep]! !== y[yAt + i * yStep]! ? 1 : 0;
});

/** `output = [a < b]`, broadcasting. */
export const less = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  for (let i = 0; i < count; i++) out[at + i] = x[xAt + i * xStep]! < y[yAt + i * yStep]! ? 1 : 0;
});

/** `output = [a ≤ b]`, broadcasting. */
export const lessEqual = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  for (let i = 0; i < count; i++) out[at + i] = x[xAt + i * xStep]! <= y[yAt + i * yStep]! ? 1 : 0;
});

/** `output = [a > b]`, broadcasting. */
export const greater = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  for (let i = 0; i < count; i++) out[at + i] = x[xAt + i * xStep]! > y[yAt + i * yStep]! ? 1 : 0;
});

/** `output = [a ≥ b]`, broadcasting. */
export const greaterEqual = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  for (let i = 0; i < count; i++) out[at + i] = x[xAt + i * xStep]! >= y[yAt + i * yStep]! ? 1 : 0;
});
