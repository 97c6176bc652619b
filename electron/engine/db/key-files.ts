/**
 * Secret keys in the data folder: one small file each, readable by its owner only, written whole or not at all and
 * never overwritten. They lie beside the database until accounts exist to protect them.
 */
import { closeSync, fchmodSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import { publishFile } from './durable-files.ts';
import { asAppError } from './sqlite-errors.ts';

/** @throws when the file exists already; AppError `database.full`, `database.readOnly` */
export function createKeyFile(file: string, text: string): void {
  const temporary = join(dirname(file), `.${basename(file)}.new`);
  try {
    const handle = openSync(temporary, 'w', 0o600);
    try {
      fchmodSync(handle, 0o600);
      writeSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    publishFile(temporary, file);
  } catch (error) {
    throw asAppError(error, file);
  }
}

/** @throws AppError `database.keyMissing` */
export function readKeyFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new AppError('database.keyMissing', { file: basename(file) }, { cause: error });
    }
    throw asAppError(error, file);
  }
}
