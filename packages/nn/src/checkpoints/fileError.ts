import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { describe } from '@pullback/core';
import { fileReason } from '../fileReason';
import { CheckpointError } from './checkpointError';

/** What a failure of the file system becomes; any other error stays what it is. */
export function fileError(op: string, done: 'read' | 'written', path: string, error: unknown): unknown {
  const reason = fileReason(error, done);
  return reason === undefined ? error : new CheckpointError(op, reason, { path, cause: error });
}

/** @throws CheckpointError unless the path is a string. */
export function checkPath(op: string, path: string): void {
  if (typeof path !== 'string') throw new CheckpointError(op, `a path must be a string, got ${describe(path)}.`);
}

/**
 * Looks beforehand whether a file can be written.
 * @throws CheckpointError if there is no folder for it, or nothing may be written there.
 */
export function checkFolder(op: string, path: string): void {
  checkPath(op, path);
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw fileError(op, 'written', path, error);
  }
}
