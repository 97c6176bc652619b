/** The rows of a file as in Excel, to be put right where they are. */
import { type Ref, useMemo } from 'react';
import type { OperationInput } from '#shared/contract/client.ts';
import { useClient } from '../../engine/engine-context.tsx';
import { importsWords } from '../../i18n/zh-CN/imports.ts';
import { useSession } from '../../state/session.ts';
import { EntryGrid } from '../../ui/grid/EntryGrid.tsx';
import type { CellChange, CellPlace, EditCause, EntryGridHandle } from '../../ui/grid/grid-types.ts';
import { createCellReader, gridColumns } from './staged-cells.ts';
import type { Preview, StagedRow, StagedRows, StagedTable } from './staged-rows.ts';

const words = importsWords.staged;

const noName = (): string => '';
const numberInFile = ({ row }: StagedRow): number => row;

type FixedRow = OperationInput<'imports.fixRows'>['rows'][number];

export interface StagedGridProps {
  batch: Preview['batch'];
  table: StagedTable | undefined;
  staged: StagedRows;
  onPlace: (place: CellPlace | null) => void;
  onFailure: (error: unknown) => void;
  ref?: Ref<EntryGridHandle>;
}

export const StagedGrid = ({ batch, table, staged, onPlace, onFailure, ref }: StagedGridProps) => {
  const client = useClient();
  const enterMoves = useSession(({ enterDirection }) => enterDirection);
  const { rows, apply } = staged;
  const columns = useMemo(() => gridColumns(table, batch.status), [table, batch.status]);
  // A new function whenever rows have changed: that is how the grid learns of it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const cell = useMemo(() => createCellReader(table), [table, rows]);
  const gridRows = useMemo(() => rows.map((row) => ({ key: String(row.ordinal), data: row })), [rows]);

  /** What a text typed back by undo stands for: the cell as the file had it, whatever kind it was. */
  const restores = (row: StagedRow | undefined, columnKey: string, text: string): boolean => {
    const index = table?.columns.findIndex(({ key }) => key === columnKey) ?? -1;
    const edited = row?.edited.find((one) => one.index === index);
    return edited !== undefined && (table?.columns[index]?.personal === true || edited.was === text);
  };

  const fix = async (changes: readonly CellChange[], cause: EditCause): Promise<void> => {
    const byRow = new Map<string, FixedRow>();
    for (const { rowKey, columnKey, text } of changes) {
      const known = byRow.get(rowKey) ?? { ordinal: Number(rowKey), cells: [] };
      const row = rows.find(({ ordinal }) => ordinal === known.ordinal);
      const back = cause === 'undo' && restores(row, columnKey, text);
      byRow.set(rowKey, {
        ...known,
        cells: [...known.cells, { key: columnKey, text: back ? null : text }],
      });
    }
    try {
      apply(await client.call('imports.fixRows', { batch: batch.id, rows: [...byRow.values()] }));
    } catch (error) {
      onFailure(error);
      throw error;
    }
  };

  return (
    <EntryGrid
      ref={ref ?? null}
      label={words.grid}
      subject={`${batch.id} ${table?.sheet ?? ''}`}
      columns={columns}
      rows={gridRows}
      cell={cell}
      onEdit={fix}
      enterMoves={enterMoves}
      rowName={noName}
      numberOf={numberInFile}
      onPlace={onPlace}
      empty={staged.view.state === undefined ? words.noRows : words.none}
    />
  );
};
