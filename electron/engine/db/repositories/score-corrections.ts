/** 更正申请: what was asked to be changed after the result of a cycle was final, and who decided about it. */
import { type ReadDb, requireOne, type WriteTx } from '../transaction.ts';

export interface ScoreCorrection {
  id: string;
  cycleCode: string;
  bodyUscc: string;
  /** Null: the decisions about the unit. */
  leaf: string | null;
  reason: string;
  requestedBy: string;
  requestedAt: string;
  actor: string;
  decision: 'approved' | 'refused' | null;
  /** Never who asked for it. */
  decidedBy: string | null;
  documentNo: string | null;
  decisionNote: string | null;
  decidedAt: string | null;
  /** What the approval opened. */
  reopeningId: string | null;
}

const columns = `id, cycle_code AS cycleCode, body_uscc AS bodyUscc, leaf, reason, requested_by AS requestedBy,
  requested_at AS requestedAt, actor, decision, decided_by AS decidedBy, document_no AS documentNo,
  decision_note AS decisionNote, decided_at AS decidedAt, reopening_id AS reopeningId`;

export function createCorrectionReader(db: ReadDb) {
  const one = db.prepareRead<ScoreCorrection>(`SELECT ${columns} FROM score_corrections WHERE id = ?`);
  const ofCycle = db.prepareRead<ScoreCorrection>(
    `SELECT ${columns} FROM score_corrections WHERE cycle_code = ? ORDER BY requested_at, id`,
  );
  return {
    find: (id: string): ScoreCorrection | null => one.get(id) ?? null,
    /** Oldest first. */
    list: (cycle: string): ScoreCorrection[] => ofCycle.all(cycle),
  };
}

export function createCorrectionRepository(tx: WriteTx) {
  const add = tx.prepareWrite(
    `INSERT INTO score_corrections (id, cycle_code, body_uscc, leaf, reason, requested_by, requested_at, actor)
     VALUES (@id, @cycleCode, @bodyUscc, @leaf, @reason, @requestedBy, @requestedAt, @actor)`,
  );
  const decide = tx.prepareWrite(
    `UPDATE score_corrections SET decision = @decision, decided_by = @decidedBy, document_no = @documentNo,
       decision_note = @decisionNote, decided_at = @decidedAt, reopening_id = @reopeningId
     WHERE id = @id AND decision IS NULL`,
  );
  return {
    ...createCorrectionReader(tx),
    /** @returns its id */
    request(
      correction: Pick<
        ScoreCorrection,
        'cycleCode' | 'bodyUscc' | 'leaf' | 'reason' | 'requestedBy' | 'actor'
      >,
    ): string {
      const id = tx.newId();
      add.run({ ...correction, id, requestedAt: tx.now() });
      return id;
    },
    /** @throws AppError `database.rowMissing` when it was decided already */
    decide(
      id: string,
      decided: {
        decision: 'approved' | 'refused';
        decidedBy: string;
        documentNo: string | null;
        decisionNote: string | null;
        reopeningId: string | null;
      },
    ): void {
      requireOne(decide.run({ id, ...decided, decidedAt: tx.now() }), 'score_corrections', id);
    },
  };
}
