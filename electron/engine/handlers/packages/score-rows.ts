/**
 * Scores from the rows of a package and nothing else: what a sender declares, and what a receiver recomputes to see
 * whether the declared figures follow from the raw values. The receiver's own records play no part here.
 */
import type { Body, CreditRecord, Cycle, CycleUnit, Decision, Entry } from '#shared/domain/entities.ts';
import type { LedgerRow } from '#shared/ledgers/ledger-row.ts';
import { scoreModel } from '#shared/model/score-model.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { PackageManifest } from '../../packages/manifest.ts';
import { gatherModelData } from '../assessment/gather-model-data.ts';
import { documentOf, requireModel } from '../models.ts';

export interface ScorableRows {
  bodies: readonly Body[];
  creditRecords: readonly CreditRecord[];
  ledgerRows: readonly LedgerRow[];
  entries: readonly Entry[];
  decisions: readonly Decision[];
  units: readonly CycleUnit[];
}

type DeclaredScore = PackageManifest['declared']['scores'][number];

const groupBy = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const list = groups.get(keyOf(row)) ?? [];
    list.push(row);
    groups.set(keyOf(row), list);
  }
  return groups;
};

/** Scores by unit, in the order of unified codes. Relative methods compare the units of the package only. */
export const scoreRows = (
  db: ReadDb,
  cycle: Pick<Cycle, 'periodFrom' | 'periodTo'>,
  rows: ScorableRows,
): DeclaredScore[] => {
  const byUnit = <Row extends { bodyUscc: string }>(list: readonly Row[]) => {
    const groups = groupBy(list, (row) => row.bodyUscc);
    return (uscc: string): readonly Row[] => groups.get(uscc) ?? [];
  };
  const names = new Map(rows.bodies.map((body) => [body.uscc, body.name]));
  const models = groupBy(rows.units, (unit) => `${unit.modelCode} ${unit.modelVersion}`);
  const scores: DeclaredScore[] = [];
  for (const units of models.values()) {
    const [first] = units;
    if (!first) continue;
    const model = documentOf(requireModel(db, first.modelCode, first.modelVersion));
    const { data } = gatherModelData({
      model,
      period: { periodFrom: cycle.periodFrom, periodTo: cycle.periodTo },
      units,
      nameOf: (uscc) => names.get(uscc) ?? uscc,
      entriesOf: byUnit(rows.entries),
      decisionsOf: byUnit(rows.decisions),
      recordsOf: byUnit(rows.creditRecords),
      ledgerRowsOf: (uscc, ledger) =>
        rows.ledgerRows.filter((row) => row.ledger === ledger && row.bodyUscc === uscc),
    });
    for (const subject of scoreModel(model, data).subjects) {
      scores.push({
        bodyUscc: subject.code,
        score: subject.score,
        grade: subject.grade,
        total: subject.total,
      });
    }
  }
  return scores.sort((a, b) => (a.bodyUscc < b.bodyUscc ? -1 : 1));
};
