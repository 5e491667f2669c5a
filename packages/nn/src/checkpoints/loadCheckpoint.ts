import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Tensor } from '@pullback/core';
import { CheckpointError } from './checkpointError';
import { type Checkpoint, readTensor } from './decodeSafetensors';
import { checkPath, fileError } from './fileError';
import { parseHeader } from './parseHeader';
import { headerLength, PREFIX } from './prefix';

/** The most that is asked of the system at once: it gives less than 2 GiB. */
const PIECE = 2 ** 30;

/**
 * Reads a file as `decodeSafetensors` does, one tensor at a time.
 * @throws CheckpointError if it cannot be read, or is not a safetensors file in order.
 */
export function loadCheckpoint(path: string): Checkpoint {
  checkPath('loadCheckpoint', path);
  try {
    const file = openSync(path, 'r');
    try {
      return read(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw fileError('loadCheckpoint', 'read', path, error);
    throw new CheckpointError('loadCheckpoint', error.reason, { path, tensor: error.tensor });
  }
}

function read(file: number): Checkpoint {
  const stats = fstatSync(file);
  if (!stats.isFile()) throw fail('it must be a file, got a folder or a device.');
  const start = PREFIX + headerLength(readRange(file, 0, Math.min(PREFIX, stats.size)), stats.size);
  const { metadata, entries } = parseHeader(readRange(file, PREFIX, start), stats.size - start);
  const tensors: Record<string, Tensor> = Object.create(null);
  for (const entry of entries) {
    tensors[entry.name] = readTensor(entry, readRange(file, start + entry.start, start + entry.end));
  }
  return { tensors, metadata };
}

/** Bytes of the file, which has them: the range was checked against its size. */
function readRange(file: number, start: number, end: number): Uint8Array {
  const bytes = allocate(end - start);
  let filled = 0;
  while (filled < bytes.length) {
    const count = readSync(file, bytes, filled, Math.min(PIECE, bytes.length - filled), start + filled);
    if (count === 0) throw fail(`the file ended at byte ${start + filled} while it was read.`);
    filled += count;
  }
  return bytes;
}

function allocate(length: number): Uint8Array {
  try {
    return new Uint8Array(length);
  } catch {
    throw fail(`there is no memory for ${length} bytes in one piece.`);
  }
}

function fail(reason: string): CheckpointError {
  return new CheckpointError('loadCheckpoint', reason);
}
