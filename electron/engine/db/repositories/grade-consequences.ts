/** 结果运用: what the grades of a cycle call for, once for each unit and act, and what a person decided. */
import type { ConsequenceAction } from '#shared/domain/grade-consequences.ts';
import { type ReadDb, requireOne, type WriteTx } from '../transaction.ts';

/** What makes a consequence the same one when it is proposed again. */
export interface ConsequenceKey {
  cycleCode: string;
  /** Null: the cycle as a whole. */
  bodyUscc: string | null;
  action: ConsequenceAction;
  /** Of a measure: the entry of the library. */
  entryId: string | null;
}

export interface ProposedConsequence extends ConsequenceKey {
  /** The official run that called for it; null for what is about the cycle as a whole. */
  runId: string | null;
  /** Codes of the rules that call for it, and why in words. */
  rules: readonly string[];
  grounds: readonly string[];
}

export type ConsequenceState = 'proposed' | 'decided' | 'dismissed';

export interface Consequence extends ProposedConsequence {
  id: string;
  proposedAt: string;
  /** Since when no rule calls for it any more, because the result was corrected. */
  lapsedAt: string | null;
  state: ConsequenceState;
  decidedAt: string | null;
  decidedBy: string | null;
  note: string | null;
  /** The ledger's row that was made of it. */
  rowId: string | null;
}

export interface ConsequenceDecision {
  state: 'decided' | 'dismissed';
  by: string;
  note: string | null;
  rowId: string | null;
}

const columns = `id, cycle_code AS cycleCode, body_uscc AS bodyUscc, action, entry_id AS entryId, run_id AS runId, rules,
  grounds, proposed_at AS proposedAt, lapsed_at AS lapsedAt, state, decided_at AS decidedAt, decided_by AS decidedBy,
  note, row_id AS rowId`;

/** Two consequences with equal keys are one. */
export const keyOf = ({ cycleCode, bodyUscc, action, entryId }: ConsequenceKey): string =>
  [cycleCode, action, bodyUscc ?? '', entryId ?? ''].join(' ');

export function createConsequenceReader(db: ReadDb) {
  type Stored = Omit<Consequence, 'rules' | 'grounds'> & { rules: string; grounds: string };
  const toConsequence = ({ rules, grounds, ...rest }: Stored): Consequence => ({
    ...rest,
    rules: JSON.parse(rules) as string[],
    grounds: JSON.parse(grounds) as string[],
  });
  const ofCycle = db.prepareRead<Stored>(
    `SELECT ${columns} FROM grade_consequences WHERE cycle_code = ? ORDER BY body_uscc, action, id`,
  );
  const one = db.prepareRead<Stored>(`SELECT ${columns} FROM grade_consequences WHERE id = ?`);
  const ofRow = db.prepareRead<Stored>(`SELECT ${columns} FROM grade_consequences WHERE row_id = ?`);
  return {
    list: (cycle: string): Consequence[] => ofCycle.all(cycle).map(toConsequence),
    find(id: string): Consequence | null {
      const found = one.get(id);
      return found === undefined ? null : toConsequence(found);
    },
    /** The consequence that a ledger's row was made of. */
    ofRow(row: string): Consequence | null {
      const found = ofRow.get(row);
      return found === undefined ? null : toConsequence(found);
    },
  };
}

export function createConsequenceRepository(tx: WriteTx) {
  const insert = tx.prepareWrite(
    `INSERT INTO grade_consequences (id, cycle_code, body_uscc, action, entry_id, run_id, rules, grounds, proposed_at, state)
     VALUES (@id, @cycleCode, @bodyUscc, @action, @entryId, @runId, @rules, @grounds, @now, 'proposed')`,
  );
  const renew = tx.prepareWrite(
    `UPDATE grade_consequences SET run_id = @runId, rules = @rules, grounds = @grounds, lapsed_at = NULL WHERE id = @id`,
  );
  const lapse = tx.prepareWrite('UPDATE grade_consequences SET lapsed_at = @now WHERE id = @id');
  const decide = tx.prepareWrite(
    `UPDATE grade_consequences SET state = @state, decided_at = @now, decided_by = @by, note = @note, row_id = @rowId
     WHERE id = @id AND state = 'proposed'`,
  );
  const stored = ({ rules, grounds, ...rest }: ProposedConsequence) => ({
    ...rest,
    rules: JSON.stringify(rules),
    grounds: JSON.stringify(grounds),
  });
  return {
    ...createConsequenceReader(tx),
    propose: (proposed: ProposedConsequence): void => {
      const { cycleCode, bodyUscc, action, entryId, runId, rules, grounds } = stored(proposed);
      insert.run({
        ...{ cycleCode, bodyUscc, action, entryId, runId, rules, grounds },
        ...{ id: tx.newId(), now: tx.now() },
      });
    },
    /** It is called for by another run, or for other reasons. */
    renew(id: string, proposed: ProposedConsequence): void {
      const { runId, rules, grounds } = stored(proposed);
      requireOne(renew.run({ id, runId, rules, grounds }), 'grade_consequences', id);
    },
    /** No rule calls for it any more. */
    lapse: (id: string): void => requireOne(lapse.run({ id, now: tx.now() }), 'grade_consequences', id),
    decide: (id: string, decision: ConsequenceDecision): void =>
      requireOne(decide.run({ ...decision, id, now: tx.now() }), 'grade_consequences', id),
  };
}
