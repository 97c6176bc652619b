/** How far each unit of a cycle is: the cells it is asked for, and how many of them are filled in. */

import { entryRoleCode } from '#shared/contract/operations/entries.ts';
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import type { Cycle } from '#shared/domain/entities.ts';
import { createCycleReader, type NamedUnit } from '../../db/repositories/cycles.ts';
import { type AskedCell, createEntryReader, type UnitSpan } from '../../db/repositories/entries.ts';
import { createDraftReader } from '../../db/repositories/entry-drafts.ts';
import { createUnitStepReader } from '../../db/repositories/unit-steps.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { requireModel } from '../models.ts';
import { type EntryModel, entryModelOf } from './entry-model.ts';
import { draftsInForce } from './leaf-values.ts';
import { inapplicableLeaves } from './unit-work.ts';

interface Counts {
  total: number;
  filled: number;
  wrong: number;
  empty: number;
}

type ByRole = Partial<Record<EntryRole, Counts>>;

const roles = entryRoleCode.options as readonly EntryRole[];

/** Every cell that a model asks for, by leaf, item and role; what the database yields by itself is not asked for. */
export const askedCells = (model: EntryModel): AskedCell[] =>
  [...model.leaves.values()].flatMap((leaf) =>
    leaf.items
      .filter(({ drawn }) => !drawn)
      .flatMap(({ item }) =>
        roles
          .filter((role) => leaf.askedOf.includes(role))
          .map((role): AskedCell => [leaf.node.code, item, role]),
      ),
  );

const emptyCounts = (total: number): Counts => ({ total, filled: 0, wrong: 0, empty: total });

const countOf = (
  cells: readonly AskedCell[],
  filled: (role: EntryRole) => number,
  wrong: (role: EntryRole) => number,
): ByRole => {
  const byRole: ByRole = {};
  for (const role of roles) {
    const total = cells.filter((cell) => cell[2] === role).length;
    if (total === 0) continue;
    const counts = { total, filled: filled(role), wrong: wrong(role) };
    byRole[role] = { ...counts, empty: total - counts.filled - counts.wrong };
  }
  return byRole;
};

/** Counted cell by cell: for a unit with drafts, or with leaves that do not apply. */
const countSingly = (
  db: ReadDb,
  cycle: Cycle,
  unit: NamedUnit,
  asked: readonly AskedCell[],
  inapplicable: ReadonlyMap<string, string>,
): ByRole => {
  const cells = asked.filter(([leaf]) => !inapplicable.has(leaf));
  const keyOf = ({ leaf, item, role }: { leaf: string; item: string; role: string }) =>
    JSON.stringify([leaf, item, role]);
  const entries = createEntryReader(db).list(cycle.code, unit.bodyUscc);
  const values = new Set(entries.filter(({ value }) => value !== null).map(keyOf));
  const drafts = new Set(
    draftsInForce(createDraftReader(db).list(cycle.code, unit.bodyUscc), entries).map(keyOf),
  );
  const among = (keys: ReadonlySet<string>) => (role: EntryRole) =>
    cells.filter((cell) => cell[2] === role && keys.has(JSON.stringify(cell))).length;
  return countOf(cells, among(values), among(drafts));
};

const sumOf = (byRole: ByRole): Counts => {
  const sum = emptyCounts(0);
  for (const counts of Object.values(byRole)) {
    sum.total += counts.total;
    sum.filled += counts.filled;
    sum.wrong += counts.wrong;
    sum.empty += counts.empty;
  }
  return sum;
};

/** Progress of units that one model assesses. */
const progressOfModel = (
  db: ReadDb,
  cycle: Cycle,
  units: readonly NamedUnit[],
  span: UnitSpan,
  drafted: ReadonlySet<string>,
): Map<string, ByRole> => {
  const [first] = units;
  if (!first) return new Map();
  const model = entryModelOf(requireModel(db, first.modelCode, first.modelVersion));
  const asked = askedCells(model);
  const filled = new Map(
    createEntryReader(db)
      .countFilled(cycle.code, asked, span)
      .map((row) => [`${row.bodyUscc} ${row.role}`, row.filled]),
  );
  return new Map(
    units.map((unit) => {
      const { bodyUscc } = unit;
      const inapplicable = inapplicableLeaves(db, model, { cycle: cycle.code, bodyUscc });
      const byRole =
        drafted.has(bodyUscc) || inapplicable.size > 0
          ? countSingly(db, cycle, unit, asked, inapplicable)
          : countOf(
              asked,
              (role) => filled.get(`${bodyUscc} ${role}`) ?? 0,
              () => 0,
            );
      return [bodyUscc, byRole];
    }),
  );
};

/** Answers `cycles.progress`. */
export const readProgress = (db: ReadDb, cycle: Cycle, request: { cursor: string | null; limit: number }) => {
  const cycles = createCycleReader(db);
  const after = request.cursor ?? '';
  const units = cycles.unitPage(cycle.code, null, { after, limit: request.limit });
  const last = units.at(-1);
  const span: UnitSpan = { after, upTo: last?.bodyUscc ?? '' };
  const drafted = new Set(
    createDraftReader(db)
      .count(cycle.code, span)
      .map(({ bodyUscc }) => bodyUscc),
  );
  const steps = new Map(
    createUnitStepReader(db)
      .lastOfAll(cycle.code)
      .map((step) => [step.bodyUscc, step]),
  );
  const latest = createEntryReader(db).latestOf(cycle.code, span);
  const progress = new Map<string, ByRole>();
  const groups = Map.groupBy(units, ({ modelCode, modelVersion }) => `${modelCode} ${modelVersion}`);
  for (const group of groups.values()) {
    for (const [uscc, byRole] of progressOfModel(db, cycle, group, span, drafted)) progress.set(uscc, byRole);
  }
  return {
    rows: units.map((unit) => {
      const byRole = progress.get(unit.bodyUscc) ?? {};
      const step = steps.get(unit.bodyUscc);
      return {
        ...unit,
        byRole,
        counts: sumOf(byRole),
        updatedAt: latest.get(unit.bodyUscc) ?? null,
        state: step?.state ?? ('filling' as const),
        stateSince: step?.takenAt ?? null,
        returnedUntil: step?.state === 'returned' ? step.dueOn : null,
      };
    }),
    next: units.length < request.limit || !last ? null : last.bodyUscc,
    units: cycles.countUnits(cycle.code, null),
  };
};
