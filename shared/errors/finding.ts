/**
 * Findings are facts about *data* (a bad row, a value out of range). They are results, never exceptions:
 * an operation that meets a thousand bad rows succeeds and returns a thousand findings.
 * A finding carries a code and parameters; the words live in `shared/words`.
 */
import { z } from 'zod';

export const findingSeverity = z.enum(['error', 'warning']);
/** `error` 错误 blocks what it is about; `warning` 警告 may pass with an explanation. */
export type FindingSeverity = z.infer<typeof findingSeverity>;

export const findingParams = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
export type FindingParams = z.infer<typeof findingParams>;

export const finding = z.object({
  code: z.string(),
  severity: findingSeverity,
  params: findingParams,
  /** Place in a workbook: sheet name, 1-based row, column letter(s). */
  sheet: z.string().optional(),
  row: z.int().positive().optional(),
  column: z.string().optional(),
  /** Place in a form on screen: the field's key. */
  field: z.string().optional(),
  /** Place in a model or its data. */
  node: z.string().optional(),
  subject: z.string().optional(),
  leaf: z.string().optional(),
  role: z.string().optional(),
  item: z.string().optional(),
});
export type Finding = z.infer<typeof finding>;
