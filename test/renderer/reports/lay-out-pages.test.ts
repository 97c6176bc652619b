import { describe, expect, it } from 'vitest';
import { type DrawnSheet, layOutPages } from '../../../renderer/features/reports/lay-out-pages.ts';

/** Rows of 75 points (100 pixels) on A4 landscape with margins of half an inch: 210 mm − 1 inch leave 697.7 pixels. */
const sheetOf = (rows: number, more: Partial<DrawnSheet> = {}): DrawnSheet => ({
  name: '表',
  widths: [20, 20],
  rows: Array.from({ length: rows }, (_, index) => ({
    row: index + 1,
    height: 75,
    cells: [
      { column: 1, style: 0, text: `甲${index + 1}` },
      { column: 2, style: 0, text: `乙${index + 1}` },
    ],
  })),
  totalRows: rows,
  totalHeight: rows * 75,
  merges: [],
  frozenRows: 1,
  frozenColumns: 0,
  repeatedRows: [1, 1],
  orientation: 'landscape',
  margins: { left: 0.5, right: 0.5, top: 0.5, bottom: 0.5 },
  footer: { left: '', middle: '', right: '' },
  ...more,
});

const rowsOf = (sheet: DrawnSheet): number[][] =>
  layOutPages(sheet).pages.map((page) => page.map(({ row }) => row));

describe('pages of a sheet', () => {
  it('take whole rows and begin with the repeated ones', () => {
    // Six rows of 100 pixels to a page; from the second page on the header is one of them.
    expect(rowsOf(sheetOf(12))).toEqual([
      [1, 2, 3, 4, 5, 6],
      [1, 7, 8, 9, 10, 11],
      [1, 12],
    ]);
    expect(layOutPages(sheetOf(12))).toMatchObject({ pageCount: 3, estimated: false, scale: 1 });
    expect(rowsOf(sheetOf(0))).toEqual([[]]);
  });

  it('are shrunk by whole percents to the width of one page', () => {
    // 2 × 700 pixels on 297 mm − 1 inch = 1026.5 pixels: 73.3 %; then 955.7 pixels of rows fit, nine of them.
    const wide = sheetOf(12, { widths: [100, 0, 100] });
    expect(layOutPages(wide)).toMatchObject({ scale: 0.73, widths: [700, 700] });
    expect(rowsOf(wide)[0]).toHaveLength(9);
  });

  it('cut a merged cell where the page ends, and go on with it on the next', () => {
    const sheet = sheetOf(9, { merges: [[6, 1, 8, 1]] });
    const [first, second] = layOutPages(sheet).pages;
    const whole = { column: 1, columns: 1, text: '甲6', height: 300 };
    expect(first?.[5]?.cells[0]).toMatchObject({ ...whole, rows: 1, above: 0, onPage: 100 });
    expect(second?.[1]?.cells[0]).toMatchObject({ ...whole, rows: 2, above: 100, onPage: 200 });
    expect(second?.[2]?.cells.map(({ text }) => text)).toEqual(['乙8']);
  });

  it('are estimated for the rows that are not drawn', () => {
    // 100 rows: 9,302.3 pixels remain after the first page, and each other page has room for 597.7 beside the header.
    const cut = sheetOf(12, { totalRows: 100, totalHeight: 7_500 });
    expect(layOutPages(cut)).toMatchObject({ pageCount: 17, estimated: true });
  });
});
