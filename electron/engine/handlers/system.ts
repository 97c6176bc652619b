/** Backups, the check of everything in the data folder, and what can be known about program and folder. */
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, rmSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { systemOperations } from '#shared/contract/operations/system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { engineVersion } from '#shared/model/engine-version.ts';
import { createAuditReader } from '../db/audit-log.ts';
import {
  contentsOfBackup,
  createBackup,
  listBackups,
  listReplaced,
  rowsOfBackup,
  thinOutBackups,
} from '../db/backup.ts';
import { contentsOf, type DatabaseContents, readStorage } from '../db/contents.ts';
import { backupsFolder } from '../db/data-folder.ts';
import { openDatabase } from '../db/open-database.ts';
import { createEvidenceReader } from '../db/repositories/evidence.ts';
import { restoreBackup, verifyBackup } from '../db/restore.ts';
import { asFileFailure } from '../runtime/atomic-file.ts';
import type { JobContext } from '../runtime/context.ts';
import type { HandlersOf } from '../runtime/dispatch.ts';
import { programVersion } from '../version.ts';
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

type BackupChoice = { name: string } | { file: string };

/** Where a chosen backup lies. Only names of the list are taken, so that none leads out of the folder. */
const locate = (context: JobContext, folder: string, choice: BackupChoice): string => {
  if ('file' in choice) return path.resolve(context.files.resolve(choice.file, 'read'));
  const isChosen = ({ name }: { name: string }): boolean => name === choice.name;
  if (listBackups(folder).some(isChosen)) return path.resolve(backupsFolder(folder), choice.name);
  if (listReplaced(folder).some(isChosen)) return path.resolve(folder, choice.name);
  throw new AppError('database.backupMissing', { name: choice.name });
};

/** A failure that tells the name of a copy tells the name of the file that the user chose instead. */
const underOwnName = (error: unknown, copy: string, chosen: string): unknown => {
  if (!(error instanceof AppError)) return error;
  const params = Object.entries(error.params).map(([key, value]) => [key, value === copy ? chosen : value]);
  return new AppError(error.code, Object.fromEntries(params), { cause: error });
};

/**
 * Has a chosen backup stand among the backups while `work` uses it by its name there. One from elsewhere (a USB
 * stick) or with a name of its own is copied for that time: it may bear the name of another backup, and a bad one
 * must not stay.
 */
const withBackup = async <Answer>(
  context: JobContext,
  choice: BackupChoice,
  work: (folder: string, name: string, file: string) => Promise<Answer>,
): Promise<Answer> => {
  const folder = requireFolder(context);
  const backups = path.resolve(backupsFolder(folder));
  const file = locate(context, folder, choice);
  if (path.dirname(file) === backups && /^[A-Za-z0-9-]+\.db$/.test(path.basename(file))) {
    return work(folder, path.basename(file), file);
  }
  const name = `visiting-${context.newId()}.db`;
  const copy = path.join(backups, name);
  try {
    mkdirSync(backups, { recursive: true, mode: 0o700 });
    await asFileFailure(file, 'read', () => copyFile(file, copy));
    return await work(folder, name, file);
  } catch (error) {
    throw underOwnName(error, name, path.basename(file));
  } finally {
    rmSync(copy, { force: true });
  }
};

/** What the present database holds; null when there is none that can be opened. */
const presentContents = (context: JobContext): DatabaseContents | null => {
  try {
    return contentsOf(context.db);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
};

/** The first instant of a day by the clock of this computer. @param later days added */
const dayBegins = (date: string, later = 0): string => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day + later).toISOString();
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

  'backups.list': ({ database }) => {
    const folder = database.folder ?? '';
    const found = [...listBackups(folder), ...listReplaced(folder)];
    return {
      backups: found
        .sort((one, other) => (one.at < other.at ? 1 : -1))
        .map(({ name, at, size, reason }) => ({ name, createdAt: at, size, reason })),
    };
  },

  'backups.verify': (context, choice) =>
    withBackup(context, choice, (folder, name, file) => {
      verifyBackup(folder, name);
      return viewOf(folder, file);
    }),

  'backups.compare': (context, choice) =>
    withBackup(context, choice, async (folder, name, file) => {
      verifyBackup(folder, name);
      const contents = contentsOfBackup(path.join(backupsFolder(folder), name));
      return { backup: { ...(await viewOf(folder, file)), ...contents }, present: presentContents(context) };
    }),

  'backups.restore': (context, choice) =>
    withBackup(context, choice, async (folder, name, file) => {
      verifyBackup(folder, name);
      const restored = await viewOf(folder, file);
      context.database.close();
      const sources = { now: context.now, newId: context.newId };
      const { replaced } = restoreBackup({ folder, backup: name, actor: context.actor, ...sources });
      context.database.adopt(openDatabase(folder, { ...sources, alone: true }));
      return { restored, replacedKeptAs: replaced };
    }),

  'system.check': (context) => checkDataFolder(context),

  'system.about': ({ db, database }) => {
    const folder = database.folder ?? '';
    const { sqlite, schema, bytes } = readStorage(db);
    const evidence = createEvidenceReader(db).files();
    const backups = listBackups(folder);
    const total = (files: readonly { size: number }[]): number =>
      files.reduce((sum, { size }) => sum + size, 0);
    return {
      version: programVersion,
      modelEngine: engineVersion,
      node: process.versions.node,
      electron: process.versions.electron ?? null,
      sqlite,
      schema,
      folder: path.resolve(folder),
      sizes: { database: bytes, evidence: total(evidence), backups: total(backups) },
      evidenceFiles: evidence.length,
      backups: backups.length,
      newestBackup: backups[0]?.at ?? null,
      contents: contentsOf(db),
      audit: createAuditReader(db).head(),
    };
  },

  'audit.list': ({ db }, { action, actor, from, to, cursor, limit }) => {
    const before = cursor === null ? undefined : Number(cursor);
    const rows = createAuditReader(db).page(limit, Number.isInteger(before) ? before : undefined, {
      ...(action !== undefined && { action }),
      ...(actor !== undefined && { actor }),
      ...(from !== undefined && { from: dayBegins(from) }),
      ...(to !== undefined && { before: dayBegins(to, 1) }),
    });
    return { rows, next: rows.length === limit ? String(rows.at(-1)?.sequence) : null };
  },

  'audit.filters': ({ db }) => {
    const log = createAuditReader(db);
    return { actions: log.knownActions(), actors: log.knownActors() };
  },
};
