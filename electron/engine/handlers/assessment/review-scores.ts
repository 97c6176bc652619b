/**
 * What a unit's values come to at each step of the review: by its own statement alone, with what others stated and the
 * first review verified, and with the final review. By the same rules as a run, so that the last is what a run gives.
 */
import { isBefore } from '#shared/domain/cycle-stages.ts';
import type { Cycle, CycleUnit, EntryContent } from '#shared/domain/entities.ts';
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

const compares = ({ nodes }: ModelDocument): boolean =>
  nodes.some(({ scoring }) => scoring?.method === 'relative');

type Statement = (bodyUscc: string, role: EntryContent['role'], leaf?: string) => boolean;

/** Who has stated something, of any leaf or of one. */
const statementsOf = (db: ReadDb, cycle: string, units: readonly CycleUnit[]): Statement => {
  const entries = createEntryReader(db);
  const stated = new Set<string>();
  for (const { bodyUscc } of units) {
    for (const { role, leaf, value } of entries.list(cycle, bodyUscc)) {
      if (value !== null) stated.add(`${bodyUscc} ${role}`).add(`${bodyUscc} ${role} ${leaf}`);
    }
  }
  return (...place) => stated.has(place.join(' '));
};

/** Scores units of one model version in one go, so that what prepares a scoring is done once for all of them. */
const scoreTogether = (
  db: ReadDb,
  cycle: Cycle,
  model: ModelDocument,
  { asked, compared }: { asked: readonly CycleUnit[]; compared: readonly CycleUnit[] },
): Map<string, ReviewScores> => {
  const bodies = createBodyReader(db);
  const entries = createEntryReader(db);
  const decisions = createDecisionReader(db);
  const records = createRecordReader(db);
  const ledgerRows = createLedgerReader(db);

  const score = (scored: ModelDocument, counts: (entry: EntryContent) => boolean): Map<string, Points> => {
    const { data } = gatherModelData({
      model: scored,
      period: cycle,
      units: compared,
      nameOf: (uscc) => bodies.findByUscc(uscc)?.name ?? uscc,
      entriesOf: (uscc) => entries.list(cycle.code, uscc).filter(counts),
      decisionsOf: (uscc) => decisions.list(cycle.code, uscc),
      recordsOf: (uscc) => [...records.stream({ bodyUscc: uscc })],
      ledgerRowsOf: (uscc, ledger) => [...ledgerRows.stream({ ledger, bodyUscc: uscc })],
    });
    return new Map(
      scoreModel(scored, data).subjects.map(({ code, nodes }) => [
        code,
        new Map(nodes.map((node) => [node.code, node.published])),
      ]),
    );
  };

  const stated = statementsOf(db, cycle.code, asked);
  const assessorBegun = ({ bodyUscc }: CycleUnit): boolean =>
    stated(bodyUscc, 'assessor') || isBefore('firstReview', cycle.status);
  const finalBegun = ({ bodyUscc }: CycleUnit): boolean =>
    stated(bodyUscc, 'finalReview') || isBefore('finalReview', cycle.status);

  const self = score(withoutMetrics(model), ({ role }) => role === 'self');
  const assessor = asked.some(assessorBegun) ? score(model, ({ role }) => role !== 'finalReview') : null;
  const final = asked.some(finalBegun) ? score(model, () => true) : null;
  return new Map(
    asked.map((unit): [string, ReviewScores] => {
      const { bodyUscc } = unit;
      const own = [...(self.get(bodyUscc) ?? [])];
      const first = assessorBegun(unit) ? assessor?.get(bodyUscc) : undefined;
      const last = finalBegun(unit) ? final?.get(bodyUscc) : undefined;
      return [
        bodyUscc,
        {
          // What the unit was not asked for would print as 0.00, as if it had earned nothing there.
          self: new Map(own.filter(([leaf]) => stated(bodyUscc, 'self', leaf))),
          ...(first ? { assessor: first } : {}),
          ...(last ? { finalReview: last } : {}),
        },
      ];
    }),
  );
};

/** Units scored in one go: enough that preparing it does not count, and still no more than a moment. */
const together = 25;

/** @throws AppError `cycle.unitUnknown` */
export type ReviewScoresOf = (bodyUscc: string) => ReviewScores;

/**
 * Published points of each leaf by the step that they belong to.
 * @param usccs units that will be asked for in the order of their codes: the next ones are worked out along with the first
 */
export const openReviewScores = (db: ReadDb, cycle: Cycle, usccs: readonly string[]): ReviewScoresOf => {
  const wanted = new Set(usccs);
  const ready = new Map<string, Map<string, ReviewScores>>();
  const scoreFrom = (first: CycleUnit): Map<string, ReviewScores> => {
    const { modelCode, modelVersion } = first;
    const model = documentOf(requireModel(db, modelCode, modelVersion));
    const alike = createCycleReader(db)
      .units(cycle.code)
      .filter((unit) => unit.modelCode === modelCode && unit.modelVersion === modelVersion);
    const coming = alike.filter(
      ({ bodyUscc }) => bodyUscc === first.bodyUscc || (bodyUscc > first.bodyUscc && wanted.has(bodyUscc)),
    );
    // Points that come from comparing units take all of them, whoever is asked for.
    if (compares(model)) return scoreTogether(db, cycle, model, { asked: coming, compared: alike });
    const asked = coming.slice(0, together);
    return scoreTogether(db, cycle, model, { asked, compared: asked });
  };
  return (bodyUscc) => {
    const unit = requireUnit(db, cycle.code, bodyUscc);
    const model = `${unit.modelCode} ${unit.modelVersion}`;
    const known = ready.get(model)?.get(bodyUscc);
    if (known !== undefined) return known;
    const scored = scoreFrom(unit);
    ready.set(model, scored);
    return scored.get(bodyUscc) ?? { self: new Map() };
  };
};
