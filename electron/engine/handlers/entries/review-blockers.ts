/** What keeps a unit from passing a review: values of the reviewers that differ from its own without a reason. */
import type { Cycle } from '#shared/domain/entities.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { checkUnit } from './check.ts';

/** @throws AppError `cycle.unitUnknown` */
export const reviewBlockers = (db: ReadDb, cycle: Cycle, bodyUscc: string): Finding[] =>
  checkUnit(db, cycle, bodyUscc).findings.filter(
    ({ role, severity, code, explained }) =>
      (role === 'assessor' || role === 'finalReview') &&
      (severity === 'error' || (code === 'entry.differsFromSelf' && !explained)),
  );
