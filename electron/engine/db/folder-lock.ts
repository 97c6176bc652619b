/**
 * One program at a time on a data folder, whoever started it. The lock is SQLite's on an empty file beside the
 * database: the operating system keeps it and takes it back when the process ends, however it ends, so none is ever
 * left behind. A second file names the holder for those who are refused.
 */
import { chmodSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import { databaseFile } from './data-folder.ts';
import { connect } from './sqlite-connection.ts';
import { asAppError } from './sqlite-errors.ts';

export const lockFileName = 'in-use.lock';
export const holderFileName = 'in-use.json';

/** A program that has just been ended may still be closing its files. */
const patienceMs = 1_000;

const folderHolder = z.object({
  computer: z.string(),
  user: z.string(),
  process: z.int(),
  /** Instant, ISO 8601. */
  since: z.string(),
});
export type FolderHolder = z.infer<typeof folderHolder>;

export interface FolderLock {
  release(): void;
}

const userName = (): string => {
  try {
    return userInfo().username;
  } catch {
    // Known to the system by a number only.
    return String(process.getuid?.() ?? '');
  }
};

/** The lock counts without it, so a disk that takes no name does not stop the work. */
const leaveName = (folder: string, since: string): void => {
  const holder: FolderHolder = { computer: hostname(), user: userName(), process: process.pid, since };
  const file = join(folder, holderFileName);
  try {
    writeFileSync(`${file}.new`, JSON.stringify(holder));
    renameSync(`${file}.new`, file);
  } catch {
    rmSync(`${file}.new`, { force: true });
  }
};

const readName = (folder: string): FolderHolder | null => {
  try {
    return folderHolder.parse(JSON.parse(readFileSync(join(folder, holderFileName), 'utf8')));
  } catch {
    return null;
  }
};

/** Whoever may use the database may lock it. The owner sees to that; others have nothing to change. */
const shareLike = (database: string, file: string): void => {
  try {
    chmodSync(file, statSync(database).mode & 0o777);
  } catch {
    // The file of another user.
  }
};

/**
 * Takes an existing data folder for this process.
 * @param now instant, ISO 8601
 * @throws AppError `database.inUse`, `database.readOnly`
 */
export const lockFolder = (folder: string, now: string): FolderLock => {
  const file = join(folder, lockFileName);
  try {
    const connection = connect(file, { readonly: false, create: true, busyTimeoutMs: patienceMs });
    try {
      shareLike(databaseFile(folder), file);
      connection.exec('BEGIN IMMEDIATE');
    } catch (error) {
      connection.close();
      throw error;
    }
    leaveName(folder, now);
    return {
      release() {
        rmSync(join(folder, holderFileName), { force: true });
        connection.close();
      },
    };
  } catch (error) {
    const failure = asAppError(error, file);
    if (failure instanceof AppError && failure.code === 'database.busy') {
      throw new AppError('database.inUse', { folder, holder: readName(folder) }, { cause: error });
    }
    throw failure;
  }
};
