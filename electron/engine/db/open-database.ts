/**
 * Makes and opens the database of a data folder. Every reason not to open is found before anything is written: a
 * newer, foreign, damaged, empty or missing file, a folder in its place, a network drive, a wrong key, and a file held by another
 * program are refused with a failure of their own and stay as they are.
 */
import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Office } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createBackup } from './backup.ts';
import { backupsFolderName, databaseFile, databaseFileName, evidenceFolderName } from './data-folder.ts';
import { publishFile, syncFile } from './durable-files.ts';
import { type FileProbe, probeFile } from './file-probe.ts';
import { lockFolder } from './folder-lock.ts';
import { createOrReadVault, type IdentityVault, openVault } from './identity-vault.ts';
import { applicationId, type Migration, migrate, schemaVersion } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { pagesAreSound } from './page-check.ts';
import { createOfficeRepository, type PublicSigningKey } from './repositories/office.ts';
import { createSearchIndex, createSearchReader } from './repositories/search-index.ts';
import { connect, type SqliteConnection, useDurableLog } from './sqlite-connection.ts';
import { asAppError } from './sqlite-errors.ts';
import { createTransactions, type Sources, type Transactions } from './transaction.ts';

/** An open database. Close it; an unclosed one is only as good as after a power cut (nothing acknowledged is lost). */
export interface CreditDatabase extends Transactions {
  readonly folder: string;
  readonly file: string;
  readonly readonly: boolean;
  /** For parts of this folder that need more than statements (backup, checks). */
  readonly connection: SqliteConnection;
  /** Identifiers and time, as given when it was opened. */
  readonly sources: Sources;
  close(): void;
}

export interface OpenOptions extends Sources {
  /** Open for reading only; nothing is migrated. */
  readonly?: boolean;
  /** Check every page first (about 1 s per 160 MB), on a copy: after a crash, or when something looks wrong. */
  verify?: boolean;
  /** Take the folder for this process until the database is closed; refused when another one holds it. */
  alone?: boolean;
  /** How long to wait for another program's lock. Default 5 s. */
  busyTimeoutMs?: number;
  /** Other schema steps than the product's; for tests of the migrations. */
  steps?: readonly Migration[];
}

export type OfficeInfo = Pick<Office, 'regionCode' | 'name' | 'level'>;

export interface CreateOptions extends Sources {
  officeInfo: OfficeInfo;
  /** Public half of the key pair whose private half the caller has written to the folder. */
  signingKey: PublicSigningKey;
  /** As for opening. */
  alone?: boolean;
}

/**
 * Makes the data folder, its vault key and an empty database for one office, and opens it. The database appears under
 * its name only when it is complete. A vault key that lies there already is used again.
 * @throws AppError `database.alreadyExists`, `database.networkFolder`, `database.readOnly`, `database.full`
 */
export function createDatabase(folder: string, options: CreateOptions): CreditDatabase {
  const place = resolve(folder);
  const file = databaseFile(place);
  if (existsSync(file)) throw new AppError('database.alreadyExists', { folder: place });
  const unfinished = join(place, `.${databaseFileName}.new`);
  try {
    mkdirSync(place, { recursive: true, mode: 0o700 });
    requireLocal(place);
    for (const name of [evidenceFolderName, backupsFolderName]) {
      mkdirSync(join(place, name), { recursive: true, mode: 0o700 });
    }
    const vault = createOrReadVault(place);
    rmSync(unfinished, { force: true });
    const connection = connect(unfinished, { readonly: false, create: true });
    try {
      chmodSync(unfinished, 0o600);
      connection.pragma('synchronous = FULL');
      migrate(connection, { steps: migrations, backUp: () => {} });
      const { write } = createTransactions(connection, vault, options);
      write((tx) =>
        createOfficeRepository(tx).establish({
          ...options.officeInfo,
          vaultCheck: vault.check,
          signingKey: options.signingKey,
        }),
      );
    } finally {
      connection.close();
    }
    syncFile(unfinished);
    publishFile(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new AppError('database.alreadyExists', { folder: place }, { cause: error });
    }
    throw asAppError(error, file);
  }
  return openDatabase(place, options);
}

/**
 * Opens the database of a data folder; an older schema is backed up and brought up to date first.
 * @throws AppError `database.missing`, `.notAFile`, `.damaged`, `.foreign`, `.newer`, `.older` (when reading only),
 *   `.readOnly`, `.busy`, `.inUse`, `.networkFolder`, `.keyMissing`, `.keyWrong`, `.sqliteTooOld`, `.full`, `.inputOutput`
 */
export function openDatabase(folder: string, options: OpenOptions): CreditDatabase {
  const place = resolve(folder);
  const file = databaseFile(place);
  const steps = options.steps ?? migrations;
  const readonly = options.readonly === true;
  const probe = admit(file, place, steps);
  if (readonly && probe.userVersion < schemaVersion(steps)) {
    throw new AppError('database.older', { ours: schemaVersion(steps), theirs: probe.userVersion });
  }
  requireLocal(place);
  if (!readonly && !isWritable(file, place)) throw new AppError('database.readOnly', { folder: place });
  const lock = options.alone === true ? lockFolder(place, options.now()) : null;
  let connection: SqliteConnection | undefined;
  try {
    if (options.verify === true || looksCut(probe)) verifyCopy(file, probe);
    // With commits waiting in the log, the last connection to close would write them into the file. So a file that
    // turns out unreadable is first met by a connection that cannot write.
    if (!readonly && probe.hasPendingLog) {
      const look = connect(file, { readonly: true, ...timeout(options) });
      try {
        readVaultOf(look, place);
      } finally {
        look.close();
      }
    }
    // A connection that cannot write leaves empty side files behind where there were none; one that may, but does
    // not, removes them when it is closed.
    const tidy = readonly && !probe.hasPendingLog && isWritable(file, place);
    connection = connect(file, { readonly: readonly && !tidy, ...timeout(options) });
    if (tidy) connection.pragma('query_only = ON');
    const vault = readVaultOf(connection, place);
    if (!readonly) {
      useDurableLog(connection);
      const opened = connection;
      migrate(opened, {
        steps,
        backUp: () => {
          createBackup({ connection: opened, folder: place, now: options.now(), reason: 'upgrade' });
        },
      });
    }
    const live = connection;
    const transactions = createTransactions(live, vault, options);
    if (!readonly && steps === migrations) prepareSearch(transactions);
    return {
      ...transactions,
      folder: place,
      file,
      readonly,
      connection: live,
      sources: { newId: options.newId, now: options.now },
      close() {
        live.close();
        lock?.release();
      },
    };
  } catch (error) {
    connection?.close();
    lock?.release();
    const failure = asAppError(error, file);
    // SQLite cannot read a log without a place for its side files.
    if (failure instanceof AppError && failure.code === 'database.inputOutput' && !isWritable(file, place)) {
      throw new AppError('database.readOnly', { folder: place }, { cause: error });
    }
    throw failure;
  }
}

/** Folders with no more rows than this have their search index built while they are opened, which takes a moment. */
const builtAtOnce = 5_000;

/** Makes ready the index of the search. A large folder's is built later, in pieces that somebody can watch. */
function prepareSearch({ reader, write }: Transactions): void {
  const search = createSearchReader(reader);
  if (search.isOfFormat() && search.builds().every(({ complete }) => complete)) return;
  write((tx) => {
    const index = createSearchIndex(tx);
    index.requireFormat();
    if (index.waiting() <= builtAtOnce) while (index.buildNext(builtAtOnce) > 0);
  });
}

const timeout = (options: OpenOptions): { busyTimeoutMs?: number } =>
  options.busyTimeoutMs === undefined ? {} : { busyTimeoutMs: options.busyTimeoutMs };

/**
 * The gate: decides from the bytes alone whether a file is a database of this program that this version may open.
 * @throws AppError `database.missing`, `.notAFile`, `.damaged`, `.foreign`, `.newer`
 */
export function admit(file: string, folder: string, steps: readonly Migration[] = migrations): FileProbe {
  const probe = probeFile(file, folder);
  if (probe.applicationId !== applicationId) throw new AppError('database.foreign', { file });
  const ours = schemaVersion(steps);
  if (probe.userVersion > ours) throw new AppError('database.newer', { ours, theirs: probe.userVersion });
  if (probe.userVersion < 1) throw new AppError('database.damaged', { file, reason: 'content' });
  return probe;
}

/** The file does not have the size that its header states: pages are missing, or something was appended. */
const looksCut = (probe: FileProbe): boolean =>
  probe.statedSize !== null && probe.statedSize !== probe.size && !probe.hasPendingLog;

/**
 * Checks every page on a copy, so that the original stays untouched whatever is found. If the original changes while
 * it is copied, another program is at work on it and the copy proves nothing.
 */
function verifyCopy(file: string, probe: FileProbe): void {
  if (looksCut(probe) && probe.statedSize !== null && probe.size < probe.statedSize) {
    throw new AppError('database.damaged', { file, reason: 'truncated' });
  }
  const folder = mkdtempSync(join(tmpdir(), 'zhengxin-verify-'));
  const copy = join(folder, databaseFileName);
  const changed = (): string =>
    [file, `${file}-wal`]
      .filter((name) => existsSync(name))
      .map((name) => `${statSync(name).size} ${statSync(name).mtimeMs}`)
      .join();
  try {
    const before = changed();
    copyFileSync(file, copy, constants.COPYFILE_FICLONE);
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`, constants.COPYFILE_FICLONE);
    if (changed() !== before) throw new AppError('database.busy', { file });
    if (!pagesAreSound(copy)) throw new AppError('database.damaged', { file, reason: 'pages' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Reads the schema and the key's check value, without writing.
 * @throws AppError `database.damaged`, `database.keyMissing`, `database.keyWrong`
 */
function readVaultOf(connection: SqliteConnection, folder: string): IdentityVault {
  connection.prepare('SELECT count(sql) FROM sqlite_schema').get();
  const check = connection.prepare('SELECT vault_check FROM office').pluck().get();
  if (typeof check !== 'string') {
    throw new AppError('database.damaged', { file: connection.name, reason: 'content' });
  }
  return openVault(folder, check);
}

function isWritable(file: string, folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** File system types of Linux (statfs(2)) that reach over a network: NFS, SMB, CIFS, SMB2, AFS, Ceph, NCP. */
const networkFileSystems = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x00c36400, 0x564c]);

/** The write-ahead log needs memory shared between programs, which no network drive gives. */
function requireLocal(folder: string): void {
  const isShare =
    process.platform === 'win32'
      ? folder.startsWith('\\\\')
      : process.platform === 'linux' && networkFileSystems.has(statfsSync(folder).type >>> 0);
  if (isShare) throw new AppError('database.networkFolder', { folder });
}
