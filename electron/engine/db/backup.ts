/**
 * Backups: a compact copy of the whole database in the folder `backups`, made by SQLite itself while the database is
 * open, then opened, checked page by page and counted before it gets its name. A backup that was not proven good is
 * never kept, and thinning out never removes the newest.
 */
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '#shared/errors/app-error.ts';
import { type DatedBackup, expendableBackups } from './backup-retention.ts';
import { contentsOfFile, type DatabaseContents } from './contents.ts';
import { backupsFolder } from './data-folder.ts';
import { publishFile, syncFile } from './durable-files.ts';
import { pagesAreSound } from './page-check.ts';
import { connect, type SqliteConnection } from './sqlite-connection.ts';
import { asAppError, freeBytes } from './sqlite-errors.ts';

/** Why a backup was made; part of its name. */
export type BackupReason = 'manual' | 'closing' | 'upgrade' | 'restore' | 'merge' | 'finalise';

export interface Backup extends DatedBackup {
  reason: string;
  /** Bytes. */
  size: number;
}

export interface BackupRequest {
  connection: SqliteConnection;
  folder: string;
  /** Instant that the backup is dated with. */
  now: string;
  reason: BackupReason;
}

/** `credit-20261123T081500123Z-manual.db`, with a number added when two fall on one millisecond. */
const namePattern = /^credit-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z-([a-z]+)(?:-\d+)?\.db$/;

/**
 * Makes a backup and proves it.
 * @throws AppError `database.full` (with the bytes needed), `database.backupBad`, `database.readOnly`, `database.inputOutput`
 */
export function createBackup({ connection, folder, now, reason }: BackupRequest): Backup {
  const backups = backupsFolder(folder);
  const needed = databaseBytes(connection);
  const name = freeName(backups, now, reason);
  const unfinished = join(backups, `.${name}.new`);
  try {
    mkdirSync(backups, { recursive: true, mode: 0o700 });
    const free = freeBytes(backups);
    if (free < needed) throw new AppError('database.full', { folder: backups, free, needed });
    rmSync(unfinished, { force: true });
    connection.prepare('VACUUM INTO ?').run(unfinished);
    chmodSync(unfinished, 0o600);
    syncFile(unfinished);
    if (
      !pagesAreSound(unfinished, true) ||
      !isDeepStrictEqual(withBackup(unfinished, countRows), countRows(connection))
    ) {
      throw new AppError('database.backupBad', { name });
    }
    publishFile(unfinished, join(backups, name));
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw asAppError(error, join(backups, name), needed);
  }
  return { name, at: now, reason, size: statSync(join(backups, name)).size };
}

/** The backups of a data folder, newest first. Other files are left out. */
export function listBackups(folder: string): Backup[] {
  const backups = backupsFolder(folder);
  if (!existsSync(backups)) return [];
  return readdirSync(backups)
    .flatMap((name) => {
      const match = namePattern.exec(name);
      if (match === null) return [];
      return [
        { name, at: instantOf(match), reason: match[8] ?? '', size: statSync(join(backups, name)).size },
      ];
    })
    .sort((a, b) => (a.name < b.name ? 1 : -1));
}

/** `credit.db.replaced-20261123T081500123Z`: set aside by a restore, never thinned out. */
const replacedPattern = /^credit\.db\.replaced-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z$/;

/** The databases that restores have set aside beside the present one, newest first. */
export function listReplaced(folder: string): Backup[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const match = replacedPattern.exec(name);
      if (match === null) return [];
      return [{ name, at: instantOf(match), reason: 'replaced', size: statSync(join(folder, name)).size }];
    })
    .sort((a, b) => (a.name < b.name ? 1 : -1));
}

/** The instant in a name. */
function instantOf([, year, month, day, hour, minute, second, thousandth]: RegExpExecArray): string {
  return `${year}-${month}-${day}T${hour}:${minute}:${second}.${thousandth}Z`;
}

/** Removes the backups that the rule of `backup-retention.ts` gives up. @returns their names */
export function thinOutBackups(folder: string): string[] {
  const expendable = expendableBackups(listBackups(folder));
  for (const name of expendable) rmSync(join(backupsFolder(folder), name));
  return expendable;
}

function freeName(backups: string, now: string, reason: BackupReason): string {
  const stem = `credit-${now.replace(/[-:.]/g, '')}-${reason}`;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? `${stem}.db` : `${stem}-${number}.db`;
    if (!existsSync(join(backups, name))) return name;
  }
}

const databaseBytes = (connection: SqliteConnection): number =>
  Number(connection.pragma('page_count', { simple: true })) *
  Number(connection.pragma('page_size', { simple: true }));

/** Number of rows of all tables of a backup together. */
export function rowsOfBackup(file: string): number {
  return withBackup(file, (connection) =>
    [...countRows(connection).values()].reduce((sum, rows) => sum + rows, 0),
  );
}

/**
 * Whether a kept backup, or a database that a restore set aside, speaks of an evidence file. One that cannot be read might:
 * then the answer is yes.
 */
export function backupsWithEvidence(folder: string, sha256: string): boolean {
  const files = [
    ...listBackups(folder).map(({ name }) => join(backupsFolder(folder), name)),
    ...listReplaced(folder).map(({ name }) => join(folder, name)),
  ];
  return files.some((file) => {
    try {
      return withBackup(
        file,
        (connection) =>
          connection.prepare('SELECT 1 FROM evidence WHERE sha256 = ?').pluck().get(sha256) !== undefined,
      );
    } catch {
      return true;
    }
  });
}

/** What a backup file holds. */
export const contentsOfBackup = (file: string): DatabaseContents => withBackup(file, contentsOfFile);

/** Number of rows by table, without the index of the search, which is made from the others. */
function countRows(connection: SqliteConnection): Map<string, number> {
  const tables = connection
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_%' ORDER BY name",
    )
    .pluck()
    .all();
  return new Map(
    tables.map((table) => [
      table,
      Number(connection.prepare(`SELECT count(*) FROM "${table}"`).pluck().get()),
    ]),
  );
}

function withBackup<T>(file: string, work: (connection: SqliteConnection) => T): T {
  const connection = connect(file, { readonly: true });
  try {
    return work(connection);
  } finally {
    connection.close();
  }
}
