/** Backups, and the check of everything in the data folder. */
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, rmSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { systemOperations } from '#shared/contract/operations/system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createBackup, listBackups, rowsOfBackup, thinOutBackups } from '../db/backup.ts';
import { backupsFolder } from '../db/data-folder.ts';
import { openDatabase } from '../db/open-database.ts';
import { restoreBackup, verifyBackup } from '../db/restore.ts';
import { asFileFailure } from '../runtime/atomic-file.ts';
import type { JobContext } from '../runtime/context.ts';
import type { HandlersOf } from '../runtime/dispatch.ts';
import { checkDataFolder } from './check-data-folder.ts';

const requireFolder = (context: JobContext): string => {
  const { folder } = context.database;
  if (folder === null) throw new AppError('database.missing', { folder: '' });
  return folder;
};

const sha256Of = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
};

/** What is known of a backup file that has been proven good. @param file where it lies, also outside of the folder */
const viewOf = async (folder: string, file: string) => {
  const name = path.basename(file);
  const listed = listBackups(folder).find((backup) => file === path.join(backupsFolder(folder), backup.name));
  return {
    name,
    createdAt: listed?.at ?? statSync(file).mtime.toISOString(),
    size: statSync(file).size,
    sha256: await sha256Of(file),
    rows: rowsOfBackup(file),
  };
};

/**
 * Has a chosen backup stand among the backups while `work` uses it by its name there. One from elsewhere (a USB
 * stick) or with a name of its own is copied for that time: it may bear the name of another backup, and a bad one
 * must not stay.
 */
const withBackup = async <Answer>(
  context: JobContext,
  token: string,
  work: (folder: string, name: string, file: string) => Promise<Answer>,
): Promise<Answer> => {
  const folder = requireFolder(context);
  const backups = path.resolve(backupsFolder(folder));
  const file = path.resolve(context.files.resolve(token, 'read'));
  if (path.dirname(file) === backups && /^[A-Za-z0-9-]+\.db$/.test(path.basename(file))) {
    return work(folder, path.basename(file), file);
  }
  const name = `visiting-${context.newId()}.db`;
  const copy = path.join(backups, name);
  try {
    mkdirSync(backups, { recursive: true, mode: 0o700 });
    await asFileFailure(file, 'read', () => copyFile(file, copy));
    return await work(folder, name, file);
  } finally {
    rmSync(copy, { force: true });
  }
};

export const systemHandlers: HandlersOf<typeof systemOperations> = {
  'backups.create': async (context) => {
    const folder = requireFolder(context);
    const checkpoint = context.progress.phase('backup.copy');
    await checkpoint(0, 1);
    const { connection } = context.database.requireOpen();
    const backup = createBackup({ connection, folder, now: context.now(), reason: 'manual' });
    thinOutBackups(folder);
    await checkpoint(1, 1);
    return viewOf(folder, path.join(backupsFolder(folder), backup.name));
  },

  'backups.list': ({ database }) => ({
    backups: listBackups(database.folder ?? '').map(({ name, at, size }) => ({ name, createdAt: at, size })),
  }),

  'backups.verify': (context, { file: token }) =>
    withBackup(context, token, (folder, name, file) => {
      verifyBackup(folder, name);
      return viewOf(folder, file);
    }),

  'backups.restore': (context, { file: token }) =>
    withBackup(context, token, async (folder, name, file) => {
      verifyBackup(folder, name);
      const restored = await viewOf(folder, file);
      context.database.close();
      const sources = { now: context.now, newId: context.newId };
      const { replaced } = restoreBackup({ folder, backup: name, actor: context.actor, ...sources });
      context.database.adopt(openDatabase(folder, sources));
      return { restored, replacedKeptAs: replaced };
    }),

  'system.check': (context) => checkDataFolder(context),
};
