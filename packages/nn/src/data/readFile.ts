import { readFileSync } from 'node:fs';
import { describe } from '@pullback/core';
import { fileReason } from '../fileReason';
import { DataError } from './dataError';

/** The bytes of a file. @throws DataError if it cannot be read. */
export function readFile(op: string, path: string): Uint8Array {
  if (typeof path !== 'string') throw new DataError(op, `a path must be a string, got ${describe(path)}.`);
  try {
    return readFileSync(path);
  } catch (error) {
    const reason = fileReason(error, 'read');
    throw reason === undefined ? error : new DataError(op, reason, { path, cause: error });
  }
}
