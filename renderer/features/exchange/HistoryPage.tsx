/** 往来记录: every package that left or came, with its digest. */
import { Checkbox, Drawer, Segmented } from 'antd';
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { useOperation, usePages } from '../../engine/use-operation.ts';
import { formatCount, formatInstant, shortDigest } from '../../i18n/format.ts';
import { exchangeWords } from '../../i18n/zh-CN/exchange.ts';
import { tableName } from '../../i18n/zh-CN/travelling-rows.ts';
import { useFilter } from '../../state/filters.ts';
import { goTo } from '../../state/place.ts';
import { useSession } from '../../state/session.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { DigestGroups } from '../../ui/DigestGroups.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { fromPages } from '../../ui/from-pages.ts';
import { Page } from '../../ui/Page.tsx';
import { places } from '../../ui/places.ts';
import { countsLine } from './MergeCounts.tsx';

const words = exchangeWords.history;

type Passage = OperationOutput<'packages.list'>['rows'][number];
type Direction = Passage['direction'];

const kindOf = ({ kind }: Passage): string => exchangeWords.kinds[kind] ?? kind;
const rowsOf = ({ counts }: Passage): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

const counterpartOf = ({ direction, sender, receiver }: Passage): string =>
  direction === 'received' ? sender.name : (receiver ?? words.upper);

const mergedText = ({ merged }: Passage): string => (merged === null ? '' : countsLine(merged));

const columns: readonly DataColumn<Passage>[] = [
  { key: 'at', title: words.columns.at, width: 9, text: ({ at }) => formatInstant(at), fixed: true },
  {
    key: 'direction',
    title: words.columns.direction,
    width: 3,
    text: ({ direction }) => words.direction[direction],
  },
  { key: 'kind', title: words.columns.kind, width: 4, text: kindOf },
  { key: 'counterpart', title: words.columns.counterpart, width: 14, text: counterpartOf },
  { key: 'cycle', title: words.columns.cycle, width: 4, text: ({ cycle }) => cycle ?? '' },
  {
    key: 'rows',
    title: words.columns.rows,
    width: 5,
    kind: 'number',
    text: (row) => formatCount(rowsOf(row)),
  },
  { key: 'merged', title: words.columns.merged, width: 13, text: mergedText },
  {
    key: 'differences',
    title: words.columns.differences,
    width: 5,
    kind: 'number',
    text: ({ merged, scoreDifferences }) => (merged === null ? '' : formatCount(scoreDifferences)),
  },
  { key: 'reason', title: words.columns.reason, width: 9, text: ({ reason }) => reason ?? '' },
  {
    key: 'sha256',
    title: words.columns.sha256,
    width: 6,
    text: ({ sha256 }) => sha256,
    render: ({ sha256 }) => <code>{shortDigest(sha256)}</code>,
  },
];

interface HistoryFilter {
  direction: Direction | 'all';
  cycleOnly: boolean;
}

export const HistoryPage = () => {
  const cycle = useSession((session) => session.cycle);
  const [filter, setFilter] = useFilter<HistoryFilter>('exchange.history', {
    direction: 'all',
    cycleOnly: false,
  });
  const list = usePages('packages.list', {
    ...(filter.direction !== 'all' && { direction: filter.direction }),
    ...(filter.cycleOnly && cycle !== null && { cycle }),
  });
  const [opened, setOpened] = useState<Passage | null>(null);
  const conflicts = useOperation('conflicts.list', { limit: 1 });

  return (
    <Page
      title={words.title}
      description={words.description}
      fill
      primary={
        <ActionButton type="primary" onClick={() => goTo(places.inbox)}>
          {exchangeWords.overview.receive}
        </ActionButton>
      }
      extra={
        (conflicts.data?.open ?? 0) > 0 && (
          <ActionButton onClick={() => goTo(places.conflicts)}>
            {exchangeWords.inbox.goConflicts(formatCount(conflicts.data?.open ?? 0))}
          </ActionButton>
        )
      }
      bar={
        <>
          <Segmented<Direction | 'all'>
            aria-label={words.directions}
            value={filter.direction}
            onChange={(direction) => setFilter({ direction })}
            options={[
              { value: 'all', label: words.all },
              { value: 'sent', label: words.direction.sent },
              { value: 'received', label: words.direction.received },
            ]}
          />
          <Checkbox
            checked={filter.cycleOnly}
            onChange={(event) => setFilter({ cycleOnly: event.target.checked })}
          >
            {words.cycleOnly}
          </Checkbox>
        </>
      }
    >
      <FailureNotice failure={list.failure} onRetry={list.refresh} />
      <DataTable
        tableId="exchange.history"
        label={words.title}
        columns={columns}
        {...fromPages(list)}
        rowKey={({ direction, id }) => `${direction} ${id}`}
        onRowOpen={setOpened}
        empty={words.empty}
        exportName={words.exportName}
      />
      <Drawer
        open={opened !== null}
        title={opened === null ? '' : `${words.direction[opened.direction]} ${kindOf(opened)}`}
        size="large"
        onClose={() => setOpened(null)}
      >
        {opened !== null && <PassageDetails passage={opened} />}
      </Drawer>
    </Page>
  );
};

const PassageDetails = ({ passage }: { passage: Passage }) => (
  <div className="passage">
    <dl className="facts">
      <dt>{words.columns.counterpart}</dt>
      <dd>{counterpartOf(passage)}</dd>
      <dt>{words.columns.at}</dt>
      <dd className="num">{formatInstant(passage.at)}</dd>
      <dt>{exchangeWords.inbox.createdAt}</dt>
      <dd className="num">{formatInstant(passage.createdAt)}</dd>
      <dt>{words.columns.cycle}</dt>
      <dd>{passage.cycle ?? words.none}</dd>
      <dt>{exchangeWords.contents}</dt>
      <dd className="num">
        {Object.entries(passage.counts)
          .filter(([, count]) => count > 0)
          .map(([table, count]) => `${tableName(table)} ${formatCount(count)}`)
          .join('，')}
      </dd>
      {passage.merged !== null && (
        <>
          <dt>{words.columns.merged}</dt>
          <dd className="num">{mergedText(passage)}</dd>
          <dt>{words.columns.differences}</dt>
          <dd className="num">{formatCount(passage.scoreDifferences)}</dd>
        </>
      )}
      {passage.reason !== null && (
        <>
          <dt>{words.columns.reason}</dt>
          <dd>{passage.reason}</dd>
        </>
      )}
    </dl>
    <DigestGroups label={words.columns.sha256} digest={passage.sha256} />
    <p className="quiet">{exchangeWords.copyDigest}</p>
  </div>
);
