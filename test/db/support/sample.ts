/** A data folder with a database of an invented county. */
import { onTestFinished } from 'vitest';
import { schemaVersion } from '#engine/db/migrate.ts';
import { migrations } from '#engine/db/migrations/index.ts';
import { type CreditDatabase, createDatabase, openDatabase } from '#engine/db/open-database.ts';
import type { Sources } from '#engine/db/transaction.ts';

/** Identifiers that count up, and a clock that goes on by one second at each look. */
export function countingSources(
  start = '2026-03-01T08:00:00.000Z',
): Sources & { setClock(at: string): void } {
  let ids = 0;
  let at = Date.parse(start);
  return {
    newId() {
      ids += 1;
      return `00000000-0000-7000-8000-${ids.toString(16).padStart(12, '0')}`;
    },
    now() {
      at += 1_000;
      return new Date(at).toISOString();
    },
    setClock(instant) {
      at = Date.parse(instant) - 1_000;
    },
  };
}

/** Schema version of this program. */
export const presentVersion = schemaVersion(migrations);

/** Some well-formed key; nothing is signed here. */
export const sampleSigningKey = { publicKey: 'ab'.repeat(32), fingerprint: 'cd'.repeat(32) };

export const sampleOffice = { regionCode: '990101000000', name: '样例县信用办', level: 'county' } as const;

export function createSample(folder: string, sources: Sources = countingSources()): CreditDatabase {
  const db = createDatabase(folder, { ...sources, officeInfo: sampleOffice, signingKey: sampleSigningKey });
  onTestFinished(() => db.close());
  return db;
}

export function reopen(
  folder: string,
  options: Partial<Parameters<typeof openDatabase>[1]> = {},
): CreditDatabase {
  const db = openDatabase(folder, { ...countingSources('2026-06-01T08:00:00.000Z'), ...options });
  onTestFinished(() => db.close());
  return db;
}

/** The failure that a function ends with, as code and parameters; fails the test if there is none. */
export function failureOf(work: () => unknown): { code: string; params: unknown } {
  try {
    work();
  } catch (error) {
    const { code, params, message } = error as { code?: string; params?: unknown; message?: string };
    return { code: code ?? String(message), params };
  }
  throw new Error('it did not fail');
}

/** Every row of every table, as text: for comparing two databases whole. */
export function dumpTables(connection: CreditDatabase['connection']): Record<string, string[]> {
  const tables = connection
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%' ORDER BY name",
    )
    .pluck()
    .all();
  return Object.fromEntries(
    tables.map((table) => [
      table,
      connection
        .prepare(`SELECT * FROM "${table}"`)
        .all()
        .map((row) => JSON.stringify(row))
        .sort(),
    ]),
  );
}
