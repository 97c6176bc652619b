/**
 * Cells that an office has merged over several rows of data: the cell stands for each of them. Only the uppermost holds
 * the content in the file.
 */
import type { RawCell, RawRow, RawSheet } from '../workbook-types.ts';

export interface MergedCells {
  /**
   * The row with the contents that are merged into it from above, and the columns in which there were any; null for a
   * row without. To be called for every row of data, in the order of the file.
   */
  fill(row: RawRow): { row: RawRow; columns: number[] } | null;
}

interface DownMerge {
  top: number;
  bottom: number;
  column: number;
  /** Of the uppermost cell, once its row has passed. */
  content: RawCell | null;
}

/**
 * @param below only merges that begin below this row
 * @param notFilled columns that are named, but keep nothing: a number would count twice
 */
export function openMergedCells(
  merges: RawSheet['merges'],
  below: number,
  notFilled: ReadonlySet<number>,
): MergedCells | null {
  const waiting = merges
    .filter(([top, , bottom]) => top > below && bottom > top)
    .map(([top, column, bottom]): DownMerge => ({ top, bottom, column, content: null }))
    .sort((a, b) => a.top - b.top);
  if (waiting.length === 0) return null;
  let next = 0;
  let active: DownMerge[] = [];
  return {
    fill(row) {
      active = active.filter(({ bottom }) => bottom >= row.row);
      for (let one = waiting[next]; one !== undefined && one.top <= row.row; one = waiting[next]) {
        next += 1;
        if (one.bottom >= row.row) active.push(one);
      }
      const cells = [...row.cells];
      const columns: number[] = [];
      for (const merge of active) {
        const here = row.cells.find(({ column }) => column === merge.column) ?? null;
        if (row.row === merge.top) merge.content = here;
        if (row.row === merge.top || merge.content === null || (here !== null && here.text !== '')) continue;
        columns.push(merge.column);
        if (!notFilled.has(merge.column)) cells.push(merge.content);
      }
      if (columns.length === 0) return null;
      return { row: { ...row, cells: inOrder(cells) }, columns };
    },
  };
}

/** A blank cell of the file gives way to what is merged into its place. */
const inOrder = (cells: readonly RawCell[]): RawCell[] =>
  [...new Map(cells.map((cell) => [cell.column, cell])).values()].sort((a, b) => a.column - b.column);
