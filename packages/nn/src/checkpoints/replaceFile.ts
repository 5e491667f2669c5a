// A file that changes as a whole or not at all.

import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** The most that is handed to the system at once: it takes less than 2 GiB. */
const PIECE = 2 ** 30;

/**
 * Puts the parts, one after the other, in the place of the file at `path`. They are written to a temporary file beside it,
 * `<path>.<random>.tmp`, which is synced to the disk and then renamed. A process that dies on the way leaves the old file
 * as it was, and perhaps the temporary one.
 */
export function replaceFile(path: string, parts: Iterable<Uint8Array>): void {
  const target = realPath(path);
  const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`;
  const file = openSync(temporary, 'wx');
  try {
    try {
      const mode = modeOf(target);
      if (mode !== undefined) fchmodSync(file, mode);
      for (const part of parts) writeAll(file, part);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(target));
}

function writeAll(file: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) {
    written += writeSync(file, bytes, written, Math.min(PIECE, bytes.length - written));
  }
}

/** Where a link leads: the file is replaced, not the link. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Who may read and write the file that is there; undefined if there is none. */
function modeOf(path: string): number | undefined {
  const bits = statSync(path, { throwIfNoEntry: false })?.mode;
  return bits === undefined ? undefined : bits & 0o777;
}

/** Makes the new name last. Windows, which opens no folders, does so by itself. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
