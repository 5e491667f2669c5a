import type { TypedArray } from '../ndArray';
import type { Multiply } from '../products';
import { multiply } from '../reference/matmul';
import type { Blas } from './library';

const ROW_MAJOR = 101;
const AS_IT_IS = 111;
const TRANSPOSED = 112;

/** Up to this many products of numbers, plain loops take less than the call: measured by bench/matmul.ts with `--blas`. */
const SMALL = 96;

/** The product of two matrices by `gemm`. Sums run in the dtype of the operands. */
export function blasMultiply({ sgemm, dgemm }: Blas): Multiply {
  return (x, xStart, y, yStart, out, start, rows, inner, columns, transposes) => {
    const size = rows * inner * columns;
    const isSingle = out instanceof Float32Array;
    if (size <= SMALL || !(isSingle || out instanceof Float64Array)) {
      multiply(x, xStart, y, yStart, out, start, rows, inner, columns, transposes);
      return;
    }
    const { transposeA, transposeB } = transposes;
    const gemm = isSingle ? sgemm : dgemm;
    gemm(
      ROW_MAJOR,
      transposeA ? TRANSPOSED : AS_IT_IS,
      transposeB ? TRANSPOSED : AS_IT_IS,
      rows,
      columns,
      inner,
      1,
      from(x, xStart),
      transposeA ? rows : inner,
      from(y, yStart),
      transposeB ? inner : columns,
      0,
      from(out, start),
      columns,
    );
  };
}

/** The array from a place on. */
function from(array: TypedArray, start: number): Float32Array | Float64Array {
  return (start === 0 ? array : array.subarray(start)) as Float32Array | Float64Array;
}
