import { z } from 'zod';
import { ledgerCodes } from '../../ledgers/ledgers.ts';
import { fileToken, job, page, pageInput, query } from '../operation.ts';
import { formRole, importLayout } from './imports.ts';

/** Reports that have a form of their own; every ledger is a report besides. */
export const formReports = [
  'bodies',
  'officials',
  'records',
  'self-assessment',
  'review',
  'summary',
  'delivery-list',
  'model',
] as const;
export type FormReport = (typeof formReports)[number];

export const reportCode = z.enum([...formReports, ...ledgerCodes]);
export type ReportCode = z.infer<typeof reportCode>;

/** What a report is made of; which parts one needs is said with `reports.export`. */
const reportRequest = {
  report: reportCode,
  cycle: z.string().optional(),
  unit: z.string().optional(),
  model: z.string().optional(),
  /** Of `model`; the newest published one without it. */
  modelVersion: z.string().optional(),
  /** Of `summary`: this very run; without it the official one of each model, or the newest while there is none. */
  run: z.string().optional(),
  role: formRole.optional(),
  unmasked: z.boolean().default(false),
};

/** What was written, to tell the file apart from any other. */
const written = z.object({ rows: z.int(), size: z.int(), sha256: z.string() });

const drawnStyle = z.object({
  font: z.string(),
  /** Points. */
  size: z.number(),
  bold: z.boolean(),
  underlined: z.boolean(),
  /** `#rrggbb`; black when null. */
  colour: z.string().nullable(),
  /** `#rrggbb`; none when null. */
  fill: z.string().nullable(),
  /** Sides with a thin line. */
  borders: z.array(z.enum(['left', 'right', 'top', 'bottom'])),
  horizontal: z.enum(['left', 'center', 'right']),
  vertical: z.enum(['top', 'middle', 'bottom']),
  wrapped: z.boolean(),
  /** Number format code. */
  format: z.string(),
});

const range = z.tuple([z.int(), z.int(), z.int(), z.int()]);

const drawnSheet = z.object({
  name: z.string(),
  /** In characters of the workbook's body type (about 7 pixels at 96 dpi), one for each column; 0 for hidden ones. */
  widths: z.array(z.number()),
  /** The first rows of the sheet: height in points, texts as displayed, position of each cell's style. */
  rows: z.array(
    z.object({
      row: z.int(),
      height: z.number(),
      cells: z.array(z.object({ column: z.int(), style: z.int(), text: z.string() })),
    }),
  ),
  totalRows: z.int(),
  /** Points, of all rows. */
  totalHeight: z.number(),
  /** Of the rows given, as [top, left, bottom, right], 1-based and inclusive. */
  merges: z.array(range),
  frozenRows: z.int(),
  frozenColumns: z.int(),
  /** Rows printed at the top of every page, as [first, last]. */
  repeatedRows: z.tuple([z.int(), z.int()]).nullable(),
  orientation: z.enum(['landscape', 'portrait']),
  /** Inches, of A4 paper. */
  margins: z.object({ left: z.number(), right: z.number(), top: z.number(), bottom: z.number() }),
  /** `&P` stands for the page's number, `&N` for how many there are. */
  footer: z.object({ left: z.string(), middle: z.string(), right: z.string() }),
});

/** Rows of each sheet that a preview draws. */
export const previewRows = 200;

/** Workbooks out of the database. */
export const reportOperations = {
  /**
   * Writes an empty form, or one filled with what the database already holds (a unit's self-assessment with last
   * values, its review). `self-assessment` and `review` need a cycle and a unit, `model` may name a model.
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
    output: written,
    changes: ['exports'],
  }),
  /**
   * Writes a report workbook; the audit log keeps what was written, under which name, and its digest. `self-assessment`
   * and `summary` need a cycle (`cycle.cycleNeeded`), `self-assessment` and `review` a unit unless the office assesses itself
   * (`cycle.unitNeeded`), `summary` a run (`run.none`, `run.unknown`),
   * `delivery-list` a package that was sealed (`delivery.none`). Personal data is masked unless the caller may unmask it and asks
   * for it.
   */
  'reports.export': job({
    permission: 'data.export',
    input: z.object({ ...reportRequest, file: fileToken }),
    output: written,
    changes: ['exports'],
  }),
  /**
   * Builds the very workbook that `reports.export` would write (with `form`: the form to fill in of `templates.write`),
   * reads it back and answers what an office program would show of it. Fails as the export would. Nothing is written.
   */
  'reports.preview': job({
    permission: 'data.export',
    input: z.object({ ...reportRequest, form: z.boolean().default(false) }),
    output: z.object({
      styles: z.array(drawnStyle),
      /** Hidden sheets are left out. */
      sheets: z.array(drawnSheet),
      /** Bytes that the file would have. */
      size: z.int(),
    }),
    reads: ['office', 'bodies', 'officials', 'records', 'models', 'cycles', 'entries', 'runs'],
  }),
  /**
   * Compares the tables of a summary that came back (W3, not a scan) with the runs that its hidden sheet names, cell by
   * cell. Nothing is taken over. `layout.wrongTemplate`, `summary.runUnnamed`, `run.unknown`, `workbook.*`
   */
  'reports.checkSummary': job({
    permission: 'data.read',
    input: z.object({ file: fileToken }),
    output: z.object({
      runs: z.array(
        z.object({
          id: z.string(),
          cycle: z.string(),
          modelCode: z.string(),
          modelVersion: z.string(),
          createdAt: z.string(),
          /** It counts now. */
          official: z.boolean(),
          /** It counts, or did until another took its place. */
          sealed: z.boolean(),
        }),
      ),
      /** Cells that were compared. */
      cells: z.int(),
      /** The first of `differing`. */
      differences: z.array(
        z.object({
          sheet: z.string(),
          cell: z.string(),
          /** What the row is about: a unit, an indicator. */
          row: z.string(),
          title: z.string(),
          expected: z.string(),
          found: z.string(),
        }),
      ),
      differing: z.int(),
      missingSheets: z.array(z.string()),
    }),
    reads: ['runs'],
  }),
  /** Workbooks and documents written so far, newest first, as the audit log tells it. */
  'reports.history': query({
    permission: 'data.read',
    reads: ['exports'],
    input: z.object({ ...pageInput }),
    output: page(
      z.object({
        /** Of the audit entry. */
        sequence: z.int(),
        at: z.string(),
        actor: z.string(),
        kind: z.enum(['report', 'form', 'list', 'document']),
        /** Report, form or document; null for a list. */
        report: z.string().nullable(),
        /** What a document is called; null for all else. */
        name: z.string().nullable(),
        /** Name that the user gave the file; null where it was not kept. */
        fileName: z.string().nullable(),
        cycle: z.string().nullable(),
        unit: z.string().nullable(),
        unitName: z.string().nullable(),
        unmasked: z.boolean(),
        /** Rows of the visible sheets; of a list its own rows. */
        rows: z.int().nullable(),
        sha256: z.string().nullable(),
      }),
    ),
  }),
};
