/** Gathers from the database what a sheet shows of one unit, for all of its leaves or for one. */
import type { CreditRecord, Cycle, CycleUnit, Entry, ModelVersion } from '#shared/domain/entities.ts';
import { evaluateMetric } from '#shared/domain/metrics.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { LedgerRow } from '#shared/ledgers/ledger-row.ts';
import type { LeafSubject } from '#shared/model/score-leaf.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createDecisionReader, createEntryReader, type UnitSpan } from '../../db/repositories/entries.ts';
import { createDraftReader } from '../../db/repositories/entry-drafts.ts';
import { createEvidenceReader } from '../../db/repositories/evidence.ts';
import { createLedgerReader } from '../../db/repositories/ledger-rows.ts';
import { createOfficialReader } from '../../db/repositories/officials.ts';
import { createRecordReader } from '../../db/repositories/records.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { leavesBelow } from '../assessment/gather-model-data.ts';
import { requireUnit } from '../cycles.ts';
import { requireModel } from '../models.ts';
import { type EntryLeaf, type EntryModel, entryModelOf } from './entry-model.ts';
import { type Derived, draftsInForce, type LeafWork, valuesThatCount } from './leaf-values.ts';
import { judgeUnitRules } from './unit-rules.ts';

/** From before the first unified code to after the last. */
export const everyUnit: UnitSpan = { after: '', upTo: '~' };

/** A unit of a cycle with its frozen model. */
export interface UnitSetting {
  cycle: Cycle;
  unit: CycleUnit;
  name: string;
  version: ModelVersion;
  model: EntryModel;
  /** Leaf → reason why it does not apply. */
  notApplicable: ReadonlyMap<string, string>;
}

/** Leaves that the assessor decided do not apply to a unit, with the reason. */
export const inapplicableLeaves = (
  db: ReadDb,
  model: EntryModel,
  place: { cycle: string; bodyUscc: string },
): Map<string, string> => {
  const reasons = new Map<string, string>();
  for (const decision of createDecisionReader(db).list(place.cycle, place.bodyUscc)) {
    if (decision.kind !== 'notApplicable' || Number(decision.count) === 0) continue;
    for (const leaf of leavesBelow(model.document, [decision.code])) reasons.set(leaf, decision.reason);
  }
  return reasons;
};

/** @throws AppError `cycle.unitUnknown` */
export const openUnit = (db: ReadDb, cycle: Cycle, bodyUscc: string): UnitSetting => {
  const unit = requireUnit(db, cycle.code, bodyUscc);
  const version = requireModel(db, unit.modelCode, unit.modelVersion);
  const model = entryModelOf(version);
  return {
    cycle,
    unit,
    name: createBodyReader(db).findByUscc(bodyUscc)?.name ?? bodyUscc,
    version,
    model,
    notApplicable: inapplicableLeaves(db, model, { cycle: cycle.code, bodyUscc }),
  };
};

/** What metrics of one unit look at, each kind of rows read once, when needed. */
export const openMetricRows = (db: ReadDb, bodyUscc: string) => {
  let records: readonly CreditRecord[] | undefined;
  const ledgers = new Map<string, readonly LedgerRow[]>();
  return {
    records: (): readonly CreditRecord[] => {
      records ??= [...createRecordReader(db).stream({ bodyUscc })];
      return records;
    },
    ledgerRowsOf: (ledger: string): readonly LedgerRow[] => {
      const rows = ledgers.get(ledger) ?? [...createLedgerReader(db).stream({ ledger, bodyUscc })];
      ledgers.set(ledger, rows);
      return rows;
    },
  };
};
type MetricRows = ReturnType<typeof openMetricRows>;

/** Computes what the credit database yields for the leaves of one unit. */
export const openDerivation = (
  db: ReadDb,
  cycle: Cycle,
  bodyUscc: string,
  rows: MetricRows = openMetricRows(db, bodyUscc),
) => {
  return (leaf: EntryLeaf): Map<string, Derived> => {
    const derived = new Map<string, Derived>();
    for (const [item, metric] of Object.entries(leaf.node.metrics ?? {})) {
      const { value, recordIds } = evaluateMetric(metric, rows.records(), cycle, rows.ledgerRowsOf);
      derived.set(item, { value, records: recordIds.length });
    }
    return derived;
  };
};

/** The values that count for the other units under the same model, on a leaf that compares them. */
const peersOf = (db: ReadDb, { cycle, unit }: UnitSetting, leaf: EntryLeaf): LeafSubject[] => {
  if (!leaf.relative) return [];
  const entries = Map.groupBy(
    createEntryReader(db).ofLeaf(cycle.code, leaf.node.code, everyUnit),
    ({ bodyUscc }) => bodyUscc,
  );
  return createCycleReader(db)
    .units(cycle.code)
    .filter(
      (other) =>
        other.bodyUscc !== unit.bodyUscc &&
        other.modelCode === unit.modelCode &&
        other.modelVersion === unit.modelVersion,
    )
    .map(({ bodyUscc, groupCode }) => ({
      code: bodyUscc,
      group: groupCode,
      values: valuesThatCount(leaf, entries.get(bodyUscc) ?? [], openDerivation(db, cycle, bodyUscc)(leaf)),
    }));
};

/** What the unit stated for the leaf in the cycle before, if the same model assessed it there. */
const previousOf = (db: ReadDb, { unit }: UnitSetting, previous: Cycle | null) => {
  if (previous === null) return null;
  const before = createCycleReader(db).unit(previous.code, unit.bodyUscc);
  return before?.modelCode === unit.modelCode ? previous.code : null;
};

const byLeaf = <Row extends { leaf: string }>(rows: readonly Row[]): Map<string, Row[]> =>
  Map.groupBy(rows, ({ leaf }) => leaf);

/**
 * Reads the work of one unit.
 * @param only the one leaf that will be asked for; left out, all of them are read at once
 */
export const readUnitWork = (
  db: ReadDb,
  setting: UnitSetting,
  previous: Cycle | null,
  only?: string,
): ((leaf: EntryLeaf) => LeafWork) => {
  const { cycle, unit, model } = setting;
  const { bodyUscc } = unit;
  const reader = createEntryReader(db);
  const read = (cycleCode: string | null): Entry[] => {
    if (cycleCode === null) return [];
    return only === undefined
      ? reader.list(cycleCode, bodyUscc)
      : reader.ofBodyLeaf(cycleCode, bodyUscc, only);
  };
  const entries = byLeaf(read(cycle.code));
  const before = byLeaf(read(previousOf(db, setting, previous)));
  const filed = createEvidenceReader(db).entriesWithFiles([...entries.values()].flat().map(({ id }) => id));
  const drafts = byLeaf(createDraftReader(db).list(cycle.code, bodyUscc));
  const rows = openMetricRows(db, bodyUscc);
  const derivedOf = openDerivation(db, cycle, bodyUscc, rows);

  let found: ReadonlyMap<string, readonly Finding[]> | undefined;
  const judgeRules = (): ReadonlyMap<string, readonly Finding[]> =>
    judgeUnitRules({
      bodyUscc,
      model,
      cycle,
      previous,
      // Rules look across leaves, so one leaf alone is not enough.
      workOf: only === undefined ? workOf : readUnitWork(db, setting, previous),
      decisions: () => createDecisionReader(db).list(cycle.code, bodyUscc),
      ...rows,
      officials: () => createOfficialReader(db).integrityCounts(bodyUscc, cycle.periodTo),
    });
  const workOf = (leaf: EntryLeaf): LeafWork => {
    const { code } = leaf.node;
    return {
      bodyUscc,
      unitName: setting.name,
      group: unit.groupCode,
      entries: entries.get(code) ?? [],
      filed,
      drafts: draftsInForce(drafts.get(code) ?? [], entries.get(code) ?? []),
      derived: derivedOf(leaf),
      previous: before.get(code) ?? [],
      notApplicable: setting.notApplicable.get(code) ?? null,
      peers: () => peersOf(db, setting, leaf),
      ruleFindings: () => {
        found ??= judgeRules();
        return found.get(code) ?? [];
      },
    };
  };
  return workOf;
};
