/** By how many points a reviewed score may differ from the unit's own without a reason: the rule of the cycle's period. */
import type { Cycle } from '#shared/domain/entities.ts';
import { type Exact, exactFromText, zero } from '#shared/domain/exact.ts';
import { inForce } from '#shared/domain/rule-table.ts';
import { type BundledReviewLimit, loadReviewLimits } from '../../resources.ts';

// Read once: cells are saved within milliseconds, and the file comes with the program.
let bundled: readonly BundledReviewLimit[] | null = null;

/** The limit that holds for a cycle, in points. */
export const reviewLimitOf = ({ periodTo }: Pick<Cycle, 'periodTo'>): Exact => {
  bundled ??= loadReviewLimits();
  const rule = bundled.find((one) => inForce(one, periodTo));
  return (rule && exactFromText(rule.points)) ?? zero;
};
