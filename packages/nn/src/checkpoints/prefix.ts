// The first eight bytes of a safetensors file: how long the header is.

import { CheckpointError } from './checkpointError';

export const PREFIX = 8;
/** The longest header that the format's own library reads. */
export const LONGEST_HEADER = 100_000_000;

/**
 * The length of the header, all 64 bits of it read, in a file of `fileLength` bytes.
 * @throws CheckpointError if it cannot be.
 */
export function headerLength(prefix: Uint8Array, fileLength: number): number {
  if (prefix.length < PREFIX) throw fail(`a file has at least ${PREFIX} bytes, got ${prefix.length}.`);
  const length = new DataView(prefix.buffer, prefix.byteOffset, PREFIX).getBigUint64(0, true);
  if (length > BigInt(LONGEST_HEADER))
    throw fail(`a header has at most ${LONGEST_HEADER} bytes, got ${length}: this is no safetensors file.`);
  if (length > BigInt(fileLength - PREFIX)) {
    throw fail(`the header of ${length} bytes does not fit into the file of ${fileLength}.`);
  }
  return Number(length);
}

function fail(reason: string): CheckpointError {
  return new CheckpointError('decodeSafetensors', reason);
}
