/** 权重作用: what each indicator really does to the spread of the scores, beside what the model says it weighs. */
import { Checkbox, Segmented } from 'antd';
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { formatCount } from '../../i18n/format.ts';
import { analysisWords } from '../../i18n/zh-CN/result-analysis.ts';
import { resultsWords } from '../../i18n/zh-CN/results.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { GroupChoice } from './GroupChoice.tsx';
import type { Overview } from './result-types.ts';

type Weight = OperationOutput<'runs.weights'>['nodes'][number];
type Level = keyof typeof words.levels;

const words = analysisWords.weights;

/** As `fewestUnits` of the engine. */
const fewestUnits = 5;

/** With the sign that the figures of the lists have. */
const fixed = (value: number): string => value.toFixed(2).replace('-', '−');
const percent = (share: number | null): string => (share === null ? '—' : `${fixed(100 * share)}%`);
const correlation = (r: number | null): string => (r === null ? '—' : fixed(r));
const differenceOf = ({ stated, effective }: Weight): number | null =>
  effective === null ? null : effective - stated;
const signed = (share: number | null): string =>
  share === null ? '—' : `${share > 0 ? '+' : share < 0 ? '−' : ''}${Math.abs(100 * share).toFixed(2)}`;

const share = (key: 'stated' | 'effective' | 'contribution', title: string): DataColumn<Weight> => ({
  key,
  title,
  width: 6,
  align: 'right',
  sort: (weight) => weight[key] ?? -1,
  text: (weight) => percent(weight[key]),
});

const columns: DataColumn<Weight>[] = [
  {
    key: 'indicator',
    title: words.indicator,
    width: 15,
    fixed: true,
    text: ({ code, name }) => `${code} ${name}`,
    render: ({ code, name, leaf }) => (
      <span className={leaf ? undefined : 'branch'}>
        {code} {name}
      </span>
    ),
  },
  {
    key: 'points',
    title: words.points,
    width: 4,
    kind: 'number',
    sort: ({ points }) => Number(points),
    text: ({ points }) => points,
  },
  share('stated', words.stated),
  share('effective', words.effective),
  {
    key: 'difference',
    title: words.difference,
    width: 6,
    align: 'right',
    sort: (weight) => differenceOf(weight) ?? 0,
    text: (weight) => signed(differenceOf(weight)),
  },
  share('contribution', words.contribution),
  {
    key: 'mean',
    title: words.mean,
    width: 5,
    kind: 'number',
    hiddenAtFirst: true,
    text: ({ mean }) => mean ?? '—',
  },
  {
    key: 'deviation',
    title: words.deviation,
    width: 5,
    kind: 'number',
    sort: ({ deviation }) => Number(deviation ?? -1),
    text: ({ deviation }) => deviation ?? '—',
  },
  {
    key: 'withTotal',
    title: words.withTotal,
    width: 6,
    align: 'right',
    sort: ({ withTotal }) => withTotal ?? -2,
    text: ({ withTotal }) => correlation(withTotal),
  },
  {
    key: 'withParent',
    title: words.withParent,
    width: 6,
    align: 'right',
    sort: ({ withParent }) => withParent ?? -2,
    text: ({ withParent }) => correlation(withParent),
  },
  {
    key: 'warning',
    title: words.warning,
    width: 16,
    text: ({ warning }) => (warning === null ? '' : words.warnings[warning]),
    render: ({ warning }) => warning !== null && <span className="warning">{words.warnings[warning]}</span>,
  },
];

export const WeightsView = ({ overview: { run, groups } }: { overview: Overview }) => {
  const [group, setGroup] = useState<string | null | undefined>(undefined);
  const [level, setLevel] = useState<Level>('leaves');
  const [warnedOnly, setWarnedOnly] = useState(false);
  const { data, failure, loading, refresh } = useOperation('runs.weights', {
    run: run.id,
    ...(group === undefined ? {} : { group }),
  });
  if (data !== undefined && !data.pointsAddUp) return <p className="panel quiet">{words.noPoints}</p>;
  const ofLevel = (data?.nodes ?? []).filter(
    ({ depth, leaf }) => level === 'all' || (level === 'leaves' ? leaf : depth === 0),
  );
  const warned = ofLevel.filter(({ warning }) => warning !== null);
  return (
    <>
      <FailureNotice failure={failure} onRetry={refresh} />
      <p className="quiet">{words.hint}</p>
      <div className="results-bar">
        <Segmented<Level>
          aria-label={words.level}
          value={level}
          onChange={setLevel}
          options={(Object.keys(words.levels) as Level[]).map((value) => ({
            value,
            label: words.levels[value],
          }))}
        />
        <GroupChoice
          label={resultsWords.group}
          groups={groups}
          value={group}
          onChange={setGroup}
          all={resultsWords.allGroups}
        />
        <Checkbox checked={warnedOnly} onChange={({ target }) => setWarnedOnly(target.checked)}>
          {words.warnedOnly}
        </Checkbox>
        {warned.length > 0 && <span className="warning">{words.warned(formatCount(warned.length))}</span>}
        {data !== undefined && data.units < fewestUnits && (
          <span className="quiet">{words.few(formatCount(data.units))}</span>
        )}
      </div>
      <DataTable<Weight>
        tableId="results.weights"
        label={words.label}
        columns={columns}
        rows={warnedOnly ? warned : ofLevel}
        rowKey={({ code }) => code}
        loading={loading}
        empty={words.empty}
        exportName={words.export(run.modelName, run.cycleName)}
      />
    </>
  );
};
