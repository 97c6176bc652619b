/**
 * What every workbook that can be imported promises: one file of this folder per workbook, which knows its columns,
 * how to recognise them in a foreign file, and how a row becomes an entity.
 *
 * No row is lost in silence: `accept` answers every row of the XML either as data or as structure, so data rows
 * plus structure rows always equal the rows of the file.
 */
import type { AmountUnit, ColumnMapping, DateOrder } from '#shared/domain/column-mapping.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { ImportLayout as ImportLayoutCode } from '#shared/ledgers/import-layouts.ts';
import type { WorkbookMeta, WorkbookPlan } from '../workbook-plan.ts';
import type { RawRow, RawSheet } from '../workbook-types.ts';
import type { TableSheet } from './table.ts';

export type LayoutCode = ImportLayoutCode;

/** What a findings workbook adds to the form; an import passes over it. */
export const explanationTitle = '错误说明';
export const findingSheetName = '错误清单';

/** Why a row is not data. `otherSheet`: a hidden sheet, or one without this layout's header. */
export type StructureReason = 'title' | 'note' | 'header' | 'total' | 'footer' | 'blank' | 'otherSheet';

export interface StructureRow {
  kind: 'structure';
  sheet: string;
  row: number;
  reason: StructureReason;
}

export interface DataRow<Row> {
  kind: 'data';
  sheet: string;
  row: number;
  /** Displayed text of every column of the layout, in layout order; empty text where the column is absent. */
  original: string[];
  /** What kinds of cells they are (`cell-kinds.ts`); empty when all are text. */
  kinds: string;
  /** What makes the row the same row in the next file; null when the parts of it are missing. */
  naturalKey: string | null;
  /** The mapped row; null when an error stands in the way (of the row, or of the whole sheet). */
  value: Row | null;
  findings: Finding[];
}

export type ParsedRow<Row> = StructureRow | DataRow<Row>;

/** Where the columns of the layout were found. */
export interface ColumnsFound {
  sheet: string;
  headerRow: number;
  columns: FoundColumn[];
  /** Who assigned them, when it was not the header alone: a person for this file, or for an earlier one like it. */
  assigned?: 'chosen' | 'remembered';
}

export interface FoundColumn {
  key: string;
  title: string;
  /** Letters; null where the file has no such column. */
  column: string | null;
  /** The text found there: it may name another unit of measure than the layout's own title. */
  header: string | null;
  /** What every row is taken to say, in place of a column. */
  constant?: string;
  /** Where something other than the header says it. */
  unit?: AmountUnit;
  dateOrder?: DateOrder;
}

/** A header that a person has assigned to the columns of the form. */
export interface AssignedHeader {
  /** Rows of the header in the sheet. */
  first: number;
  last: number;
  mapping: ColumnMapping;
  by: 'chosen' | 'remembered';
}

export interface ParserSummary {
  /**
   * Findings about the file or a sheet, not about one row. One of severity `error` whose code is in
   * `layoutFailures` means that the file is not this form (or not for this cycle, unit or model): nothing of it
   * may be committed.
   */
  findings: Finding[];
  columns: ColumnsFound[];
  meta: Partial<WorkbookMeta> | null;
}

export interface LayoutParser<Row> {
  /**
   * Announces a sheet before its rows.
   * @param ahead its first rows, in which the header is looked for; the same rows come again through `accept`
   * @param assigned the header and its columns, where a person has said so
   */
  enterSheet(sheet: RawSheet, ahead: readonly RawRow[], assigned?: AssignedHeader): void;
  accept(row: RawRow): ParsedRow<Row>;
  /**
   * Takes up where another parser found the columns, so that rows of the same file can be read again without its
   * header. To be called before the first row.
   */
  resume(found: readonly ColumnsFound[]): void;
  /** To be called once, after the last row. */
  finish(): ParserSummary;
}

export interface ImportLayout<Row, Context> {
  code: LayoutCode;
  /** Name of the form. */
  title: string;
  templateVersion: string;
  /** The tables of the form without what a context adds to them: what a file is recognised by. */
  knownTables: readonly TableSheet[];
  /** The tables of the form, in sheet order; `DataRow.original` follows the columns of the table of its sheet. */
  tables(context: Context): TableSheet[];
  /** Entries of the drop-downs that the tables name. */
  lists(context: Context): Readonly<Record<string, readonly string[]>>;
  /** A form to fill in: empty, or with what the context already holds. */
  buildTemplate(context: Context): WorkbookPlan;
  openParser(context: Context): LayoutParser<Row>;
}
