/** Takes what the grid hands over to the database, and tells what was not taken. */
import { useCallback, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import type { CellChange } from '../../../ui/grid/grid-types.ts';
import { type EnteredCell, enterCells } from './outbox.ts';

export type Saved = OperationOutput<'entries.putMany'>;

export interface Entering {
  onEdit: (changes: readonly CellChange[]) => Promise<void>;
  /** Enters cells other than by the grid: notes, evidence, what is taken back. */
  enter: (cells: EnteredCell[]) => Promise<Saved>;
  /** Why cells were refused, each reason once, and how many cells. */
  refused: { count: number; reasons: string[] } | null;
  failure: AppError | null;
  clear: () => void;
}

const refusedOf = ({ cells }: Saved): Entering['refused'] => {
  const refused = cells.filter(({ outcome }) => outcome === 'refused');
  if (refused.length === 0) return null;
  const reasons = new Set(refused.flatMap(({ findings }) => findings.map(describeFinding)));
  return { count: refused.length, reasons: [...reasons] };
};

/**
 * @param cellOf what a change of the grid means; null for one that means nothing
 * @param onSaved told of every answer
 */
export const useEntering = (
  cycle: string,
  cellOf: (change: CellChange) => EnteredCell | null,
  onSaved?: (saved: Saved) => void,
): Entering => {
  const [refused, setRefused] = useState<Entering['refused']>(null);
  const [failure, setFailure] = useState<AppError | null>(null);

  const enter = useCallback(
    async (cells: EnteredCell[]): Promise<Saved> => {
      setFailure(null);
      try {
        const saved = await enterCells({ cycle, cells });
        setRefused(refusedOf(saved));
        onSaved?.(saved);
        return saved;
      } catch (error) {
        if (error instanceof AppError) setFailure(error);
        throw error;
      }
    },
    [cycle, onSaved],
  );

  return {
    enter,
    onEdit: useCallback(
      async (changes) => {
        const cells = changes.map(cellOf).filter((cell) => cell !== null);
        if (cells.length > 0) await enter(cells);
      },
      [cellOf, enter],
    ),
    refused,
    failure,
    clear: useCallback(() => {
      setRefused(null);
      setFailure(null);
    }, []),
  };
};
