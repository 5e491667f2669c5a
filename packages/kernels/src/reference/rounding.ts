// Elementwise kernels whose outputs are whole numbers.

import type { NdArray } from '../ndArray';

/** `output = -1, 0 or 1`; zeros keep their sign, and NaN stays NaN. */
export function sign({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.sign(x[i]!);
}

/** `output = ⌊x⌋`. */
export function floor({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.floor(x[i]!);
}

/** `output = ⌈x⌉`. */
export function ceil({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.ceil(x[i]!);
}

/** `output =` the whole number nearest to `x`, the even one of two. */
export function round({ data: x }: NdArray, { data: out }: NdArray): void {
  for (let i = 0; i < out.length; i++) {
    const value = x[i]!;
    // Math.round takes halves up.
    const up = Math.round(value);
    out[i] = up - value === 0.5 && up % 2 !== 0 ? up - 1 : up;
  }
}
