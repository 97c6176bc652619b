/**
 * Finds where the header of a table stands in a sheet: below titles, notes and unit lines, one to three rows high, its
 * groups merged over their columns or only written above the first of them.
 */
import { hash } from 'node:crypto';
import { comparable } from '#shared/domain/code-text.ts';
import type { AmountUnit, ColumnMapping } from '#shared/domain/column-mapping.ts';
import { columnNumber } from '../workbook-plan.ts';
import type { RawRow, RawSheet } from '../workbook-types.ts';
import { type ColumnMap, type ColumnPlace, unitNamed } from './column-place.ts';
import {
  filledTexts,
  type HeaderColumn,
  type HeaderMatch,
  headerText,
  isColumnNumbers,
  isHeader,
  matchColumns,
} from './header-match.ts';
import type { TableSheet } from './table.ts';

/** As many rows of each sheet are looked at: titles and notes above a header are never longer. */
export const rowsLookedAt = 40;
const highestHeader = 3;

/** The first rows of a sheet, as many as a header is looked for in. */
export interface SheetHead {
  sheet: Pick<RawSheet, 'name' | 'merges'>;
  rows: readonly RawRow[];
}

/** Rows of a sheet that hold a header. */
export interface HeaderBlock {
  first: number;
  last: number;
  columns: readonly HeaderColumn[];
}

export interface PlacedHeader extends HeaderMatch {
  block: HeaderBlock;
}

type Merge = RawSheet['merges'][number];

/** The header as read by the columns of the tables; null when no table's is there. The first that will do is taken. */
export function placeHeader(head: SheetHead, tables: readonly TableSheet[]): PlacedHeader | null {
  for (const [index] of head.rows.entries()) {
    const found = bestFrom(head, index, tables);
    if (found === null) continue;
    // A unit line above a header reads like groups of columns: the header begins where it names no less.
    const later = [index + 1, index + 2]
      .map((next) => bestFrom(head, next, tables))
      .findLast(
        (one) => one !== null && one.map.size >= found.map.size && one.block.first <= found.block.last,
      );
    const chosen = later ?? found;
    return { ...chosen, map: withUnits(chosen, unitAbove(head, chosen.block.first)) };
  }
  return null;
}

function bestFrom(head: SheetHead, index: number, tables: readonly TableSheet[]): PlacedHeader | null {
  let best: PlacedHeader | null = null;
  for (const table of tables) {
    for (const block of blocksFrom(head, index, table)) {
      const match = matchColumns(block.columns, table);
      if (isHeader(match, block.columns) && match.map.size > (best?.map.size ?? 0))
        best = { ...match, block };
    }
  }
  return best;
}

/** The row that looks most like a header, for a table that no form knows; null for a sheet without any. */
export function guessBlock(head: SheetHead): HeaderBlock | null {
  const texts = head.rows.map((row) =>
    row.cells.filter(({ kind, text }) => kind === 'text' && text.trim() !== ''),
  );
  const most = Math.max(0, ...texts.map((cells) => cells.length));
  if (most < 2) return null;
  const found = texts.findIndex((cells) => cells.length === most);
  // The row above may hold what is merged down into it.
  const from = [found - 2, found - 1].find((index) => {
    const row = head.rows[index];
    return (
      row !== undefined && filledTexts(row).length >= 2 && reaches(head, row.row, head.rows[found]?.row ?? 0)
    );
  });
  return [...blocksFrom(head, from ?? found)].at(-1) ?? null;
}

/** The header in rows that a person has named. */
export function blockAt(head: SheetHead, first: number, last: number): HeaderBlock {
  const rows = head.rows.filter(({ row }) => row >= first && row <= last);
  return { first, last, columns: columnsOf(rows, head.sheet.merges) };
}

/** Every header that could begin in one of the rows looked at: what a remembered header is looked for among. */
export function* possibleBlocks(head: SheetHead): Generator<HeaderBlock, void> {
  for (const { row } of head.rows) {
    for (let height = 1; height <= highestHeader; height += 1) {
      const block = blockAt(head, row, row + height - 1);
      if (block.columns.length >= 2) yield block;
    }
  }
}

/** What makes two headers the same: their texts and the columns in which they stand. Hex. */
export function headerFingerprint({ columns }: HeaderBlock): string {
  return hash('sha256', JSON.stringify(columns.map((one) => [one.column, comparable(headerText(one))])));
}

/** Blocks that begin in this row, the lowest first, as far as the rows below go on with the header. */
function* blocksFrom(head: SheetHead, index: number, table?: TableSheet): Generator<HeaderBlock, void> {
  const top = head.rows[index];
  if (top === undefined || filledTexts(top).length < 2) return;
  const rows = [top];
  yield { first: top.row, last: top.row, columns: columnsOf(rows, head.sheet.merges) };
  for (const next of head.rows.slice(index + 1, index + highestHeader)) {
    if (next.row >= top.row + highestHeader || !goesOn(rows, next, head.sheet.merges, table)) return;
    rows.push(next);
    yield { first: top.row, last: next.row, columns: columnsOf(rows, head.sheet.merges) };
  }
}

const isWide = ([, left, , right]: Merge): boolean => right > left;

/** Whether a cell of the upper row is merged down into the lower one. */
function reaches({ sheet: { merges } }: SheetHead, upper: number, lower: number): boolean {
  return merges.some(([top, , bottom]) => top === upper && bottom >= lower && lower > upper);
}

/** Whether a row below goes on with a header: by merged cells, or because it only names columns that are left. */
function goesOn(
  rows: readonly RawRow[],
  next: RawRow,
  merges: readonly Merge[],
  table: TableSheet | undefined,
): boolean {
  const texts = filledTexts(next);
  if (isColumnNumbers(texts)) return false;
  const first = rows[0]?.row ?? 0;
  const above = rows.at(-1)?.row ?? 0;
  if (merges.some(([top, , bottom]) => top >= first && top < next.row && bottom >= next.row)) return true;
  if (texts.length === 0 || next.cells.some(({ kind }) => kind !== 'text')) return false;
  return (
    isUnderGroups(
      rows,
      texts,
      merges.filter((merge) => isWide(merge) && merge[0] === above),
    ) ||
    (table !== undefined && namesOnly(rows, next, merges, table))
  );
}

/** Everything stands below a group, or below nothing: a row of data has something below the other titles, too. */
function isUnderGroups(
  rows: readonly RawRow[],
  texts: readonly { column: number; text: string }[],
  groups: readonly Merge[],
): boolean {
  const titled = new Set(rows.flatMap((row) => filledTexts(row).map(({ column }) => column)));
  const grouped = (column: number): boolean =>
    groups.some(([, left, , right]) => left <= column && column <= right);
  return (
    texts.some(({ column }) => grouped(column)) &&
    texts.every(({ column }) => grouped(column) || !titled.has(column))
  );
}

/** Every text names a column that nothing above has named. */
function namesOnly(
  rows: readonly RawRow[],
  next: RawRow,
  merges: readonly Merge[],
  table: TableSheet,
): boolean {
  const before = matchColumns(columnsOf(rows, merges), table).map;
  const taken = new Set([...before.values()].map(({ column }) => column));
  const after = matchColumns(columnsOf([...rows, next], merges), table).map;
  const added = new Map(
    [...after].filter(([key]) => !before.has(key)).map(([, place]) => [place.column, true]),
  );
  return filledTexts(next).every(({ column }) => added.has(column) && !taken.has(column));
}

/** The texts above each column that has one of its own; a group stands above all columns up to the next text. */
function columnsOf(rows: readonly RawRow[], merges: readonly Merge[]): HeaderColumn[] {
  const texts = rows.map((row) => new Map(filledTexts(row).map(({ column, text }) => [column, text])));
  const own = new Set(texts.flatMap((row) => [...row.keys()]));
  const lowest = new Map<number, number>();
  for (const [index, row] of texts.entries()) for (const column of row.keys()) lowest.set(column, index);
  return [...own]
    .sort((a, b) => a - b)
    .map((column) => {
      const parts: string[] = [];
      for (const [index, row] of texts.entries()) {
        const here = row.get(column);
        if (here !== undefined) parts.push(here);
        else if (index < (lowest.get(column) ?? 0)) {
          const group = groupAbove(rows[index]?.row ?? 0, column, row, merges, texts[index + 1]);
          if (group !== null) parts.push(group);
        }
      }
      return { column, parts };
    });
}

/** The text in the row that stands above this column without being its own. */
function groupAbove(
  row: number,
  column: number,
  texts: ReadonlyMap<number, string>,
  merges: readonly Merge[],
  below: ReadonlyMap<number, string> | undefined,
): string | null {
  const merge = merges.find(
    ([top, left, bottom, right]) => top <= row && row <= bottom && left <= column && column <= right,
  );
  if (merge) return merge[0] === row ? (texts.get(merge[1]) ?? null) : null;
  // Not merged: the nearest text to the left, if something of its own stands below it.
  const left = [...texts.keys()].filter((other) => other < column).sort((a, b) => b - a)[0];
  if (left === undefined || !below?.has(left)) return null;
  const wide = merges.some(([top, from, , to]) => top === row && from <= left && left <= to && to > from);
  return wide ? null : (texts.get(left) ?? null);
}

/** The unit of measure that a line above the header names: 金额单位：元. */
function unitAbove(head: SheetHead, first: number): AmountUnit | null {
  for (const row of head.rows.filter(({ row }) => row < first).reverse()) {
    for (const { text } of filledTexts(row)) {
      const unit = /单位[:：](?:人民币)?(元|万元)(?![\p{L}\p{N}])/u.exec(text.replace(/\s/g, ''))?.[1];
      if (unit !== undefined) return unit === '元' ? 'yuan' : 'wan';
    }
  }
  return null;
}

/** A header's own unit of measure counts before that of the line above it. */
function withUnits({ table, map }: HeaderMatch, above: AmountUnit | null): ColumnMap {
  if (above === null) return map;
  const money = new Set(table.columns.filter(({ look }) => look === 'money').map(({ key }) => key));
  return new Map(
    [...map].map(([key, place]): [string, ColumnPlace] =>
      money.has(key) && unitNamed(place.header) === null ? [key, { ...place, unit: above }] : [key, place],
    ),
  );
}

/** The columns as a person has assigned them. A mapping may name columns of which the header says nothing. */
export function mapColumns(block: HeaderBlock, mapping: ColumnMapping): ColumnMap {
  const texts = new Map(block.columns.map((one) => [one.column, headerText(one)]));
  return new Map(
    Object.entries(mapping).map(([key, source]): [string, ColumnPlace] => {
      if ('value' in source) return [key, { column: null, header: '', constant: source.value }];
      const column = columnNumber(source.column);
      const { unit, dateOrder } = source;
      return [
        key,
        {
          column,
          header: texts.get(column) ?? '',
          ...(unit === undefined ? {} : { unit }),
          ...(dateOrder === undefined ? {} : { dateOrder }),
        },
      ];
    }),
  );
}
