/** 年度比较: each unit against the result that counted a cycle before; renamed and merged units are found again. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { formatCount } from '../../i18n/format.ts';
import { analysisWords } from '../../i18n/zh-CN/result-analysis.ts';
import { goTo } from '../../state/place.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { places } from '../../ui/places.ts';
import { groupName } from './GroupChoice.tsx';
import type { Overview } from './result-types.ts';

type Years = OperationOutput<'runs.yearOnYear'>;
type Row = Years['rows'][number];

const words = analysisWords.years;
const none = '—';

/** Figures of the lines before, one after another where a unit was merged from several. */
const former = (row: Row, read: (line: Row['former'][number]) => string | null): string =>
  row.former.map((line) => read(line) ?? none).join('、') || none;

const signed = (difference: string | null): string => {
  if (difference === null) return none;
  const value = difference.replace('-', '−');
  return Number(difference) > 0 ? `+${value}` : value;
};

const moved = (change: number | null): string => {
  if (change === null) return none;
  if (change === 0) return words.unchanged;
  return change > 0 ? words.up(change) : words.down(-change);
};

const noteOf = (row: Row): string => {
  if (row.former.length === 0) return words.isNew;
  if (row.former.length > 1) return words.merged(row.former.map(({ name }) => name).join('、'));
  const [line] = row.former;
  return line !== undefined && line.name !== row.name ? words.renamed(line.name) : '';
};

const columnsOf = (nodes: Years['nodes']): DataColumn<Row>[] => [
  { key: 'name', title: words.unit, width: 15, fixed: true, sort: true, text: ({ name }) => name },
  { key: 'group', title: words.group, width: 5, sort: true, text: ({ group }) => groupName(group) },
  {
    key: 'before',
    title: words.before,
    width: 6,
    kind: 'number',
    text: (row) => former(row, ({ score }) => score),
  },
  {
    key: 'after',
    title: words.after,
    width: 6,
    kind: 'number',
    sort: ({ now }) => Number(now.score ?? -1),
    text: ({ now }) => now.score ?? none,
  },
  {
    key: 'scoreChange',
    title: words.scoreChange,
    width: 6,
    kind: 'number',
    sort: ({ scoreChange }) => Number(scoreChange ?? 0),
    text: ({ scoreChange }) => signed(scoreChange),
  },
  {
    key: 'rankBefore',
    title: words.rankBefore,
    width: 5,
    kind: 'number',
    text: (row) => former(row, ({ rank }) => (rank === null ? null : String(rank))),
  },
  {
    key: 'rankAfter',
    title: words.rankAfter,
    width: 5,
    kind: 'number',
    sort: ({ now }) => now.rank ?? Number.MAX_SAFE_INTEGER,
    text: ({ now }) => (now.rank === null ? none : String(now.rank)),
  },
  {
    key: 'rankChange',
    title: words.rankChange,
    width: 5,
    align: 'right',
    sort: ({ rankChange }) => -(rankChange ?? 0),
    text: ({ rankChange }) => moved(rankChange),
  },
  {
    key: 'grade',
    title: words.grade,
    width: 8,
    text: (row) => {
      const [was, is] = [former(row, ({ gradeName }) => gradeName), row.now.gradeName ?? none];
      return was === is ? is : `${was} → ${is}`;
    },
  },
  ...nodes.map(({ code, name, leaf, comparable }, position): DataColumn<Row> => {
    const text = (row: Row): string => signed(row.rateChanges[position] ?? null);
    return {
      key: `node ${code}`,
      title: words.rate(code, name),
      width: 6,
      kind: 'number',
      sort: (row) => Number(row.rateChanges[position] ?? 0),
      text,
      ...(comparable === 'no' ? { render: () => <span title={words.notComparable}>{none}</span> } : {}),
      ...(leaf ? { hiddenAtFirst: true as const } : {}),
    };
  }),
  { key: 'note', title: words.note, width: 16, text: noteOf },
];

export const YearsView = ({ overview: { run } }: { overview: Overview }) => {
  const { data, failure, loading, refresh } = useOperation('runs.yearOnYear', { run: run.id });
  if (data === undefined) return <FailureNotice failure={failure} onRetry={refresh} />;
  const { before, sameModel, nodes, rows, gone } = data;
  if (before === null) return <p className="panel quiet">{words.none}</p>;
  const incomparable = nodes.filter(({ leaf, comparable }) => leaf && comparable === 'no').length;
  return (
    <>
      <p className="quiet">
        {words.against(before.cycleName, before.official)}
        {sameModel || incomparable === 0 ? words.sameModel : words.otherModel(formatCount(incomparable))}
        {gone.length > 0 && words.gone(gone.map(({ name }) => name).join('、'))}
      </p>
      <DataTable<Row>
        tableId="results.years"
        label={words.label}
        columns={columnsOf(nodes)}
        rows={rows}
        rowKey={({ code }) => code}
        loading={loading}
        empty={words.empty}
        onRowOpen={({ code }) => goTo(places.why({ run: run.id, subject: code }))}
        exportName={words.export(run.modelName, run.cycleName)}
      />
    </>
  );
};
