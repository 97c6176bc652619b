/** Several indicators for every unit of a cycle: a row for each unit, a cell for each item, one role's values. */
import type { z } from 'zod';
import type { entryOperations } from '#shared/contract/operations/entries.ts';
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import type { Cycle } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { writeEntryText } from '#shared/model/entry-text.ts';
import { type LeafScore, scoreLeafAlone } from '#shared/model/score-leaf.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { readStandings } from '../cycles/unit-standing.ts';
import { entryLock } from './cell-locks.ts';
import type { EntryLeaf, EntryModel } from './entry-model.ts';
import { countedValue, type LeafWork, valuesThatCount } from './leaf-values.ts';
import { type SheetItem, type Viewer, viewItems } from './leaf-view.ts';
import { reviewLimitOf } from './review-limit.ts';
import { openModelOfCycle } from './sheet.ts';
import { requireAssessorOf } from './unit-view.ts';
import { everyUnit } from './unit-work.ts';
import { openUnitsWork } from './units-work.ts';

type Matrix = z.input<(typeof entryOperations)['entries.matrix']['output']>;
type MatrixCell = Matrix['rows'][number]['cells'][number];

export interface MatrixRequest {
  modelCode: string;
  modelVersion: string;
  branch: string | null;
  role: EntryRole;
  today: string;
  cursor: string | null;
  limit: number;
}

/** The leaves at and below a node, in the order of forms. @throws AppError `entry.branchUnknownHere` */
const leavesAt = ({ nodes }: EntryModel, branch: string | null): EntryLeaf[] => {
  const at = branch === null ? 0 : nodes.findIndex(({ code }) => code === branch);
  if (at < 0) throw new AppError('entry.branchUnknownHere', { branch: branch ?? '' });
  const depth = branch === null ? -1 : (nodes[at]?.depth ?? 0);
  const after = nodes.findIndex((node, index) => index > at && node.depth <= depth);
  return nodes.slice(at, after < 0 ? undefined : after).flatMap(({ leaf }) => leaf ?? []);
};

/** Names each reason once: hundreds of cells are locked for the same one. */
const collectLocks = () => {
  const locks: Finding[] = [];
  const known = new Map<string, number>();
  const placeOf = (lock: Finding | null): number | null => {
    if (lock === null) return null;
    const key = JSON.stringify(lock);
    const place = known.get(key) ?? locks.push(lock) - 1;
    known.set(key, place);
    return place;
  };
  return { locks, placeOf };
};

/** The value that counts as long as the role itself states none. */
const statedByOthers = (
  leaf: EntryLeaf,
  item: string,
  work: LeafWork,
  role: EntryRole,
): MatrixCell['others'] => {
  const others = work.entries.filter((entry) => entry.role !== role);
  const counted = leaf.weighted ? null : countedValue(others, item, work.derived.get(item));
  return counted && { text: writeEntryText(counted.value), role: counted.role };
};

const cellOf = (
  leaf: EntryLeaf,
  { item, stated, lock, reasonsOwed }: SheetItem,
  work: LeafWork,
  role: EntryRole,
  placeOf: (lock: Finding | null) => number | null,
): MatrixCell => {
  const cell = stated[role];
  const owed = reasonsOwed[role];
  return {
    text: cell?.text ?? '',
    draft: cell?.draft ?? false,
    noted: (cell?.note ?? cell?.evidence ?? null) !== null,
    lock: placeOf(lock),
    findings: [...(cell?.findings ?? []), ...(owed ? [owed] : [])],
    others: statedByOthers(leaf, item, work, role),
  };
};

/** Answers `entries.matrix`. @throws AppError as `openModelOfCycle`, `leavesAt`, `entry.columnNotForUnits` */
export const readMatrix = (db: ReadDb, cycle: Cycle, request: MatrixRequest): Matrix => {
  const { version, model, units: total } = openModelOfCycle(db, cycle, request);
  const { role, limit } = request;
  const leaves = leavesAt(model, request.branch);
  const of = { code: request.modelCode, version: request.modelVersion };
  const after = request.cursor ?? '';
  const cycles = createCycleReader(db);
  const units = cycles.unitPage(cycle.code, of, { after, limit });
  requireAssessorOf(db, units);
  const last = units.at(-1);
  const page = openUnitsWork(db, cycle, model, { units, span: { after, upTo: last?.bodyUscc ?? '' } });
  // A leaf that compares units asks for all of them, not only for those of this page.
  const all = leaves.some(({ relative }) => relative)
    ? openUnitsWork(db, cycle, model, {
        units: cycles.unitPage(cycle.code, of, { after: everyUnit.after, limit: total }),
        span: everyUnit,
      })
    : page;
  const scoresAt = (leaf: EntryLeaf): ReadonlyMap<string, LeafScore> => {
    const subjects = (leaf.relative ? all : page).flatMap(({ unit, workOf }) => {
      const work = workOf(leaf);
      if (work.notApplicable !== null) return [];
      const values = valuesThatCount(leaf, work.entries, work.derived);
      return [{ code: unit.bodyUscc, group: unit.groupCode, values }];
    });
    const scores = scoreLeafAlone(model.compiled, leaf.position, subjects);
    return new Map(scores.map((score) => [score.code, score]));
  };
  const scores = new Map(leaves.map((leaf) => [leaf, scoresAt(leaf)]));

  const standingOf = readStandings(db, cycle.code);
  const viewer: Viewer = {
    role,
    ownOffice: createOfficeReader(db).get().id,
    lock: (uscc, leaf) =>
      entryLock({ cycle, version, standing: standingOf(uscc), today: request.today }, role, leaf),
    reviewLimit: reviewLimitOf(db, cycle),
  };
  const { locks, placeOf } = collectLocks();
  return {
    leaves: leaves.map((leaf) => ({
      code: leaf.node.code,
      name: leaf.node.name,
      items: leaf.items.map(({ item, label, unit, rule, levels }) => ({
        item,
        label,
        unit,
        type: rule.type,
        levels: [...levels],
      })),
    })),
    rows: page.map(({ unit, workOf }) => ({
      bodyUscc: unit.bodyUscc,
      name: unit.name,
      group: unit.groupCode,
      cells: leaves.flatMap((leaf) => {
        const work = workOf(leaf);
        const counted = scores.get(leaf)?.get(unit.bodyUscc) ?? null;
        return viewItems(model, leaf, work, viewer, counted).map((line) =>
          cellOf(leaf, line, work, role, placeOf),
        );
      }),
    })),
    locks,
    next: units.length < limit || !last ? null : last.bodyUscc,
    total,
  };
};
