/** 结果运用: what the grades call for, what a person decided, and how each grade came about. */
import { Alert, App, Input, Segmented } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { consequenceActions } from '#shared/domain/grade-consequences.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatCount } from '../../../i18n/format.ts';
import { consequencesWords as words } from '../../../i18n/zh-CN/consequences.ts';
import { goTo, usePlaceParameter } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { CycleNav } from '../../../ui/CycleNav.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Choice } from '../../../ui/filters/Choice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { places } from '../../../ui/places.ts';
import { useShownCycle } from '../use-shown-cycle.ts';
import { columnsWith, type Listed, type Shown } from './columns.tsx';
import { DecideDialog } from './DecideDialog.tsx';
import { GradesView } from './GradesView.tsx';
import { LettersDialog } from './LettersDialog.tsx';
import '../../../ui/filters/filters.css';
import './consequences.css';

type View = keyof typeof words.views;

interface Filters {
  action: string | null;
  progress: string | null;
  group: string | null;
  text: string;
}
const noFilters: Filters = { action: null, progress: null, group: null, text: '' };

const keeps =
  ({ action, progress, group, text }: Filters) =>
  (row: Shown): boolean =>
    (action === null || row.action === action) &&
    (progress === null || row.progress === progress) &&
    (group === null || row.unit?.group === group) &&
    (text === '' || (row.unit?.name ?? words.wholeCycle).includes(text));

const FilterBar = ({
  rows,
  filters,
  onChange,
}: {
  rows: readonly Shown[];
  filters: Filters;
  onChange: (filters: Filters) => void;
}) => {
  const groups = [...new Set(rows.flatMap(({ unit }) => unit?.group ?? []))].sort();
  return (
    <div className="consequences-filters">
      <Choice
        label={words.filters.action}
        list={consequenceActions}
        value={filters.action}
        onChange={(action) => onChange({ ...filters, action })}
      />
      <Choice
        label={words.filters.progress}
        list={words.progress}
        value={filters.progress}
        onChange={(progress) => onChange({ ...filters, progress })}
      />
      <Choice
        label={words.filters.group}
        list={Object.fromEntries(groups.map((group) => [group, group]))}
        value={filters.group}
        onChange={(group) => onChange({ ...filters, group })}
      />
      <Input.Search
        className="filter-text"
        aria-label={words.filters.text}
        placeholder={words.filters.text}
        allowClear
        value={filters.text}
        onChange={({ target }) => onChange({ ...filters, text: target.value })}
      />
    </div>
  );
};

interface ListViewProps {
  cycle: string;
  cycleName: string;
  rows: readonly Shown[];
  loading: boolean;
  /** What to do while there is no proposal at all. */
  empty: string;
  /** The switch between the views. */
  views: ReactNode;
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}

const ListView = ({ cycle, cycleName, rows, loading, empty, views, chosen, onChoose }: ListViewProps) => {
  const [filters, setFilters] = useState(noFilters);
  const shown = useMemo(() => rows.filter(keeps(filters)), [rows, filters]);
  const open = shown.filter(({ progress }) => progress === 'proposed');
  const columns = useMemo(
    () =>
      columnsWith({
        cycle,
        chosen,
        choose: (id, on) => {
          const next = new Set(chosen);
          if (on) next.add(id);
          else next.delete(id);
          onChoose(next);
        },
      }),
    [cycle, chosen, onChoose],
  );
  const allChosen = open.length > 0 && open.every(({ id }) => chosen.has(id));
  return (
    <>
      <div className="page-bar consequences-bar">
        {views}
        <FilterBar rows={rows} filters={filters} onChange={setFilters} />
        <span className="spacer" />
        {open.length > 0 && (
          <ActionButton onClick={() => onChoose(allChosen ? new Set() : new Set(open.map(({ id }) => id)))}>
            {allChosen ? words.chooseNone : words.chooseAll(formatCount(open.length))}
          </ActionButton>
        )}
      </div>
      <DataTable
        tableId="consequences"
        label={words.listName(cycleName)}
        columns={columns}
        rows={shown}
        rowKey={({ id }) => id}
        loading={loading}
        total={shown.length}
        empty={rows.length === 0 ? empty : words.emptyFiltered}
        exportName={words.listName(cycleName)}
      />
    </>
  );
};

/** Why nothing can be decided, or that the proposals are not what the result calls for. */
const Notices = ({ data }: { data: Listed }) => {
  const toWithdraw = data.rows.filter((row) => row.toWithdraw).length;
  return (
    <>
      {data.obstacle !== null && (
        <Alert className="notice" type="info" showIcon title={words.obstacles[data.obstacle]} />
      )}
      {data.outdated && data.rows.length > 0 && (
        <Alert className="notice" type="warning" showIcon title={words.outdated} />
      )}
      {toWithdraw > 0 && (
        <Alert className="notice" type="warning" showIcon title={words.toWithdraw(formatCount(toWithdraw))} />
      )}
    </>
  );
};

export const ConsequencesPage = ({ cycle }: { cycle: string }) => {
  const { message } = App.useApp();
  const read = useOperation('cycles.read', { cycle });
  useShownCycle(cycle, read.data?.cycle.code === cycle);
  const { data, failure, loading, refresh } = useOperation('consequences.list', { cycle });
  const proposing = useCommand('consequences.propose');
  const asked = usePlaceParameter('view');
  const view: View = asked === 'grades' ? asked : 'list';
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<'decide' | 'letters' | null>(null);
  const cycleName = read.data?.cycle.name ?? cycle;
  const rows = data?.rows ?? [];
  const deciding = rows.filter(({ id, progress }) => chosen.has(id) && progress === 'proposed');

  const propose = async (): Promise<void> => {
    const done = await proposing.run({ cycle });
    if (done === null) return;
    const { proposed, renewed, lapsed } = done;
    const counts = [proposed, renewed, lapsed].map((count) => formatCount(count)) as [string, string, string];
    void message.success(proposed + renewed + lapsed === 0 ? words.upToDate : words.proposed(...counts));
  };

  const views = (
    <Segmented<View>
      aria-label={words.viewLabel}
      value={view}
      onChange={(chosenView) => goTo(places.consequences(cycle, chosenView))}
      options={(Object.keys(words.views) as View[]).map((value) => ({ value, label: words.views[value] }))}
    />
  );
  const blocked =
    data === undefined ? words.loading : data.obstacle === null ? null : words.obstacles[data.obstacle];
  const proposesFirst = data === undefined || data.outdated || rows.length === 0;
  return (
    <Page
      fill
      title={words.title}
      description={words.description(cycleName)}
      bar={<CycleNav cycle={cycle} at="consequences" />}
      extra={
        <>
          {!proposesFirst && (
            <ActionButton disabledReason={blocked} busy={proposing.busy} onClick={() => void propose()}>
              {words.proposeAgain}
            </ActionButton>
          )}
          <ActionButton
            disabledReason={data?.obstacle === 'noRun' || data === undefined ? words.lettersNotNow : null}
            onClick={() => setDialog('letters')}
          >
            {words.letters}
          </ActionButton>
        </>
      }
      primary={
        proposesFirst ? (
          <ActionButton
            type="primary"
            disabledReason={blocked}
            busy={proposing.busy}
            onClick={() => void propose()}
          >
            {rows.length === 0 ? words.propose : words.proposeAgain}
          </ActionButton>
        ) : (
          <ActionButton
            type="primary"
            disabledReason={blocked ?? (deciding.length === 0 ? words.decideNone : null)}
            onClick={() => setDialog('decide')}
          >
            {words.decide(formatCount(deciding.length))}
          </ActionButton>
        )
      }
    >
      <FailureNotice failure={failure} onRetry={refresh} />
      <FailureNotice failure={proposing.failure} onClose={proposing.clearFailure} />
      {data !== undefined && <Notices data={data} />}
      {view === 'grades' ? (
        <GradesView cycle={cycle} cycleName={cycleName} views={views} />
      ) : (
        <ListView
          cycle={cycle}
          cycleName={cycleName}
          rows={rows}
          loading={loading}
          empty={data?.obstacle == null ? words.empty : words.emptyNotYet[data.obstacle]}
          views={views}
          chosen={chosen}
          onChoose={setChosen}
        />
      )}
      {dialog === 'decide' && (
        <DecideDialog
          cycle={cycle}
          rows={deciding}
          onClose={(done) => {
            setDialog(null);
            if (done) setChosen(new Set());
          }}
        />
      )}
      {dialog === 'letters' && (
        <LettersDialog cycle={cycle} cycleName={cycleName} rows={rows} onClose={() => setDialog(null)} />
      )}
    </Page>
  );
};
