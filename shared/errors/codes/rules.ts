import { z } from 'zod';

/** Failures of 期限规则, 节假日, 信用目录 and 期限. */
export const ruleFailures = {
  'rule.unknown': z.object({ rule: z.string() }),
  'rule.kindDiffers': z.object({ rule: z.string() }),
  /** `present`: the day from which another version holds. */
  'rule.overlaps': z.object({ rule: z.string(), present: z.string() }),
  'rule.periodReversed': z.object({ minimum: z.int(), maximum: z.int() }),
  'rule.inForce': z.object({ rule: z.string(), validFrom: z.string() }),
  'holiday.workedOnWeekday': z.object({ day: z.string() }),
  'holiday.yearMissing': z.object({ year: z.int() }),
  'holiday.fileNotRead': z.object({ name: z.string() }),
} as const;

/** Findings of reading a holiday arrangement, and of the catalogue. */
export const ruleFindings = {
  'holiday.dateInvalid': z.object({ text: z.string() }).strict(),
  'holiday.kindUnknown': z.object({ text: z.string() }).strict(),
  'holiday.dayTwice': z.object({ day: z.string() }).strict(),
  'holiday.workedOnWeekday': z.object({ day: z.string() }).strict(),
} as const;
