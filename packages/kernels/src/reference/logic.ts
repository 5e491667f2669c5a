// Logic on arrays of 0 and 1, and questions about floats with such answers.

import type { NdArray } from '../ndArray';
import { broadcasting } from './broadcasting';

/** `output = a ∧ b`, broadcasting. */
export const logicalAnd = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  for (let i = 0; i < count; i++) out[at + i] = x[xAt + i * xStep]! & y[yAt + i * yStep]!;
});

/** `output = a ∨ b`, broadcasting. */
export const logicalOr = broadcasting((x, xAt, xStep, y, yAt, yStep, out, at, count) => {
  for (let i = 0; i < count; i++) out[at + i] = x[xAt + i * xStep]! | y[yAt + i * yStep]!;
});

/** `output = ¬x`. */
export function logicalNot({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = x[i]! === 0 ? 1 : 0;
}

/** `output = [x is neither infinite nor NaN]`. */
// biome-ignore lint/suspicious/noShadowRestrictedNames: named after the global that it extends to tensors.
export function isFinite({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = Number.isFinite(x[i]!) ? 1 : 0;
}

/** `output = [x is NaN]`. */
export function isNan({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = Number.isNaN(x[i]!) ? 1 : 0;
}
