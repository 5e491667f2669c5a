// Elementwise kernels of neural networks. None lets an infinity meet a 0 on the way to a finite limit.

import type { NdArray } from '../ndArray';
import { broadcasting } from './broadcasting';
import { erfcOf } from './erf';
import { relu } from './unary';

const TWICE_ROOT_2_BY_PI = 2 * Math.sqrt(2 / Math.PI);

/** `output = 1 / (1 + e⁻ˣ)`. */
export function sigmoid({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = 1 / (1 + Math.exp(-x[i]!));
}

/** `output = ln(1 / (1 + e⁻ˣ))`; no exponential is of more than 0. */
export function logSigmoid({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.min(x[i]!, 0) - Math.log1p(Math.exp(-Math.abs(x[i]!)));
}

/** `output = ln(1 + eˣ)`; no exponential is of more than 0. */
export function softplus({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.max(x[i]!, 0) + Math.log1p(Math.exp(-Math.abs(x[i]!)));
}

/** `output = x / (1 + e⁻ˣ)`; -0 at -∞. */
export function silu({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = x[i]! === -Infinity ? -0 : x[i]! / (1 + Math.exp(-x[i]!));
}

/** `output = x (1 + erf(x/√2)) / 2`; -0 at -∞. */
export function gelu({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = x[i]! === -Infinity ? -0 : x[i]! * probabilityBelow(x[i]!);
}

/** `output = (1 + erf(x/√2)) / 2`. */
export function normalProbability({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = probabilityBelow(x[i]!);
}

/** By erfc, which keeps its digits where `1 + erf` has none left. */
function probabilityBelow(x: number): number {
  return 0.5 * erfcOf(-x * Math.SQRT1_2);
}

/**
 * `output = x (1 + tanh u) / 2` with `u = √(2/π) (x + 0.044715 x³)`; -0 at -∞.
 * By `(1 + tanh u) / 2 = 1 / (1 + e⁻²ᵘ)`.
 */
export function geluTanh({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) {
    const value = x[i]!;
    const twiceU = TWICE_ROOT_2_BY_PI * value * (1 + 0.044715 * value * value);
    out[i] = value === -Infinity ? -0 : value / (1 + Math.exp(-twiceU));
  }
}

/** `output = x where x > 0, else alpha (eˣ - 1)`. */
export function elu({ data: x }: NdArray, { data: out }: NdArray, alpha: number): void {
  for (let i = 0; i < out.length; i++) out[i] = x[i]! > 0 ? x[i]! : alpha * Math.expm1(x[i]!);
}

/** `output = x where x > 0, else slope x`; relu if the slope is 0. */
export function leakyRelu(x: NdArray, output: NdArray, slope: number): void {
  if (slope === 0) {
    relu(x, output);
    return;
  }
  const { data: out } = output;
  for (let i = 0; i < out.length; i++) out[i] = x.data[i]! > 0 ? x.data[i]! : slope * x.data[i]!;
}

/** `output = x where x > 0, else slope x`, broadcasting. */
export const prelu = broadcasting((x, xAt, xStep, slope, slopeAt, slopeStep, out, at, count) => {
  for (let i = 0; i < count; i++) {
    const value = x[xAt + i * xStep]!;
    out[at + i] = value > 0 ? value : slope[slopeAt + i * slopeStep]! * value;
  }
});

/** `output = x where by > 0, else slope x`, of one shape: an exact 0 if the slope is 0, even where `x` is infinite. */
export function leak({ data: x }: NdArray, { data: by }: NdArray, { data: out }: NdArray, slope: number): void {
  for (let i = 0; i < out.length; i++) {
    if (by[i]! > 0) out[i] = x[i]!;
    else out[i] = slope === 0 ? 0 : slope * x[i]!;
  }
}
