/** Leaves of a unit opened again after their stage: for a recheck, or for a correction of a final result. */
import { type ReadDb, requireOne, type WriteTx } from '../transaction.ts';

export interface ScoreReopening {
  id: string;
  cycleCode: string;
  bodyUscc: string;
  /** Null: bonus, penalty, veto and not-applicable decisions of the unit. */
  leaf: string | null;
  kind: 'recheck' | 'correction';
  reason: string;
  approvedBy: string | null;
  documentNo: string | null;
  /** The ledger row that asked for it. */
  sourceRow: string | null;
  openedAt: string;
  openedBy: string;
  closedAt: string | null;
  closedBy: string | null;
}

const columns = `id, cycle_code AS cycleCode, body_uscc AS bodyUscc, leaf, kind, reason, approved_by AS approvedBy,
  document_no AS documentNo, source_row AS sourceRow, opened_at AS openedAt, opened_by AS openedBy,
  closed_at AS closedAt, closed_by AS closedBy`;

export function createReopeningReader(db: ReadDb) {
  const one = db.prepareRead<ScoreReopening>(`SELECT ${columns} FROM score_reopenings WHERE id = ?`);
  const ofCycle = db.prepareRead<ScoreReopening>(
    `SELECT ${columns} FROM score_reopenings WHERE cycle_code = ? ORDER BY opened_at, id`,
  );
  const open = db.prepareRead<{ bodyUscc: string; leaf: string | null }>(
    `SELECT body_uscc AS bodyUscc, leaf FROM score_reopenings
     WHERE cycle_code = @cycle AND (@unit IS NULL OR body_uscc = @unit) AND closed_at IS NULL`,
  );
  return {
    find: (id: string): ScoreReopening | null => one.get(id) ?? null,
    /** Oldest first, closed ones too. */
    list: (cycle: string): ScoreReopening[] => ofCycle.all(cycle),
    /** What is open now, of one unit or of all. */
    open: (cycle: string, unit: string | null) => open.all({ cycle, unit }),
  };
}

export function createReopeningRepository(tx: WriteTx) {
  const add = tx.prepareWrite(
    `INSERT INTO score_reopenings (id, cycle_code, body_uscc, leaf, kind, reason, approved_by, document_no, source_row, opened_at, opened_by)
     VALUES (@id, @cycleCode, @bodyUscc, @leaf, @kind, @reason, @approvedBy, @documentNo, @sourceRow, @openedAt, @openedBy)`,
  );
  const close = tx.prepareWrite(
    'UPDATE score_reopenings SET closed_at = ?, closed_by = ? WHERE id = ? AND closed_at IS NULL',
  );
  return {
    ...createReopeningReader(tx),
    /** @returns its id */
    open(reopening: Omit<ScoreReopening, 'id' | 'openedAt' | 'closedAt' | 'closedBy'>): string {
      const id = tx.newId();
      add.run({ ...reopening, id, openedAt: tx.now() });
      return id;
    },
    /** @throws AppError `database.rowMissing` when it is not open */
    close(id: string, closedBy: string): void {
      requireOne(close.run(tx.now(), closedBy, id), 'score_reopenings', id);
    },
  };
}
