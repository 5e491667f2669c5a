import type { TypedArray } from '@pullback/kernels';

/**
 * 32 bits that depend on every bit of an array. One element changed always changes them; of larger changes, about one in
 * 2³² goes unnoticed. The steps are those of MurmurHash3's finalizer (A. Appleby).
 */
export function checksum({ buffer, byteOffset, byteLength, BYTES_PER_ELEMENT: width }: TypedArray): number {
  const words =
    width === 1 ? new Uint8Array(buffer, byteOffset, byteLength) : new Uint32Array(buffer, byteOffset, byteLength / 4);
  let hash = 0;
  for (let i = 0; i < words.length; i++) {
    // Multiplication carries bits upwards only: without the shift, two changes of sign would undo each other.
    hash = Math.imul(hash ^ words[i]!, 0x85ebca6b);
    hash ^= hash >>> 13;
  }
  return hash;
}
