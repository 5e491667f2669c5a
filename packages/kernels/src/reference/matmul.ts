// The matrix product. Sums run in float64 and are rounded once, when they are stored.

import type { TypedArray } from '../ndArray';
import { product, type Transposes } from '../products';

/** `output[…, i, j] = Σₚ a[…, i, p] b[…, p, j]`. */
export const matmul = product(multiply);

/** By plain loops. */
export function multiply(
  x: TypedArray,
  xStart: number,
  y: TypedArray,
  yStart: number,
  out: TypedArray,
  start: number,
  rows: number,
  inner: number,
  columns: number,
  { transposeA, transposeB }: Transposes,
): void {
  const aRow = transposeA ? 1 : inner;
  const aInner = transposeA ? rows : 1;
  const bInner = transposeB ? 1 : columns;
  const bColumn = transposeB ? inner : 1;
  // Four columns at a time: four sums that do not wait for each other.
  const whole = columns - (columns % 4);
  for (let i = 0; i < rows; i++) {
    const row = start + i * columns;
    for (let j = 0; j < whole; j += 4) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let xAt = xStart + i * aRow;
      let yAt = yStart + j * bColumn;
      for (let p = 0; p < inner; p++) {
        const value = x[xAt]!;
        s0 += value * y[yAt]!;
        s1 += value * y[yAt + bColumn]!;
        s2 += value * y[yAt + 2 * bColumn]!;
        s3 += value * y[yAt + 3 * bColumn]!;
        xAt += aInner;
        yAt += bInner;
      }
      out[row + j] = s0;
      out[row + j + 1] = s1;
      out[row + j + 2] = s2;
      out[row + j + 3] = s3;
    }
    for (let j = whole; j < columns; j++) {
      let s = 0;
      let xAt = xStart + i * aRow;
      let yAt = yStart + j * bColumn;
      for (let p = 0; p < inner; p++) {
        s += x[xAt]! * y[yAt]!;
        xAt += aInner;
        yAt += bInner;
      }
      out[row + j] = s;
    }
  }
}
