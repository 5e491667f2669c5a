// The order of the bytes of a number in files, and in typed arrays on this machine.

export type ByteOrder = 'little' | 'big';

/** That of typed arrays here. */
const NATIVE: ByteOrder = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 'little' : 'big';

/**
 * A copy of numbers of `width` bytes, between the given order and this machine's; the way back is the same. It has a
 * buffer of its own, so that typed arrays of any kind can view it, wherever the bytes lay before.
 */
export function reorder(bytes: Uint8Array, width: number, order: ByteOrder): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes.length);
  copy.set(bytes);
  if (order === NATIVE || width === 1) return copy;
  for (let start = 0; start < copy.length; start += width) copy.subarray(start, start + width).reverse();
  return copy;
}
