import { readFileSync } from 'node:fs';
import { describe } from '@pullback/core';
import { fileReason } from '../fileReason';
import { DataError } from './dataError';

/**
 * What `decode` makes of the bytes of a file.
 * @throws DataError with the path, if the file cannot be read, or `decode` refuses the bytes.
 */
export function readFile<T>(op: string, path: string, decode: (bytes: Uint8Array) => T): T {
  if (typeof path !== 'string') throw new DataError(op, `a path must be a string, got ${describe(path)}.`);
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const reason = fileReason(error, 'read');
    throw reason === undefined ? error : new DataError(op, reason, { path, cause: error });
  }
  try {
    return decode(bytes);
  } catch (error) {
    throw error instanceof DataError ? error.inFile(path) : error;
  }
}
