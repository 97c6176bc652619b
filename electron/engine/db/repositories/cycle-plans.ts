/** 方案: planned days of a cycle's stages, extensions granted, and which body supplies which indicator. */
import type { CycleStatus } from '#shared/domain/code-lists.ts';
import type { ReadDb, WriteTx } from '../transaction.ts';

/** First and last day of a stage. */
export interface StageDates {
  stage: CycleStatus;
  from: string;
  to: string;
}

export interface StageExtension {
  id: string;
  stage: CycleStatus;
  /** Null for every unit. */
  bodyUscc: string | null;
  until: string;
  reason: string;
  documentNo: string | null;
  grantedAt: string;
  actor: string;
}

/** Who supplies an indicator besides the unit itself. */
export interface Filler {
  modelCode: string;
  leaf: string;
  role: 'assessor' | 'finalReview' | 'department' | 'thirdParty' | 'survey';
  bodyUscc: string;
}

export function createPlanReader(db: ReadDb) {
  const dates = db.prepareRead<StageDates>(
    `SELECT stage, from_on AS "from", to_on AS "to" FROM cycle_stage_dates WHERE cycle_code = ? ORDER BY from_on, to_on`,
  );
  const extensions = db.prepareRead<StageExtension>(
    `SELECT id, stage, body_uscc AS bodyUscc, until_on AS until, reason, document_no AS documentNo,
       granted_at AS grantedAt, actor FROM stage_extensions WHERE cycle_code = ? ORDER BY granted_at, id`,
  );
  const fillers = db.prepareRead<Filler>(
    `SELECT model_code AS modelCode, leaf, role, body_uscc AS bodyUscc FROM cycle_fillers
     WHERE cycle_code = ? ORDER BY model_code, leaf, role`,
  );
  const limit = db.prepareRead<{ points: string }>('SELECT points FROM review_limits WHERE cycle_code = ?');
  return {
    /** Points by which a reviewed score may differ without a reason; null where the suggested limit holds. */
    reviewLimit: (cycle: string): string | null => limit.get(cycle)?.points ?? null,
    dates: (cycle: string): StageDates[] => dates.all(cycle),
    /** In the order in which they were granted. */
    extensions: (cycle: string): StageExtension[] => extensions.all(cycle),
    fillers: (cycle: string): Filler[] => fillers.all(cycle),
  };
}

export function createPlanRepository(tx: WriteTx) {
  const clearDates = tx.prepareWrite('DELETE FROM cycle_stage_dates WHERE cycle_code = ?');
  const putDates = tx.prepareWrite(
    'INSERT INTO cycle_stage_dates (cycle_code, stage, from_on, to_on) VALUES (?, ?, ?, ?)',
  );
  const clearFillers = tx.prepareWrite('DELETE FROM cycle_fillers WHERE cycle_code = ?');
  const putFiller = tx.prepareWrite(
    'INSERT INTO cycle_fillers (cycle_code, model_code, leaf, role, body_uscc) VALUES (?, ?, ?, ?, ?)',
  );
  const addExtension = tx.prepareWrite(
    `INSERT INTO stage_extensions (id, cycle_code, stage, body_uscc, until_on, reason, document_no, granted_at, actor)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const clearLimit = tx.prepareWrite('DELETE FROM review_limits WHERE cycle_code = ?');
  const putLimit = tx.prepareWrite('INSERT INTO review_limits (cycle_code, points, set_at) VALUES (?, ?, ?)');
  return {
    ...createPlanReader(tx),
    /** @param points null: as suggested */
    setReviewLimit(cycle: string, points: string | null): void {
      clearLimit.run(cycle);
      if (points !== null) putLimit.run(cycle, points, tx.now());
    },
    /** Puts the dates of all stages in place of the present ones. */
    setDates(cycle: string, all: readonly StageDates[]): void {
      clearDates.run(cycle);
      for (const { stage, from, to } of all) putDates.run(cycle, stage, from, to);
    },
    /** Puts all fillers in place of the present ones. */
    setFillers(cycle: string, all: readonly Filler[]): void {
      clearFillers.run(cycle);
      for (const { modelCode, leaf, role, bodyUscc } of all)
        putFiller.run(cycle, modelCode, leaf, role, bodyUscc);
    },
    extend(cycle: string, extension: Omit<StageExtension, 'id' | 'grantedAt'>): void {
      const { stage, bodyUscc, until, reason, documentNo, actor } = extension;
      addExtension.run(tx.newId(), cycle, stage, bodyUscc, until, reason, documentNo, tx.now(), actor);
    },
  };
}
