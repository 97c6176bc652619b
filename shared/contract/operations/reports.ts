import { z } from 'zod';
import { fileToken, job } from '../operation.ts';
import { formRole, importLayout } from './imports.ts';

export const reportCode = z.enum(['bodies', 'officials', 'records', 'self-assessment', 'summary', 'model']);
export type ReportCode = z.infer<typeof reportCode>;

/** Workbooks out of the database. */
export const reportOperations = {
  /**
   * Writes an empty form, or one filled with what the database already holds (a unit's self-assessment with last
   * values). `self-assessment` needs a cycle and a unit, `model` may name a model.
   */
  'templates.write': job({
    permission: 'data.export',
    withoutDatabase: true,
    input: z.object({
      layout: importLayout,
      file: fileToken,
      cycle: z.string().optional(),
      unit: z.string().optional(),
      model: z.string().optional(),
      role: formRole.optional(),
    }),
    output: z.object({ rows: z.int() }),
  }),
  /** Writes a report workbook. Personal data is masked unless the caller may unmask it and asks for it. */
  'reports.export': job({
    permission: 'data.export',
    input: z.object({
      report: reportCode,
      file: fileToken,
      cycle: z.string().optional(),
      unit: z.string().optional(),
      model: z.string().optional(),
      role: formRole.optional(),
      unmasked: z.boolean().default(false),
    }),
    output: z.object({ rows: z.int() }),
  }),
};
