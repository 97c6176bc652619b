/** The kinds of problems with their counts; a row leads to the list of what it counts. */
import { Checkbox } from 'antd';
import type { OperationOutput } from '#shared/contract/client.ts';
import { qualityGroups, qualityKindOf } from '#shared/domain/quality-kinds.ts';
import { formatCount } from '../../../i18n/format.ts';
import { qualityWords as words } from '../../../i18n/zh-CN/quality.ts';
import { uiWords } from '../../../i18n/zh-CN/ui.ts';
import { useFilter } from '../../../state/filters.ts';
import { goTo } from '../../../state/place.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { BodyFilter } from '../../../ui/filters/BodyFilter.tsx';
import { Choice } from '../../../ui/filters/Choice.tsx';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';
import { SeverityMark } from '../../../ui/SeverityMark.tsx';
import { shareText } from './shares.ts';

export type Checked = NonNullable<OperationOutput<'quality.read'>['checked']>;
type KindRow = Checked['kinds'][number];

const columnsFor = (unit: string | null): readonly DataColumn<KindRow>[] => [
  {
    key: 'group',
    title: words.columns.group,
    width: 5.5,
    text: ({ kind }) => qualityGroups[qualityKindOf(kind).group],
  },
  {
    key: 'title',
    title: words.columns.title,
    width: 15,
    text: ({ kind }) => qualityKindOf(kind).title,
    render: ({ kind }) => (
      <PlaceLink to={places.qualityKind(kind, { unit })}>{qualityKindOf(kind).title}</PlaceLink>
    ),
    fixed: true,
  },
  {
    key: 'severity',
    title: words.columns.severity,
    width: 4.5,
    text: ({ kind }) => uiWords.severity[qualityKindOf(kind).severity],
    render: ({ kind }) => <SeverityMark severity={qualityKindOf(kind).severity} />,
  },
  {
    key: 'found',
    title: words.columns.found,
    width: 5,
    kind: 'number',
    text: ({ found }) => formatCount(found),
    sort: ({ found }) => found,
  },
  {
    key: 'among',
    title: words.columns.among,
    width: 5,
    kind: 'number',
    text: ({ among }) => formatCount(among),
  },
  {
    key: 'share',
    title: words.columns.share,
    width: 5,
    kind: 'number',
    text: shareText,
    sort: ({ found, among }) => (among === 0 ? 0 : found / among),
  },
  {
    key: 'amongWhat',
    title: words.columns.amongWhat,
    width: 12,
    text: ({ kind }) => qualityKindOf(kind).among,
  },
  { key: 'advice', title: words.columns.advice, width: 21, text: ({ kind }) => qualityKindOf(kind).advice },
];

interface Filter {
  group: string | null;
  withSound: boolean;
}
const noFilter: Filter = { group: null, withSound: false };

const emptyOf = (checked: Checked | null): string => {
  if (checked === null) return words.never;
  return checked.kinds.every(({ among }) => among === 0) ? words.noData : words.noFindings;
};

export const KindTable = ({
  checked,
  unit,
  loading,
}: {
  checked: Checked | null;
  unit: string | null;
  loading: boolean;
}) => {
  const [filter, setFilter] = useFilter('quality', noFilter);
  const rows = (checked?.kinds ?? []).filter(
    ({ kind, found }) =>
      (filter.withSound || found > 0) &&
      (filter.group === null || qualityKindOf(kind).group === filter.group),
  );
  return (
    <>
      <div className="quality-filters">
        <BodyFilter
          label={words.unit}
          uscc={unit}
          onChange={(uscc) => goTo(places.quality({ unit: uscc }))}
        />
        <Choice
          label={words.group}
          list={qualityGroups}
          value={filter.group}
          onChange={(group) => setFilter({ group })}
        />
        <Checkbox
          checked={filter.withSound}
          onChange={({ target }) => setFilter({ withSound: target.checked })}
        >
          {words.withSound}
        </Checkbox>
      </div>
      <DataTable
        tableId="quality-kinds"
        label={words.kindList}
        columns={columnsFor(unit)}
        rows={rows}
        rowKey={({ kind }) => kind}
        loading={loading}
        empty={emptyOf(checked)}
        onRowOpen={({ kind }) => goTo(places.qualityKind(kind, { unit }))}
        exportName={words.exportKinds}
      />
    </>
  );
};
