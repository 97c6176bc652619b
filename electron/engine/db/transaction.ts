/**
 * The two doors to the database. A `ReadDb` can only read. A `WriteTx` exists only inside `write`, which is
 * synchronous, so no await ever stands in an open transaction, and a crash leaves either all of it or nothing.
 * Repositories are made from one of the two: `create…Reader(db)` from either, `create…Repository(tx)` only from a
 * `WriteTx`. Both are cheap to make anywhere, because statements are prepared once per connection.
 */
import type Sqlite from 'better-sqlite3';
import { AppError } from '#shared/errors/app-error.ts';
import type { IdentityVault } from './identity-vault.ts';
import { assertDurable, type SqliteConnection } from './sqlite-connection.ts';
import { asAppError } from './sqlite-errors.ts';

export type SqlValue = string | number | bigint | Buffer | null;
/** Values for `?` in order, or one object for `@name`. */
export type SqlParameters = readonly SqlValue[] | readonly [Readonly<Record<string, SqlValue>>];

export interface ReadStatement<Row> {
  get(...parameters: SqlParameters): Row | undefined;
  all(...parameters: SqlParameters): Row[];
}

export interface WriteStatement {
  /** @returns the number of rows changed */
  run(...parameters: SqlParameters): number;
}

export interface ReadOptions {
  /** Integers come back as bigint: for scores, which may exceed 2⁵³. */
  bigIntegers?: boolean;
}

export interface ReadDb {
  /** Prepared once per connection. For repositories only: SQL stays in this folder. */
  prepareRead<Row>(sql: string, options?: ReadOptions): ReadStatement<Row>;
  /** Opens what is stored sealed. */
  readonly vault: IdentityVault;
}

/** The office whose database this is, as every changed row is stamped with it. */
export interface Origin {
  office: string;
  lineage: string;
}

export interface WriteTx extends ReadDb {
  prepareWrite(sql: string): WriteStatement;
  newId(): string;
  /** The instant of this transaction: the same for all of it. */
  now(): string;
  /** Who stamps the rows. Read anew after `forgetOrigin`, within a transaction that begins a lineage. */
  origin(): Origin;
  forgetOrigin(): void;
  /** It will be taken back: what is only of use afterwards need not be done. */
  readonly rehearsed: boolean;
  /** Work that is done once, at the end of the transaction, when everything else is written. */
  beforeCommit(work: () => void): void;
}

/** Makes identifiers and tells the time; given by the host, never taken from the surroundings. */
export interface Sources {
  /** A fresh UUIDv7. */
  newId: () => string;
  /** Now, as ISO 8601 UTC with milliseconds. */
  now: () => string;
}

/** Rejects, at compile time, a function whose result would only be there later. */
export type Synchronous<T> = [Extract<T, PromiseLike<unknown>>] extends [never] ? unknown : never;

export interface Transactions {
  /** Reads outside any transaction: each statement sees the last committed state. */
  readonly reader: ReadDb;
  /** Runs several reads on one unchanging state. */
  read<T>(work: ((db: ReadDb) => T) & Synchronous<T>): NoInfer<T>;
  /**
   * Runs `work` in one immediate transaction and commits it durably. If it throws, everything is rolled back.
   * @throws AppError `database.full`, `database.busy`, `database.readOnly`, `database.inputOutput`,
   *   `database.damaged`; and whatever `work` throws
   */
  write<T>(work: ((tx: WriteTx) => T) & Synchronous<T>): NoInfer<T>;
  /**
   * Runs `work` as `write` would and then takes all of it back: what would happen, without it happening.
   * @throws as `write`
   */
  rehearse<T>(work: ((tx: WriteTx) => T) & Synchronous<T>): NoInfer<T>;
}

type RawStatement = Sqlite.Statement<unknown[], unknown>;

const isThenable = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

export function createTransactions(
  connection: SqliteConnection,
  vault: IdentityVault,
  sources: Sources,
): Transactions {
  const file = connection.name;
  const statements = new Map<string, RawStatement>();
  let durabilityAsserted = false;

  const guarded = <T>(step: () => T): T => {
    try {
      return step();
    } catch (error) {
      throw asAppError(error, file);
    }
  };

  const prepare = (sql: string, bigIntegers: boolean): RawStatement => {
    const key = bigIntegers ? `bigint ${sql}` : sql;
    let statement = statements.get(key);
    if (statement === undefined) {
      statement = guarded(() => connection.prepare<unknown[], unknown>(sql));
      if (bigIntegers) statement.safeIntegers(true);
      statements.set(key, statement);
    }
    return statement;
  };

  const reader: ReadDb = {
    vault,
    prepareRead<Row>(sql: string, options: ReadOptions = {}) {
      const statement = prepare(sql, options.bigIntegers === true);
      if (!statement.readonly) throw new Error('a reading statement must not write');
      return {
        get: (...parameters) => guarded(() => statement.get(...parameters) as Row | undefined),
        all: (...parameters) => guarded(() => statement.all(...parameters) as Row[]),
      };
    },
  };

  const createTx = (isOpen: () => boolean, rehearsed: boolean, atEnd: (() => void)[]): WriteTx => {
    const instant = sources.now();
    let origin: Origin | undefined;
    return {
      ...reader,
      prepareWrite(sql) {
        const statement = prepare(sql, false);
        return {
          run: (...parameters) => {
            // SQLite ends a transaction by itself when the disk is full; going on would write outside of it.
            if (!isOpen() || !connection.inTransaction) throw new Error('the transaction has ended');
            return guarded(() => statement.run(...parameters).changes);
          },
        };
      },
      newId: sources.newId,
      now: () => instant,
      origin() {
        origin ??= reader.prepareRead<Origin>('SELECT id AS office, lineage FROM office').get();
        if (origin === undefined) throw new Error('the database has no office yet');
        return origin;
      },
      forgetOrigin() {
        origin = undefined;
      },
      rehearsed,
      beforeCommit(work) {
        atEnd.push(work);
      },
    };
  };

  const transact = <T>(begin: string, work: () => T, end: 'COMMIT' | 'ROLLBACK' = 'COMMIT'): T => {
    if (connection.inTransaction) throw new Error('transactions do not nest');
    guarded(() => connection.exec(begin));
    try {
      const result = work();
      if (isThenable(result)) throw new Error('a transaction must not wait: its function returned a promise');
      if (!connection.inTransaction) throw new Error('the transaction has ended before its commit');
      connection.exec(end);
      return result;
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK');
      throw asAppError(error, file);
    }
  };

  const writing = <T>(work: (tx: WriteTx) => T, end: 'COMMIT' | 'ROLLBACK'): T => {
    let open = true;
    const atEnd: (() => void)[] = [];
    const rehearsed = end === 'ROLLBACK';
    const all = (): T => {
      const result = work(createTx(() => open, rehearsed, atEnd));
      if (!rehearsed && !isThenable(result)) for (const step of atEnd) step();
      return result;
    };
    try {
      return transact('BEGIN IMMEDIATE', all, end);
    } finally {
      open = false;
    }
  };

  return {
    reader,
    read: (work) => transact('BEGIN', () => work(reader)),
    write(work) {
      const result = writing(work, 'COMMIT');
      if (!durabilityAsserted) {
        assertDurable(connection);
        durabilityAsserted = true;
      }
      return result;
    },
    rehearse: (work) => writing(work, 'ROLLBACK'),
  };
}

/** For a statement that must have changed exactly one row. */
export function requireOne(changes: number, table: string, id: string): void {
  if (changes !== 1) throw new AppError('database.rowMissing', { table, id });
}
