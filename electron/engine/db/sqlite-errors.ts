/**
 * What SQLite and the file system say, as failures that a person can act on. Anything not listed here is a fault of
 * the program and passes through unchanged.
 */
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Free bytes on the disk of a folder; 0 if that cannot be told. */
export function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return 0;
  }
}

/**
 * Turns an error of SQLite or of a file operation into an `AppError` where the user can do something about it,
 * and returns every other error as it is.
 * @param file the database (or backup) file concerned
 * @param needed bytes that the work takes, if known; shown when the disk is full
 */
export function asAppError(error: unknown, file: string, needed: number | null = null): unknown {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  const cause = { cause: error };
  const folder = dirname(file);
  // Without a free byte not even the index of the log can be made.
  const noRoomForLog = code === 'SQLITE_IOERR_SHMSIZE' && freeBytes(folder) === 0;
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT' || noRoomForLog) {
    return new AppError('database.full', { folder, free: freeBytes(folder), needed }, cause);
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED') || code === 'EBUSY') {
    return new AppError('database.busy', { file }, cause);
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return new AppError('database.readOnly', { folder }, cause);
  }
  if (code === 'SQLITE_NOTADB') return new AppError('database.damaged', { file, reason: 'header' }, cause);
  if (code.startsWith('SQLITE_CORRUPT')) {
    return new AppError('database.damaged', { file, reason: 'pages' }, cause);
  }
  if (
    code.startsWith('SQLITE_IOERR') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code === 'EIO' ||
    code === 'ENAMETOOLONG'
  ) {
    return new AppError('database.inputOutput', { file, detail: code }, cause);
  }
  return error;
}
