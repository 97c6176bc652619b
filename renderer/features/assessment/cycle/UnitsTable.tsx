/** The units of a cycle and how far each one is. */
import { Checkbox, Modal, Progress } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { unitStates } from '#shared/domain/unit-states.ts';
import { useCommand } from '../../../engine/use-command.ts';
import type { Pages, RowOf } from '../../../engine/use-operation.ts';
import { formatInstant } from '../../../i18n/format.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import { cycleWorkWords as workWords } from '../../../i18n/zh-CN/cycle-work.ts';
import { goTo } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { places } from '../../../ui/places.ts';

const words = assessmentWords.cycle;
export type UnitRow = RowOf<'cycles.progress'>;

const share = ({ counts }: UnitRow): number => (counts.total === 0 ? 0 : counts.filled / counts.total);
const others = ({ counts, byRole }: UnitRow) => ({
  filled: counts.filled - (byRole.self?.filled ?? 0),
  total: counts.total - (byRole.self?.total ?? 0),
});
const ratio = ({ filled, total }: { filled: number; total: number }): string =>
  total === 0 ? words.nothingAsked : words.ratio(String(filled), String(total));

/** What a row offers; null once nothing about the units can be changed. */
type Remove = ((row: UnitRow) => void) | null;

/** The units that a step is to be taken for. */
export interface Chosen {
  usccs: ReadonlySet<string>;
  toggle: (uscc: string) => void;
}

const columnsWith = (remove: Remove, chosen: Chosen): readonly DataColumn<UnitRow>[] => [
  {
    key: 'chosen',
    title: workWords.chooseColumn,
    width: 2,
    action: true,
    fixed: true,
    text: () => '',
    render: ({ bodyUscc, name }) => (
      <Checkbox
        aria-label={workWords.choose(name)}
        checked={chosen.usccs.has(bodyUscc)}
        onChange={() => chosen.toggle(bodyUscc)}
      />
    ),
  },
  { key: 'name', title: words.columns.name, width: 14, text: ({ name }) => name, sort: true, fixed: true },
  {
    key: 'uscc',
    title: words.columns.uscc,
    width: 15,
    text: ({ bodyUscc }) => bodyUscc,
    hiddenAtFirst: true,
  },
  {
    key: 'state',
    title: workWords.state,
    width: 6,
    text: ({ state }) => unitStates[state],
    sort: ({ state }) => Object.keys(unitStates).indexOf(state),
    render: ({ state }) => <span className={`unit-state state-${state}`}>{unitStates[state]}</span>,
  },
  {
    key: 'group',
    title: words.columns.group,
    width: 7,
    text: ({ groupCode }) => groupCode ?? '',
    sort: true,
  },
  {
    key: 'model',
    title: words.columns.model,
    width: 12,
    hiddenAtFirst: true,
    text: ({ modelCode, modelVersion }) => `${modelCode} ${modelVersion}`,
    sort: true,
  },
  {
    key: 'progress',
    title: words.columns.progress,
    width: 11,
    text: ({ counts }) => ratio(counts),
    sort: share,
    render: (row) => (
      <div className="unit-progress">
        <Progress
          percent={Math.floor(share(row) * 100)}
          size="small"
          showInfo={false}
          status="normal"
          aria-label={words.progressLabel(row.name, row.counts.filled, row.counts.total)}
        />
        <span className="num">{ratio(row.counts)}</span>
      </div>
    ),
  },
  {
    key: 'self',
    title: words.columns.self,
    width: 6,
    align: 'right',
    text: ({ byRole }) => ratio(byRole.self ?? { filled: 0, total: 0 }),
    sort: ({ byRole }) => byRole.self?.filled ?? 0,
  },
  {
    key: 'others',
    title: words.columns.others,
    width: 6,
    align: 'right',
    text: (row) => ratio(others(row)),
    sort: (row) => others(row).filled,
  },
  {
    key: 'wrong',
    title: words.columns.wrong,
    width: 5,
    kind: 'number',
    text: ({ counts }) => String(counts.wrong),
    sort: ({ counts }) => counts.wrong,
    render: ({ counts }) => (counts.wrong === 0 ? '0' : <b className="bad">{String(counts.wrong)}</b>),
  },
  {
    key: 'empty',
    title: words.columns.empty,
    width: 5,
    kind: 'number',
    text: ({ counts }) => String(counts.empty),
    sort: ({ counts }) => counts.empty,
  },
  {
    key: 'updated',
    title: words.columns.updated,
    width: 11,
    hiddenAtFirst: true,
    text: ({ updatedAt }) => (updatedAt === null ? '' : formatInstant(updatedAt)),
    sort: ({ updatedAt }) => updatedAt ?? '',
  },
  ...(remove === null
    ? []
    : [
        {
          key: 'remove',
          title: words.columns.remove,
          width: 6,
          action: true as const,
          text: () => '',
          render: (row: UnitRow) => <RemoveButton row={row} onRemove={() => remove(row)} />,
        },
      ]),
];

const RemoveButton = ({ row, onRemove }: { row: UnitRow; onRemove: () => void }) => (
  <ActionButton
    size="small"
    disabledReason={row.updatedAt === null && row.counts.wrong === 0 ? null : words.removeBlocked}
    aria-label={words.removeLabel(row.name)}
    onClick={onRemove}
  >
    {words.remove}
  </ActionButton>
);

export const UnitsTable = ({
  cycle,
  progress,
  exportName,
  closed,
  chosen,
  shown,
}: {
  cycle: string;
  progress: Pages<'cycles.progress'>;
  exportName: string;
  /** The units can no longer be changed. */
  closed: boolean;
  chosen: Chosen;
  /** Which of the units that were read are shown. */
  shown: (row: UnitRow) => boolean;
}) => {
  const [leaving, setLeaving] = useState<UnitRow | null>(null);
  const { run, busy, failure, clearFailure } = useCommand('cycles.removeUnits');
  const columns = useMemo(() => columnsWith(closed ? null : setLeaving, chosen), [closed, chosen]);
  const close = (): void => {
    setLeaving(null);
    clearFailure();
  };
  const remove = async ({ bodyUscc }: UnitRow): Promise<void> => {
    if ((await run({ cycle, usccs: [bodyUscc] })) !== null) close();
  };
  const { firstPage, loading, hasMore, loadMore, readAll } = progress;
  const rows = useMemo(() => progress.rows.filter(shown), [progress.rows, shown]);
  // Sorting and sums ask for all of them; a cycle has hundreds of units, rarely thousands.
  useEffect(() => {
    if (hasMore) loadMore();
  }, [hasMore, loadMore]);
  return (
    <>
      <DataTable
        tableId="assessment.units"
        label={words.unitsLabel}
        columns={columns}
        rows={rows}
        rowKey={({ bodyUscc }) => bodyUscc}
        loading={loading}
        total={rows.length < progress.rows.length ? rows.length : (firstPage?.units ?? null)}
        empty={progress.rows.length > 0 ? workWords.noneOfState : words.noUnits}
        onRowOpen={({ bodyUscc }) => goTo(places.entry(cycle, bodyUscc))}
        hasMore={hasMore}
        onLoadMore={loadMore}
        readAll={readAll}
        exportName={exportName}
      />
      {leaving !== null && (
        <Modal
          open
          title={words.removeTitle(leaving.name)}
          okText={words.remove}
          cancelText={words.cancel}
          confirmLoading={busy}
          onOk={() => void remove(leaving)}
          onCancel={close}
        >
          <FailureNotice failure={failure} />
          <p>{words.removeText}</p>
        </Modal>
      )}
    </>
  );
};
