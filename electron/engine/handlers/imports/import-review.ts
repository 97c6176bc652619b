import { dayInChina } from '#shared/domain/dates.ts';
import type { Entry, EntryContent } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createEntryReader, createEntryRepository } from '../../db/repositories/entries.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { type ReviewContext, type ReviewRow, reviewLayout } from '../../excel/layouts/review.ts';
import { ownUnit } from '../cycles.ts';
import { requireUnlocked, reviewContext, reviewLocks } from '../entries/review-form.ts';
import { type Importer, keepsPresent, type WrittenRow } from './importer.ts';

interface Place {
  cycle: string;
  unit: string;
}
type Stated = ReviewRow['stated'][number];

const openPresent = (db: ReadDb, { cycle, unit }: Place) => {
  const entries = new Map(
    createEntryReader(db)
      .list(cycle, unit)
      .map((entry) => [`${entry.role} ${entry.leaf} ${entry.item}`, entry]),
  );
  return ({ leaf, item }: ReviewRow, { role }: Stated): Entry | undefined =>
    entries.get(`${role} ${leaf} ${item}`);
};

const contentOf = (
  { cycle, unit }: Place,
  { leaf, item }: ReviewRow,
  { role, value, note }: Stated,
  present: Entry | undefined,
): EntryContent => ({
  cycleCode: cycle,
  bodyUscc: unit,
  leaf,
  item,
  role,
  value,
  note,
  evidence: present?.evidence ?? null,
});

/** W2 考核评分复核表: the values of first and final review, with their reasons as notes. */
export const reviewImporter: Importer<ReviewRow, ReviewContext> = {
  layout: reviewLayout,
  needsMeta: true,
  readsHidden: true,
  readsTogether: true,
  buildContext(db, { cycle, unit, today, meta, onlyLooking }) {
    const cycleCode = cycle ?? meta?.cycle;
    const what = reviewLayout.title;
    if (cycleCode === undefined) throw new AppError('cycle.cycleNeeded', { what });
    const unitUscc = unit ?? meta?.unit ?? ownUnit(db, cycleCode, what);
    const { lockOf, ...context } = reviewContext(db, { cycle: cycleCode, unit: unitUscc, today });
    // What is only looked at is shown as it was read.
    return { ...context, ...(onlyLooking || !lockOf ? {} : { lockOf }) };
  },
  describeContext: ({ cycle, unit }) => ({ cycle: cycle.code, unit: unit.uscc }),
  openDuplicateCheck(db, described) {
    const presentOf = openPresent(db, described as Place);
    return (row) => row.stated.some((one) => (presentOf(row, one)?.value ?? null) !== null);
  },
  openComparison(db, described) {
    const place = described as Place;
    const presentOf = openPresent(db, place);
    return (row) => {
      for (const one of row.stated) {
        const before = presentOf(row, one);
        if (before) return { table: 'entries', before, after: contentOf(place, row, one, before) };
      }
      return null;
    };
  },
  openWriter(tx, described) {
    const place = described as Place;
    const entries = createEntryRepository(tx);
    const presentOf = openPresent(tx, place);
    // Days may pass between staging and commit.
    const locks = reviewLocks(tx, { ...place, today: dayInChina(tx.now()) });
    const name = createBodyReader(tx).findByUscc(place.unit)?.name ?? place.unit;
    return {
      write: (row, policy) =>
        row.stated.flatMap((one): WrittenRow[] => {
          const present = presentOf(row, one);
          const isOpen = present?.value === null && present.ownerOffice === tx.origin().office;
          if (present && !isOpen && keepsPresent(tx, present, policy)) return [];
          requireUnlocked(locks, name, { leaf: row.leaf, item: row.item, role: one.role });
          const written = entries.upsert(contentOf(place, row, one, present));
          const { id, revision, contentHash } = written.row;
          const { outcome, previous } = written;
          return [{ table: 'entries', rowId: id, revision, contentHash, outcome, previous }];
        }),
    };
  },
};
