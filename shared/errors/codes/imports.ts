import { z } from 'zod';

/** Failures of correcting and undoing an import. */
export const importFailures = {
  'import.reverted': z.object({}),
  'import.notCommitted': z.object({}),
  'import.rowUnknown': z.object({ row: z.int() }),
  /** The row is in the database already, or a commit has left it alone for good. */
  'import.rowSettled': z.object({ sheet: z.string(), row: z.int() }),
  'import.rowNotFixable': z.object({ sheet: z.string(), row: z.int() }),
  'import.mappingUnknown': z.object({}),
  /** Columns assigned to a form that has no such column, or fills it in itself. */
  'import.mappingNoColumn': z.object({ form: z.string(), column: z.string() }),
  /** One column of the file assigned to two of the form. */
  'import.mappingTwice': z.object({ column: z.string(), titles: z.string() }),
  /** The same value for every row, where each row is about another person. */
  'import.mappingPersonal': z.object({ title: z.string() }),
  'import.mappingNoSheet': z.object({ sheet: z.string() }),
} as const;

/** What has come to depend on a row that an import added. */
export const importUse = z.enum([
  'officials',
  'records',
  'evidence',
  'cycles',
  'values',
  'bodies',
  'ledgers',
  'officialRun',
  'changes',
  'fileItems',
]);
export type ImportUse = z.infer<typeof importUse>;

/** What is said of a whole file, and why an import cannot be undone (`what` names the row). */
export const importFindings = {
  'import.hiddenRows': z.object({ rows: z.int() }),
  'import.undoChangedSince': z.object({ what: z.string() }),
  'import.undoUsed': z.object({ what: z.string(), by: importUse }),
  /** `on`: the day on which the package was sealed. */
  'import.undoSealed': z.object({ what: z.string(), on: z.string() }),
  'import.undoOtherLine': z.object({ what: z.string() }),
  'import.undoCycleClosed': z.object({ cycle: z.string(), status: z.string() }),
  'import.undoModel': z.object({ model: z.string() }),
} as const;
