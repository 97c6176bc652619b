import { z } from 'zod';
import { importBatch, scorerRoleCode, stagedRow, uuid } from '../../domain/entities.ts';
import { finding } from '../../errors/finding.ts';
import { command, fileToken, job, page, pageInput, query } from '../operation.ts';

export const importLayout = z.enum(['bodies', 'officials', 'records', 'self-assessment', 'model']);
export type ImportLayoutCode = z.infer<typeof importLayout>;

/** Roles that fill in the form of values. */
export const formRole = scorerRoleCode.exclude(['derived']);

/** What happens to a row whose natural key is already in the database. */
export const duplicatePolicy = z.enum(['skip', 'replace', 'version']);

const batchSummary = importBatch.omit({ context: true, result: true });

const commitResult = z.object({
  batch: uuid,
  committed: z.boolean(),
  rowsInFile: z.int(),
  /** Rows written to the database or, before the commit, ready to be. */
  accepted: z.int(),
  /** Rows with an error; they stay staged with their findings. */
  refused: z.int(),
  /** Rows whose key exists already, left as they are. */
  skipped: z.int(),
  inserted: z.int(),
  updated: z.int(),
  unchanged: z.int(),
});

/** Foreign workbooks into the database: staged and checked first, committed in one step. */
export const importOperations = {
  /**
   * Reads a workbook into staging: rows, their mapping and findings. Cancellable; nothing of the database proper
   * changes. Fails with `workbook.*` when the file cannot be read and `layout.*` when it is another form.
   */
  'imports.stage': job({
    permission: 'data.import',
    input: z.object({
      layout: importLayout,
      file: fileToken,
      /** Needed by layouts that belong to a cycle, unless the workbook names it. */
      cycle: z.string().optional(),
      /** The unit that a self-assessment is for, unless the workbook names it. */
      unit: z.string().optional(),
      /** Who filled in the form, unless the workbook names it: `self` for a self-assessment. */
      role: formRole.optional(),
    }),
    output: z.object({
      batch: batchSummary,
      /** The first findings, in file order; the rest come page by page from `imports.findings`. */
      findings: z.array(finding),
      findingsTotal: z.int(),
      errors: z.int(),
      /** Rows of the XML that are title, header, notes, totals or blank. */
      structureRows: z.int(),
    }),
    changes: ['imports'],
  }),
  /**
   * Commits a staged batch: every row without an error in one transaction. With `strict` a single refused row
   * refuses the batch (`import.strictRefused`). Committing twice returns the first result.
   */
  'imports.commit': job({
    permission: 'data.import',
    input: z.object({
      batch: uuid,
      onDuplicate: duplicatePolicy.default('skip'),
      strict: z.boolean().default(false),
    }),
    output: commitResult,
    changes: ['imports', 'bodies', 'officials', 'records', 'entries', 'models'],
  }),
  /** Drops a staged batch that was not committed. */
  'imports.abandon': command({
    permission: 'data.import',
    input: z.object({ batch: uuid }),
    output: batchSummary,
    changes: ['imports'],
  }),
  'imports.list': query({
    permission: 'data.read',
    reads: ['imports'],
    input: z.object({ ...pageInput }),
    output: page(batchSummary),
  }),
  'imports.findings': query({
    permission: 'data.read',
    reads: ['imports'],
    input: z.object({ batch: uuid, ...pageInput }),
    output: page(finding),
  }),
  /** Staged rows in file order, with their state. */
  'imports.rows': query({
    permission: 'data.read',
    reads: ['imports'],
    input: z.object({ batch: uuid, ...pageInput }),
    output: page(stagedRow.omit({ mapped: true })),
  }),
  /**
   * Writes the findings workbook: the layout's own form with every original row, faulty cells marked, the reasons
   * beside and on a sheet of their own. It can be corrected and imported again.
   */
  'imports.exportFindings': job({
    permission: 'data.export',
    input: z.object({ batch: uuid, file: fileToken }),
    output: z.object({ rows: z.int(), findings: z.int() }),
  }),
};
