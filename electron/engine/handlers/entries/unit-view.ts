/**
 * Whose entry work an office sees. A county or city office assesses every unit of its cycles. A township or village office
 * sees its own unit and the units below it, never those beside it: what another unit has filled in, finished or not, is
 * that unit's until it has reported.
 */
import { AppError } from '#shared/errors/app-error.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import type { ReadDb } from '../../db/transaction.ts';

/** `own` the office's own unit, `assessed` one that it judges, `other` a unit beside it. */
export type UnitView = 'own' | 'assessed' | 'other';

/** Digits of a region code that name the level; the rest is zeros. */
const digitsOf = { village: 12, township: 9 } as const;

/** Tells of each unit, by its unified code, what it is to this office. */
export const unitViews = (db: ReadDb): ((bodyUscc: string) => UnitView) => {
  const { level, regionCode } = createOfficeReader(db).get();
  if (level === 'county' || level === 'city') return () => 'assessed';
  const bodies = createBodyReader(db);
  const below = regionCode.slice(0, digitsOf[level]);
  return (bodyUscc) => {
    const region = bodies.findByUscc(bodyUscc)?.regionCode;
    if (region === regionCode) return 'own';
    return region?.startsWith(below) ? 'assessed' : 'other';
  };
};

/** @throws AppError `entry.otherUnit` for a unit beside this office's own */
export const requireVisibleUnit = (db: ReadDb, bodyUscc: string): void => {
  if (unitViews(db)(bodyUscc) !== 'other') return;
  throw new AppError('entry.otherUnit', {
    unit: createBodyReader(db).findByUscc(bodyUscc)?.name ?? bodyUscc,
  });
};

/** A column of units is for the office that assesses all of them. @throws AppError `entry.columnNotForUnits` */
export const requireAssessorOf = (db: ReadDb, units: Iterable<{ bodyUscc: string }>): void => {
  const viewOf = unitViews(db);
  for (const { bodyUscc } of units) {
    if (viewOf(bodyUscc) !== 'assessed') throw new AppError('entry.columnNotForUnits', {});
  }
};
