/** Every import, the newest first; a row leads to its rows. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { importStatuses } from '#shared/domain/code-lists.ts';
import { type ImportLayout, importLayouts } from '#shared/ledgers/import-layouts.ts';
import { usePages } from '../../engine/use-operation.ts';
import { formatCount, formatInstant } from '../../i18n/format.ts';
import { importsWords as words } from '../../i18n/zh-CN/imports.ts';
import { goTo } from '../../state/place.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { fromPages } from '../../ui/from-pages.ts';
import { places } from '../../ui/places.ts';
import { undoRefusal } from './undo-refusal.ts';

type Batch = OperationOutput<'imports.list'>['rows'][number];

const titles = words.historyColumns;
const count = (value: number | undefined): string => (value === undefined ? '' : formatCount(value));

const columns: readonly DataColumn<Batch>[] = [
  {
    key: 'when',
    title: titles.when,
    width: 10,
    text: (batch) => formatInstant(batch.committedAt ?? batch.createdAt),
    fixed: true,
  },
  { key: 'file', title: titles.file, width: 14, text: (batch) => batch.fileName },
  {
    key: 'form',
    title: titles.form,
    width: 11,
    text: (batch) => importLayouts[batch.layout as ImportLayout] ?? batch.layout,
  },
  { key: 'status', title: titles.status, width: 5, text: (batch) => importStatuses[batch.status] },
  { key: 'rows', title: titles.rows, width: 5, kind: 'number', text: (batch) => count(batch.rowsInFile) },
  {
    key: 'inserted',
    title: titles.inserted,
    width: 4,
    kind: 'number',
    text: (batch) => count(batch.written?.inserted),
  },
  {
    key: 'updated',
    title: titles.updated,
    width: 4,
    kind: 'number',
    text: (batch) => count(batch.written?.updated),
  },
  {
    key: 'unchanged',
    title: titles.unchanged,
    width: 4,
    kind: 'number',
    text: (batch) => count(batch.written?.unchanged),
  },
  { key: 'refused', title: titles.refused, width: 4, kind: 'number', text: (batch) => count(batch.refused) },
  { key: 'skipped', title: titles.skipped, width: 4, kind: 'number', text: (batch) => count(batch.skipped) },
];

export const ImportHistory = ({ onUndo }: { onUndo: (batch: Batch) => void }) => {
  const history = usePages('imports.list', { abandoned: false, limit: 200 });
  const withUndo: readonly DataColumn<Batch>[] = [
    ...columns,
    {
      key: 'undo',
      action: true,
      title: titles.undo,
      width: 5,
      text: () => '',
      render: (batch) => (
        <ActionButton size="small" disabledReason={undoRefusal(batch)} onClick={() => onUndo(batch)}>
          {words.undo}
        </ActionButton>
      ),
    },
  ];
  return (
    <>
      <FailureNotice failure={history.failure} onRetry={history.refresh} />
      <DataTable
        tableId="imports"
        label={words.history}
        columns={withUndo}
        {...fromPages(history)}
        rowKey={({ id }) => id}
        empty={words.historyEmpty}
        onRowOpen={({ id }) => goTo(places.import(id))}
        exportName={words.history}
      />
    </>
  );
};
