// The matrix product in WebAssembly. float32 sums in float32, by blocks of 256 terms: with u = 2⁻²⁴ an element differs
// from the exact sum by at most about (257 + k / 256) u Σ|a||b|, and by a few u Σ|a||b| as a rule.

import { broadcastStrides, type NdArray, walk } from '../ndArray';
import type { Transposes } from '../products';
import { matmul as referenceMatmul } from '../reference/matmul';
import { fewRowsBy } from './fewRows';
import type { Simd } from './instance';
import { aligned, isOfFloats } from './linearMemory';
import { productOf } from './product';

/** Fewer products than this are done as soon by plain loops, which copy nothing: measured by bench/matmul.ts. */
const FEWEST_PRODUCTS = 256;

type Matmul = (a: NdArray, b: NdArray, output: NdArray, transposes: Transposes) => void;

export function matmulBy(simd: Simd): Matmul {
  const { memory } = simd;
  const fewRows = fewRowsBy(simd);
  const products = { 4: productOf(simd, 4), 8: productOf(simd, 8) };
  return (a, b, output, transposes) => {
    const { transposeA } = transposes;
    const inner = a.shape[a.shape.length - (transposeA ? 2 : 1)]!;
    if (output.data.length * inner < FEWEST_PRODUCTS || !isOfFloats(output)) {
      referenceMatmul(a, b, output, transposes);
      return;
    }
    const rank = output.shape.length;
    if (rank === 2 && fewRows(a, b, output, output.shape[0]!, inner, transposes)) return;
    const aAt = memory.start;
    const bAt = aligned(aAt + a.data.byteLength);
    const outAt = aligned(bAt + b.data.byteLength);
    if (!memory.reserve(outAt + output.data.byteLength)) {
      referenceMatmul(a, b, output, transposes);
      return;
    }
    memory.write(a.data, aAt);
    memory.write(b.data, bAt);
    const columns = output.shape[rank - 1]!;
    const bytes = output.data.BYTES_PER_ELEMENT as 4 | 8;
    const product = products[bytes];
    const allRows = output.data.length / columns;
    if (rank === 2 || (b.data.length === inner * columns && a.data.length === allRows * inner && !transposeA)) {
      // One matrix, or many on top of each other that meet the same one.
      product(aAt, bAt, outAt, allRows, inner, columns, transposes);
    } else {
      const rows = output.shape[rank - 2]!;
      const stack = output.shape.slice(0, -2);
      const aStrides = broadcastStrides(a.shape.slice(0, -2), stack);
      const bStrides = broadcastStrides(b.shape.slice(0, -2), stack);
      walk(stack, aStrides, bStrides, (position, aPosition, bPosition) => {
        const aFrom = aAt + aPosition * rows * inner * bytes;
        const bFrom = bAt + bPosition * inner * columns * bytes;
        product(aFrom, bFrom, outAt + position * rows * columns * bytes, rows, inner, columns, transposes);
      });
    }
    memory.read(outAt, output.data);
  };
}
