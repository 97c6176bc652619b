import { z } from 'zod';
import { isoDate } from '../../domain/entities.ts';
import { limitRule, publicityRule } from '../../domain/rule-table.ts';
import { calendarDay, calendarYear } from '../../domain/working-days.ts';
import { finding } from '../../errors/finding.ts';
import { command, fileToken, job, query } from '../operation.ts';

/** `bundled` came with the program, `office` was entered or changed here. */
const origin = z.enum(['bundled', 'office']);

const rule = z.discriminatedUnion('kind', [publicityRule, limitRule]);

const version = z.object({
  rule,
  origin,
  /** When it was stored or last changed, an instant. */
  changedAt: z.string(),
});

/** What a person may change of a rule: everything but its code, its kind and its severity. */
const changed = { validTo: true, code: true, kind: true, name: true } as const;
const text = (max: number) => z.string().trim().min(1).max(max);
const common = { basis: text(300), note: text(500).optional(), afterwards: text(200).optional() };
export const ruleChange = z.discriminatedUnion('kind', [
  publicityRule.omit({ ...changed, severity: true }).extend({ ...common, kind: z.literal('publicity') }),
  limitRule.omit(changed).extend({ ...common, countedFrom: text(100), kind: z.literal('limit') }),
]);
export type RuleChange = z.infer<typeof ruleChange>;

const storedYear = z.object({
  year: z.int(),
  /** The notice by name and number. */
  document: z.string(),
  standing: z.enum(['verified', 'unverified']),
  origin,
  changedAt: z.string(),
  /** Days off, weekends inside them included. */
  off: z.int(),
  /** Saturdays and Sundays that are worked. */
  worked: z.int(),
});

/** 期限规则、节假日: what deadlines and publicity periods are computed from. */
export const ruleOperations = {
  /** Every version of every rule, by code and date. */
  'rules.list': query({
    permission: 'data.read',
    reads: ['rules'],
    input: z.object({}),
    output: z.object({ today: isoDate, versions: z.array(version) }),
  }),
  /**
   * Changes a rule from a day on: a new version; the one in force ends the day before. What was decided under the old
   * one keeps its dates. `rule.unknown`, `rule.kindDiffers`, `rule.overlaps`, `rule.periodReversed`.
   */
  'rules.put': command({
    permission: 'office.manage',
    input: z.object({ code: z.string().max(60), change: ruleChange }),
    output: z.object({
      /** Last day of the version before; null when none was in force. */
      previousEndsOn: isoDate.nullable(),
    }),
    changes: ['rules'],
  }),
  /**
   * Takes a version back that is not in force yet; the one before it holds on. `rule.unknown`, `rule.inForce`.
   */
  'rules.withdraw': command({
    permission: 'office.manage',
    input: z.object({ code: z.string().max(60), validFrom: isoDate }),
    output: z.object({}),
    changes: ['rules'],
  }),

  /** The years whose holiday arrangement is held, and those from the first of them to next year that are missing. */
  'holidays.years': query({
    permission: 'data.read',
    reads: ['rules'],
    input: z.object({}),
    output: z.object({ today: isoDate, years: z.array(storedYear), missing: z.array(z.int()) }),
  }),
  /** The days of a year that differ from their weekday; `held` null when the year is missing. */
  'holidays.read': query({
    permission: 'data.read',
    reads: ['rules'],
    input: z.object({ year: z.int().min(1949).max(2999) }),
    output: z.object({ held: storedYear.nullable(), days: z.array(calendarDay) }),
  }),
  /**
   * Stores the arrangement of a year, in place of the present one; with `add` its days join those that are held.
   * Deadlines computed before keep their dates. `holiday.workedOnWeekday` (only Saturdays and Sundays can be worked
   * instead), `holiday.yearMissing` (`add` to a year that is not held).
   */
  'holidays.put': command({
    permission: 'office.manage',
    input: z.object({ arrangement: calendarYear, add: z.boolean().default(false) }),
    output: z.object({ off: z.int(), worked: z.int() }),
    changes: ['rules'],
  }),
  /** Forgets a year that was entered here by mistake: limits that run into it are uncertain again. `holiday.yearMissing`. */
  'holidays.remove': command({
    permission: 'office.manage',
    input: z.object({ year: z.int() }),
    output: z.object({}),
    changes: ['rules'],
  }),
  /**
   * Reads arrangements out of a file without storing them: our own JSON, a calendar (.ics) or a workbook with the
   * columns 日期, 类型, 说明. Rows that cannot be read are findings. `holiday.fileNotRead` when nothing could be read.
   */
  'holidays.readFile': job({
    permission: 'data.import',
    input: z.object({ file: fileToken }),
    output: z.object({
      years: z.array(
        z.object({ year: z.int(), days: z.array(calendarDay), document: z.string().nullable() }),
      ),
      findings: z.array(finding),
    }),
  }),
};
