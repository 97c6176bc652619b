/** The last check of the data's quality, as pages show it. */
import type { QualityChecked } from '#shared/contract/operations/quality.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import { createQualityReader } from '../../db/repositories/quality.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { entryRuleOn } from './basis.ts';
import { foundOf, readCounts, sharesOf } from './counts.ts';

/** The last check as it is shown. @param unit only what is about this body */
export const lastCheck = (db: ReadDb, now: string, unit: string | null = null): QualityChecked | null => {
  const reader = createQualityReader(db);
  const stored = reader.stored();
  if (stored === null) return null;
  const kinds = sharesOf(readCounts(stored.counts), unit);
  const today = dayInChina(now);
  const rule = entryRuleOn(db, today);
  return {
    checkedAt: stored.checkedAt,
    stale: dayInChina(stored.checkedAt) !== today || reader.changedSince(stored.auditSequence),
    errors: foundOf(kinds, 'error'),
    warnings: foundOf(kinds, 'warning'),
    kinds,
    entryRule: rule === null ? null : { name: rule.name, ...rule.limit, basis: rule.basis },
  };
};
