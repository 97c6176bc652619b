/** By how many points a reviewed score may differ from the unit's own without a reason: the plan's limit, else the suggested one. */
import type { Cycle } from '#shared/domain/entities.ts';
import { type Exact, exactFromText, zero } from '#shared/domain/exact.ts';
import { inForce } from '#shared/domain/rule-table.ts';
import { createPlanReader } from '../../db/repositories/cycle-plans.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { type BundledReviewLimit, loadReviewLimits } from '../../resources.ts';

// Read once: cells are saved within milliseconds, and the file comes with the program.
let bundled: readonly BundledReviewLimit[] | null = null;

/** What is suggested for a cycle by the last day of its period, with its basis. */
export const suggestedReviewLimit = ({
  periodTo,
}: Pick<Cycle, 'periodTo'>): { points: string; basis: string } => {
  bundled ??= loadReviewLimits();
  const { points, basis } = bundled.find((one) => inForce(one, periodTo)) ?? { points: '0', basis: '' };
  return { points, basis };
};

/** The limit that holds for a cycle, in points. */
export const reviewLimitOf = (db: ReadDb, cycle: Pick<Cycle, 'code' | 'periodTo'>): Exact =>
  exactFromText(createPlanReader(db).reviewLimit(cycle.code) ?? suggestedReviewLimit(cycle).points) ?? zero;
