/**
 * What becomes of texts that are to be written into many cells at once, by paste or by filling down: which are taken and
 * which are refused and why, before anything is written.
 */
import { readText } from './cell-text.ts';
import type { CellState, ColumnKind, GridChoice } from './grid-types.ts';
import { type Block, type Field, moveRows, type Spot, spotsOf } from './moves.ts';
import { withFormulaMarkRemoved } from './tab-separated.ts';

/** A cell as a plan sees it. */
export interface TargetCell {
  kind: ColumnKind;
  choices: readonly GridChoice[];
  text: string;
  input: string;
  state: CellState;
  /** True, or why it cannot be changed. */
  editable: true | string;
}

export interface Target extends Field {
  cellAt(spot: Spot): TargetCell;
}

export type Refusal =
  | { why: 'outside' }
  | { why: 'locked'; because: string }
  | { why: 'notNumber' }
  | { why: 'notChoice'; choices: readonly string[] };

export interface RefusedText {
  /** Null where the block reaches beyond the grid. */
  spot: Spot | null;
  /** Place in the pasted block, counted from 1. */
  fromRow: number;
  fromColumn: number;
  text: string;
  refusal: Refusal;
}

export interface WritePlan {
  writes: { spot: Spot; text: string }[];
  /** Cells that hold the text already. */
  unchanged: number;
  refused: RefusedText[];
}

/**
 * Pastes at the upper left of the chosen cells. A block that fits into them a whole number of times is repeated, as
 * spreadsheets do. Headings are passed over.
 */
export const planPaste = (
  target: Target,
  chosen: Block,
  pasted: readonly (readonly string[])[],
): WritePlan => {
  const plan: WritePlan = { writes: [], unchanged: 0, refused: [] };
  const texts = repeated(target, chosen, pasted);
  let row: number | null = chosen.top;
  texts.forEach((line, index) => {
    line.forEach((text, offset) => {
      const column = chosen.left + offset;
      const spot = row === null || column >= target.columns ? null : { row, column };
      consider(target, plan, spot, text, index + 1, offset + 1);
    });
    row = row === null ? null : rowAfter(target, row);
  });
  return plan;
};

/** Writes the first row of the chosen cells into the others; a single row takes what stands above it. */
export const planFillDown = (target: Target, chosen: Block): WritePlan => {
  const plan: WritePlan = { writes: [], unchanged: 0, refused: [] };
  const lines = spotsOf(target, chosen);
  const [first] = lines;
  if (first?.[0] === undefined) return plan;
  const above = lines.length > 1 ? first[0].row : moveRows(target, first[0], -1).row;
  const filled = lines.length > 1 ? lines.slice(1) : above === first[0].row ? [] : lines;
  filled.forEach((line, index) => {
    line.forEach((spot, offset) => {
      const { input } = target.cellAt({ row: above, column: spot.column });
      consider(target, plan, spot, input, index + 1, offset + 1);
    });
  });
  return plan;
};

const rowAfter = (target: Target, row: number): number | null => {
  const next = moveRows(target, { row, column: 0 }, 1).row;
  return next === row ? null : next;
};

const repeated = (
  target: Target,
  chosen: Block,
  pasted: readonly (readonly string[])[],
): readonly (readonly string[])[] => {
  const height = spotsOf(target, { ...chosen, right: chosen.left }).length;
  const width = chosen.right - chosen.left + 1;
  const pastedWidth = Math.max(0, ...pasted.map((line) => line.length));
  if (pastedWidth === 0 || height % pasted.length !== 0 || width % pastedWidth !== 0) return pasted;
  return Array.from({ length: height }, (_, row) => {
    const line = pasted[row % pasted.length] ?? [];
    return Array.from({ length: width }, (_, column) => line[column % pastedWidth] ?? '');
  });
};

const consider = (
  target: Target,
  plan: WritePlan,
  spot: Spot | null,
  raw: string,
  fromRow: number,
  fromColumn: number,
): void => {
  const refuse = (refusal: Refusal): void => {
    plan.refused.push({ spot, fromRow, fromColumn, text: raw, refusal });
  };
  if (spot === null) {
    // A sheet's empty margin is no loss.
    if (raw.trim() !== '') refuse({ why: 'outside' });
    return;
  }
  const cell = target.cellAt(spot);
  const text = withFormulaMarkRemoved(raw);
  const read = readText(cell.kind, cell.choices, text);
  if (read.text === cell.input || text === cell.text) {
    plan.unchanged += 1;
  } else if (cell.editable !== true) {
    refuse({ why: 'locked', because: cell.editable });
  } else if (read.fits) {
    plan.writes.push({ spot, text: read.text });
  } else if (cell.kind === 'number') {
    refuse({ why: 'notNumber' });
  } else {
    refuse({ why: 'notChoice', choices: cell.choices.map((choice) => choice.label) });
  }
};
