/** How tests steer the grid's page. */
import type { CellChange, CellPlace, EditCause } from '../../../../renderer/ui/grid/grid-types.ts';

export interface Scenario {
  rows: number;
  enterMoves?: 'down' | 'right';
  largeType?: boolean;
  subject?: string;
}

export interface GridPage {
  show(scenario: Scenario): void;
  edits: { changes: readonly CellChange[]; cause: EditCause }[];
  /** Saving waits until it is let go; null while it does not wait. */
  hold: PromiseWithResolvers<void> | null;
  failNext: boolean;
  text(row: number, column: string): string;
  focusCell(row: number, column: string): boolean;
  place: CellPlace | null;
  violations: string[];
  longTasks: number[];
}
