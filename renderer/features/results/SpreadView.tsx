/** 得分分布: how many units lie in which range of scores, and the quartiles of each group. */
import { useCallback } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { formatCount } from '../../i18n/format.ts';
import { analysisWords } from '../../i18n/zh-CN/result-analysis.ts';
import { axisLook, Chart, tooltipLook } from '../../ui/chart/Chart.tsx';
import { ChartFrame } from '../../ui/chart/ChartFrame.tsx';
import type { ChartOption } from '../../ui/chart/echarts-parts.ts';
import { pick, seriesColours } from '../../ui/chart/palette.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { groupName } from './GroupChoice.tsx';
import type { Overview } from './result-types.ts';

type Distribution = OperationOutput<'runs.distribution'>;
type Bin = Distribution['bins'][number];
type Spread = NonNullable<Distribution['all']>;
type Line = Spread & { name: string };

const words = analysisWords.spread;
const rangeOf = ({ from, upTo }: Bin): string => words.range(from, upTo);

const binOption = (bins: readonly Bin[], fontSize: number): ChartOption => {
  // Not by colour alone: the grade is written below each bin.
  const grades = [...new Set(bins.map(({ gradeName }) => gradeName))];
  return {
    grid: { left: fontSize * 4, right: fontSize * 2, top: fontSize * 2, bottom: fontSize * 4.5 },
    tooltip: {
      ...tooltipLook(fontSize),
      trigger: 'axis',
      axisPointer: { type: 'none' },
      formatter: (hovered) => {
        const bin = bins[(Array.isArray(hovered) ? hovered[0] : hovered)?.dataIndex ?? -1];
        return bin === undefined ? '' : words.hover(rangeOf(bin), bin.gradeName, formatCount(bin.units));
      },
    },
    xAxis: {
      type: 'category',
      data: bins.map((bin) => `${rangeOf(bin)}\n${bin.gradeName}`),
      ...axisLook(fontSize),
      axisLabel: { ...axisLook(fontSize).axisLabel, interval: 0, lineHeight: fontSize * 1.4 },
    },
    yAxis: { type: 'value', minInterval: 1, ...axisLook(fontSize) },
    series: [
      {
        type: 'bar' as const,
        barCategoryGap: '12%',
        emphasis: { disabled: true },
        label: { show: true, position: 'top' as const, fontSize },
        data: bins.map(({ units, gradeName }) => ({
          value: units === 0 ? '-' : units,
          itemStyle: { color: pick(seriesColours, grades.indexOf(gradeName)) },
        })),
      },
    ],
  };
};

const lineColumns: DataColumn<Line>[] = [
  { key: 'name', title: words.columns.group, width: 8, fixed: true, text: ({ name }) => name },
  {
    key: 'units',
    title: words.columns.units,
    width: 4,
    kind: 'number',
    text: ({ units }) => formatCount(units),
  },
  ...(['lowest', 'lowerQuartile', 'median', 'upperQuartile', 'highest', 'mean', 'deviation'] as const).map(
    (key): DataColumn<Line> => ({
      key,
      title: words.columns[key],
      width: 5,
      kind: 'number',
      text: (line) => line[key] ?? '—',
    }),
  ),
];

export const SpreadView = ({ overview: { run } }: { overview: Overview }) => {
  const { data, failure, refresh } = useOperation('runs.distribution', { run: run.id });
  const bins = data?.bins;
  const option = useCallback((fontSize: number) => binOption(bins ?? [], fontSize), [bins]);
  if (data === undefined) return <FailureNotice failure={failure} onRetry={refresh} />;
  if (data.all === null) return <p className="panel quiet">{words.none}</p>;
  const lines: Line[] = [
    { name: words.all, ...data.all },
    ...data.groups.flatMap(({ group, spread }) =>
      spread === null ? [] : [{ name: groupName(group), ...spread }],
    ),
  ];
  return (
    <div className="results-scroll">
      <section className="panel" aria-labelledby="spread-quartiles">
        <h2 id="spread-quartiles">{words.quartiles}</h2>
        <p className="quiet">{words.quartilesHint}</p>
        <DataTable<Line>
          tableId="results.quartiles"
          label={words.quartiles}
          columns={lineColumns}
          rows={lines}
          rowKey={({ name }) => name}
          empty={words.none}
          exportName={words.quartiles}
          height={Math.min(360, 48 + 34 * lines.length)}
        />
      </section>
      <ChartFrame
        title={words.title}
        description={words.description}
        chart={(source) => <Chart ref={source} label={words.title} option={option} />}
        table={
          <DataTable<Bin>
            tableId="results.bins"
            label={words.title}
            columns={[
              { key: 'bin', title: words.bin, width: 8, fixed: true, text: rangeOf },
              { key: 'grade', title: words.grade, width: 8, text: ({ gradeName }) => gradeName },
              {
                key: 'units',
                title: words.units,
                width: 6,
                kind: 'number',
                text: ({ units }) => formatCount(units),
              },
            ]}
            rows={data.bins}
            rowKey={rangeOf}
            empty={words.none}
            exportName={words.title}
          />
        }
      />
    </div>
  );
};
