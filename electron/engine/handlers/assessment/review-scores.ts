/**
 * What a unit's values come to at each step of the review: by its own statement alone, with what others stated and the
 * first review verified, and with the final review. By the same rules as a run, so that the last is what a run gives.
 */
import { isBefore } from '#shared/domain/cycle-stages.ts';
import type { Cycle, EntryContent } from '#shared/domain/entities.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import { scoreModel } from '#shared/model/score-model.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createDecisionReader, createEntryReader } from '../../db/repositories/entries.ts';
import { createLedgerReader } from '../../db/repositories/ledger-rows.ts';
import { createRecordReader } from '../../db/repositories/records.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { requireUnit } from '../cycles.ts';
import { documentOf, requireModel } from '../models.ts';
import { gatherModelData } from './gather-model-data.ts';

type Points = Map<string, string | null>;

export interface ReviewScores {
  self: Points;
  /** Absent before the first review has stated anything. */
  assessor?: Points;
  /** Absent before the final review has. */
  finalReview?: Points;
}

/** The credit records are nobody's statement: the unit's own score does without them. */
const withoutMetrics = (model: ModelDocument): ModelDocument => ({
  ...model,
  nodes: model.nodes.map(({ metrics: _, ...node }) => node),
});

/** Published points of each leaf by the step that they belong to. @throws AppError `cycle.unitUnknown` */
export const reviewScores = (db: ReadDb, cycle: Cycle, bodyUscc: string): ReviewScores => {
  const unit = requireUnit(db, cycle.code, bodyUscc);
  const model = documentOf(requireModel(db, unit.modelCode, unit.modelVersion));
  const compares = model.nodes.some(({ scoring }) => scoring?.method === 'relative');
  const units = createCycleReader(db)
    .units(cycle.code)
    .filter(
      (other) =>
        other.bodyUscc === bodyUscc ||
        (compares && other.modelCode === unit.modelCode && other.modelVersion === unit.modelVersion),
    );
  const bodies = createBodyReader(db);
  const entries = createEntryReader(db);
  const decisions = createDecisionReader(db);
  const records = createRecordReader(db);
  const ledgerRows = createLedgerReader(db);

  const score = (scored: ModelDocument, counts: (entry: EntryContent) => boolean): Points => {
    const { data } = gatherModelData({
      model: scored,
      period: cycle,
      units,
      nameOf: (uscc) => bodies.findByUscc(uscc)?.name ?? uscc,
      entriesOf: (uscc) => entries.list(cycle.code, uscc).filter(counts),
      decisionsOf: (uscc) => decisions.list(cycle.code, uscc),
      recordsOf: (uscc) => [...records.stream({ bodyUscc: uscc })],
      ledgerRowsOf: (uscc, ledger) => [...ledgerRows.stream({ ledger, bodyUscc: uscc })],
    });
    const result = scoreModel(scored, data).subjects.find(({ code }) => code === bodyUscc);
    return new Map(result?.nodes.map(({ code, published }) => [code, published]));
  };

  const own = entries.list(cycle.code, bodyUscc);
  const stated = (role: EntryContent['role'], leaf?: string): boolean =>
    own.some(
      (entry) => entry.role === role && entry.value !== null && (leaf === undefined || entry.leaf === leaf),
    );
  const self = score(withoutMetrics(model), ({ role }) => role === 'self');
  // What the unit was not asked for would print as 0.00, as if it had earned nothing there.
  for (const leaf of [...self.keys()]) if (!stated('self', leaf)) self.delete(leaf);
  const begun = (role: 'assessor' | 'finalReview', stage: 'firstReview' | 'finalReview'): boolean =>
    stated(role) || isBefore(stage, cycle.status);
  return {
    self,
    ...(begun('assessor', 'firstReview')
      ? { assessor: score(model, ({ role }) => role !== 'finalReview') }
      : {}),
    ...(begun('finalReview', 'finalReview') ? { finalReview: score(model, () => true) } : {}),
  };
};
