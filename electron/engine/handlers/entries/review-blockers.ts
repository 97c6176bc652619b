/** Why a unit cannot be accepted or confirmed yet: what its reviewers entered is wrong, or changes its score without a reason. */
import type { Cycle } from '#shared/domain/entities.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { checkUnit } from './check.ts';
import { reviewLimitOf } from './review-limit.ts';
import { reasonsOwed, reviewers } from './review-reasons.ts';
import { openUnit, readUnitWork } from './unit-work.ts';

const isReviewers = ({ role }: Finding): boolean => reviewers.some((reviewer) => reviewer === role);

/** Everything that stands in the way, wrong values first. @throws AppError `cycle.unitUnknown` */
export const reviewBlockers = (db: ReadDb, cycle: Cycle, bodyUscc: string): Finding[] => {
  const wrong = checkUnit(db, cycle, bodyUscc).findings.filter(
    (finding) => finding.severity === 'error' && isReviewers(finding),
  );
  const setting = openUnit(db, cycle, bodyUscc);
  const workOf = readUnitWork(db, setting, null);
  const limit = reviewLimitOf(db, cycle);
  const owed = [...setting.model.leaves.values()].flatMap((leaf) =>
    reasonsOwed(setting.model, leaf, workOf(leaf), limit),
  );
  return [...wrong, ...owed];
};
