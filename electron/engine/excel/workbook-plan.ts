/**
 * A workbook as the program wants it, before any workbook library is involved: what the layouts build and
 * `write-workbook.ts` puts on disk. Plain data, so that a layout can be tested without a file.
 *
 * Text is always text: a string never becomes a formula, whatever it starts with. Dates are `yyyy-mm-dd`.
 */

/** How the data cells of a column look; the number format follows from it. */
export type Look =
  /** Short text, left, stored with the text format so that nothing typed there is reinterpreted. */
  | 'text'
  /** Long text, left, wrapped. General format: old Excel shows text-formatted cells over 255 characters as ###. */
  | 'long'
  /** Short text, centred, text format. */
  | 'centre'
  /** Codes and numbers of documents or persons: text format, centred. */
  | 'code'
  | 'integer'
  /** As many decimals as the number has, right-aligned. */
  | 'number'
  /** Points with a fixed number of decimals (`score2` = 0.00). */
  | 'score0'
  | 'score1'
  | 'score2'
  | 'score3'
  | 'score4'
  /** #,##0.00 */
  | 'money'
  | 'date'
  /** General format, centred, for cells that take either a number or a word. */
  | 'value';

export interface DateContent {
  /** `yyyy-mm-dd`. */
  date: string;
}

export type CellContent = string | number | boolean | null | DateContent;

/** A cell that differs from what its column says. A bare `CellContent` stands for a cell that does not. */
export interface CellPlan {
  content: CellContent;
  look?: Look;
  /** `fault` and `warning` colour the cell, `shaded` greys it, `bold` and `muted` set the type, `link` is for cells with `target`. */
  emphasis?: 'fault' | 'warning' | 'shaded' | 'bold' | 'muted' | 'link';
  /** The content is an error value such as `#REF!`, not the text of one. */
  isError?: true;
  /** Comment on the cell. */
  note?: string;
  /** Cell of this workbook to jump to on a click. */
  target?: { sheet: string; cell: string };
  /** With sheet protection: whether this cell may be edited. Default: as its column says. */
  unlocked?: boolean;
}

export type RowRole =
  | 'title'
  /** Below the title: 填报单位, unit of measure; no borders. */
  | 'unitLine'
  | 'header'
  | 'data'
  | 'subtotal'
  | 'total'
  /** Sign-off line and explanations: no borders. */
  | 'footer'
  /** A heading inside the sheet that starts a block, such as a ranking group. */
  | 'section';

export interface RowPlan {
  role: RowRole;
  cells: readonly (CellContent | CellPlan)[];
  /** Points. Without it the height follows from the text that has to fit. */
  height?: number;
  /** Cells merged within this row, 1-based and inclusive. */
  spans?: readonly (readonly [left: number, right: number])[];
}

export interface ColumnPlan {
  /** In characters of the body type; a Chinese character takes two. */
  width: number;
  look: Look;
  hidden?: boolean;
  /** With sheet protection: cells of this column may be edited. */
  unlocked?: boolean;
  /** Grey ground: filled in by the program, not by the user. */
  shaded?: boolean;
  /** Name of a list of the plan offered as a drop-down in `SheetPlan.entryRows`. */
  list?: string;
}

/** A drop-down for single cells, beside those that belong to whole columns. */
export interface CellList {
  column: number;
  firstRow: number;
  lastRow: number;
  list: string;
}

export interface SheetPlan {
  name: string;
  state?: 'visible' | 'hidden';
  columns: readonly ColumnPlan[];
  /** Rows from the top, without gaps. Large tables hand in a generator. */
  rows: Iterable<RowPlan> | AsyncIterable<RowPlan>;
  /** Number of rows from the top that are repeated on every printed page, as [first, last]. */
  repeatedRows?: readonly [first: number, last: number];
  /** Rows that stay in view when scrolling. */
  frozenRows?: number;
  frozenColumns?: number;
  /** The header row and the last row that its filter buttons cover. */
  filteredRows?: readonly [header: number, last: number];
  /** Vertical merges, as [top, left, bottom, right]. They must not touch the spans of rows. */
  merges?: readonly (readonly [top: number, left: number, bottom: number, right: number])[];
  /** Range of rows that get the drop-downs of their columns. */
  entryRows?: readonly [first: number, last: number];
  cellLists?: readonly CellList[];
  /** Only unlocked cells may be edited. There is no password: it guards against slips, not against intent. */
  locked?: boolean;
  orientation?: 'landscape' | 'portrait';
  /** Printed at the left of the footer, for example template and model version. The page number is added. */
  footerLeft?: string;
  footerRight?: string;
}

/** What the hidden sheet `_meta` says about a workbook: identifiers only, no values and no personal data. */
export interface WorkbookMeta {
  /** Layout code. */
  template: string;
  templateVersion: string;
  cycle?: string;
  unit?: string;
  /** Scorer role that the form is for. */
  role?: string;
  modelCode?: string;
  modelVersion?: string;
  modelDigest?: string;
  runDigest?: string;
  /** Ids of the stored runs that the workbook shows, separated by spaces. */
  runs?: string;
  /** Survey that its answers belong to. */
  survey?: string;
  /** Report of a third party that its scores come from. */
  report?: string;
}

export interface WorkbookPlan {
  title: string;
  /** Written into the document properties, ISO 8601 instant. Default: the time of writing. */
  createdAt?: string;
  meta: WorkbookMeta;
  /** Entries of the drop-downs by list name; they live on the hidden sheet `_lists`. */
  lists?: Readonly<Record<string, readonly string[]>>;
  sheets: readonly SheetPlan[];
}

export const metaSheetName = '_meta';
export const listSheetName = '_lists';
/** Excel's limit for the text of one cell, in UTF-16 units. */
export const cellTextLimit = 32_767;

/** Column letters of a 1-based column number: 1 → A, 27 → AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Number of a column by its letters: A → 1, AA → 27. */
export function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}
