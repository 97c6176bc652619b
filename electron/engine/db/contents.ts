/** What a database holds, in the few figures by which a person tells two of them apart, and what it runs on. */
import type { SqliteConnection } from './sqlite-connection.ts';
import { syncedTables } from './synced-tables.ts';
import type { ReadDb } from './transaction.ts';

const comparedTables = {
  bodies: 'bodies',
  officials: 'officials',
  creditRecords: 'credit_records',
  cycles: 'cycles',
  entries: 'entries',
  runs: 'runs',
  packages: 'packages',
} as const;

export interface DatabaseContents {
  /** Rows by kind. */
  rows: Record<keyof typeof comparedTables, number>;
  /** Instant of the last change. */
  changedAt: string;
}

/** Answers a query for one value. */
type Ask = (sql: string) => unknown;

const readContents = (ask: Ask): DatabaseContents => {
  const rows = Object.fromEntries(
    Object.entries(comparedTables).map(([kind, table]) => [
      kind,
      Number(ask(`SELECT count(*) FROM ${table}`)),
    ]),
  ) as DatabaseContents['rows'];
  const changes = [
    'SELECT created_at AS at FROM office',
    `SELECT max(event ->> '$.at') FROM audit_log`,
    ...Object.values(syncedTables).map(({ table }) => `SELECT max(updated_at) FROM ${table}`),
  ];
  return { rows, changedAt: String(ask(`SELECT max(at) FROM (${changes.join(' UNION ALL ')})`)) };
};

/** Of a database file that is open for reading, a backup for example. */
export const contentsOfFile = (connection: SqliteConnection): DatabaseContents =>
  readContents((sql) => connection.prepare(sql).pluck().get());

const askDatabase =
  (db: ReadDb): Ask =>
  (sql) =>
    db.prepareRead<{ value: unknown }>(`SELECT (${sql}) AS value`).get()?.value;

/** Of the open database. */
export const contentsOf = (db: ReadDb): DatabaseContents => readContents(askDatabase(db));

/** The library and the schema, and the bytes of the database file. */
export const readStorage = (db: ReadDb): { sqlite: string; schema: number; bytes: number } => {
  const ask = askDatabase(db);
  return {
    sqlite: String(ask('SELECT sqlite_version()')),
    schema: Number(ask('SELECT user_version FROM pragma_user_version')),
    bytes: Number(ask('SELECT page_count * page_size FROM pragma_page_count, pragma_page_size')),
  };
};
