/** 封存: which runs were declared to count, why and by whom. A seal stays when a later run takes its place. */
import type { ReadDb, WriteTx } from '../transaction.ts';

export interface RunSeal {
  runId: string;
  /** `official` the first one; `corrected` after upheld objections; `correction` after the result was final. */
  kind: 'official' | 'corrected' | 'correction';
  reason: string | null;
  approvedBy: string | null;
  documentNo: string | null;
  /** The sealed run whose place it took. */
  supersedes: string | null;
  sealedAt: string;
  actor: string;
}

const columns = `run_id AS runId, kind, reason, approved_by AS approvedBy, document_no AS documentNo, supersedes,
  sealed_at AS sealedAt, actor`;

export function createSealReader(db: ReadDb) {
  const one = db.prepareRead<RunSeal>(`SELECT ${columns} FROM run_seals WHERE run_id = ?`);
  const after = db.prepareRead<{ runId: string }>(
    'SELECT run_id AS runId FROM run_seals WHERE supersedes = ?',
  );
  const ofCycle = db.prepareRead<RunSeal>(
    `SELECT ${columns} FROM run_seals WHERE run_id IN (SELECT id FROM runs WHERE cycle_code = ?) ORDER BY sealed_at, run_id`,
  );
  return {
    find: (runId: string): RunSeal | null => one.get(runId) ?? null,
    /** The run that took this one's place; null while it counts, or was never sealed. */
    supersededBy: (runId: string): string | null => after.get(runId)?.runId ?? null,
    /** Oldest first. */
    ofCycle: (cycle: string): RunSeal[] => ofCycle.all(cycle),
  };
}

export function createSealRepository(tx: WriteTx) {
  const add = tx.prepareWrite(
    `INSERT INTO run_seals (run_id, kind, reason, approved_by, document_no, supersedes, sealed_at, actor)
     VALUES (@runId, @kind, @reason, @approvedBy, @documentNo, @supersedes, @sealedAt, @actor)`,
  );
  return {
    ...createSealReader(tx),
    add(seal: Omit<RunSeal, 'sealedAt'>): void {
      add.run({ ...seal, sealedAt: tx.now() });
    },
  };
}
