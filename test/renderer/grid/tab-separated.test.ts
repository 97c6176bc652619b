import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseTabSeparated,
  printTabSeparated,
  withFormulaMarkRemoved,
  withoutFormula,
} from '../../../renderer/ui/grid/tab-separated.ts';

describe('a block from the clipboard', () => {
  it('is taken apart by tabs and line ends of every kind, the last line end beginning no row', () => {
    expect(parseTabSeparated('a\tb\r\nc\td\r\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(parseTabSeparated('a\nb')).toEqual([['a'], ['b']]);
    expect(parseTabSeparated('a\rb\r')).toEqual([['a'], ['b']]);
    expect(parseTabSeparated('7')).toEqual([['7']]);
  });

  it('keeps empty cells and empty rows inside', () => {
    expect(parseTabSeparated('a\t\tb\n\n\tc\n')).toEqual([['a', '', 'b'], [''], ['', 'c']]);
    expect(parseTabSeparated('a\t')).toEqual([['a', '']]);
  });

  it('joins a cell of several lines that the spreadsheet has put in quotes', () => {
    expect(parseTabSeparated('"第一条\r\n第二条"\t96\r\n')).toEqual([['第一条\n第二条', '96']]);
    expect(parseTabSeparated('"他说""好""\n再说"\t1')).toEqual([['他说"好"\n再说', '1']]);
  });

  it('leaves quotes that only stand in the text', () => {
    expect(parseTabSeparated('"两学一做"教育\t5"')).toEqual([['"两学一做"教育', '5"']]);
    expect(parseTabSeparated('"两学一做"\t"未闭合')).toEqual([['"两学一做"', '"未闭合']]);
  });

  it('comes back as it was copied out, whatever the cells hold', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '1', '中', '"', '\t', '\n', ' ', "'") });
    const block = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }),
      );
    fc.assert(
      fc.property(block, (rows) => {
        // One empty last row of one cell is not told from the line end before it.
        fc.pre(!(rows.at(-1)?.length === 1 && rows.at(-1)?.[0] === ''));
        expect(parseTabSeparated(printTabSeparated(rows))).toEqual(rows);
      }),
    );
  });
});

it('hands over no text that a spreadsheet would run, and knows it again', () => {
  for (const text of ['=1+1', '+cmd', '-2+3', '@SUM(A1)']) {
    expect(withoutFormula(text)).toBe(`'${text}`);
    expect(withFormulaMarkRemoved(withoutFormula(text))).toBe(text);
  }
  for (const text of ['-', "'单引号'", '合计', '']) {
    expect(withoutFormula(text)).toBe(text);
    expect(withFormulaMarkRemoved(text)).toBe(text);
  }
});
