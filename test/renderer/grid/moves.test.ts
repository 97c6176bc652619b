import { describe, expect, it } from 'vitest';
import {
  blockBetween,
  type Field,
  firstRow,
  lastRow,
  moveColumns,
  moveRows,
  nextInColumn,
  nextToEdit,
  spotsOf,
} from '../../../renderer/ui/grid/moves.ts';

/** One letter a cell: `e` can be edited, `-` cannot; a line of `#` is a heading. */
const fieldOf = (...lines: string[]): Field => ({
  rows: lines.length,
  columns: lines.find((line) => line !== '#')?.length ?? 0,
  isHeading: (row) => lines[row] === '#',
  canEdit: ({ row, column }) => lines[row]?.[column] === 'e',
});
const field = fieldOf('#', '-ee', '--e', '#', '-e-', '-ee');

describe('arrows', () => {
  it('pass over headings and stop at the edges', () => {
    expect(moveRows(field, { row: 2, column: 1 }, 1)).toEqual({ row: 4, column: 1 });
    expect(moveRows(field, { row: 4, column: 1 }, -1)).toEqual({ row: 2, column: 1 });
    expect(moveRows(field, { row: 1, column: 1 }, -1)).toEqual({ row: 1, column: 1 });
    expect(moveRows(field, { row: 1, column: 0 }, 100)).toEqual({ row: 5, column: 0 });
    expect(moveColumns(field, { row: 1, column: 2 }, 1)).toEqual({ row: 1, column: 2 });
  });

  it('know the first and last row, and a table of headings alone', () => {
    expect([firstRow(field), lastRow(field)]).toEqual([1, 5]);
    expect([firstRow(fieldOf('#')), lastRow(fieldOf('#'))]).toEqual([null, null]);
  });
});

describe('Tab', () => {
  it('goes through the cells that can be edited, row by row, and ends', () => {
    const seen: string[] = [];
    let at = nextToEdit(field, { row: 1, column: -1 }, 'forward');
    while (at !== null) {
      seen.push(`${at.row}.${at.column}`);
      at = nextToEdit(field, at, 'forward');
    }
    expect(seen).toEqual(['1.1', '1.2', '2.2', '4.1', '5.1', '5.2']);
  });

  it('goes back the same way', () => {
    expect(nextToEdit(field, { row: 4, column: 1 }, 'back')).toEqual({ row: 2, column: 2 });
    expect(nextToEdit(field, { row: 1, column: 1 }, 'back')).toBeNull();
  });
});

it('Enter goes down its column over what cannot be edited', () => {
  expect(nextInColumn(field, { row: 1, column: 1 }, 'forward')).toEqual({ row: 4, column: 1 });
  expect(nextInColumn(field, { row: 5, column: 1 }, 'forward')).toBeNull();
  expect(nextInColumn(field, { row: 4, column: 2 }, 'back')).toEqual({ row: 2, column: 2 });
});

it('a block holds no headings', () => {
  const block = blockBetween({ row: 4, column: 2 }, { row: 2, column: 1 });
  expect(block).toEqual({ top: 2, bottom: 4, left: 1, right: 2 });
  expect(spotsOf(field, block).map((line) => line.map(({ row, column }) => `${row}.${column}`))).toEqual([
    ['2.1', '2.2'],
    ['4.1', '4.2'],
  ]);
});
