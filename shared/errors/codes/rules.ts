import { z } from 'zod';

/** Failures of 期限规则, 节假日, 信用目录 and 期限. */
export const ruleFailures = {
  'rule.unknown': z.object({ rule: z.string() }),
  'rule.kindDiffers': z.object({ rule: z.string() }),
  /** `present`: the day from which another version holds. */
  'rule.overlaps': z.object({ rule: z.string(), present: z.string() }),
  'rule.periodReversed': z.object({ minimum: z.int(), maximum: z.int() }),
  'rule.inForce': z.object({ rule: z.string(), validFrom: z.string() }),
  'catalogue.unknown': z.object({ code: z.string() }),
  /** `present`: the day from which another version holds. */
  'catalogue.overlaps': z.object({ item: z.string(), present: z.string() }),
  'catalogue.nameTaken': z.object({ name: z.string(), code: z.string() }),
  'catalogue.subjectFixed': z.object({ item: z.string() }),
  'catalogue.notEffective': z.object({}),
  'catalogue.petition': z.object({}),
  'catalogue.ended': z.object({ item: z.string(), lastDay: z.string() }),
  'catalogue.endsTooEarly': z.object({ item: z.string(), validFrom: z.string() }),
  'holiday.workedOnWeekday': z.object({ day: z.string() }),
  'holiday.yearMissing': z.object({ year: z.int() }),
  'holiday.fileNotRead': z.object({ name: z.string() }),
} as const;

/** Findings of reading a holiday arrangement, and why a matter may not be confirmed as a record. */
export const ruleFindings = {
  'confirm.noItem': z.object({}).strict(),
  'confirm.itemUnknown': z.object({ code: z.string() }).strict(),
  'confirm.otherSubject': z.object({ item: z.string(), subject: z.string() }).strict(),
  /** `missing`: what of the document is not known, in words. */
  'confirm.noDocument': z.object({ missing: z.string() }).strict(),
  'confirm.documentIncomplete': z.object({ missing: z.string() }).strict(),
  'holiday.dateInvalid': z.object({ text: z.string() }).strict(),
  'holiday.kindUnknown': z.object({ text: z.string() }).strict(),
  'holiday.dayTwice': z.object({ day: z.string() }).strict(),
  'holiday.workedOnWeekday': z.object({ day: z.string() }).strict(),
} as const;
