/** Backups, and the check of everything in the data folder. */
import { createHash } from 'node:crypto';
import { copyFileSync, createReadStream, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { systemOperations } from '#shared/contract/operations/system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createBackup, listBackups, rowsOfBackup, thinOutBackups } from '../db/backup.ts';
import { backupsFolder } from '../db/data-folder.ts';
import { openDatabase } from '../db/open-database.ts';
import { restoreBackup, verifyBackup } from '../db/restore.ts';
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

/** What is known of a backup file that has been proven good. */
const viewOf = async (folder: string, name: string) => {
  const file = path.join(backupsFolder(folder), name);
  const listed = listBackups(folder).find((backup) => backup.name === name);
  return {
    name,
    createdAt: listed?.at ?? statSync(file).mtime.toISOString(),
    size: statSync(file).size,
    sha256: await sha256Of(file),
    rows: rowsOfBackup(file),
  };
};

/** A backup from elsewhere (a USB stick) is first copied among the backups; one that lies there is used as it is. */
const bringIn = (folder: string, file: string): string => {
  const backups = backupsFolder(folder);
  const name = path.basename(file);
  const target = path.join(backups, name);
  if (path.resolve(file) === path.resolve(target)) return name;
  if (!existsSync(target)) copyFileSync(file, target);
  return name;
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
    return viewOf(folder, backup.name);
  },

  'backups.list': ({ database }) => ({
    backups: listBackups(database.folder ?? '').map(({ name, at, size }) => ({ name, createdAt: at, size })),
  }),

  'backups.verify': async (context, { file }) => {
    const folder = requireFolder(context);
    const name = bringIn(folder, context.files.resolve(file, 'read'));
    verifyBackup(folder, name);
    return viewOf(folder, name);
  },

  'backups.restore': async (context, { file }) => {
    const folder = requireFolder(context);
    const name = bringIn(folder, context.files.resolve(file, 'read'));
    verifyBackup(folder, name);
    const restored = await viewOf(folder, name);
    context.database.close();
    const sources = { now: context.now, newId: context.newId };
    const { replaced } = restoreBackup({ folder, backup: name, actor: context.actor, ...sources });
    context.database.adopt(openDatabase(folder, sources));
    return { restored, replacedKeptAs: replaced };
  },

  'system.check': (context) => checkDataFolder(context),
};
