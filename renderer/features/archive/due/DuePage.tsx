/** 期限: everything that runs or is overdue, wherever it is kept, and how early to warn. */
import { App, Button } from 'antd';
import { useEffect, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { dueMatterKind } from '#shared/contract/operations/due.ts';
import { useOperation, usePages } from '../../../engine/use-operation.ts';
import { formatCount } from '../../../i18n/format.ts';
import { dueWords as words } from '../../../i18n/zh-CN/due.ts';
import { useFilter } from '../../../state/filters.ts';
import { goTo, usePlaceParameter } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { BodyFilter } from '../../../ui/filters/BodyFilter.tsx';
import { Choice } from '../../../ui/filters/Choice.tsx';
import { fromPages } from '../../../ui/from-pages.ts';
import { Page } from '../../../ui/Page.tsx';
import { places } from '../../../ui/places.ts';
import { type DueRow, dueColumns, dueKindName } from './due-columns.tsx';
import { WarningSettings } from './WarningSettings.tsx';

type Counts = OperationOutput<'due.summary'>['kinds'];
type Kind = DueRow['kind'];
type Urgency = DueRow['urgency'];

interface DueFilter {
  kind: Kind | null;
  urgency: Urgency | null;
  bodyUscc: string | null;
}

const noFilter: DueFilter = { kind: null, urgency: null, bodyUscc: null };

const kindOf = (text: string | null): Kind | null => dueMatterKind.safeParse(text).data ?? null;
const isUrgency = (text: string | null): text is Urgency => text !== null && text in words.urgencies;

const sumsOf = (counts: Counts, kind: Kind | null) => {
  const chosen = counts.filter((count) => kind === null || count.kind === kind);
  const sum = (of: 'total' | 'overdue' | 'soon') => chosen.reduce((all, count) => all + count[of], 0);
  return { total: sum('total'), overdue: sum('overdue'), soon: sum('soon') };
};

/** How many rows the filter has, by the counts of every kind. */
const totalOf = ({ total, overdue, soon }: ReturnType<typeof sumsOf>, urgency: Urgency | null): number =>
  urgency === null ? total : { overdue, soon, later: total - overdue - soon }[urgency];

const placeOf = ({ source, id, ledger }: DueRow): string =>
  source === 'record' ? places.record(id) : places.ledgerRow(ledger ?? '', id);

/** A link from elsewhere may ask for a kind or an urgency: it replaces the filter that was left. */
const useAskedFilter = (change: (filter: DueFilter) => void): void => {
  const kind = usePlaceParameter('kind');
  const urgency = usePlaceParameter('urgency');
  useEffect(() => {
    if (kind === null && urgency === null) return;
    change({ ...noFilter, kind: kindOf(kind), urgency: isUrgency(urgency) ? urgency : null });
    goTo(places.due, { replace: true });
  }, [kind, urgency, change]);
};

export const DuePage = () => {
  const [filter, setFilter] = useFilter<DueFilter>('due', noFilter);
  useAskedFilter(setFilter);
  const { kind, urgency, bodyUscc } = filter;
  const ofBody = bodyUscc === null ? {} : { bodyUscc };
  const list = usePages('due.list', {
    ...ofBody,
    ...(kind !== null && { kind }),
    ...(urgency !== null && { urgency }),
  });
  const summary = useOperation('due.summary', ofBody);
  const [setting, setSetting] = useState(false);
  const { message } = App.useApp();
  const counts = summary.data?.kinds ?? [];
  const sums = sumsOf(counts, kind);
  const kinds = Object.fromEntries(
    [...new Set([...counts.map((count) => count.kind), ...(kind === null ? [] : [kind])])].map((code) => [
      code,
      dueKindName(code),
    ]),
  );
  const filtered = kind !== null || urgency !== null || bodyUscc !== null;

  return (
    <Page
      fill
      title={words.title}
      description={words.description}
      primary={
        <ActionButton type="primary" onClick={() => setSetting(true)}>
          {words.settings}
        </ActionButton>
      }
      bar={
        <>
          <Choice
            label={words.kind}
            list={kinds}
            value={kind}
            onChange={(value) => setFilter({ kind: kindOf(value) })}
          />
          <Choice
            label={words.urgency}
            list={words.urgencies}
            value={urgency}
            onChange={(value) => setFilter({ urgency: isUrgency(value) ? value : null })}
          />
          <BodyFilter label={words.unit} uscc={bodyUscc} onChange={(uscc) => setFilter({ bodyUscc: uscc })} />
          {filtered && <Button onClick={() => setFilter(noFilter)}>{words.clear}</Button>}
          <span className="quiet num">
            {words.counts(formatCount(sums.total), formatCount(sums.overdue), formatCount(sums.soon))}
          </span>
        </>
      }
    >
      <FailureNotice failure={list.failure ?? summary.failure} onRetry={list.refresh} />
      <DataTable
        tableId="due"
        label={words.list}
        columns={dueColumns}
        {...fromPages(list)}
        rowKey={({ kind: of, id }) => `${of} ${id}`}
        total={summary.data === undefined ? null : totalOf(sums, urgency)}
        empty={filtered ? words.emptyFiltered : words.empty}
        onRowOpen={(row) => goTo(placeOf(row))}
        exportName={words.exportName}
        exportNote={[
          kind === null ? words.noteAll : dueKindName(kind),
          ...(urgency === null ? [] : [words.urgencies[urgency]]),
        ].join('，')}
      />
      {setting && (
        <WarningSettings
          onClose={(saved) => {
            setSetting(false);
            if (saved) void message.success(words.saved);
          }}
        />
      )}
    </Page>
  );
};
