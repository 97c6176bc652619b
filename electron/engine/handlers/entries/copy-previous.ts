/** 复制上期: what a role stated in the last cycle, into the cells that it has left empty in this one. */
import type { z } from 'zod';
import type { entryOperations } from '#shared/contract/operations/entries.ts';
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import type { Cycle } from '#shared/domain/entities.ts';
import { writeEntryText } from '#shared/model/entry-text.ts';
import { itemFault } from '#shared/model/read-subject.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';
import type { EntryItem, EntryLeaf } from './entry-model.ts';
import { isAsked } from './entry-model.ts';
import type { LeafWork } from './leaf-values.ts';
import { type CellChange, openCells } from './put-cells.ts';
import { cycleHead, openColumn, readColumnPage } from './sheet.ts';
import { requireAssessorOf, requireVisibleUnit } from './unit-view.ts';
import { everyUnit, openUnit, readUnitWork } from './unit-work.ts';

type CopyPrevious = (typeof entryOperations)['entries.copyPrevious'];
type Request = Omit<z.output<CopyPrevious['input']>, 'cycle'>;
type Answer = z.input<CopyPrevious['output']>;

type Preview = z.input<(typeof entryOperations)['entries.previewCopy']['output']>;

type Candidate = { change: CellChange } | 'kept' | 'nothingBefore' | 'refused' | null;

/**
 * What is to be done with one cell; null where the role is not asked for it. A reviewer's correction of last year is
 * not copied: it would stand before what the unit states this year.
 */
const candidate = (leaf: EntryLeaf, item: EntryItem, work: LeafWork, role: EntryRole): Candidate => {
  if (!isAsked(leaf, item, role)) return null;
  const of = <Row extends { item: string; role: string }>(rows: readonly Row[]) =>
    rows.find((row) => row.item === item.item && row.role === role);
  const before = of(work.previous)?.value ?? null;
  if (before === null) return 'nothingBefore';
  if ((of(work.entries)?.value ?? null) !== null || of(work.drafts)) return 'kept';
  if (itemFault(item.rule, before) !== null) return 'refused';
  const { bodyUscc } = work;
  return { change: { bodyUscc, leaf: leaf.node.code, item: item.item, role, text: writeEntryText(before) } };
};

/** The cells that the request names, each with what is known about its leaf. */
const cellsOf = (
  db: ReadDb,
  cycle: Cycle,
  { of }: Request,
): { leaf: EntryLeaf; item: EntryItem; work: LeafWork }[] => {
  if ('leaf' in of) {
    const place = openColumn(db, cycle, of);
    const page = { ...of, after: everyUnit.after, limit: place.units };
    const { leaf, item } = place;
    const works = readColumnPage(db, cycle, place, page);
    requireAssessorOf(db, works);
    return works.map((work) => ({ leaf, item, work }));
  }
  requireVisibleUnit(db, of.bodyUscc);
  const setting = openUnit(db, cycle, of.bodyUscc);
  const workOf = readUnitWork(db, setting, createCycleReader(db).findPrevious(cycle));
  return [...setting.model.leaves.values()].flatMap((leaf) => {
    const work = workOf(leaf);
    return leaf.items.map((item) => ({ leaf, item, work }));
  });
};

/** Longer previews only say how many more there are. */
const mostPreviewed = 200;

/** Answers `entries.previewCopy`. */
export const previewCopy = (db: ReadDb, cycle: Cycle, request: Request): Preview => {
  const from = createCycleReader(db).findPrevious(cycle);
  const preview: Preview = {
    from: from && cycleHead(from),
    copied: 0,
    kept: 0,
    nothingBefore: 0,
    refused: 0,
    cells: [],
  };
  for (const { leaf, item, work } of cellsOf(db, cycle, request)) {
    const found = candidate(leaf, item, work, request.role);
    if (found === null) continue;
    if (typeof found === 'string') {
      preview[found] += 1;
      continue;
    }
    preview.copied += 1;
    if (preview.cells.length < mostPreviewed) {
      preview.cells.push({
        bodyUscc: work.bodyUscc,
        unitName: work.unitName,
        leaf: leaf.node.code,
        leafName: leaf.node.name,
        itemLabel: item.label,
        text: found.change.text ?? '',
      });
    }
  }
  return preview;
};

/** Answers `entries.copyPrevious` for a cycle that is not closed. */
export const copyPrevious = (tx: WriteTx, cycle: Cycle, request: Request, actor: string): Answer => {
  const from = createCycleReader(tx).findPrevious(cycle);
  const answer: Answer = {
    from: from && cycleHead(from),
    copied: 0,
    kept: 0,
    nothingBefore: 0,
    refused: 0,
    cells: [],
  };
  const put = openCells(tx, cycle, actor);
  for (const { leaf, item, work } of cellsOf(tx, cycle, request)) {
    const found = candidate(leaf, item, work, request.role);
    if (found === null) continue;
    if (typeof found === 'string') {
      answer[found] += 1;
      continue;
    }
    const cell = put(found.change);
    if (cell.outcome === 'refused') {
      answer.refused += 1;
      continue;
    }
    answer.copied += 1;
    answer.cells.push(cell);
  }
  return answer;
};
