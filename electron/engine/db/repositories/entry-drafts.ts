/**
 * 待改的填报: what a person typed into a cell and the model does not accept yet. A draft stays in this database until the
 * cell is put right or cleared; it is never scored and never travels. The text is sealed, for it may be anything.
 */
import type { ScorerRole } from '#shared/domain/code-lists.ts';
import type { SqlRow } from '../row-mapping.ts';
import type { ReadDb, WriteTx } from '../transaction.ts';

/** Names one cell: what one role states for one item of one leaf of one unit in one cycle. */
export interface CellKey {
  cycleCode: string;
  bodyUscc: string;
  leaf: string;
  item: string;
  role: ScorerRole;
}

export interface EntryDraft extends CellKey {
  /** As typed. */
  text: string;
  updatedAt: string;
}

const keyColumns = 'cycle_code, body_uscc, leaf, item, role';
const valuesOf = (key: CellKey) => [key.cycleCode, key.bodyUscc, key.leaf, key.item, key.role] as const;
/** Binds the sealed text to its cell. */
const placeOf = (key: CellKey): string => `entry_drafts.text:${JSON.stringify(valuesOf(key))}`;

export function createDraftReader(db: ReadDb) {
  const select = (rest: string) =>
    db.prepareRead<SqlRow>(`SELECT ${keyColumns}, text_sealed, updated_at FROM entry_drafts ${rest}`);
  const one = select('WHERE cycle_code = ? AND body_uscc = ? AND leaf = ? AND item = ? AND role = ?');
  const ofBody = select('WHERE cycle_code = ? AND body_uscc = ? ORDER BY leaf, item, role');
  const counted = db.prepareRead<{ bodyUscc: string; role: ScorerRole; drafts: number }>(
    `SELECT body_uscc AS bodyUscc, role, count(*) AS drafts FROM entry_drafts
     WHERE cycle_code = ? AND body_uscc > ? AND body_uscc <= ? GROUP BY body_uscc, role`,
  );
  const ofLeaf = select('WHERE cycle_code = ? AND leaf = ? AND body_uscc > ? AND body_uscc <= ?');
  const toDraft = (row: SqlRow): EntryDraft => {
    const key: CellKey = {
      cycleCode: String(row.cycle_code),
      bodyUscc: String(row.body_uscc),
      leaf: String(row.leaf),
      item: String(row.item),
      role: row.role as ScorerRole,
    };
    const text = db.vault.open(String(row.text_sealed), placeOf(key));
    return { ...key, text, updatedAt: String(row.updated_at) };
  };
  return {
    find(key: CellKey): EntryDraft | null {
      const row = one.get(...valuesOf(key));
      return row === undefined ? null : toDraft(row);
    },
    /** Drafts of one unit. */
    list: (cycleCode: string, bodyUscc: string): EntryDraft[] => ofBody.all(cycleCode, bodyUscc).map(toDraft),
    /** Drafts of one leaf for the units after one unified code up to another, both in the order of codes. */
    ofLeaf: (cycleCode: string, leaf: string, span: { after: string; upTo: string }): EntryDraft[] =>
      ofLeaf.all(cycleCode, leaf, span.after, span.upTo).map(toDraft),
    /** How many drafts each unit has, by role. */
    count: (cycleCode: string, span: { after: string; upTo: string }) =>
      counted.all(cycleCode, span.after, span.upTo),
  };
}

export function createDraftRepository(tx: WriteTx) {
  const put = tx.prepareWrite(
    `INSERT INTO entry_drafts (${keyColumns}, text_sealed, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET text_sealed = excluded.text_sealed, updated_at = excluded.updated_at`,
  );
  const remove = tx.prepareWrite(
    'DELETE FROM entry_drafts WHERE cycle_code = ? AND body_uscc = ? AND leaf = ? AND item = ? AND role = ?',
  );
  return {
    ...createDraftReader(tx),
    /** Keeps a text; the cell's former draft gives way. */
    keep: (key: CellKey, text: string): void => {
      put.run(...valuesOf(key), tx.vault.seal(text, placeOf(key)), tx.now());
    },
    /** @returns whether there was one */
    drop: (key: CellKey): boolean => remove.run(...valuesOf(key)) === 1,
  };
}
