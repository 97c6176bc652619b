/**
 * Files that are on the disk when we say so, under their name only when complete. Synchronous, because opening and
 * upgrading a database is.
 */
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, unlinkSync } from 'node:fs';
import { dirname } from 'node:path';

/** Flushes a finished file to the disk. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Forces a folder's list of names onto the disk. Windows has no such call and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Gives a finished temporary file its name, unless that name is taken. */
export function publishFile(temporary: string, file: string): void {
  try {
    // A link fails if the name exists; a rename would replace it.
    linkSync(temporary, file);
    unlinkSync(temporary);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST' || existsSync(file)) throw error;
    // Some file systems know no links.
    renameSync(temporary, file);
  }
  syncFolder(dirname(file));
}
