/**
 * How long a dishonesty record is shown to the public, from the dated rule table. The clock starts at the date of
 * the effective document (信用修复管理办法, 国家发展改革委令第36号 2025), not at the date of entry.
 */
import type { Severity } from './code-lists.ts';
import { addMonths } from './dates.ts';
import { inForce, type PublicityRule, type RuleTable } from './rule-table.ts';

export interface PublicityPeriod {
  /** First day shown, null when not shown. */
  publicFrom: string | null;
  /** Until this day it cannot be taken down by repair; null where repair has no shortest period. */
  publicMinUntil: string | null;
  /** The last day that it may be shown; after it, it is taken down by itself. */
  publicMaxUntil: string | null;
  /** The rule that was applied. */
  rule: PublicityRule;
}

/**
 * The period of a record by the rule in force on its decision date; null when the table has no rule for that date.
 * A severity that is not shown by default gets no period unless `showAnyway` (a person decided so and gave a reason).
 * Positive records and records that are not 社会公开 have no publicity period: do not ask.
 * @param decisionDate date of the effective document, a real date
 */
export function publicityPeriod(
  record: { decisionDate: string; severity: Severity; showAnyway?: boolean },
  table: RuleTable,
): PublicityPeriod | null {
  const rule = table.rules.find(
    (candidate): candidate is PublicityRule =>
      candidate.kind === 'publicity' &&
      candidate.severity === record.severity &&
      inForce(candidate, record.decisionDate),
  );
  if (!rule) return null;
  if (!rule.shownByDefault && record.showAnyway !== true) {
    return { publicFrom: null, publicMinUntil: null, publicMaxUntil: null, rule };
  }
  const until = (months: number | null) => (months === null ? null : addMonths(record.decisionDate, months));
  return {
    publicFrom: record.decisionDate,
    publicMinUntil: until(rule.minimumMonths),
    publicMaxUntil: until(rule.maximumMonths),
    rule,
  };
}
