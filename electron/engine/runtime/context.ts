/**
 * What a handler may touch, by the kind of its operation. A query sees a reader; a command also gets `write`, whose
 * function is synchronous by type; a job gets progress and cancellation too. Nothing else reaches a handler: no
 * global clock, no random source, no path that the user did not grant.
 */
import type { Permission } from '#shared/contract/operation.ts';
import type { CreditDatabase } from '../db/open-database.ts';
import type { ReadDb, Synchronous, WriteTx } from '../db/transaction.ts';
import type { JobProgress } from './checkpoint.ts';
import type { FileGrants } from './file-grants.ts';
import type { PrintPaper } from './paper-host.ts';
import type { SpawnReader } from './reader-host.ts';

/** The one database of the engine: absent on first start, exchanged by a restore. */
export interface DatabaseSlot {
  /** The data folder; null for commands that need no database. */
  readonly folder: string | null;
  /** @throws AppError `database.missing` and every reason not to open it */
  requireOpen(): CreditDatabase;
  isOpen(): boolean;
  /** Puts a database just made or restored in the slot. */
  adopt(database: CreditDatabase): void;
  close(): void;
}

export interface QueryContext {
  /** Reads the last committed state. */
  readonly db: ReadDb;
  /** Where the database lies; what changes it comes only with the powers of a command. */
  readonly database: Pick<DatabaseSlot, 'folder' | 'isOpen'>;
  readonly files: FileGrants;
  /** Forks the process that parses a foreign workbook. */
  readonly spawnReader: SpawnReader;
  /** Now, as an instant. */
  now(): string;
  newId(): string;
  /** Who calls, for the audit log. */
  readonly actor: string;
  may(permission: Permission): boolean;
}

export interface CommandContext extends QueryContext {
  readonly database: DatabaseSlot;
  /** One durable transaction: all of it or nothing. Never waits inside. */
  write<T>(work: ((tx: WriteTx) => T) & Synchronous<T>): NoInfer<T>;
}

export interface JobContext extends CommandContext {
  /** Runs a transaction and takes it back: for showing beforehand what it would do. Never waits inside. */
  rehearse<T>(work: ((tx: WriteTx) => T) & Synchronous<T>): NoInfer<T>;
  /** Makes a PDF of a page; null where the host cannot. */
  readonly printPaper: PrintPaper | null;
  readonly progress: JobProgress;
}
