/** The sheet of one unit, and the same turned round: one item for every unit of a cycle. */
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import type { Cycle, CycleContent } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { scoreLeafAlone } from '#shared/model/score-leaf.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { readStandings } from '../cycles/unit-standing.ts';
import { requireModel } from '../models.ts';
import { entryLock } from './cell-locks.ts';
import { type EntryItem, type EntryLeaf, type EntryModel, entryModelOf } from './entry-model.ts';
import { type LeafWork, valuesThatCount } from './leaf-values.ts';
import { type SheetLeaf, type Viewer, viewLeaf, viewOneItem } from './leaf-view.ts';
import { reviewLimitOf } from './review-limit.ts';
import { requireAssessorOf, requireVisibleUnit } from './unit-view.ts';
import { everyUnit, openUnit, readUnitWork } from './unit-work.ts';
import { openUnitsWork } from './units-work.ts';

export const cycleHead = ({ code, name, year, status }: CycleContent) => ({ code, name, year, status });

/** How many cells the role is asked for in some leaves, and how they stand. */
export const countCells = (leaves: readonly SheetLeaf[], role: EntryRole) => {
  const counts = { total: 0, filled: 0, wrong: 0, empty: 0 };
  for (const leaf of leaves) {
    if (leaf.notApplicable !== null) continue;
    for (const item of leaf.items.filter(({ asked }) => asked)) {
      const cell = item.stated[role];
      counts.total += 1;
      if (cell?.draft) counts.wrong += 1;
      else if ((cell?.value ?? null) !== null) counts.filled += 1;
      else counts.empty += 1;
    }
  }
  return counts;
};

/** Answers `entries.sheet`. @throws AppError `cycle.unitUnknown`, `entry.otherUnit` */
export const readSheet = (
  db: ReadDb,
  cycle: Cycle,
  { bodyUscc, role, today }: { bodyUscc: string; role: EntryRole; today: string },
) => {
  const setting = openUnit(db, cycle, bodyUscc);
  requireVisibleUnit(db, bodyUscc);
  const { unit, version, model } = setting;
  const previous = createCycleReader(db).findPrevious(cycle);
  const standing = readStandings(db, cycle.code, bodyUscc)(bodyUscc);
  const locks = { cycle, version, standing, today };
  const viewer: Viewer = {
    role,
    ownOffice: createOfficeReader(db).get().id,
    lock: (_, leaf) => entryLock(locks, role, leaf),
    reviewLimit: reviewLimitOf(db, cycle),
  };
  const workOf = readUnitWork(db, setting, previous);
  const nodes = model.nodes.map((node) => ({
    ...node,
    leaf: node.leaf && viewLeaf(model, node.leaf, workOf(node.leaf), viewer),
  }));
  return {
    cycle: cycleHead(cycle),
    unit: { uscc: bodyUscc, name: setting.name, group: unit.groupCode },
    model: {
      code: version.code,
      version: version.version,
      name: version.name,
      decimals: model.compiled.decimals,
    },
    role,
    lock: entryLock(locks, role, null),
    state: standing.state,
    previous: previous && cycleHead(previous),
    counts: countCells(
      nodes.flatMap(({ leaf }) => leaf ?? []),
      role,
    ),
    nodes,
  };
};

export interface ColumnRequest {
  modelCode: string;
  modelVersion: string;
  leaf: string;
  item: string;
}

/** A leaf and item of a model that assesses units of a cycle. */
export interface ColumnPlace {
  model: EntryModel;
  leaf: EntryLeaf;
  item: EntryItem;
  units: number;
}

/** A model of a cycle, and how many units it assesses there. @throws AppError `entry.modelNotOfCycle` */
export const openModelOfCycle = (
  db: ReadDb,
  cycle: Cycle,
  request: Pick<ColumnRequest, 'modelCode' | 'modelVersion'>,
) => {
  const of = { code: request.modelCode, version: request.modelVersion };
  const units = createCycleReader(db).countUnits(cycle.code, of);
  if (units === 0) {
    throw new AppError('entry.modelNotOfCycle', {
      cycle: cycle.code,
      model: `${of.code} ${of.version}`,
    });
  }
  const version = requireModel(db, of.code, of.version);
  return { version, model: entryModelOf(version), units };
};

/** @throws AppError `entry.modelNotOfCycle`, `entry.itemUnknownHere` */
export const openColumn = (db: ReadDb, cycle: Cycle, request: ColumnRequest): ColumnPlace => {
  const { model, units } = openModelOfCycle(db, cycle, request);
  const leaf = model.leaves.get(request.leaf);
  const item = leaf?.items.find((one) => one.item === request.item);
  if (!leaf || !item) {
    throw new AppError('entry.itemUnknownHere', { leaf: request.leaf, item: request.item });
  }
  return { model, leaf, item, units };
};

/** The page of a column that begins after a unit. */
export const readColumnPage = (
  db: ReadDb,
  cycle: Cycle,
  place: ColumnPlace,
  request: ColumnRequest & { after: string; limit: number },
): LeafWork[] => {
  const of = { code: request.modelCode, version: request.modelVersion };
  const units = createCycleReader(db).unitPage(cycle.code, of, request);
  const span = { after: request.after, upTo: units.at(-1)?.bodyUscc ?? '' };
  return openUnitsWork(db, cycle, place.model, { units, span }).map(({ workOf }) => workOf(place.leaf));
};

/** Answers `entries.column`. @throws AppError as `openColumn`, `entry.columnNotForUnits` */
export const readColumn = (
  db: ReadDb,
  cycle: Cycle,
  request: ColumnRequest & { role: EntryRole; today: string; cursor: string | null; limit: number },
) => {
  const place = openColumn(db, cycle, request);
  const { model, leaf, item } = place;
  const page = { ...request, after: request.cursor ?? '' };
  const works = readColumnPage(db, cycle, place, page);
  requireAssessorOf(db, works);
  // A leaf that compares units asks for all of them, not only for those of this page.
  const compared = leaf.relative
    ? readColumnPage(db, cycle, place, { ...request, after: everyUnit.after, limit: place.units })
    : works;
  const scores = new Map(
    scoreLeafAlone(
      model.compiled,
      leaf.position,
      compared
        .filter((work) => work.notApplicable === null)
        .map((work) => ({
          code: work.bodyUscc,
          group: work.group,
          values: valuesThatCount(leaf, work.entries, work.derived),
        })),
    ).map((score) => [score.code, score]),
  );
  const version = requireModel(db, request.modelCode, request.modelVersion);
  const standingOf = readStandings(db, cycle.code);
  const viewer: Viewer = {
    role: request.role,
    ownOffice: createOfficeReader(db).get().id,
    lock: (uscc) =>
      entryLock({ cycle, version, standing: standingOf(uscc), today: request.today }, request.role, leaf),
    reviewLimit: reviewLimitOf(db, cycle),
  };
  const last = works.at(-1);
  return {
    rows: works.map((work) => ({
      bodyUscc: work.bodyUscc,
      name: work.unitName,
      group: work.group,
      ...viewOneItem(model, leaf, item, work, viewer, scores.get(work.bodyUscc) ?? null),
    })),
    next: works.length < request.limit || !last ? null : last.bodyUscc,
    total: place.units,
  };
};
