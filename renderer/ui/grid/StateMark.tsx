/** The sign of a cell's state: a shape of its own for each, with its name, so that colour is never alone. */
import { gridWords } from '../../i18n/zh-CN/grid.ts';
import type { CellState } from './grid-types.ts';

const shapes: Partial<Record<CellState, string>> = {
  saved: 'M3 8.5 6.5 12 13 4.5',
  waiting: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11M8 5v3.2l2.2 1.4',
  wrong: 'M8 2 14.5 13.5H1.5ZM8 6.5v3.2M8 11.4v.6',
  locked: 'M3.5 7.5h9v6h-9ZM5.5 7.5v-2a2.5 2.5 0 0 1 5 0v2',
  stale: 'M13 8a5 5 0 1 1-1.5-3.6M12 1.8v3h-3',
};

export interface StateMarkProps {
  state: CellState;
}

/** Nothing for an empty cell, whose emptiness shows, and for one of which nothing has to be said. */
export const StateMark = ({ state }: StateMarkProps) => {
  const shape = shapes[state];
  if (shape === undefined) return null;
  return (
    <svg
      className={`state-mark mark-${state}`}
      viewBox="0 0 16 16"
      role="img"
      aria-label={gridWords.states[state]}
    >
      <path d={shape} />
    </svg>
  );
};
