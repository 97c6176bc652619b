/** 多方差异: the third party against everything else, and the roles about the same indicator. */
import { Checkbox, Segmented } from 'antd';
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { type ScorerRole, scorerRoles } from '#shared/domain/code-lists.ts';
import { useOperation, usePages } from '../../engine/use-operation.ts';
import { analysisWords } from '../../i18n/zh-CN/result-analysis.ts';
import { goTo } from '../../state/place.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { fromPages } from '../../ui/from-pages.ts';
import { places } from '../../ui/places.ts';
import { groupName } from './GroupChoice.tsx';
import type { Overview } from './result-types.ts';

type Against = OperationOutput<'runs.thirdParty'>['rows'][number];
type Difference = OperationOutput<'runs.roleDifferences'>['rows'][number];
type Part = keyof typeof words.parts;

const words = analysisWords.scorers;
const none = '—';
const signed = (difference: string | null): string => {
  if (difference === null) return none;
  const value = difference.replace('-', '−');
  return Number(difference) > 0 ? `+${value}` : value;
};

const againstColumns: DataColumn<Against>[] = [
  { key: 'name', title: words.unit, width: 15, fixed: true, sort: true, text: ({ name }) => name },
  { key: 'group', title: words.group, width: 5, sort: true, text: ({ group }) => groupName(group) },
  {
    key: 'thirdParty',
    title: words.thirdParty,
    width: 8,
    kind: 'number',
    sort: ({ thirdParty }) => Number(thirdParty ?? -1),
    text: ({ thirdParty }) => thirdParty ?? none,
  },
  {
    key: 'rest',
    title: words.rest,
    width: 7,
    kind: 'number',
    sort: ({ rest }) => Number(rest),
    text: ({ rest }) => rest,
  },
  {
    key: 'difference',
    title: words.difference,
    width: 8,
    kind: 'number',
    sort: ({ difference }) => Number(difference ?? 0),
    text: ({ difference }) => signed(difference),
  },
  {
    key: 'thirdPartyRank',
    title: words.thirdPartyRank,
    width: 7,
    kind: 'number',
    sort: ({ thirdPartyRank }) => thirdPartyRank ?? Number.MAX_SAFE_INTEGER,
    text: ({ thirdPartyRank }) => (thirdPartyRank === null ? none : String(thirdPartyRank)),
  },
  {
    key: 'restRank',
    title: words.restRank,
    width: 7,
    kind: 'number',
    sort: ({ restRank }) => restRank,
    text: ({ restRank }) => String(restRank),
  },
  {
    key: 'note',
    title: words.note,
    width: 8,
    text: ({ outlying, thirdParty }) =>
      thirdParty === null ? words.notAssessed : outlying ? words.outlying : '',
    render: ({ outlying, thirdParty }) => {
      if (thirdParty === null) return <span className="quiet">{words.notAssessed}</span>;
      return outlying && <span className="warning">{words.outlying}</span>;
    },
  },
];

const ThirdParty = ({ overview: { run } }: { overview: Overview }) => {
  const { data, failure, loading, refresh } = useOperation('runs.thirdParty', { run: run.id });
  if (data === undefined) return <FailureNotice failure={failure} onRetry={refresh} />;
  if (data.leaves.length === 0) return <p className="panel quiet">{words.noThirdParty}</p>;
  const { leaves, mean, deviation, correlation } = data;
  return (
    <>
      <p className="quiet">
        {words.thirdPartyHint(leaves.map(({ code, name }) => `${code} ${name}`).join('、'))}
      </p>
      {mean !== null && (
        <p>
          {words.summary(
            mean,
            deviation ?? none,
            correlation === null ? none : correlation.toFixed(2).replace('-', '−'),
          )}
        </p>
      )}
      <DataTable<Against>
        tableId="results.thirdParty"
        label={words.parts.thirdParty}
        columns={againstColumns}
        rows={data.rows}
        rowKey={({ code }) => code}
        loading={loading}
        empty={words.noThirdParty}
        onRowOpen={({ code }) =>
          goTo(places.why({ run: run.id, subject: code, ...(leaves[0] ? { node: leaves[0].code } : {}) }))
        }
        exportName={words.thirdPartyExport(run.modelName, run.cycleName)}
      />
    </>
  );
};

/** @param roles those that any of the rows knows */
const differenceColumns = (roles: readonly ScorerRole[]): DataColumn<Difference>[] => [
  { key: 'name', title: words.unit, width: 14, fixed: true, text: ({ name }) => name },
  { key: 'leaf', title: words.leaf, width: 16, text: ({ leaf, leafName }) => `${leaf} ${leafName}` },
  { key: 'points', title: words.points, width: 4, kind: 'number', text: ({ points }) => points },
  ...roles.map(
    (role): DataColumn<Difference> => ({
      key: role,
      title: scorerRoles[role],
      width: 5,
      kind: 'number',
      text: ({ byRole }) => byRole[role] ?? none,
    }),
  ),
  { key: 'apart', title: words.apart, width: 4, kind: 'number', text: ({ spread }) => spread },
  { key: 'counted', title: words.counted, width: 5, kind: 'number', text: ({ counted }) => counted ?? none },
  {
    key: 'selfExceeds',
    title: words.selfExceeds,
    width: 5,
    kind: 'number',
    text: ({ selfExceeds }) => signed(selfExceeds),
  },
];

const Roles = ({ overview: { run } }: { overview: Overview }) => {
  const [differing, setDiffering] = useState(true);
  const pages = usePages('runs.roleDifferences', { run: run.id, differing });
  const list = fromPages(pages);
  const roles = (Object.keys(scorerRoles) as ScorerRole[]).filter((role) =>
    list.rows.some(({ byRole }) => byRole[role] !== undefined),
  );
  return (
    <>
      <FailureNotice failure={pages.failure} onRetry={pages.refresh} />
      <p className="quiet">{words.rolesHint}</p>
      <Checkbox checked={differing} onChange={({ target }) => setDiffering(target.checked)}>
        {words.differing}
      </Checkbox>
      <DataTable<Difference>
        tableId="results.roles"
        label={words.parts.roles}
        columns={differenceColumns(roles)}
        {...list}
        rowKey={({ code, leaf }) => `${code} ${leaf}`}
        total={pages.firstPage?.total ?? null}
        empty={words.rolesEmpty}
        onRowOpen={({ code, leaf }) => goTo(places.why({ run: run.id, subject: code, node: leaf }))}
        exportName={words.rolesExport(run.modelName, run.cycleName)}
      />
    </>
  );
};

export const ScorersView = ({ overview }: { overview: Overview }) => {
  const [part, setPart] = useState<Part>('thirdParty');
  return (
    <>
      <div className="results-bar">
        <Segmented<Part>
          aria-label={words.choice}
          value={part}
          onChange={setPart}
          options={(Object.keys(words.parts) as Part[]).map((value) => ({
            value,
            label: words.parts[value],
          }))}
        />
      </div>
      {part === 'thirdParty' ? <ThirdParty overview={overview} /> : <Roles overview={overview} />}
    </>
  );
};
