const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
  EACCES: 'it is not allowed',
  EPERM: 'it is not allowed',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk can only be read',
};

/** In an error: why the file system failed. Undefined if it is not the file system's error. */
export function fileReason(error: unknown, done: 'read' | 'written'): string | undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === undefined ? undefined : `it cannot be ${done}: ${REASONS[code] ?? message}.`;
}
