/** 报送情况: how far this office and each office below it have come with the cycle. */
import { Segmented } from 'antd';
import type { OperationOutput } from '#shared/contract/client.ts';
import { officeLevels } from '#shared/domain/code-lists.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { formatCount, formatInstant, shortDigest } from '../../i18n/format.ts';
import { exchangeWords } from '../../i18n/zh-CN/exchange.ts';
import { useFilter } from '../../state/filters.ts';
import { goTo } from '../../state/place.ts';
import { useSession } from '../../state/session.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Page } from '../../ui/Page.tsx';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';
import { NoCyclePage } from './NoCyclePage.tsx';
import { type ReportingState, StateMark } from './StateMark.tsx';

const words = exchangeWords.overview;

type Network = OperationOutput<'offices.network'>;
type Office = Network['offices'][number];

/** In the order of a clerk's worry. */
const states: readonly ReportingState[] = ['notReported', 'returned', 'reported', 'accepted'];

const noteOf = (office: Office): string =>
  [
    office.through === null ? '' : words.through(office.through),
    office.conflicts === 0 ? '' : words.conflicts(formatCount(office.conflicts)),
    office.revoked ? words.revoked : '',
  ]
    .filter((part) => part !== '')
    .join('；');

const columns: readonly DataColumn<Office>[] = [
  {
    key: 'name',
    title: words.columns.name,
    width: 19,
    fixed: true,
    text: ({ name }) => name,
    render: ({ name, depth }) => (
      <span style={{ paddingInlineStart: `${(depth - 1) * 1.25}rem` }}>{name}</span>
    ),
  },
  {
    key: 'state',
    title: words.columns.state,
    width: 6,
    text: ({ state }) => words.states[state],
    render: ({ state }) => <StateMark state={state} />,
  },
  {
    key: 'at',
    title: words.columns.at,
    width: 10,
    text: (office) => (office.package === null ? '' : formatInstant(office.package.at)),
  },
  { key: 'note', title: words.columns.note, width: 15, text: noteOf },
  {
    key: 'packages',
    title: words.columns.packages,
    width: 4,
    kind: 'number',
    text: ({ packages }) => formatCount(packages),
  },
  {
    key: 'sha256',
    title: words.columns.sha256,
    width: 6,
    text: (office) => office.package?.sha256 ?? '',
    render: (office) => (office.package === null ? '' : <code>{shortDigest(office.package.sha256)}</code>),
  },
  { key: 'level', title: words.columns.level, width: 5, text: ({ level }) => officeLevels[level] },
  {
    key: 'region',
    title: words.columns.region,
    width: 9,
    text: ({ regionCode }) => regionCode,
    hiddenAtFirst: true,
  },
];

export const OverviewPage = () => {
  const cycle = useSession((session) => session.cycle);
  if (cycle === null) return <NoCyclePage title={words.title} />;
  return <Overview cycle={cycle} />;
};

const Overview = ({ cycle }: { cycle: string }) => {
  const { data, failure, loading, refresh } = useOperation('offices.network', { cycle });
  const cycles = useOperation('cycles.list', {});
  const [filter, setFilter] = useFilter<{ state: ReportingState | 'all' }>('exchange.offices', {
    state: 'all',
  });
  const name = cycles.data?.cycles.find(({ code }) => code === cycle)?.name ?? cycle;
  const own = data?.offices[0];
  const below = data?.offices.slice(1) ?? [];
  const shown = filter.state === 'all' ? below : below.filter(({ state }) => state === filter.state);

  return (
    <Page
      title={words.title}
      description={words.description(name)}
      fill
      primary={
        <ActionButton type="primary" onClick={() => goTo(places.inbox)}>
          {words.receive}
        </ActionButton>
      }
      bar={
        data !== undefined && below.length > 0 ? (
          <Segmented<ReportingState | 'all'>
            aria-label={words.filter}
            value={filter.state}
            onChange={(state) => setFilter({ state })}
            options={[
              { value: 'all', label: `${words.all} ${formatCount(below.length)}` },
              ...states.map((state) => ({
                value: state,
                label: `${words.states[state]} ${formatCount(data.totals[state] ?? 0)}`,
              })),
            ]}
          />
        ) : undefined
      }
    >
      <FailureNotice failure={failure} onRetry={refresh} />
      {own !== undefined && <OwnPanel own={own} above={data?.above ?? []} />}
      <DataTable
        tableId="exchange.offices"
        label={words.title}
        columns={columns}
        rows={shown}
        rowKey={({ id }) => id}
        loading={loading}
        empty={
          below.length === 0 ? (
            <>
              <p>{words.empty}</p>
              <p>
                <PlaceLink to={places.offices}>{words.goTrust}</PlaceLink>
              </p>
            </>
          ) : (
            words.emptyFiltered
          )
        }
        exportName={`${words.exportName}-${cycle}`}
      />
    </Page>
  );
};

const OwnPanel = ({ own, above }: { own: Office; above: Network['above'] }) => (
  <section className="panel own-state" aria-label={words.own}>
    <strong>{own.name}</strong>
    <StateMark state={own.state} words={words.ownState[own.state]} />
    {own.package !== null && (
      <span className="quiet num">
        {formatInstant(own.package.at)} · <code>{shortDigest(own.package.sha256)}</code>
      </span>
    )}
    <PlaceLink to={places.outbox}>{words.toOutbox}</PlaceLink>
    {above.length > 0 && (
      <span className="quiet">{words.above(above.map(({ name }) => name).join('、'))}</span>
    )}
  </section>
);
