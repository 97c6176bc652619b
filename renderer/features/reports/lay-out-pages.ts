/**
 * How a sheet falls on pages of A4, by the rules of office programs: shrunk to one page's width, the header repeated, rows
 * never cut. Pure; lengths in CSS pixels at 96 to the inch unless said otherwise.
 */
import type { OperationOutput } from '#shared/contract/client.ts';

export type DrawnSheet = OperationOutput<'reports.preview'>['sheets'][number];
type DrawnRow = DrawnSheet['rows'][number];

export interface PageCell {
  column: number;
  columns: number;
  rows: number;
  style: number;
  text: string;
  /** Height of the whole cell. */
  height: number;
  /** What a page's end cuts off: how much of the cell stands on pages before, and how much on this one. */
  above: number;
  onPage: number;
}

export interface PageRow {
  row: number;
  height: number;
  cells: PageCell[];
}

export interface SheetPages {
  /** Pixels of a whole page. */
  paper: { width: number; height: number };
  margins: { left: number; right: number; top: number; bottom: number };
  /** Widths of the columns that are not hidden, before shrinking. */
  widths: number[];
  /** By how much the content is shrunk, at most 1. */
  scale: number;
  pages: PageRow[][];
  /** Pages of the whole sheet; an estimate when only its first rows are drawn. */
  pageCount: number;
  estimated: boolean;
}

const perInch = 96;
const perPoint = perInch / 72;
/** A4, millimetres. */
const longSide = (297 / 25.4) * perInch;
const shortSide = (210 / 25.4) * perInch;
/** Of the workbook's body type: width of a digit. */
const digit = 7;

/** Width of a column as office programs compute it from characters (ECMA-376-1 §18.3.1.13). */
const columnPixels = (characters: number): number => Math.trunc(((256 * characters + 18) / 256) * digit);

export const layOutPages = (sheet: DrawnSheet): SheetPages => {
  const landscape = sheet.orientation === 'landscape';
  const paper = landscape ? { width: longSide, height: shortSide } : { width: shortSide, height: longSide };
  const margins = {
    left: sheet.margins.left * perInch,
    right: sheet.margins.right * perInch,
    top: sheet.margins.top * perInch,
    bottom: sheet.margins.bottom * perInch,
  };
  const widths = sheet.widths.map(columnPixels);
  const visible = widths.filter((width) => width > 0);
  const total = visible.reduce((sum, width) => sum + width, 0);
  // Office programs shrink by whole percents.
  const fit = Math.floor(((paper.width - margins.left - margins.right) / Math.max(1, total)) * 100) / 100;
  const scale = Math.min(1, Math.max(0.1, fit));
  const room = (paper.height - margins.top - margins.bottom) / scale;

  const groups = breakRows(sheet, room);
  const heights = new Map(sheet.rows.map(({ row, height }) => [row, height * perPoint]));
  const byNumber = new Map(sheet.rows.map((row) => [row.row, row]));
  const merges = mergesByCell(sheet, heights);
  const pages = groups.map((rows) =>
    rows.map((row) => pageRow(row, rows, { rows: byNumber, widths, heights, merges })),
  );

  const estimated = sheet.rows.length < sheet.totalRows;
  const repeated = repeatedHeight(sheet);
  const rest = Math.max(0, sheet.totalHeight * perPoint - room);
  const pageCount = estimated ? 1 + Math.ceil(rest / Math.max(1, room - repeated)) : pages.length;
  return { paper, margins, widths: visible, scale, pages, pageCount, estimated };
};

const isRepeated = (sheet: DrawnSheet, row: number): boolean =>
  sheet.repeatedRows !== null && row >= sheet.repeatedRows[0] && row <= sheet.repeatedRows[1];

const repeatedHeight = (sheet: DrawnSheet): number =>
  sheet.rows
    .filter(({ row }) => isRepeated(sheet, row))
    .reduce((sum, { height }) => sum + height * perPoint, 0);

/** Rows page by page; from the second page on the repeated ones come first. */
const breakRows = (sheet: DrawnSheet, room: number): DrawnRow[][] => {
  const header = sheet.rows.filter(({ row }) => isRepeated(sheet, row));
  const headerHeight = repeatedHeight(sheet);
  const pages: DrawnRow[][] = [];
  let page: DrawnRow[] = [];
  let used = 0;
  for (const row of sheet.rows) {
    const height = row.height * perPoint;
    if (page.length > 0 && used + height > room) {
      pages.push(page);
      page = [...header];
      used = headerHeight;
    }
    page.push(row);
    used += height;
  }
  if (page.length > 0) pages.push(page);
  return pages.length === 0 ? [[]] : pages;
};

interface Merge {
  top: number;
  left: number;
  bottom: number;
  right: number;
  height: number;
}

type Merges = { at: (row: number, column: number) => Merge | undefined };

const mergesByCell = (sheet: DrawnSheet, heights: ReadonlyMap<number, number>): Merges => {
  const byCell = new Map<string, Merge>();
  for (const [top, left, bottom, right] of sheet.merges) {
    let height = 0;
    for (let row = top; row <= bottom; row += 1) height += heights.get(row) ?? 0;
    const merge = { top, left, bottom, right, height };
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) byCell.set(`${row} ${column}`, merge);
    }
  }
  return { at: (row, column) => byCell.get(`${row} ${column}`) };
};

interface Grid {
  rows: ReadonlyMap<number, DrawnRow>;
  widths: readonly number[];
  heights: ReadonlyMap<number, number>;
  merges: Merges;
}

/** The cells that begin in this row on this page: a merge that goes on from the page before begins again. */
const pageRow = (row: DrawnRow, page: readonly DrawnRow[], grid: Grid): PageRow => {
  const height = grid.heights.get(row.row) ?? 0;
  const given = new Map(row.cells.map((cell) => [cell.column, cell]));
  const cells: PageCell[] = [];
  for (let column = 1; column <= grid.widths.length; column += 1) {
    if (grid.widths[column - 1] === 0) continue;
    const merge = grid.merges.at(row.row, column);
    const cell = given.get(column);
    if (merge === undefined) {
      cells.push({
        column,
        columns: 1,
        rows: 1,
        style: cell?.style ?? 0,
        text: cell?.text ?? '',
        height,
        above: 0,
        onPage: height,
      });
    } else if (column === merge.left && startsHere(row, page, merge)) {
      cells.push(mergedCell(row, page, merge, grid));
    }
  }
  return { row: row.row, height, cells };
};

const startsHere = (row: DrawnRow, page: readonly DrawnRow[], merge: Merge): boolean =>
  page.find(({ row: number }) => number >= merge.top && number <= merge.bottom) === row;

const mergedCell = (row: DrawnRow, page: readonly DrawnRow[], merge: Merge, grid: Grid): PageCell => {
  const first = grid.rows.get(merge.top)?.cells.find(({ column }) => column === merge.left);
  const here = page.filter(({ row: number }) => number >= merge.top && number <= merge.bottom);
  let above = 0;
  for (let number = merge.top; number < row.row; number += 1) above += grid.heights.get(number) ?? 0;
  return {
    column: merge.left,
    columns: grid.widths.slice(merge.left - 1, merge.right).filter((width) => width > 0).length,
    rows: here.length,
    style: first?.style ?? 0,
    text: first?.text ?? '',
    height: merge.height,
    above,
    onPage: here.reduce((sum, { row: number }) => sum + (grid.heights.get(number) ?? 0), 0),
  };
};
