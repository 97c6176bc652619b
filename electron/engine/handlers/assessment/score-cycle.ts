/**
 * Scores a cycle from what the database holds now: one data document and one result per model version in use.
 * Reads only; the caller stores what it wants to keep.
 */
import type { Cycle, CycleUnit, ModelVersion } from '#shared/domain/entities.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import type { ModelResult } from '#shared/model/result.ts';
import { scoreModel } from '#shared/model/score-model.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createDecisionReader, createEntryReader } from '../../db/repositories/entries.ts';
import { createDraftReader, type EntryDraft } from '../../db/repositories/entry-drafts.ts';
import { createLedgerReader } from '../../db/repositories/ledger-rows.ts';
import { createRecordReader } from '../../db/repositories/records.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { draftsInForce } from '../entries/leaf-values.ts';
import { documentOf, requireModel } from '../models.ts';
import { type GatheredData, gatherModelData } from './gather-model-data.ts';

/** A model of the cycle with the data document of its units. */
export interface GatheredModel extends GatheredData {
  model: ModelDocument;
  version: ModelVersion;
  units: CycleUnit[];
}

export interface ScoredModel extends GatheredModel {
  result: ModelResult;
}

/** A typed text that is no valid value is left out of the score, and said so. */
const notScored = ({ bodyUscc, leaf, item, role }: EntryDraft): Finding => ({
  code: 'entry.draftNotScored',
  severity: 'error',
  params: {},
  subject: bodyUscc,
  leaf,
  item,
  role,
});

/** Units by model version, in the order of code and version. */
export const unitsByModel = (units: readonly CycleUnit[]): CycleUnit[][] => {
  const groups = new Map<string, CycleUnit[]>();
  for (const unit of units) {
    const key = `${unit.modelCode}\u0000${unit.modelVersion}`;
    const list = groups.get(key) ?? [];
    list.push(unit);
    groups.set(key, list);
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, list]) => list);
};

/** The data document of units of a cycle for a model, as the database holds their values now. */
export const gatherUnits = (
  db: ReadDb,
  { code, periodFrom, periodTo }: Cycle,
  units: readonly CycleUnit[],
  model: ModelDocument,
): GatheredData => {
  const bodies = createBodyReader(db);
  const entries = createEntryReader(db);
  const decisions = createDecisionReader(db);
  const records = createRecordReader(db);
  const ledgerRows = createLedgerReader(db);
  return gatherModelData({
    model,
    period: { periodFrom, periodTo },
    units,
    nameOf: (uscc) => bodies.findByUscc(uscc)?.name ?? uscc,
    entriesOf: (uscc) => entries.list(code, uscc),
    decisionsOf: (uscc) => decisions.list(code, uscc),
    recordsOf: (uscc) => [...records.stream({ bodyUscc: uscc })],
    ledgerRowsOf: (uscc, ledger) => [...ledgerRows.stream({ ledger, bodyUscc: uscc })],
  });
};

/**
 * The data documents of a cycle as the database holds its values now, one model version after another.
 * @param modelCode only the versions of this model
 */
export function* gatherCycle(db: ReadDb, cycle: Cycle, modelCode?: string): Generator<GatheredModel, void> {
  for (const units of unitsByModel(createCycleReader(db).units(cycle.code))) {
    const [first] = units;
    if (!first || (modelCode !== undefined && first.modelCode !== modelCode)) continue;
    const version = requireModel(db, first.modelCode, first.modelVersion);
    const model = documentOf(version);
    yield { ...gatherUnits(db, cycle, units, model), model, version, units };
  }
}

/**
 * Scores the units of a cycle.
 * @param step called after each model, so that a long run can report and yield
 */
export const scoreCycle = async (
  db: ReadDb,
  cycle: Cycle,
  step: (done: number, total: number) => Promise<void>,
): Promise<{ scored: ScoredModel[]; findings: Finding[] }> => {
  const drafts = createDraftReader(db);
  const entries = createEntryReader(db);
  const models = unitsByModel(createCycleReader(db).units(cycle.code)).length;
  const scored: ScoredModel[] = [];
  const findings: Finding[] = [];

  await step(0, models);
  for (const gathered of gatherCycle(db, cycle)) {
    const { model, version, data, units } = gathered;
    if (version.status === 'disabled') {
      findings.push({ code: 'assess.modelDisabled', severity: 'error', params: { model: version.code } });
      continue;
    }
    const result = scoreModel(model, data);
    scored.push({ ...gathered, result });
    for (const { bodyUscc } of units) {
      const kept = drafts.list(cycle.code, bodyUscc);
      if (kept.length === 0) continue;
      findings.push(...draftsInForce(kept, entries.list(cycle.code, bodyUscc)).map(notScored));
    }
    findings.push(...gathered.findings, ...result.subjects.flatMap((subject) => subject.findings));
    await step(scored.length, models);
  }
  return { scored, findings };
};
