/** 等次怎样得出: score, band, vetoes, quotas, one line for each unit. */
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatCount } from '../../../i18n/format.ts';
import { consequencesWords } from '../../../i18n/zh-CN/consequences.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';

const words = consequencesWords.grades;
type Grades = OperationOutput<'consequences.grades'>;
type Unit = Grades['units'][number];

/** What happened to the grade of the score, step by step. */
const stepsOf = ({ vetoes, falls }: Unit): string => {
  const steps = [
    ...vetoes.map(({ name, gradeAtMost, reason }) =>
      gradeAtMost === null ? words.vetoNoLimit(name) : words.byVeto(name, gradeAtMost, reason),
    ),
    ...falls.map(({ grade, to, allowed, holders, members, tied }) => {
      const counts = {
        allowed: formatCount(allowed),
        holders: formatCount(holders),
        members: formatCount(members),
      };
      return `${words.fall(grade, to, counts)}${tied ? words.tied : ''}`;
    }),
  ];
  return steps.length === 0 ? words.unchanged : steps.join('；');
};

const columns: readonly DataColumn<Unit>[] = [
  {
    key: 'rank',
    title: words.columns.rank,
    width: 3,
    kind: 'number',
    text: ({ rank }) => formatCount(rank),
    sort: ({ rank }) => rank,
  },
  {
    key: 'unit',
    title: words.columns.unit,
    width: 13,
    fixed: true,
    text: ({ name }) => name,
    sort: true,
    render: ({ code, name }) => <PlaceLink to={places.body(code)}>{name}</PlaceLink>,
  },
  { key: 'group', title: words.columns.group, width: 5, text: ({ group }) => group ?? '', sort: true },
  {
    key: 'groupRank',
    title: words.columns.groupRank,
    width: 5.5,
    kind: 'number',
    text: ({ groupRank }) => formatCount(groupRank),
    sort: ({ groupRank }) => groupRank,
  },
  {
    key: 'score',
    title: words.columns.score,
    width: 4.5,
    kind: 'number',
    text: ({ score }) => score,
    sort: ({ score }) => Number(score),
  },
  { key: 'byScore', title: words.columns.byScore, width: 4, text: ({ byScore }) => byScore.name },
  {
    key: 'steps',
    title: words.columns.steps,
    width: 17,
    text: stepsOf,
    render: (unit) => <span className="consequence-steps">{stepsOf(unit)}</span>,
  },
  {
    key: 'grade',
    title: words.columns.grade,
    width: 4.5,
    text: ({ grade }) => grade.name,
    sort: true,
    render: ({ grade }) => <b>{grade.name}</b>,
  },
  {
    key: 'before',
    title: words.columns.before,
    width: 4.5,
    text: ({ before }) => before?.grade ?? '',
  },
  {
    key: 'model',
    title: words.columns.model,
    width: 14,
    text: ({ modelName }) => modelName,
    sort: true,
    hiddenAtFirst: true,
  },
  {
    key: 'why',
    title: words.columns.why,
    width: 3,
    action: true,
    text: () => '',
    render: ({ run, code }) => <PlaceLink to={places.why({ run, subject: code })}>{words.why}</PlaceLink>,
  },
];

const scaleOf = ({ grades, ungraded }: Grades['runs'][number]): string =>
  [
    ...grades.map(({ name, min, maxShare, units }) =>
      words.band(name, String(min), maxShare === null ? null : String(maxShare * 100), formatCount(units)),
    ),
    ...(ungraded === 0 ? [] : [words.ungraded(formatCount(ungraded))]),
  ].join('，');

export const GradesView = ({
  cycle,
  cycleName,
  views,
}: {
  cycle: string;
  cycleName: string;
  /** The switch between the views. */
  views: ReactNode;
}) => {
  const { data, failure, loading, refresh } = useOperation('consequences.grades', { cycle });
  const trial = data?.runs.some(({ official }) => !official) === true;
  return (
    <>
      <div className="page-bar consequences-bar">{views}</div>
      <FailureNotice failure={failure} onRetry={refresh} />
      {trial && <Alert className="notice" type="info" showIcon title={words.trial} />}
      {(data?.runs ?? []).map((run) => (
        <p key={run.id} className="quiet">
          {words.scale(run.modelName, scaleOf(run))}
        </p>
      ))}
      <DataTable
        tableId="consequence-grades"
        label={words.name(cycleName)}
        columns={columns}
        rows={data?.units ?? []}
        rowKey={({ run, code }) => `${run} ${code}`}
        loading={loading}
        total={data?.units.length ?? null}
        empty={words.empty}
        exportName={words.name(cycleName)}
      />
    </>
  );
};
