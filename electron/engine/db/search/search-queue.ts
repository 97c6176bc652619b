/**
 * Keeps the index of the search in step: every row of a travelling table that a transaction writes goes into the index in the same
 * transaction, many at a time and in their order in the index, which is several times faster than one by one.
 */
import { createSearchIndex, type SearchEntry } from '../repositories/search-index.ts';
import type { WriteTx } from '../transaction.ts';
import { indexColumns, indexed, kindOfTable, type SearchDocument } from './search-documents.ts';

interface Row {
  id: string;
  revision: number;
}

/** So many rows are held before they are written. */
const atOnce = 20_000;

/** What the writer of a table tells of its rows. */
export interface TableQueue {
  /** @param before the row as it was; null when it is new, undefined when that is not known */
  put(row: Row, before: object | null | undefined): void;
  remove(id: string): void;
}

/** Before the step that made the index, when an older file is being brought up to date, there is nothing to keep in step. */
const hasIndex = (tx: WriteTx): boolean =>
  tx.prepareRead(`SELECT 1 FROM sqlite_schema WHERE name = 'search_builds'`).get() !== undefined;

const createQueue = (tx: WriteTx) => {
  if (!hasIndex(tx)) return null;
  const index = createSearchIndex(tx);
  const builds = new Map(index.builds().map((build) => [build.kind, build]));
  const waiting = new Map<string, SearchEntry & { row: Row }>();

  const flush = (): void => {
    // Only now: of a body that was renamed the former name has been kept meanwhile.
    const entries = [...waiting.values()].map((entry) => ({ ...entry, document: documentOf(entry) }));
    waiting.clear();
    index.put(entries);
  };
  const documentOf = ({ kind, row, document }: SearchEntry & { row: Row }): SearchDocument =>
    kind === 'body' ? indexed.body.documentOf(row as never, tx) : document;

  tx.beforeCommit(flush);
  return { index, builds, waiting, flush };
};

const queues = new WeakMap<WriteTx, ReturnType<typeof createQueue>>();

const sameTexts = (one: SearchDocument, other: SearchDocument): boolean =>
  one.day === other.day && indexColumns(one).join() === indexColumns(other).join();

/** The queue of a table in this transaction; null for tables that are not searched, and when all will be taken back. */
export const searchQueue = (tx: WriteTx, table: string): TableQueue | null => {
  if (table === 'body_changes') return namesQueue(tx);
  const kind = kindOfTable(table);
  if (kind === null || tx.rehearsed) return null;
  const documentOf = indexed[kind].documentOf as (row: object, db: WriteTx) => SearchDocument;
  let queue = queues.get(tx);
  if (queue === undefined) {
    queue = createQueue(tx);
    queues.set(tx, queue);
  }
  if (queue === null) return null;
  const { index, builds, waiting, flush } = queue;
  const build = builds.get(kind);
  /** The walk through an older folder will come to this row. */
  const comesLater = (id: string): boolean => build?.complete !== true && id > (build?.afterId ?? '');

  return {
    put(row, before) {
      if (comesLater(row.id)) return;
      const document = documentOf(row, tx);
      const earlier = waiting.get(row.id);
      if (before && earlier === undefined && kind !== 'body' && sameTexts(document, documentOf(before, tx))) {
        index.keepUp(row.id, row.revision);
        return;
      }
      const known = earlier?.known ?? before !== null;
      waiting.set(row.id, { kind, rowId: row.id, revision: row.revision, document, known, row });
      if (waiting.size >= atOnce) flush();
    },
    remove(id) {
      waiting.delete(id);
      index.remove(id);
    },
  };
};

/** A body is found by names that it had before, which stand in a table of their own. */
const namesQueue = (tx: WriteTx): TableQueue => {
  const bodyOf = tx.prepareRead<{ id: string; revision: number; name: string }>(
    `SELECT id, revision, ${indexed.body.columns} FROM bodies WHERE uscc = ?`,
  );
  const bodies = searchQueue(tx, 'bodies');
  const ofChange = tx.prepareRead<{ uscc: string }>(
    'SELECT body_uscc AS uscc FROM body_changes WHERE id = ?',
  );
  return {
    put({ id }) {
      const body = bodyOf.get(ofChange.get(id)?.uscc ?? '');
      if (body !== undefined) bodies?.put(body, undefined);
    },
    // Taken away only where another office's row of the same change comes in its place.
    remove: () => undefined,
  };
};
