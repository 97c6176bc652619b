/**
 * Going back to a backup. It is proven before anything is touched; the present database is kept beside, whatever
 * state it is in; and the restored one begins a new line of edits, so that other offices can tell its later changes
 * from those that were thrown away (design §5).
 */
import { constants, copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Lineage } from '#shared/domain/merge-decision.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createAuditLog } from './audit-log.ts';
import { backupsFolder, databaseFile } from './data-folder.ts';
import { syncFile, syncFolder } from './durable-files.ts';
import { lockFolder } from './folder-lock.ts';
import { openVault } from './identity-vault.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { admit } from './open-database.ts';
import { pagesAreSound } from './page-check.ts';
import { createOfficeRepository } from './repositories/office.ts';
import { connect, type SqliteConnection } from './sqlite-connection.ts';
import { asAppError } from './sqlite-errors.ts';
import { syncedTables } from './synced-tables.ts';
import { createTransactions, type Sources } from './transaction.ts';

export interface RestoreRequest extends Sources {
  folder: string;
  /** Name of the backup, as listed. */
  backup: string;
  /** For the audit log. */
  actor: string;
}

export interface Restored {
  /** The line of edits that begins with the restored state. */
  lineage: Lineage;
  /** Where the database that was replaced lies now; null if there was none. */
  replaced: string | null;
}

/**
 * Proves a backup: a database of ours, not newer than this program, every page sound, opened by the key of the folder.
 * @throws AppError `database.backupMissing`, `database.backupBad`, `database.newer`, `database.keyMissing`, `database.keyWrong`
 */
export function verifyBackup(folder: string, name: string): void {
  const file = backupFile(folder, name);
  try {
    admit(file, folder);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'database.missing') throw new AppError('database.backupMissing', { name });
    if (error.code === 'database.newer') throw error;
    throw new AppError('database.backupBad', { name }, { cause: error });
  }
  if (!pagesAreSound(file, true)) throw new AppError('database.backupBad', { name });
  const connection = connect(file, { readonly: true });
  try {
    openVault(folder, String(connection.prepare('SELECT vault_check FROM office').pluck().get()));
  } finally {
    connection.close();
  }
}

/**
 * Puts a backup in the place of the database. The database must be closed. Until the last step, one rename, the
 * present database is where it was.
 * @throws AppError as `verifyBackup`; `database.inUse` or `database.busy` if a program has the database open;
 *   `database.full`
 */
export function restoreBackup(request: RestoreRequest): Restored {
  const folder = resolve(request.folder);
  const file = databaseFile(folder);
  verifyBackup(folder, request.backup);
  const prepared = join(folder, '.credit.db.restoring');
  const lock = lockFolder(folder, request.now());
  try {
    const lineage = prepare(prepared, folder, request);
    foldLog(file);
    const replaced = setAside(file, request.now());
    renameSync(prepared, file);
    syncFolder(folder);
    return { lineage, replaced };
  } catch (error) {
    for (const rest of ['', '-wal', '-shm', '-journal']) rmSync(`${prepared}${rest}`, { force: true });
    throw asAppError(error, file);
  } finally {
    lock.release();
  }
}

/** A backup is named, never given as a path. */
function backupFile(folder: string, name: string): string {
  if (!/^[A-Za-z0-9-]+\.db$/.test(name)) throw new AppError('database.backupMissing', { name });
  return join(backupsFolder(folder), name);
}

/** Copies the backup, brings it up to date and begins the new line of edits, all beside the present database. */
function prepare(prepared: string, folder: string, request: RestoreRequest): Lineage {
  for (const rest of ['', '-wal', '-shm', '-journal']) rmSync(`${prepared}${rest}`, { force: true });
  copyFileSync(backupFile(folder, request.backup), prepared, constants.COPYFILE_FICLONE);
  const connection = connect(prepared, { readonly: false });
  try {
    connection.pragma('journal_mode = DELETE');
    connection.pragma('synchronous = FULL');
    const restorePoint = lastChange(connection);
    // The backup itself is the copy that a failed upgrade would fall back to.
    migrate(connection, { steps: migrations, backUp: () => {} });
    const check = String(connection.prepare('SELECT vault_check FROM office').pluck().get());
    const { write } = createTransactions(connection, openVault(folder, check), request);
    const lineage = write((tx) => {
      const begun = createOfficeRepository(tx).beginLineage(restorePoint);
      createAuditLog(tx).append({
        actor: request.actor,
        action: 'database.restore',
        subject: request.backup,
        details: { lineage: begun.id, parent: begun.parent, restorePoint },
      });
      return begun;
    });
    connection.close();
    syncFile(prepared);
    return lineage;
  } finally {
    connection.close();
  }
}

/** The instant of the last change of a row of this office in the backup; at least when the database was made. */
function lastChange(connection: SqliteConnection): string {
  const instants = Object.values(syncedTables).map(
    ({ table }) => `SELECT max(updated_at) FROM ${table} WHERE owner_office = (SELECT id FROM office)`,
  );
  return String(
    connection
      .prepare(
        `SELECT max(at) FROM (SELECT created_at AS at FROM office UNION ALL ${instants.join(' UNION ALL ')})`,
      )
      .pluck()
      .get(),
  );
}

/**
 * Writes what waits in the log into the file and removes the log, which takes the file for ourselves and so proves
 * that no program has it open. A file that cannot be opened is left as it is; its log is set aside with it.
 */
function foldLog(file: string): void {
  if (!existsSync(file)) return;
  try {
    admit(file, file);
    const connection = connect(file, { readonly: false });
    try {
      connection.pragma('journal_mode = DELETE');
    } finally {
      connection.close();
    }
  } catch (error) {
    const failure = asAppError(error, file);
    if (!(failure instanceof AppError) || failure.code === 'database.busy') throw failure;
  }
}

/** Gives the present database a second name beside the first. @returns that name, or null if there is no database */
function setAside(file: string, now: string): string | null {
  if (!existsSync(file)) return null;
  const aside = `${file}.replaced-${now.replace(/[-:.]/g, '')}`;
  try {
    linkSync(file, aside);
  } catch {
    // Some file systems know no links.
    copyFileSync(file, aside, constants.COPYFILE_EXCL);
    syncFile(aside);
  }
  for (const rest of ['-wal', '-shm']) {
    if (existsSync(`${file}${rest}`)) renameSync(`${file}${rest}`, `${aside}${rest}`);
  }
  return aside;
}
