// The driver of matrix products: it walks over stacks of matrices, and each set of kernels multiplies two.

import { broadcastStrides, type NdArray, type TypedArray, walk } from './ndArray';

/** How a product reads its operands: a transposed one is read in place, never copied. */
export interface Transposes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** One product of two matrices, each from its own place in its array on: `[rows, inner] · [inner, columns]`. */
export type Multiply = (
  x: TypedArray,
  xStart: number,
  y: TypedArray,
  yStart: number,
  out: TypedArray,
  start: number,
  rows: number,
  inner: number,
  columns: number,
  transposes: Transposes,
) => void;

/**
 * The kernel `output[…, i, j] = Σₚ a[…, i, p] b[…, p, j]`, where the matrices of `a` and `b` are read transposed if asked. The
 * axes before them broadcast to those of the output.
 */
export function product(multiply: Multiply): (a: NdArray, b: NdArray, output: NdArray, transposes: Transposes) => void {
  return (a, b, output, transposes) => {
    const rank = output.shape.length;
    const rows = output.shape[rank - 2]!;
    const columns = output.shape[rank - 1]!;
    const inner = a.shape[a.shape.length - (transposes.transposeA ? 2 : 1)]!;
    if (rank === 2) {
      multiply(a.data, 0, b.data, 0, output.data, 0, rows, inner, columns, transposes);
      return;
    }
    const stack = output.shape.slice(0, -2);
    // Strides in matrices: one that serves many is read in place each time.
    const aStrides = broadcastStrides(a.shape.slice(0, -2), stack);
    const bStrides = broadcastStrides(b.shape.slice(0, -2), stack);
    walk(stack, aStrides, bStrides, (position, aPosition, bPosition) => {
      const xStart = aPosition * rows * inner;
      const yStart = bPosition * inner * columns;
      const start = position * rows * columns;
      multiply(a.data, xStart, b.data, yStart, output.data, start, rows, inner, columns, transposes);
    });
  };
}
