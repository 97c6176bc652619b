/** 冲突处理: what both sides say, and a person's decision about each. */
import { App, Segmented } from 'antd';
import type { OperationOutput } from '#shared/contract/client.ts';
import { useCommand } from '../../engine/use-command.ts';
import { usePages } from '../../engine/use-operation.ts';
import { formatCount, formatInstant } from '../../i18n/format.ts';
import { exchangeWords } from '../../i18n/zh-CN/exchange.ts';
import { tableName } from '../../i18n/zh-CN/travelling-rows.ts';
import { useFilter } from '../../state/filters.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { fromPages } from '../../ui/from-pages.ts';
import { Page } from '../../ui/Page.tsx';
import { differenceText, FieldDifferences } from './FieldDifferences.tsx';

const words = exchangeWords.conflicts;

type Conflict = OperationOutput<'conflicts.list'>['rows'][number];
type Side = 'ours' | 'theirs';

/** So many are decided in one step at most. */
const atOnce = 1000;

const decisionText = ({ resolution }: Conflict): string =>
  resolution === null ? words.open : resolution === 'keptOurs' ? words.kept : words.took;

export const ConflictsPage = () => {
  const [filter, setFilter] = useFilter<{ show: 'open' | 'all' }>('exchange.conflicts', { show: 'open' });
  const list = usePages('conflicts.list', { decided: filter.show === 'all' });
  const { run, busy, failure, clearFailure } = useCommand('conflicts.decide');
  const { modal } = App.useApp();
  const undecided = list.rows.filter(({ resolution }) => resolution === null).slice(0, atOnce);

  const decide = (conflicts: readonly Conflict[], keep: Side) =>
    run({ decisions: conflicts.map(({ conflict, seen }) => ({ conflict, keep, seen })) });

  const decideAll = (keep: Side): void => {
    const count = formatCount(undecided.length);
    modal.confirm({
      title: words.confirmTitle,
      content: keep === 'ours' ? words.confirmKeep(count) : words.confirmTake(count),
      okText: words.confirmOk,
      cancelText: exchangeWords.inbox.cancel,
      onOk: () => decide(undecided, keep),
    });
  };

  const noneReason = undecided.length === 0 ? words.noneToDecide : null;
  return (
    <Page
      title={words.title}
      description={words.description}
      fill
      extra={
        <ActionButton disabledReason={noneReason} busy={busy} onClick={() => decideAll('theirs')}>
          {words.takeAll(formatCount(undecided.length))}
        </ActionButton>
      }
      primary={
        <ActionButton
          type="primary"
          disabledReason={noneReason}
          busy={busy}
          onClick={() => decideAll('ours')}
        >
          {words.keepAll(formatCount(undecided.length))}
        </ActionButton>
      }
      bar={
        <>
          <Segmented<'open' | 'all'>
            aria-label={words.show}
            value={filter.show}
            onChange={(show) => setFilter({ show })}
            options={[
              { value: 'open', label: `${words.open} ${formatCount(list.firstPage?.open ?? 0)}` },
              { value: 'all', label: words.all },
            ]}
          />
          <span className="quiet">{words.afterwards}</span>
        </>
      }
    >
      <FailureNotice failure={list.failure} onRetry={list.refresh} />
      <FailureNotice failure={failure} onClose={clearFailure} />
      <DataTable
        tableId="exchange.conflicts"
        label={words.title}
        columns={columnsWith((conflict, keep) => void decide([conflict], keep))}
        {...fromPages(list)}
        rowKey={({ conflict }) => conflict}
        empty={filter.show === 'open' ? words.empty : words.emptyAll}
        exportName={words.exportName}
      />
    </Page>
  );
};

const columnsWith = (decide: (conflict: Conflict, keep: Side) => void): readonly DataColumn<Conflict>[] => [
  {
    key: 'decide',
    title: words.columns.decide,
    width: 11,
    text: decisionText,
    render: (conflict) =>
      conflict.resolution === null ? (
        <span className="decide">
          <ActionButton size="small" onClick={() => decide(conflict, 'ours')}>
            {words.keepOurs}
          </ActionButton>
          <ActionButton size="small" onClick={() => decide(conflict, 'theirs')}>
            {words.takeTheirs}
          </ActionButton>
        </span>
      ) : (
        decisionText(conflict)
      ),
  },
  { key: 'body', title: words.columns.body, width: 10, text: ({ row }) => row.body?.name ?? '', sort: true },
  { key: 'table', title: words.columns.table, width: 5, text: ({ table }) => tableName(table), sort: true },
  { key: 'row', title: words.columns.row, width: 22, text: ({ row }) => row.title, sort: true },
  {
    key: 'difference',
    title: words.columns.difference,
    width: 11,
    text: differenceText,
    render: FieldDifferences,
  },
  {
    key: 'reason',
    title: words.columns.reason,
    width: 6,
    text: ({ reason }) => words.reasons[reason],
    sort: true,
  },
  {
    key: 'sender',
    title: words.columns.sender,
    width: 10,
    text: ({ sender }) => sender,
    sort: true,
    hiddenAtFirst: true,
  },
  {
    key: 'at',
    title: words.columns.at,
    width: 9,
    text: ({ at }) => formatInstant(at),
    sort: true,
    hiddenAtFirst: true,
  },
];
