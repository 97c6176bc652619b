/**
 * Time limits and publicity periods as a dated table: law changes, so no limit stands in code. A rule is chosen by
 * its code and a date; rules of one code must not overlap in time. The bundled table is `resources/rules/time-limits.json`.
 */
import { z } from 'zod';
import { addDays, addMonths } from './dates.ts';
import { severityCode } from './entities.ts';
import { addWorkingDays, type WorkingCalendar } from './working-days.ts';

/** How far the basis of a rule can be relied on. */
export const ruleStandings = ['verified', 'local', 'unverified', 'suggested'] as const;
export type RuleStanding = (typeof ruleStandings)[number];

const common = {
  code: z.string().min(1),
  name: z.string().min(1),
  /** In force from this day. */
  validFrom: z.iso.date(),
  /** Last day in force; null while it is in force. */
  validTo: z.iso.date().nullable(),
  /** Official document by name and number, or 本系统建议值. */
  basis: z.string().min(1),
  /**
   * `verified` the rule was seen in a public text; `local` a rule of one city or county, usable as a default;
   * `unverified` to be checked against the original; `suggested` our own proposal.
   */
  standing: z.enum(ruleStandings),
  note: z.string().optional(),
  /** What happens when the time is over, in words. */
  afterwards: z.string().optional(),
};

/** How long dishonesty information of one severity is shown. Months are calendar months from the document's date. */
export const publicityRule = z.strictObject({
  ...common,
  kind: z.literal('publicity'),
  severity: severityCode,
  shownByDefault: z.boolean(),
  minimumMonths: z.int().positive().nullable(),
  maximumMonths: z.int().positive().nullable(),
});
export type PublicityRule = z.infer<typeof publicityRule>;

const span = z.strictObject({
  amount: z.int().positive(),
  unit: z.enum(['workingDays', 'days', 'months', 'years']),
});
export type Span = z.infer<typeof span>;

/** A limit within which something must be done, or for which something lasts. */
export const limitRule = z.strictObject({
  ...common,
  kind: z.literal('limit'),
  limit: span,
  /** What the limit is counted from, in words. */
  countedFrom: z.string().min(1),
  /** Longest extension, if one may be granted. */
  extension: span.optional(),
  /** A last day that is a day off moves to the next working day (民法典 第二百零三条); only days, months, years. */
  rollsOver: z.boolean().optional(),
});
export type LimitRule = z.infer<typeof limitRule>;

export const ruleTable = z
  .strictObject({
    format: z.literal('zhengxin-rules/1'),
    rules: z.array(z.discriminatedUnion('kind', [publicityRule, limitRule])),
  })
  .superRefine((table, context) => {
    for (const [index, rule] of table.rules.entries()) {
      if (rule.validTo !== null && rule.validTo < rule.validFrom) {
        context.addIssue({ code: 'custom', path: ['rules', index], message: 'ends before it starts' });
      }
      const clash = table.rules
        .slice(0, index)
        .some((other) => other.code === rule.code && overlap(other, rule));
      if (clash) {
        context.addIssue({
          code: 'custom',
          path: ['rules', index],
          message: 'overlaps a rule of the same code',
        });
      }
    }
  });
export type RuleTable = z.infer<typeof ruleTable>;
export type Rule = RuleTable['rules'][number];

function overlap(a: Dated, b: Dated): boolean {
  return (a.validTo === null || b.validFrom <= a.validTo) && (b.validTo === null || a.validFrom <= b.validTo);
}

interface Dated {
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** True when a dated thing is in force on the day. */
export function inForce(dated: Dated, day: string): boolean {
  return dated.validFrom <= day && (dated.validTo === null || day <= dated.validTo);
}

/** The limit of this code in force on `day`, null when there is none. */
export function findLimit(table: RuleTable, code: string, day: string): LimitRule | null {
  return (
    table.rules.find(
      (rule): rule is LimitRule => rule.kind === 'limit' && rule.code === code && inForce(rule, day),
    ) ?? null
  );
}

/**
 * Last day of a limit that starts at `start`; the starting day is not counted. `certain` is false only for working
 * days in a year that the calendar does not hold.
 */
export function deadline(
  start: string,
  limit: Span,
  calendar: WorkingCalendar,
): { date: string; certain: boolean } {
  switch (limit.unit) {
    case 'workingDays':
      return addWorkingDays(start, limit.amount, calendar);
    case 'days':
      return { date: addDays(start, limit.amount), certain: true };
    case 'months':
      return { date: addMonths(start, limit.amount), certain: true };
    case 'years':
      return { date: addMonths(start, limit.amount * 12), certain: true };
  }
}
