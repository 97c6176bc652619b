/** Steps of entry that can be taken back: one cell typed, one block pasted, one block cleared. */
import type { CellChange, ChangedText } from './grid-types.ts';

export type EditStep = readonly ChangedText[];

export interface EditHistory {
  /** A new step; what had been undone can no longer be redone. */
  add(step: EditStep): void;
  /** @returns the step to take back, null when there is none */
  undo(): EditStep | null;
  redo(): EditStep | null;
}

export const createEditHistory = (limit = 200): EditHistory => {
  const done: EditStep[] = [];
  let undone: EditStep[] = [];
  return {
    add(step) {
      done.push(step);
      if (done.length > limit) done.shift();
      undone = [];
    },
    undo() {
      const step = done.pop() ?? null;
      if (step !== null) undone.push(step);
      return step;
    },
    redo() {
      const step = undone.pop() ?? null;
      if (step !== null) done.push(step);
      return step;
    },
  };
};

export const changesBack = (step: EditStep): CellChange[] =>
  step.map(({ rowKey, columnKey, before }) => ({ rowKey, columnKey, text: before }));

export const changesForward = (step: EditStep): CellChange[] =>
  step.map(({ rowKey, columnKey, after }) => ({ rowKey, columnKey, text: after }));
