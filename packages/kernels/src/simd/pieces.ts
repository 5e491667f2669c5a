// Long arrays go through the linear memory piece by piece: what is copied in is still in the cache when it is copied out.

import type { TypedArray } from '../ndArray';

/** Elements of a piece: 32 KiB of float32. Measured by bench/elementwise.ts. */
export const PIECE = 8192;

/** Room for the longest piece of an array, in bytes. */
export function bytesOfPiece(array: TypedArray): number {
  return Math.min(PIECE, array.length) * array.BYTES_PER_ELEMENT;
}
