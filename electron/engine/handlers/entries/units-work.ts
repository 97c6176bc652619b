/** The work of a page of units, leaf by leaf: what a column of one indicator and a table of several show. */
import type { Cycle } from '#shared/domain/entities.ts';
import { createCycleReader, type NamedUnit } from '../../db/repositories/cycles.ts';
import { createDecisionReader, createEntryReader, type UnitSpan } from '../../db/repositories/entries.ts';
import { createDraftReader } from '../../db/repositories/entry-drafts.ts';
import { createEvidenceReader } from '../../db/repositories/evidence.ts';
import { createOfficialReader } from '../../db/repositories/officials.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { EntryLeaf, EntryModel } from './entry-model.ts';
import { draftsInForce, type LeafWork } from './leaf-values.ts';
import { judgeUnitRules } from './unit-rules.ts';
import { inapplicableLeaves, openDerivation, openMetricRows } from './unit-work.ts';

/** The units of a page, and the span of codes that holds just them. */
export interface UnitPage {
  units: readonly NamedUnit[];
  span: UnitSpan;
}

const byUnit = <Row extends { bodyUscc: string }>(rows: readonly Row[]) =>
  Map.groupBy(rows, ({ bodyUscc }) => bodyUscc);

/** Reads leaves for all units of the page, each leaf once and with one statement for each kind of row, when it is asked for. */
const openLeafRows = (db: ReadDb, cycle: Cycle, before: Cycle | null, span: UnitSpan) => {
  const reader = createEntryReader(db);
  const read = (code: string) => {
    const stated = reader.ofLeaf(cycle.code, code, span);
    return {
      entries: byUnit(stated),
      filed: createEvidenceReader(db).entriesWithFiles(stated.map(({ id }) => id)),
      drafts: byUnit(createDraftReader(db).ofLeaf(cycle.code, code, span)),
      previous: byUnit(before === null ? [] : reader.ofLeaf(before.code, code, span)),
    };
  };
  const known = new Map<string, ReturnType<typeof read>>();
  return (code: string): ReturnType<typeof read> => {
    const rows = known.get(code) ?? read(code);
    known.set(code, rows);
    return rows;
  };
};

/** One unit of the page, and its work at any leaf of the model, each gathered once. */
export interface UnitWork {
  unit: NamedUnit;
  workOf: (leaf: EntryLeaf) => LeafWork;
}

/** In the order of the page. What audit rules look at elsewhere is read when their findings are asked for. */
export const openUnitsWork = (
  db: ReadDb,
  cycle: Cycle,
  model: EntryModel,
  { units, span }: UnitPage,
): UnitWork[] => {
  const cycles = createCycleReader(db);
  const before = cycles.findPrevious(cycle);
  const rowsOf = openLeafRows(db, cycle, before, span);
  return units.map((unit) => {
    const { bodyUscc } = unit;
    const continues = before !== null && cycles.unit(before.code, bodyUscc)?.modelCode === unit.modelCode;
    const inapplicable = inapplicableLeaves(db, model, { cycle: cycle.code, bodyUscc });
    const metricRows = openMetricRows(db, bodyUscc);
    const derivedOf = openDerivation(db, cycle, bodyUscc, metricRows);
    const works = new Map<string, LeafWork>();
    const gather = (leaf: EntryLeaf): LeafWork => {
      const { code } = leaf.node;
      const rows = rowsOf(code);
      const entries = rows.entries.get(bodyUscc) ?? [];
      return {
        bodyUscc,
        unitName: unit.name,
        group: unit.groupCode,
        entries,
        filed: rows.filed,
        drafts: draftsInForce(rows.drafts.get(bodyUscc) ?? [], entries),
        derived: derivedOf(leaf),
        previous: continues ? (rows.previous.get(bodyUscc) ?? []) : [],
        notApplicable: inapplicable.get(code) ?? null,
        peers: () => [],
        ruleFindings: () => judgeRulesAt(code).get(code) ?? [],
      };
    };
    const workOf = (leaf: EntryLeaf): LeafWork => {
      const work = works.get(leaf.node.code) ?? gather(leaf);
      works.set(leaf.node.code, work);
      return work;
    };
    const judgeRulesAt = (code: string) =>
      judgeUnitRules(
        {
          bodyUscc,
          model,
          cycle,
          previous: before,
          workOf,
          decisions: () => createDecisionReader(db).list(cycle.code, bodyUscc),
          ...metricRows,
          officials: () => createOfficialReader(db).integrityCounts(bodyUscc, cycle.periodTo),
        },
        code,
      );
    return { unit, workOf };
  });
};
