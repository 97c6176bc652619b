/**
 * Tells which form a workbook is by what stands in it: the hidden sheet `_meta` of our own forms, else the header that
 * has most of a form's columns. Looks at the first rows only, and says what it has seen when nothing fits.
 */
import type { WorkbookMeta } from '../workbook-plan.ts';
import type { RawRow, RawSheet } from '../workbook-types.ts';
import { extendHeader, filledTexts, type HeaderMatch, judgeHeader, matchHeader } from './header-match.ts';
import { findingSheetName, type ImportLayout, type LayoutCode } from './layout.ts';
import { candidatesFor, openMetaReader } from './table-parser.ts';

/** As many rows of each sheet as are looked at: titles and notes above a header are never longer. */
export const recognisedRows = 40;

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

interface OpenMatch {
  layout: LayoutCode;
  row: number;
  match: HeaderMatch;
}

const headersShown = 40;

/** Takes the sheets and rows of a workbook as they are read. */
export function openFormRecogniser(forms: readonly KnownForm[]) {
  const metaReader = openMetaReader();
  const visible = new Set<string>();
  const open = new Map<string, OpenMatch[]>();
  const seen = new Map<string, { row: number; headers: string[] }>();

  const noteSeen = (row: RawRow): void => {
    const headers = row.cells
      .filter((cell) => cell.kind === 'text' && cell.text.trim() !== '')
      .map((cell) => shownHeader(cell.text));
    const before = seen.get(row.sheet);
    if (headers.length < 2 || (before && before.headers.length >= headers.length)) return;
    seen.set(row.sheet, { row: row.row, headers: headers.slice(0, headersShown) });
  };

  const matchForm = (row: RawRow, { code, knownTables }: KnownForm, matches: OpenMatch[]): void => {
    const known = matches.find(({ layout }) => layout === code);
    if (known === undefined) {
      const match = matchHeader(row, candidatesFor(row.sheet, knownTables));
      if (match) matches.push({ layout: code, row: row.row, match });
    } else if (row.row <= known.row + 2) {
      const { table, map, unknown } = known.match;
      const extended = extendHeader(row, table, map, unknown);
      if (extended) known.match = { table, ...extended };
    }
  };

  return {
    enterSheet(sheet: RawSheet): void {
      const hidden =
        sheet.state !== 'visible' || sheet.name.startsWith('_') || sheet.name === findingSheetName;
      if (!hidden) visible.add(sheet.name);
    },
    accept(row: RawRow): void {
      if (metaReader.accept(row) || !visible.has(row.sheet) || filledTexts(row).length === 0) return;
      noteSeen(row);
      const matches = open.get(row.sheet) ?? [];
      open.set(row.sheet, matches);
      for (const form of forms) matchForm(row, form, matches);
    },
    finish: (): RecognisedForm => ({
      meta: metaReader.meta(),
      matches: [...open]
        .flatMap(([sheet, matches]) => matches.map((one) => describe(sheet, one)))
        .sort(better),
      seen: [...seen].map(([sheet, what]) => ({ sheet, ...what })),
    }),
  };
}

function describe(sheet: string, { layout, row, match }: OpenMatch): FormMatch {
  const { table, map, unknown } = match;
  const found = table.columns
    .flatMap((column) => {
      const place = map.get(column.key);
      return place === undefined ? [] : [{ title: column.title, at: place.column }];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ title }) => title);
  return {
    layout,
    sheet,
    headerRow: row,
    found,
    missing: judgeHeader(table, map, unknown).missing,
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
