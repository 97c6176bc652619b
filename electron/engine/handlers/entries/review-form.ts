/** What the review form (W2) of one unit is built from and read against. */
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { scoreLeafAlone } from '#shared/model/score-leaf.ts';
import { createEntryReader } from '../../db/repositories/entries.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { ReviewContext, ReviewRole } from '../../excel/layouts/review.ts';
import type { ReviewScoresOf } from '../assessment/review-scores.ts';
import { readStandings } from '../cycles/unit-standing.ts';
import { requireCycle } from '../cycles.ts';
import { cellLock, entryLock } from './cell-locks.ts';
import { openUnit } from './unit-work.ts';

export interface ReviewPlace {
  cycle: string;
  unit: string;
  /** `yyyy-mm-dd` */
  today: string;
}

/** Says why a role cannot change a cell of a unit now. @throws AppError `cycle.unknown`, `cycle.unitUnknown` */
export const reviewLocks = (db: ReadDb, { cycle: code, unit: bodyUscc, today }: ReviewPlace) => {
  const cycle = requireCycle(db, code);
  const { version, model, notApplicable } = openUnit(db, cycle, bodyUscc);
  const locks = { cycle, version, standing: readStandings(db, code, bodyUscc)(bodyUscc), today };
  const ownOffice = createOfficeReader(db).get().id;
  const entries = createEntryReader(db);
  return (role: EntryRole, leafCode: string, item: string) => {
    const leaf = model.leaves.get(leafCode);
    if (!leaf) return null;
    const locked = entryLock(locks, role, leaf);
    if (locked !== null) return locked;
    const cell = { cycleCode: code, bodyUscc, leaf: leafCode, item, role };
    const owner = entries.findCell(cell)?.ownerOffice ?? null;
    return cellLock({ leaf, role, notApplicable: notApplicable.get(leafCode) ?? null, owner }, ownOffice);
  };
};

/**
 * Everything the form shows and checks.
 * @param scoresOf the points of each step; without it the form shows none
 * @throws AppError `cycle.unknown`, `cycle.unitUnknown`
 */
export const reviewContext = (db: ReadDb, place: ReviewPlace, scoresOf?: ReviewScoresOf): ReviewContext => {
  const cycle = requireCycle(db, place.cycle);
  const { version, model, name, unit } = openUnit(db, cycle, place.unit);
  const entries = createEntryReader(db)
    .list(place.cycle, place.unit)
    .flatMap(({ leaf, item, role, value, note, evidence }) =>
      role === 'derived' ? [] : [{ leaf, item, role, value, note, evidence }],
    );
  return {
    cycle: { code: cycle.code, year: cycle.year },
    unit: { uscc: place.unit, name },
    model: model.document,
    modelDigest: version.digest,
    entries,
    lockOf: reviewLocks(db, place),
    pointsOf(code, values) {
      const leaf = model.leaves.get(code);
      if (!leaf || leaf.relative) return null;
      const subject = { code: place.unit, group: unit.groupCode, values };
      return (
        scoreLeafAlone(model.compiled, leaf.position, [subject], { ignoreScorers: true })[0]?.points ?? null
      );
    },
    ...(scoresOf === undefined ? {} : { scores: scoresOf(place.unit) }),
  };
};

/** @throws AppError `review.lockedSince` when what was read can no longer be written */
export const requireUnlocked = (
  locks: ReturnType<typeof reviewLocks>,
  unitName: string,
  { leaf, item, role }: { leaf: string; item: string; role: ReviewRole },
): void => {
  if (locks(role, leaf, item) !== null) throw new AppError('review.lockedSince', { unit: unitName, leaf });
};
