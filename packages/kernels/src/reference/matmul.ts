// The matrix product. Sums run in float64 and are rounded once, when they are stored.

import type { NdArray } from '../ndArray';

/** How a product reads its operands: a transposed one is read in place, never copied. */
export interface Transposes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** `output[i, j] = Σₚ a[i, p] b[p, j]`, where `a` and `b` are read transposed if asked. */
export function matmul(a: NdArray, b: NdArray, output: NdArray, { transposeA, transposeB }: Transposes): void {
  const rows = output.shape[0]!;
  const columns = output.shape[1]!;
  const inner = a.shape[transposeA ? 0 : 1]!;
  const aRow = transposeA ? 1 : inner;
  const aInner = transposeA ? rows : 1;
  const bInner = transposeB ? 1 : columns;
  const bColumn = transposeB ? inner : 1;
  const x = a.data;
  const y = b.data;
  const out = output.data;
  // Four columns at a time: four sums that do not wait for each other.
  const whole = columns - (columns % 4);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < whole; j += 4) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let xAt = i * aRow;
      let yAt = j * bColumn;
      for (let p = 0; p < inner; p++) {
        const value = x[xAt]!;
        s0 += value * y[yAt]!;
        s1 += value * y[yAt + bColumn]!;
        s2 += value * y[yAt + 2 * bColumn]!;
        s3 += value * y[yAt + 3 * bColumn]!;
        xAt += aInner;
        yAt += bInner;
      }
      const at = i * columns + j;
      out[at] = s0;
      out[at + 1] = s1;
      out[at + 2] = s2;
      out[at + 3] = s3;
    }
    for (let j = whole; j < columns; j++) {
      let s = 0;
      for (let p = 0; p < inner; p++) s += x[i * aRow + p * aInner]! * y[p * bInner + j * bColumn]!;
      out[i * columns + j] = s;
    }
  }
}
