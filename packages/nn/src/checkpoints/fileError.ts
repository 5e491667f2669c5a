import { describe } from '@pullback/core';
import { CheckpointError } from './checkpointError';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
  EACCES: 'it is not allowed',
  EPERM: 'it is not allowed',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk can only be read',
};

/** What a failure of the file system becomes; any other error stays what it is. */
export function fileError(op: string, done: 'read' | 'written', path: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  const reason = `it cannot be ${done}: ${REASONS[code] ?? message}.`;
  return new CheckpointError(op, reason, { path, cause: error });
}

/** @throws CheckpointError unless the path is a string. */
export function checkPath(op: string, path: string): void {
  if (typeof path !== 'string') throw new CheckpointError(op, `a path must be a string, got ${describe(path)}.`);
}
