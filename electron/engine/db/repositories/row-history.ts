/**
 * What rows were before somebody changed them by hand, so that a correction can be followed later. Kept sealed, since
 * a row may be about a person; kept for good, since nothing about a record is lost in silence. It belongs to this
 * database and never travels.
 */
import type { ReadDb, WriteTx } from '../transaction.ts';

export interface PastRow {
  /** Revision that the content had. */
  revision: number;
  /** When it was replaced, and by whom. */
  replacedAt: string;
  actor: string;
  content: Readonly<Record<string, unknown>>;
}

const placeOf = (table: string, rowId: string, revision: number): string =>
  `row_history.content:${table} ${rowId} ${revision}`;

export function createRowHistoryReader(db: ReadDb) {
  const ofRow = db.prepareRead<{ revision: number; replacedAt: string; actor: string; sealed: string }>(
    `SELECT revision, replaced_at AS replacedAt, actor, content_sealed AS sealed FROM row_history
     WHERE table_name = ? AND row_id = ? ORDER BY revision DESC`,
  );
  return {
    /** Newest first. */
    list: (table: string, rowId: string): PastRow[] =>
      ofRow.all(table, rowId).map(({ sealed, ...past }) => ({
        ...past,
        content: JSON.parse(
          db.vault.open(sealed, placeOf(table, rowId, past.revision)),
        ) as PastRow['content'],
      })),
  };
}

export function createRowHistory(tx: WriteTx) {
  const insert = tx.prepareWrite(
    `INSERT INTO row_history (table_name, row_id, revision, replaced_at, actor, content_sealed)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  return {
    ...createRowHistoryReader(tx),
    /** Keeps a row as it was; to be called in the transaction that changes it. */
    keep(table: string, row: { id: string; revision: number }, actor: string): void {
      const sealed = tx.vault.seal(JSON.stringify(row), placeOf(table, row.id, row.revision));
      insert.run(table, row.id, row.revision, tx.now(), actor, sealed);
    },
  };
}
