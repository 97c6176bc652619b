/**
 * Tells which form a workbook is by what stands in it: the hidden sheet `_meta` of our own forms, else the header that
 * has most of a form's columns. Looks at the first rows only, and says what it has seen when nothing fits.
 */
import type { WorkbookMeta } from '../workbook-plan.ts';
import type { RawSheet } from '../workbook-types.ts';
import { filledTexts, judgeHeader } from './header-match.ts';
import { type PlacedHeader, placeHeader, type SheetHead } from './header-place.ts';
import { findingSheetName, type ImportLayout, type LayoutCode } from './layout.ts';
import { candidatesFor } from './table-parser.ts';

export interface FormMatch {
  layout: LayoutCode;
  sheet: string;
  headerRow: number;
  /** Titles of the columns found, in the order of the sheet. */
  found: string[];
  /** Titles of required columns that were not found. */
  missing: string[];
  /** Headers that the form does not know. */
  unknown: string[];
}

export interface RecognisedForm {
  meta: Partial<WorkbookMeta> | null;
  /** The best first. */
  matches: FormMatch[];
  /** Of each visible sheet the row that looks most like a header. */
  seen: { sheet: string; row: number; headers: string[] }[];
}

type KnownForm = Pick<ImportLayout<never, never>, 'code' | 'knownTables'>;

const headersShown = 40;

/** Whether a sheet can hold a table of a form: our own helping sheets and hidden ones cannot. */
export function canHoldTable({ name, state }: Pick<RawSheet, 'name' | 'state'>): boolean {
  return state === 'visible' && !name.startsWith('_') && name !== findingSheetName;
}

/** @param heads visible sheets with their first rows */
export function recogniseForm(
  heads: readonly SheetHead[],
  forms: readonly KnownForm[],
): Omit<RecognisedForm, 'meta'> {
  return {
    matches: heads
      .flatMap((head) =>
        forms.flatMap(({ code, knownTables }) => {
          const placed = placeHeader(head, candidatesFor(head.sheet.name, knownTables));
          return placed === null ? [] : [describe(head.sheet.name, code, placed)];
        }),
      )
      .sort(better),
    seen: heads.flatMap(seenIn),
  };
}

/** The row that looks most like a header. */
function seenIn({ sheet, rows }: SheetHead): RecognisedForm['seen'] {
  let best: { row: number; headers: string[] } | null = null;
  for (const row of rows) {
    if (filledTexts(row).length === 0) continue;
    const headers = row.cells
      .filter((cell) => cell.kind === 'text' && cell.text.trim() !== '')
      .map((cell) => shownHeader(cell.text));
    if (headers.length > (best?.headers.length ?? 1)) best = { row: row.row, headers };
  }
  if (best === null) return [];
  return [{ sheet: sheet.name, row: best.row, headers: best.headers.slice(0, headersShown) }];
}

function describe(sheet: string, layout: LayoutCode, placed: PlacedHeader): FormMatch {
  const { table, map, unknown, block } = placed;
  const found = table.columns
    .flatMap((column) => {
      const place = map.get(column.key);
      return place === undefined ? [] : [{ title: column.title, at: place.column ?? 0 }];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ title }) => title);
  return {
    layout,
    sheet,
    headerRow: block.last,
    found,
    missing: judgeHeader(placed).missing,
    unknown: [...unknown.values()].map(shownHeader),
  };
}

/** A form whose required columns are all there before one that lacks some; then the one with more columns. */
function better(a: FormMatch, b: FormMatch): number {
  return a.missing.length - b.missing.length || b.found.length - a.found.length;
}

/** What is shown of a cell that may turn out to be data: no long numbers, which may be a person's. */
function shownHeader(text: string): string {
  const plain = text
    .trim()
    .replace(/\s+/gu, ' ')
    .replace(/\d{6,}[\dXx]*/g, '…');
  return plain.length > 30 ? `${plain.slice(0, 30)}…` : plain;
}
