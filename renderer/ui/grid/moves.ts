/** Where the cursor goes. Rows and columns are counted from 0, headings included among the rows; they never hold it. */

export interface Spot {
  row: number;
  column: number;
}

/** The cells as the cursor sees them. */
export interface Field {
  rows: number;
  columns: number;
  isHeading(row: number): boolean;
  canEdit(spot: Spot): boolean;
}

export type Direction = 'forward' | 'back';

const nextRow = (field: Field, from: number, step: 1 | -1): number | null => {
  for (let row = from + step; row >= 0 && row < field.rows; row += step) {
    if (!field.isHeading(row)) return row;
  }
  return null;
};

/** Up or down over headings; as far as it goes when there are fewer rows. */
export const moveRows = (field: Field, from: Spot, count: number): Spot => {
  const step = count < 0 ? -1 : 1;
  let row = from.row;
  for (let left = Math.abs(count); left > 0; left -= 1) {
    const next = nextRow(field, row, step);
    if (next === null) break;
    row = next;
  }
  return { row, column: from.column };
};

export const moveColumns = (field: Field, from: Spot, count: number): Spot => ({
  row: from.row,
  column: Math.min(field.columns - 1, Math.max(0, from.column + count)),
});

/** @returns null when there are only headings */
export const firstRow = (field: Field): number | null => nextRow(field, -1, 1);
export const lastRow = (field: Field): number | null => nextRow(field, field.rows, -1);

/** Tab: the next cell that can be edited, through the rows. @returns null at the end of the grid */
export const nextToEdit = (field: Field, from: Spot, direction: Direction): Spot | null => {
  const step = direction === 'forward' ? 1 : -1;
  let row: number | null = from.row;
  let column = from.column + step;
  while (row !== null) {
    for (; column >= 0 && column < field.columns; column += step) {
      if (field.canEdit({ row, column })) return { row, column };
    }
    row = nextRow(field, row, step);
    column = step === 1 ? 0 : field.columns - 1;
  }
  return null;
};

/** Enter: the next cell of a column that can be edited. @returns null when there is none */
export const nextInColumn = (field: Field, from: Spot, direction: Direction): Spot | null => {
  const step = direction === 'forward' ? 1 : -1;
  for (let row = nextRow(field, from.row, step); row !== null; row = nextRow(field, row, step)) {
    const spot = { row, column: from.column };
    if (field.canEdit(spot)) return spot;
  }
  return null;
};

/** A block of cells between two corners, both inside. */
export interface Block {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export const blockBetween = (one: Spot, other: Spot): Block => ({
  top: Math.min(one.row, other.row),
  bottom: Math.max(one.row, other.row),
  left: Math.min(one.column, other.column),
  right: Math.max(one.column, other.column),
});

/** The cells of a block by rows, without headings. */
export const spotsOf = (field: Field, block: Block): Spot[][] => {
  const lines: Spot[][] = [];
  for (let row = block.top; row <= block.bottom; row += 1) {
    if (field.isHeading(row)) continue;
    const line: Spot[] = [];
    for (let column = block.left; column <= block.right; column += 1) line.push({ row, column });
    lines.push(line);
  }
  return lines;
};
