// One product of two matrices that are in the linear memory.

import type { Transposes } from '../products';
import type { Simd } from './instance';

/** `out[i, j] (+)= Σₚ a[i, p] b[p, j]`, each matrix in one piece at its place, in bytes. */
export type Product = (
  a: number,
  b: number,
  out: number,
  rows: number,
  inner: number,
  columns: number,
  transposes: Transposes,
  isAdded?: boolean,
) => void;

/** The product of float32 or float64, by the bytes of an element. */
export function productOf({ exports, memory }: Simd, bytes: number): Product {
  const multiply = bytes === 4 ? exports.multiply32 : exports.multiply64;
  return (a, b, out, rows, inner, columns, { transposeA, transposeB }, isAdded = false) => {
    const aRow = transposeA ? bytes : inner * bytes;
    const aInner = transposeA ? rows * bytes : bytes;
    const bInner = transposeB ? bytes : columns * bytes;
    const bColumn = transposeB ? inner * bytes : bytes;
    multiply(a, aRow, aInner, b, bInner, bColumn, out, rows, inner, columns, isAdded, memory.workspace);
  };
}
