/**
 * What the reader hands to the layouts: a foreign workbook as rows of text with type and address, nothing
 * interpreted yet. Kept free of any workbook library so that the reader can be exchanged.
 */
import type { Finding } from '#shared/errors/finding.ts';

export type RawCellKind = 'text' | 'number' | 'date' | 'boolean' | 'error' | 'formulaWithoutValue';

export interface RawCell {
  /** 1-based column number (A = 1). */
  column: number;
  kind: RawCellKind;
  /** The value as a reader of the sheet sees it: `2026-03-01` for dates, shortest decimal for numbers, TRUE/FALSE. */
  text: string;
  /** For kind `number`: shortest round-trip decimal of the stored double, before any display format (0.153 for 15.3 %). */
  number?: string;
  /** For kind `number`: the number format contains a percent sign. */
  percent?: boolean;
}

export interface RawRow {
  sheet: string;
  /** 1-based row number as in the sheet XML. */
  row: number;
  hidden: boolean;
  cells: RawCell[];
}

export interface RawSheet {
  name: string;
  index: number;
  state: 'visible' | 'hidden' | 'veryHidden';
  /** Merged ranges as [top, left, bottom, right], 1-based inclusive; capped in number by the inspector. */
  merges: [number, number, number, number][];
}

/**
 * Stream of a workbook, in file order. `sheet.rows` says how many rows the sheet will hand over, as far as its bytes
 * tell before they are read; `end.rowsInXml` counts `<row>` elements, for the
 * no-silent-loss check.
 */
export type WorkbookEvent =
  | { type: 'sheet'; sheet: RawSheet; rows: number }
  | { type: 'row'; row: RawRow }
  | { type: 'finding'; finding: Finding }
  | { type: 'end'; rowsInXml: number };
