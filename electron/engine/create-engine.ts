/**
 * The engine: a data folder behind the contract. It owns the one connection to the database, serves any number of
 * client ports, and closes in order: running jobs are cancelled, then the database is closed.
 *
 * Everything that differs between hosts comes in through the options, so the same engine runs in a utility process,
 * in the command line and in the tests.
 */
import type { Topic } from '#shared/contract/operation.ts';
import type { EnginePort } from '#shared/contract/wire.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type CreditDatabase, openDatabase } from './db/open-database.ts';
import { tidyEvidence } from './handlers/evidence/tidy.ts';
import { giveUpUnfinishedImports } from './handlers/imports/unfinished.ts';
import { handlers } from './handlers/index.ts';
import { installNewModels } from './handlers/install-defaults.ts';
import { installBundledRules } from './handlers/install-rules.ts';
import { loadCalendarYears, loadRuleTable } from './resources.ts';
import type { JobProgress } from './runtime/checkpoint.ts';
import type { DatabaseSlot, JobContext } from './runtime/context.ts';
import { type Session, serveConnection } from './runtime/dispatch.ts';
import type { EngineLog } from './runtime/failures.ts';
import type { FileGrants } from './runtime/file-grants.ts';
import type { PrintPaper } from './runtime/paper-host.ts';
import type { SpawnReader } from './runtime/reader-host.ts';

export interface EngineOptions {
  /** Null for work that needs no database (templates, packages looked at). */
  dataFolder: string | null;
  now: () => Date;
  /** A fresh UUIDv7. */
  newId: () => string;
  /** A clock that never runs back, in milliseconds. */
  monotonicMs: () => number;
  log: EngineLog;
  files: FileGrants;
  /** Starts the process that parses a foreign workbook. */
  spawnReader: SpawnReader;
  /** Makes PDFs; without it there are none. */
  printPaper?: PrintPaper;
}

export interface Engine {
  /** Serves a client. */
  connect(port: EnginePort, session: Session): void;
  /** Ends running calls, closes ports and the database. */
  close(): Promise<void>;
}

/** The rules, holidays and models of this version of the program, where the office has none of its own. */
const bringUpToDate = (database: CreditDatabase): void => {
  try {
    installBundledRules(database, { rules: loadRuleTable().rules, years: loadCalendarYears() }, 'local');
    installNewModels(database, 'local');
  } catch (error) {
    // A full disk, say: it can wait until the next time, and what is in the database can still be read.
    if (!(error instanceof AppError) || !error.code.startsWith('database.')) throw error;
  }
};

/** Opens the database at the first call that needs it, so that a window can show before. */
const createDatabaseSlot = (
  folder: string | null,
  sources: { newId: () => string; now: () => string },
  onOpen: (database: CreditDatabase) => void,
): DatabaseSlot => {
  let database: CreditDatabase | null = null;
  return {
    folder,
    isOpen: () => database !== null,
    requireOpen() {
      if (folder === null) throw new AppError('database.missing', { folder: '' });
      if (database === null) {
        const opened = openDatabase(folder, { ...sources, alone: true });
        try {
          giveUpUnfinishedImports(opened);
          bringUpToDate(opened);
        } catch (error) {
          opened.close();
          throw error;
        }
        database = opened;
        onOpen(opened);
      }
      return database;
    },
    adopt(opened) {
      database?.close();
      database = opened;
      bringUpToDate(opened);
    },
    close() {
      database?.close();
      database = null;
    },
  };
};

/** Tidies the evidence folder once after the start, between calls; ended before the database is closed. */
const createTidying = ({ now, log, newId }: EngineOptions) => {
  const abort = new AbortController();
  let running: Promise<unknown> = Promise.resolve();
  return {
    begin(database: CreditDatabase): void {
      running = tidyEvidence(database, now, abort.signal).catch((error: unknown) =>
        log.error(newId(), error),
      );
    },
    async end(): Promise<void> {
      abort.abort();
      await running;
    },
  };
};

/** Makes an engine; nothing is opened before the first call. */
export const createEngine = (options: EngineOptions): Engine => {
  const now = (): string => options.now().toISOString();
  const tidying = createTidying(options);
  const sources = { newId: options.newId, now };
  const database = createDatabaseSlot(options.dataFolder, sources, tidying.begin);
  const connections = new Map<EnginePort, () => Promise<void>>();

  const createContext = (session: Session, progress: JobProgress): JobContext => ({
    get db() {
      return database.requireOpen().reader;
    },
    write: (work) => database.requireOpen().write(work),
    rehearse: (work) => database.requireOpen().rehearse(work),
    database,
    files: options.files,
    spawnReader: options.spawnReader,
    printPaper: options.printPaper ?? null,
    now,
    newId: options.newId,
    actor: session.actor,
    may: (permission) => session.permissions.has(permission),
    progress,
  });

  const announceChange = (topics: readonly Topic[]): void => {
    for (const port of connections.keys()) port.post({ type: 'changed', topics: [...topics] });
  };

  return {
    connect(port, session) {
      const stop = serveConnection(
        port,
        session,
        { handlers, createContext, log: options.log, newId: options.newId, monotonicMs: options.monotonicMs },
        announceChange,
      );
      connections.set(port, stop);
      port.onClose(() => connections.delete(port));
    },
    async close() {
      await Promise.all([...connections.values()].map((stop) => stop()));
      connections.clear();
      await tidying.end();
      database.close();
    },
  };
};
