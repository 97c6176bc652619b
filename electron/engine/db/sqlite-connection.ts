/**
 * One connection to SQLite, set up the only way this program uses it. better-sqlite3 is loaded here and nowhere
 * else, so that another build of it can be put in its place.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import type Sqlite from 'better-sqlite3';
import { AppError } from '#shared/errors/app-error.ts';

export type SqliteConnection = Sqlite.Database;

/**
 * A folder that holds another better-sqlite3 with an addon built for the runtime at hand. Only the stand-in runtime of
 * development and tests sets it (`scripts/electron-runtime.ts`); packaged builds take it out of the environment before
 * the engine starts.
 */
const standIn = process.env.ZHENGXIN_SQLITE || undefined;
const load = createRequire(import.meta.url);
const Driver = load(standIn ?? 'better-sqlite3') as typeof Sqlite;
const nativeBinding = standIn && path.join(standIn, 'build/Release/better_sqlite3.node');

/** 3.51.3 fixed the WAL-reset race that could lose commits with two connections (sqlite.org/changes.html). */
const oldestLibrary = '3.51.3';
/** How long a statement waits for another program's lock before it fails with `database.busy`. */
const busyTimeoutMs = 5_000;
/**
 * Pages kept in memory, in KiB. A list in an order other than that of storage reads each page many times: with the
 * default of 2 MB it takes half as long again.
 */
const cacheKib = 16_384;
/** `PRAGMA synchronous` value of FULL. */
const synchronousFull = 2;

/** @throws AppError `database.sqliteTooOld` */
export function requireLibrary(found: string): void {
  const parts = found.split('.').map(Number);
  const needed = oldestLibrary.split('.').map(Number);
  const differing = needed.findIndex((part, place) => (parts[place] ?? 0) !== part);
  if (differing >= 0 && (parts[differing] ?? 0) < (needed[differing] ?? 0)) {
    throw new AppError('database.sqliteTooOld', { found, needed: oldestLibrary });
  }
}

export interface ConnectOptions {
  readonly: boolean;
  /** Create the file; otherwise it must exist. */
  create?: boolean;
  busyTimeoutMs?: number;
}

/**
 * Opens a connection without writing anything: foreign keys on, no trusted schema, and the version of SQLite checked.
 * @throws AppError `database.sqliteTooOld`; errors of SQLite as they come
 */
export function connect(file: string, options: ConnectOptions): SqliteConnection {
  const connection = new Driver(file, {
    ...(nativeBinding && { nativeBinding }),
    readonly: options.readonly,
    fileMustExist: options.create !== true,
    timeout: options.busyTimeoutMs ?? busyTimeoutMs,
  });
  try {
    // The stand-in carries an older SQLite; the race needs a second connection, which its runtime never opens.
    if (!standIn) requireLibrary(String(connection.prepare('SELECT sqlite_version()').pluck().get()));
    connection.pragma('foreign_keys = ON');
    connection.pragma('trusted_schema = OFF');
    connection.pragma(`cache_size = -${cacheKib}`);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * Write-ahead log, and every commit flushed to the disk before it is acknowledged. The second pragma is not
 * redundant: better-sqlite3 is built so that a database in WAL mode silently drops to NORMAL at its first
 * transaction unless FULL was asked for on this very connection.
 */
export function useDurableLog(connection: SqliteConnection): void {
  const mode = connection.pragma('journal_mode = WAL', { simple: true });
  if (mode !== 'wal') throw new Error(`journal_mode is ${String(mode)}, not wal`);
  connection.pragma('synchronous = FULL');
}

/** Asserts FULL. Only meaningful after a first write, because only then the default would have taken effect. */
export function assertDurable(connection: SqliteConnection): void {
  const level = connection.pragma('synchronous', { simple: true });
  if (level !== synchronousFull) throw new Error(`synchronous is ${String(level)}, not FULL`);
}
