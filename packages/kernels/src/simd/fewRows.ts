// Products with few rows. Each element of the right operand is used once or a few times, so it comes in pieces that are still in
// the cache when they are read, and is not packed.

import type { NdArray } from '../ndArray';
import type { Transposes } from '../products';
import type { Simd } from './instance';
import { aligned } from './linearMemory';
import { PIECE } from './pieces';

/** More rows are worth the packing: measured by bench/matmul.ts. */
const MOST_ROWS = 2;

/** `output = a b` for matrices of floats; false where that is left to others. */
export type FewRows = (a: NdArray, b: NdArray, output: NdArray, rows: number, inner: number, by: Transposes) => boolean;

export function fewRowsBy({ exports, memory }: Simd): FewRows {
  return (a, b, output, rows, inner, { transposeA, transposeB }) => {
    const columns = output.data.length / rows;
    // With a transposed right operand, a row of `a` must lie in one piece.
    if (rows > MOST_ROWS || b.data.length < 2 * PIECE || (transposeA && transposeB && rows > 1)) return false;
    const bytes = output.data.BYTES_PER_ELEMENT;
    const isSingle = bytes === 4;
    const length = transposeB ? inner : columns;
    const together = Math.max(1, Math.min(256, Math.floor((2 * PIECE) / length)));
    const aAt = memory.start;
    const outAt = aligned(aAt + a.data.byteLength);
    const sums = aligned(outAt + output.data.byteLength);
    const bAt = aligned(sums + columns * bytes + 16);
    if (!memory.reserve(bAt + together * length * bytes)) return false;
    memory.write(a.data, aAt);
    const count = transposeB ? columns : inner;
    for (let first = 0; first < count; first += together) {
      const end = Math.min(first + together, count);
      memory.write(b.data, bAt, first * length, end * length);
      if (transposeB) {
        const dot = isSingle ? exports.dotRows32 : exports.dotRows64;
        dot(aAt, bAt, outAt + first * bytes, columns * bytes, rows, inner, end - first);
      } else {
        const combine = isSingle ? exports.combineRows32 : exports.combineRows64;
        const [aRow, aInner] = transposeA ? [bytes, rows * bytes] : [inner * bytes, bytes];
        combine(aAt + first * aInner, aRow, aInner, bAt, outAt, rows, end - first, columns, first > 0, sums);
      }
    }
    memory.read(outAt, output.data);
    return true;
  };
}
