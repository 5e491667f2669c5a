// The matrix product in WebAssembly. float32 sums in float32, by blocks of 256 terms: with u = 2⁻²⁴ and a fused
// multiply-add an element differs from the exact sum by at most (256 + k / 256) u Σ|a||b|, by √256 u Σ|a||b| as a rule.

import { broadcastStrides, type NdArray, walk } from '../ndArray';
import { matmul as referenceMatmul, type Transposes } from '../reference/matmul';
import type { Simd } from './instance';
import { aligned } from './linearMemory';

/** Fewer products than this are done sooner by plain loops, which copy nothing: measured by bench/matmul.ts. */
const FEWEST_PRODUCTS = 256;

type Matmul = (a: NdArray, b: NdArray, output: NdArray, transposes: Transposes) => void;

export function matmulBy({ exports, memory }: Simd): Matmul {
  return (a, b, output, transposes) => {
    const { transposeA, transposeB } = transposes;
    const rank = output.shape.length;
    const columns = output.shape[rank - 1]!;
    const inner = a.shape[a.shape.length - (transposeA ? 2 : 1)]!;
    const bytes = output.data.BYTES_PER_ELEMENT;
    const bAt = aligned(memory.start + a.data.byteLength);
    const outAt = aligned(bAt + b.data.byteLength);
    const end = outAt + output.data.byteLength;
    const isFloat = output.data instanceof Float32Array || output.data instanceof Float64Array;
    if (!isFloat || output.data.length * inner < FEWEST_PRODUCTS || !memory.reserve(end - memory.start)) {
      referenceMatmul(a, b, output, transposes);
      return;
    }
    memory.write(a.data, memory.start);
    memory.write(b.data, bAt);
    const multiply = bytes === 4 ? exports.multiply32 : exports.multiply64;
    const bInner = transposeB ? bytes : columns * bytes;
    const bColumn = transposeB ? inner * bytes : bytes;
    const product = (aFrom: number, bFrom: number, to: number, rows: number): void => {
      const aRow = transposeA ? bytes : inner * bytes;
      const aInner = transposeA ? rows * bytes : bytes;
      multiply(aFrom, aRow, aInner, bFrom, bInner, bColumn, to, rows, inner, columns, false, memory.workspace);
    };
    const allRows = output.data.length / columns;
    if (rank === 2 || (b.data.length === inner * columns && a.data.length === allRows * inner && !transposeA)) {
      // One matrix, or many on top of each other that meet the same one.
      product(memory.start, bAt, outAt, allRows);
    } else {
      const rows = output.shape[rank - 2]!;
      const stack = output.shape.slice(0, -2);
      const aStrides = broadcastStrides(a.shape.slice(0, -2), stack);
      const bStrides = broadcastStrides(b.shape.slice(0, -2), stack);
      walk(stack, aStrides, bStrides, (position, aPosition, bPosition) => {
        const aFrom = memory.start + aPosition * rows * inner * bytes;
        product(aFrom, bAt + bPosition * inner * columns * bytes, outAt + position * rows * columns * bytes, rows);
      });
    }
    memory.read(outAt, output.data);
  };
}
