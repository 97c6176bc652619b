import { z } from 'zod';
import { columnLetters, columnMapping } from '../../domain/column-mapping.ts';
import { importBatch, instant, scorerRoleCode, stagedRowState, uuid } from '../../domain/entities.ts';
import { finding } from '../../errors/finding.ts';
import { importLayoutCodes } from '../../ledgers/import-layouts.ts';
import { command, cursor, fileToken, job, page, pageInput, query } from '../operation.ts';

export const importLayout = z.enum(importLayoutCodes);
export type ImportLayoutCode = z.infer<typeof importLayout>;

/** Roles that fill in the form of values. */
export const formRole = scorerRoleCode.exclude(['derived']);

/** What happens to a row whose natural key is already in the database. */
export const duplicatePolicy = z.enum(['skip', 'replace', 'version']);

const writtenRows = z.object({ inserted: z.int(), updated: z.int(), unchanged: z.int() });

const batchSummary = importBatch.omit({ context: true, result: true }).extend({
  /** Rows that its commits wrote; null before the first. */
  written: writtenRows.nullable(),
  /** Its commit can be undone, unless something has come to depend on it (`imports.planRevert` tells). */
  revertible: z.boolean(),
});

const commitResult = z.object({
  batch: uuid,
  committed: z.boolean(),
  rowsInFile: z.int(),
  /** Rows written to the database or, before the commit, ready to be. */
  accepted: z.int(),
  /** Rows with an error; they stay staged with their findings. */
  refused: z.int(),
  /** Rows whose key exists already, left as they are, and rows that a person left out. */
  skipped: z.int(),
  ...writtenRows.shape,
});

const rowCounts = z.record(stagedRowState, z.int());

const revertPlan = z.object({
  /** Rows that the import added and that would be taken out again. */
  removed: z.int(),
  /** Rows that the import changed and that would be as they were before. */
  putBack: z.int(),
  /** Why it cannot be undone; the first 200. Empty when it can. */
  findings: z.array(finding),
  findingsTotal: z.int(),
});

/** A table of the form as it stands in the file, or as it stands in our own form. */
const previewTable = z.object({
  sheet: z.string(),
  headerRow: z.int(),
  /** Who assigned its columns, when it was not the header alone. */
  assigned: z.enum(['chosen', 'remembered']).nullable(),
  columns: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      /** Letters of the column in the file; null when the file has no such column. */
      column: z.string().nullable(),
      /** What every row is taken to say, in place of a column. */
      constant: z.string().nullable(),
      /** Every row must fill it. */
      required: z.boolean(),
      /** Usual width in characters. */
      width: z.number(),
      /** Filled in by the program: shown, never read. */
      automatic: z.boolean(),
      /** Holds personal data: shown masked, and typed anew as a whole when it is wrong. */
      personal: z.boolean(),
      /** The texts that the column takes, where there is a closed list. */
      choices: z.array(z.string()).nullable(),
    }),
  ),
});

const previewRow = z.object({
  /** Place in the order of reading, from 1: what `imports.fixRows` is told. */
  ordinal: z.int(),
  sheet: z.string(),
  row: z.int(),
  state: stagedRowState,
  /** Displayed text of every column of the table of its sheet, in the table's order. */
  cells: z.array(z.string()),
  /** Cells that were changed since: position in `cells`, and the text in the file. */
  edited: z.array(z.object({ index: z.int(), was: z.string() })),
  findings: z.array(finding),
  /** What the database holds of this row; null when it holds nothing, or when the row is settled. */
  present: z
    .object({
      /** Kind of the row, as the tables that travel are called. */
      table: z.string(),
      /** It belongs to another office: an import leaves it as it is. */
      elsewhere: z.boolean(),
      /** What replacing would change: field, what stands there, what would. Empty when the row says the same. */
      differences: z.array(
        z.object({
          field: z.string(),
          before: z.union([z.string(), z.number(), z.boolean(), z.null()]),
          after: z.union([z.string(), z.number(), z.boolean(), z.null()]),
        }),
      ),
    })
    .nullable(),
});

/** Rows of a sheet that hold its header. */
const headerRows = { sheet: z.string(), first: z.int().positive(), last: z.int().positive() };

/** A table in the file as it can be assigned to the columns of a form. */
const sheetColumns = z.object({
  ...headerRows,
  /** Columns of the file that have a header or a content. */
  columns: z.array(
    z.object({
      column: columnLetters,
      /** Empty where nothing stands above the content. */
      header: z.string(),
      /** The first contents that differ, at most three; numbers of persons are masked. */
      samples: z.array(z.string()),
      hidden: z.boolean(),
    }),
  ),
  /** Columns of the form that can be read. */
  form: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      required: z.boolean(),
      /** What else can be said of the column: the unit of an amount, the order of a date. */
      kind: z.enum(['text', 'amount', 'date']),
      /** May be given as a constant. */
      constant: z.boolean(),
      /** The texts that it takes, where there is a closed list. */
      choices: z.array(z.string()).nullable(),
    }),
  ),
  /** As remembered, else the program's proposal. */
  mapping: columnMapping,
  /** Keys in the proposal that were only guessed from similar names. */
  guessed: z.array(z.string()),
  remembered: z.object({ id: uuid, name: z.string() }).nullable(),
});

const rememberedMapping = z.object({
  id: uuid,
  layout: importLayout,
  name: z.string(),
  /** The columns as they are read, in words: title of the form's column, and the header or the constant. */
  columns: z.array(z.object({ title: z.string(), from: z.string(), constant: z.boolean() })),
  lastUsedAt: instant,
});

const headerMatch = z.object({
  layout: importLayout,
  /** Name of the form. */
  title: z.string(),
  sheet: z.string(),
  headerRow: z.int(),
  /** Titles of the columns that were found, that are required and missing, and headers that the form does not know. */
  found: z.array(z.string()),
  missing: z.array(z.string()),
  unknown: z.array(z.string()),
});

/** Foreign workbooks into the database: staged and checked first, committed in one step, undone in one step. */
export const importOperations = {
  /**
   * Tells which form a workbook is, from its hidden sheet or by the columns of its header. Reads only the first rows of
   * each sheet. Fails with `workbook.*` when the file cannot be read; a form that nobody knows is an answer.
   */
  'imports.recognise': job({
    permission: 'data.import',
    input: z.object({ file: fileToken }),
    output: z.object({
      fileName: z.string(),
      /** The form to read it as; null when no form fits. */
      layout: importLayout.nullable(),
      /**
       * `certain`: the workbook was made by this program and says so; `likely`: every required column was found;
       * `doubtful`: some were; `none`: no header of any form was found.
       */
      confidence: z.enum(['certain', 'likely', 'doubtful', 'none']),
      /** What the workbook says of itself. Of a cycle and a unit also the name, where this database knows them. */
      stated: z
        .object({
          template: z.string().nullable(),
          cycle: z.object({ code: z.string(), name: z.string().nullable() }).nullable(),
          unit: z.object({ uscc: z.string(), name: z.string().nullable() }).nullable(),
          role: formRole.nullable(),
        })
        .nullable(),
      /** Forms whose header was found, the best first. */
      matches: z.array(headerMatch),
      /** Of each visible sheet the first row that looks like a header, for a workbook that no form fits. */
      seen: z.array(z.object({ sheet: z.string(), row: z.int(), headers: z.array(z.string()) })),
      /** Every form there is, with the columns that it needs. */
      forms: z.array(z.object({ layout: importLayout, title: z.string(), columns: z.array(z.string()) })),
      /** Rows of all sheets, header and notes included. */
      rows: z.int(),
      /** Assignments of columns that will be applied, by sheet: the same header was assigned before. */
      remembered: z.array(z.object({ sheet: z.string(), id: uuid, name: z.string() })),
      /** The same file was read in before. */
      earlier: z.array(z.object({ batch: uuid, status: importBatch.shape.status, at: instant })),
    }),
  }),
  /**
   * Shows the columns of a workbook beside those of a form, with a proposal which is which. Reads only the first rows
   * of each sheet. Fails with `workbook.*` when the file cannot be read; without any table the answer is empty.
   */
  'imports.columns': job({
    permission: 'data.import',
    input: z.object({
      layout: importLayout,
      file: fileToken,
      /** Where the header stands, when the program has taken another row for it. */
      headers: z.array(z.object(headerRows)).default([]),
    }),
    output: z.object({ fileName: z.string(), form: z.string(), sheets: z.array(sheetColumns) }),
  }),
  /**
   * Reads a workbook into staging: rows, their mapping and findings. Cancellable; nothing of the database proper
   * changes. Fails with `workbook.*` when the file cannot be read, `layout.*` when it is another form and
   * `import.mapping*` when the columns cannot be assigned as asked for. Assigned columns are remembered by the header.
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
      /** The survey whose answers it brings, unless the workbook names it or the cycle has but one. */
      survey: uuid.optional(),
      /** The report of a third party whose scores it brings, unless the workbook names it. */
      report: uuid.optional(),
      /** Code of the model whose indicators its columns are, unless the workbook names it or the cycle has but one. */
      model: z.string().optional(),
      /** Which column is which, by sheet; sheets that are not named are read by their header, or as remembered. */
      columns: z.array(z.object({ ...headerRows, mapping: columnMapping })).default([]),
      /** Takes hidden rows too; otherwise they are left out, and said. */
      hiddenRows: z.boolean().default(false),
    }),
    output: z.object({
      batch: batchSummary,
      /** The first findings, in file order; the rest come page by page from `imports.findings`. */
      findings: z.array(finding),
      findingsTotal: z.int(),
      errors: z.int(),
      /** Remembered assignments of columns that were applied. */
      remembered: z.array(z.object({ id: uuid, name: z.string() })),
      /** Rows of the XML that are title, header, notes, totals or blank. */
      structureRows: z.int(),
    }),
    changes: ['imports'],
  }),
  /**
   * Staged rows page by page in file order, with what is wrong with each. Personal data is masked.
   * `at` begins the page at that row of the file instead of at the cursor.
   */
  'imports.preview': query({
    permission: 'data.read',
    reads: ['imports'],
    input: z.object({
      batch: uuid,
      /** Only rows in this state, of this sheet. */
      state: stagedRowState.optional(),
      sheet: z.string().optional(),
      at: z.object({ sheet: z.string(), row: z.int().positive() }).optional(),
      ...pageInput,
    }),
    output: z.object({
      batch: batchSummary,
      tables: z.array(previewTable),
      counts: rowCounts,
      /** Hidden rows of the file that can be taken in or left out, and how many of them are left out. */
      hidden: z.object({ rows: z.int(), left: z.int() }),
      /** Findings about the file or a sheet as a whole. */
      fileFindings: z.array(finding),
      rows: z.array(previewRow),
      next: cursor,
    }),
  }),
  /**
   * Changes cells of staged rows and judges the rows again by their layout: their findings are replaced, and rows that
   * have to do with them (the same key, the same indicator) are judged anew too. All of it or nothing. Fails with `import.rowSettled` when the row is
   * in the database already. A row of which nothing is left to import is left out.
   */
  'imports.fixRows': command({
    permission: 'data.import',
    input: z.object({
      batch: uuid,
      rows: z
        .array(
          z.object({
            ordinal: z.int().positive(),
            /** `text` null: what stood there in the file. */
            cells: z
              .array(z.object({ key: z.string(), text: z.string().max(32_767).nullable() }))
              .min(1)
              .max(100),
          }),
        )
        .min(1)
        .max(500),
    }),
    output: z.object({
      /** The rows themselves, and every other row that is judged differently now. */
      rows: z.array(previewRow),
      counts: rowCounts,
    }),
    changes: ['imports'],
  }),
  /** Leaves a staged row out of the import, or takes it in again. */
  'imports.omitRow': command({
    permission: 'data.import',
    input: z.object({ batch: uuid, ordinal: z.int().positive(), omitted: z.boolean() }),
    output: z.object({ rows: z.array(previewRow), counts: rowCounts }),
    changes: ['imports'],
  }),
  /** Takes the hidden rows of the file in, or leaves them out again. Rows that are settled stay as they are. */
  'imports.takeHiddenRows': command({
    permission: 'data.import',
    input: z.object({ batch: uuid, taken: z.boolean() }),
    output: z.object({ rows: z.int(), counts: rowCounts }),
    changes: ['imports'],
  }),
  /** Assignments of columns that are remembered, the last used first. */
  'imports.mappings': query({
    permission: 'data.read',
    reads: ['imports'],
    input: z.object({}),
    output: z.object({ mappings: z.array(rememberedMapping) }),
  }),
  /** Fails with `import.mappingUnknown`. */
  'imports.renameMapping': command({
    permission: 'data.import',
    input: z.object({ id: uuid, name: z.string().trim().min(1).max(100) }),
    output: z.object({ id: uuid, name: z.string() }),
    changes: ['imports'],
  }),
  /** Forgets an assignment: the next such file is read by its header again. Fails with `import.mappingUnknown`. */
  'imports.removeMapping': command({
    permission: 'data.import',
    input: z.object({ id: uuid }),
    output: z.object({ id: uuid }),
    changes: ['imports'],
  }),
  /** What a commit would do, counted by doing it and taking it back. Changes nothing. */
  'imports.planCommit': job({
    permission: 'data.import',
    input: z.object({ batch: uuid, onDuplicate: duplicatePolicy.default('skip') }),
    output: commitResult,
  }),
  /**
   * Commits a staged batch: every row without an error in one transaction. With `strict` a single refused row
   * refuses the batch (`import.strictRefused`). Committing again writes the rows that were put right since and adds up
   * the counts; when there are none it returns the same result again.
   */
  'imports.commit': job({
    permission: 'data.import',
    input: z.object({
      batch: uuid,
      onDuplicate: duplicatePolicy.default('skip'),
      strict: z.boolean().default(false),
    }),
    output: commitResult,
    changes: ['imports', 'bodies', 'officials', 'records', 'ledgers', 'entries', 'models', 'surveys'],
  }),
  /** What undoing a committed batch would do, and what stands in the way. */
  'imports.planRevert': query({
    permission: 'data.read',
    reads: [
      'imports',
      'bodies',
      'officials',
      'records',
      'ledgers',
      'entries',
      'cycles',
      'runs',
      'packages',
      'surveys',
    ],
    input: z.object({ batch: uuid }),
    output: revertPlan,
  }),
  /**
   * Undoes a committed batch as a whole: what it added is taken out, what it changed is as it was before. When a row
   * has changed since, or something depends on one, nothing is undone and the findings name the rows. Undoing twice
   * changes nothing more.
   */
  'imports.revert': job({
    permission: 'data.import',
    input: z.object({ batch: uuid }),
    output: revertPlan.extend({ reverted: z.boolean() }),
    changes: ['imports', 'bodies', 'officials', 'records', 'ledgers', 'entries', 'surveys'],
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
    input: z.object({
      /** Also those that were given up. */
      abandoned: z.boolean().default(true),
      ...pageInput,
    }),
    output: page(batchSummary),
  }),
  'imports.findings': query({
    permission: 'data.read',
    reads: ['imports'],
    input: z.object({ batch: uuid, ...pageInput }),
    output: page(finding),
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
