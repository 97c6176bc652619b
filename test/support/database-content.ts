/**
 * What a data folder holds, read from a copy without any code of the program, so that looking at it cannot change
 * it. Two contents that are equal are the same database, row by row.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';

/** Rows of every table as sorted texts. */
export type DatabaseContent = Record<string, string[]>;

/** Opens a copy of the folder's database, with the commits that still wait in its log. */
export const lookInto = <Answer>(folder: string, look: (database: Sqlite.Database) => Answer): Answer => {
  const copy = mkdtempSync(path.join(tmpdir(), 'zhengxin-look-'));
  try {
    for (const name of ['credit.db', 'credit.db-wal']) {
      const file = path.join(folder, name);
      if (existsSync(file)) copyFileSync(file, path.join(copy, name));
    }
    const database = new Sqlite(path.join(copy, 'credit.db'));
    try {
      return look(database);
    } finally {
      database.close();
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
};

/** Every row of every table. */
export const databaseContent = (folder: string): DatabaseContent =>
  lookInto(folder, (database) => {
    const tables = database
      .prepare<[], string>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%' ORDER BY name",
      )
      .pluck()
      .all();
    return Object.fromEntries(
      tables.map((table) => [
        table,
        database
          .prepare(`SELECT * FROM "${table}"`)
          .all()
          .map((row) => JSON.stringify(row))
          .sort(),
      ]),
    );
  });

/**
 * Every row but the note that a batch was given up: the only trace that a refused, tried or interrupted import
 * leaves. Its staged rows and findings are not left out, so a trace of those shows.
 */
export const lastingContent = (folder: string): DatabaseContent => {
  const content = databaseContent(folder);
  const batches = content.import_batches?.filter(
    (row) => (JSON.parse(row) as { status: string }).status !== 'abandoned',
  );
  return { ...content, import_batches: batches ?? [] };
};

/** Number of rows of a table. */
export const countRows = (folder: string, table: string): number =>
  lookInto(folder, (database) =>
    Number(database.prepare(`SELECT count(*) AS rows FROM "${table}"`).pluck().get()),
  );
