// The matrix product. Sums run in float64 and are rounded once, when they are stored.

import { broadcastStrides, type NdArray, type TypedArray, walk } from '../ndArray';

/** How a product reads its operands: a transposed one is read in place, never copied. */
export interface Transposes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/**
 * `output[…, i, j] = Σₚ a[…, i, p] b[…, p, j]`, where the matrices of `a` and `b` are read transposed if asked. The axes
 * before them broadcast to those of the output.
 */
export function matmul(a: NdArray, b: NdArray, output: NdArray, transposes: Transposes): void {
  const rank = output.shape.length;
  const rows = output.shape[rank - 2]!;
  const columns = output.shape[rank - 1]!;
  const inner = a.shape[a.shape.length - (transposes.transposeA ? 2 : 1)]!;
  if (rank === 2) multiply(a.data, 0, b.data, 0, output.data, 0, rows, inner, columns, transposes);
  else multiplyStacks(a, b, output, rows, inner, columns, transposes);
}

/** Matrix by matrix; one that serves many is read in place each time. */
function multiplyStacks(
  a: NdArray,
  b: NdArray,
  output: NdArray,
  rows: number,
  inner: number,
  columns: number,
  transposes: Transposes,
): void {
  const stack = output.shape.slice(0, -2);
  // Strides in matrices.
  const aStrides = broadcastStrides(a.shape.slice(0, -2), stack);
  const bStrides = broadcastStrides(b.shape.slice(0, -2), stack);
  walk(stack, aStrides, bStrides, (position, aPosition, bPosition) => {
    const xStart = aPosition * rows * inner;
    const yStart = bPosition * inner * columns;
    const start = position * rows * columns;
    multiply(a.data, xStart, b.data, yStart, output.data, start, rows, inner, columns, transposes);
  });
}

/** One product of two matrices, each from its own place in its array on. */
function multiply(
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
