import { z } from 'zod';

const position = z.int().positive();
const noParams = z.object({}).strict();

/** Findings about identifiers, dates, amounts and periods. Parameters about persons name positions, never content. */
export const domainFindings = {
  'uscc.length': z.object({ length: z.int() }),
  'uscc.character': z.object({ position, character: z.string() }),
  'uscc.region': z.object({ position, character: z.string() }),
  'uscc.checkDigit': z.object({ expected: z.string(), found: z.string() }),
  'uscc.organisationCheckDigit': z.object({ expected: z.string(), found: z.string() }),
  'citizenId.length': z.object({ length: z.int() }),
  'citizenId.oldForm': noParams,
  'citizenId.character': z.object({ position }),
  'citizenId.date': noParams,
  'citizenId.checkCharacter': noParams,
  'regionCode.length': z.object({ length: z.int() }),
  'regionCode.character': z.object({ position, character: z.string() }),
  'regionCode.gap': z.object({
    missing: z.enum(['province', 'prefecture', 'county', 'township', 'village']),
  }),
  /** The form is right, but the table of codes has none such: `from`–`to` is the part that it does not know. */
  'regionCode.unknown': z.object({
    from: position,
    to: position,
    digits: z.string(),
    /** The nearest unit above that is known; empty when not even the province is. */
    parent: z.string(),
    year: z.int(),
  }),
  'date.notReal': z.object({ text: z.string() }),
  'period.reversed': z.object({ from: z.string(), to: z.string() }),
  'money.notANumber': noParams,
  'money.negative': noParams,
  'money.tooPrecise': z.object({ decimals: z.int() }),
  'money.tooLarge': noParams,
  'publicity.noRule': z.object({ date: z.string() }),
  'metric.shape': z.object({ path: z.string() }),
  'metric.unknownSource': z.object({ source: z.string() }),
  'metric.unknownField': z.object({ field: z.string() }),
  'metric.unknownValue': z.object({
    field: z.string(),
    value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  }),
  'metric.noRange': z.object({ field: z.string() }),
  'metric.notAnAmount': z.object({ field: z.string() }),
} as const;
