/** 审核: everything doubtful about the present values of a cycle, unit by unit. */
import type { Cycle } from '#shared/domain/entities.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { checkLeaf } from './check-leaf.ts';
import type { EntryLeaf } from './entry-model.ts';
import { readExplained } from './explained.ts';
import type { LeafWork } from './leaf-values.ts';
import { countedScore } from './leaf-view.ts';
import { requireVisibleUnit, unitViews } from './unit-view.ts';
import { openUnit, readUnitWork } from './unit-work.ts';

/** A note of the role that a finding concerns, beside any item of the leaf, explains it too. */
const hasNote = (finding: Finding, work: LeafWork): boolean =>
  work.entries.some(({ role, note }) => note !== null && (finding.role ?? role) === role);

type Explanation = ReturnType<ReturnType<typeof readExplained>['shown']>;

/** A warning may stand with an explanation of just these values, unless a reader did not accept it. */
const isExplained = (finding: Finding, work: LeafWork, explanation: Explanation): boolean => {
  if (finding.severity === 'error' || explanation?.reading?.accepted === false) return false;
  return (explanation !== null && !explanation.outdated) || hasNote(finding, work);
};

const placeNames = (finding: Finding, leaf: EntryLeaf) => {
  const label = leaf.items.find(({ item }) => item === finding.item)?.label;
  return { leafName: leaf.node.name, ...(label === undefined ? {} : { itemLabel: label }) };
};

/** Everything doubtful about one unit. @throws AppError `cycle.unitUnknown` */
export const checkUnit = (db: ReadDb, cycle: Cycle, bodyUscc: string) => {
  const setting = openUnit(db, cycle, bodyUscc);
  const { model, name } = setting;
  const workOf = readUnitWork(db, setting, createCycleReader(db).findPrevious(cycle));
  const explained = readExplained(db, cycle.code, bodyUscc);
  const findings = [...model.leaves.values()].flatMap((leaf) => {
    const work = workOf(leaf);
    return checkLeaf(leaf, work, countedScore(model, leaf, work, [])).map((finding) => {
      const explanation = explained.shown(finding);
      return {
        ...finding,
        ...placeNames(finding, leaf),
        explained: isExplained(finding, work, explanation),
        explanation,
      };
    });
  });
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return { bodyUscc, name, errors, warnings: findings.length - errors, findings };
};

/** Answers `entries.check`. @throws AppError `cycle.unitUnknown` */
export const checkUnits = (
  db: ReadDb,
  cycle: Cycle,
  request: { bodyUscc: string | null; cursor: string | null; limit: number },
) => {
  if (request.bodyUscc !== null) {
    requireVisibleUnit(db, request.bodyUscc);
    return { rows: [checkUnit(db, cycle, request.bodyUscc)], next: null, units: 1 };
  }
  const cycles = createCycleReader(db);
  const viewOf = unitViews(db);
  const units = cycles.unitPage(cycle.code, null, { after: request.cursor ?? '', limit: request.limit });
  return {
    rows: units
      .filter(({ bodyUscc }) => viewOf(bodyUscc) !== 'other')
      .map(({ bodyUscc }) => checkUnit(db, cycle, bodyUscc)),
    next: units.length < request.limit ? null : (units.at(-1)?.bodyUscc ?? null),
    units: cycles.countUnits(cycle.code, null),
  };
};
