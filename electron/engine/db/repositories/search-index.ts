/**
 * The index of the search: an FTS5 table without content, whose row numbers hold kind and day, so that the newest
 * hits of a kind are the first that FTS5 finds. `search_rows` says which row of which table each of them is. Rows are put
 * in by the transaction that writes them (`search-queue.ts`); a folder of before the index is walked through once, in
 * pieces, and while that lasts, callers look through the tables themselves.
 */
import { isIndexable, matchOf } from '../search/grams.ts';
import {
  type IndexedKind,
  indexColumns,
  indexed,
  indexedKinds,
  indexFormat,
  type SearchDocument,
} from '../search/search-documents.ts';
import type { ReadDb, SqlValue, WriteTx } from '../transaction.ts';

/** Row numbers: kind × 2⁴⁰ + day × 2²² + place within the day. */
const perKind = 2 ** 40;
const perDay = 2 ** 22;
const firstDay = Date.UTC(1900, 0, 1);
const lastDay = 2 ** 18 - 1;

const dayNumber = (day: string | null): number => {
  const number = day === null ? 0 : (Date.parse(`${day}T00:00:00Z`) - firstDay) / 86_400_000;
  return Math.min(lastDay, Math.max(0, Number.isInteger(number) ? number : 0));
};

/**
 * First and last row number of a kind. As big integers, because a number beyond 32 bits would reach SQLite as a floating one,
 * and FTS5 takes no notice of such an end of a range: every other kind would be walked through to find nothing.
 */
const rangeOf = (kind: IndexedKind): { low: bigint; high: bigint } => {
  const low = BigInt(indexed[kind].code) * BigInt(perKind);
  return { low, high: low + BigInt(perKind) - 1n };
};

export interface SearchOptions {
  /** Letters are also taken for the first ones of pinyin. */
  initials?: boolean;
}

export interface SearchHit {
  /** Place of the hit among all: hits come in falling order. */
  docid: number;
  rowId: string;
}

/** Parts of a statement on `table` that leave only what holds the text, and their parameters. */
export interface SearchCondition {
  where: string;
  parameters: Record<string, SqlValue>;
}

export interface SearchBuild {
  kind: IndexedKind;
  complete: boolean;
  /** Up to this id the rows are in the index, while it is not complete. */
  afterId: string;
}

export function createSearchReader(db: ReadDb) {
  const builds = db.prepareRead<{ kind: IndexedKind; complete: number; afterId: string }>(
    'SELECT kind, complete, after_id AS afterId FROM search_builds ORDER BY kind',
  );
  const page = db.prepareRead<SearchHit>(
    `SELECT docid, row_id AS rowId FROM search_index CROSS JOIN search_rows ON docid = search_index.rowid
     WHERE search_index MATCH @match AND search_index.rowid BETWEEN @low AND @high
     ORDER BY search_index.rowid DESC LIMIT @limit`,
  );
  const count = db.prepareRead<{ total: number }>(
    `SELECT count(*) AS total FROM (SELECT 1 FROM search_index
     WHERE search_index MATCH @match AND rowid BETWEEN @low AND @high LIMIT @atMost)`,
  );
  const formats = db.prepareRead<{ kind: string; format: number }>('SELECT kind, format FROM search_builds');
  const indexedRows = db.prepareRead<{ total: number }>('SELECT count(*) AS total FROM search_rows');

  const buildStates = (): SearchBuild[] =>
    builds.all().map(({ complete, ...build }) => ({ ...build, complete: complete === 1 }));

  return {
    builds: buildStates,
    /** Whether the index can answer for this kind and text. Where not, the table must be looked through. */
    answers: (kind: IndexedKind, text: string): boolean =>
      isIndexable(text) && buildStates().some((build) => build.kind === kind && build.complete),
    /** Hits of a kind, newest first. @param before the last hit of the page before */
    page: (
      kind: IndexedKind,
      text: string,
      { initials = true, limit, before }: SearchOptions & { limit: number; before: number | null },
    ): SearchHit[] => {
      const { low, high } = rangeOf(kind);
      const last = before === null ? high : BigInt(before) - 1n;
      return page.all({ match: matchOf(text, { initials }), low, high: last, limit });
    },
    /** How many rows of a kind hold the text; never counts further than `atMost`. */
    count: (
      kind: IndexedKind,
      text: string,
      { initials = true, atMost }: SearchOptions & { atMost: number },
    ): number => count.get({ match: matchOf(text, { initials }), ...rangeOf(kind), atMost })?.total ?? 0,
    /** The condition on the table of a kind that finds the same rows. */
    condition: (
      kind: IndexedKind,
      text: string,
      { initials = true }: SearchOptions = {},
    ): SearchCondition => {
      const { low, high } = rangeOf(kind);
      return {
        where: `id IN (SELECT search_rows.row_id FROM search_index CROSS JOIN search_rows ON docid = search_index.rowid
          WHERE search_index MATCH @searchMatch AND search_index.rowid BETWEEN @searchLow AND @searchHigh)`,
        parameters: { searchMatch: matchOf(text, { initials }), searchLow: low, searchHigh: high },
      };
    },
    /** False when another version of the program would have built the index differently, or none has built it. */
    isOfFormat: (): boolean => {
      const known = new Map(formats.all().map(({ kind, format }) => [kind, format]));
      return indexedKinds.every(([kind]) => known.get(kind) === indexFormat);
    },
    /** Ids of rows that hold the text, found by looking at every one. */
    scan(kind: IndexedKind, text: string, limit: number): string[] {
      const { table, looked } = indexed[kind];
      const holds = looked.map((column) => `instr(${column}, @text) > 0`).join(' OR ');
      return db
        .prepareRead<{ id: string }>(`SELECT id FROM ${table} NOT INDEXED WHERE ${holds} LIMIT @limit`)
        .all({ text, limit })
        .map(({ id }) => id);
    },
    size: (): number => indexedRows.get()?.total ?? 0,
    /** Rows still to be put into the index. */
    waiting: (): number =>
      buildStates()
        .filter(({ complete }) => !complete)
        .reduce(
          (sum, { kind, afterId }) =>
            sum +
            (db
              .prepareRead<{ total: number }>(
                `SELECT count(*) AS total FROM ${indexed[kind].table} WHERE id > ?`,
              )
              .get(afterId)?.total ?? 0),
          0,
        ),
    /** Rows that the index lacks, has as they were before, or has though they are gone. */
    differences(kind: IndexedKind): { missing: number; outdated: number; dangling: number } {
      const { table } = indexed[kind];
      const { low, high } = rangeOf(kind);
      const found = db
        .prepareRead<{ missing: number; outdated: number }>(
          `SELECT count(*) FILTER (WHERE docid IS NULL) AS missing,
             count(*) FILTER (WHERE docid NOT BETWEEN @low AND @high OR search_rows.revision <> ${table}.revision) AS outdated
           FROM ${table} LEFT JOIN search_rows ON search_rows.row_id = ${table}.id`,
        )
        .get({ low, high });
      const gone = db
        .prepareRead<{ dangling: number }>(
          `SELECT count(*) AS dangling FROM search_rows
           WHERE docid BETWEEN @low AND @high AND NOT EXISTS (SELECT 1 FROM ${table} WHERE id = search_rows.row_id)`,
        )
        .get({ low, high });
      return {
        missing: found?.missing ?? 0,
        outdated: found?.outdated ?? 0,
        dangling: gone?.dangling ?? 0,
      };
    },
  };
}

/** A row to be put into the index. */
export interface SearchEntry {
  kind: IndexedKind;
  rowId: string;
  revision: number;
  document: SearchDocument;
  /** It may be in the index already, as it was before. */
  known: boolean;
}

export function createSearchIndex(tx: WriteTx) {
  const reader = createSearchReader(tx);
  const docidOf = tx.prepareRead<{ docid: number }>('SELECT docid FROM search_rows WHERE row_id = ?');
  const lastOfDay = tx.prepareRead<{ docid: number | null }>(
    'SELECT max(docid) AS docid FROM search_rows WHERE docid BETWEEN ? AND ?',
  );
  const insertRow = tx.prepareWrite('INSERT INTO search_rows (docid, row_id, revision) VALUES (?, ?, ?)');
  const insertGrams = tx.prepareWrite(
    'INSERT INTO search_index (rowid, title, number, text, initials) VALUES (?, ?, ?, ?, ?)',
  );
  const deleteRow = tx.prepareWrite('DELETE FROM search_rows WHERE docid = ?');
  const deleteGrams = tx.prepareWrite('DELETE FROM search_index WHERE rowid = ?');
  const setRevision = tx.prepareWrite('UPDATE search_rows SET revision = ? WHERE row_id = ?');
  const setBuild = tx.prepareWrite(
    `INSERT INTO search_builds (kind, format, after_id, complete) VALUES (@kind, @format, @afterId, @complete)
     ON CONFLICT (kind) DO UPDATE SET format = @format, after_id = @afterId, complete = @complete`,
  );

  const remove = (rowId: string): void => {
    const docid = docidOf.get(rowId)?.docid;
    if (docid === undefined) return;
    deleteRow.run(docid);
    deleteGrams.run(docid);
  };

  /** Puts rows in, in the order of their numbers: FTS5 writes out what it holds whenever a number is not the highest. */
  const put = (entries: readonly SearchEntry[]): void => {
    const days = Map.groupBy(entries, ({ kind, document }) => {
      return indexed[kind].code * perKind + dayNumber(document.day) * perDay;
    });
    const numbered = [...days].sort(([one], [other]) => one - other);
    const next = new Map(
      numbered.map(([low]) => [low, (lastOfDay.get(low, low + perDay - 1)?.docid ?? low - 1) + 1]),
    );
    for (const { rowId, known } of entries) if (known) remove(rowId);
    for (const [low, ofDay] of numbered) {
      let docid = next.get(low) ?? low;
      for (const { rowId, revision, document } of ofDay) {
        insertRow.run(docid, rowId, revision);
        insertGrams.run(docid, ...indexColumns(document));
        docid += 1;
      }
    }
  };

  const markBuild = (kind: IndexedKind, afterId: string, complete: boolean): void => {
    setBuild.run({ kind, format: indexFormat, afterId, complete: complete ? 1 : 0 });
  };

  const clear = (): void => {
    tx.prepareWrite(`INSERT INTO search_index (search_index) VALUES ('delete-all')`).run();
    tx.prepareWrite('DELETE FROM search_rows').run();
    for (const [kind] of indexedKinds) markBuild(kind, '', false);
  };

  return {
    ...reader,
    put,
    remove,
    /** A row whose texts did not change has become a new revision. */
    keepUp: (rowId: string, revision: number): void => {
      setRevision.run(revision, rowId);
    },
    /** Empties the index; it is to be built again. */
    clear,
    /** Empties an index that another version of the program would have built differently, or none has built. */
    requireFormat(): void {
      if (!reader.isOfFormat()) clear();
    },
    /** Puts the next rows of a folder from before into the index. @returns how many; 0 when it is complete */
    buildNext(limit: number): number {
      for (const { kind, complete, afterId } of reader.builds()) {
        if (complete) continue;
        const { table, columns, documentOf } = indexed[kind];
        const rows = tx
          .prepareRead<{ id: string; revision: number }>(
            `SELECT id, revision, ${columns} FROM ${table} WHERE id > ? ORDER BY id LIMIT ?`,
          )
          .all(afterId, limit);
        put(
          rows.map((row) => ({
            kind,
            rowId: row.id,
            revision: row.revision,
            document: (documentOf as (row: object, db: ReadDb) => SearchDocument)(row, tx),
            known: false,
          })),
        );
        markBuild(kind, rows.at(-1)?.id ?? afterId, rows.length < limit);
        if (rows.length > 0) return rows.length;
      }
      return 0;
    },
  };
}
