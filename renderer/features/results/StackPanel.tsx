import { useCallback } from 'react';
import { resultsWords as words } from '../../i18n/zh-CN/results.ts';
import { axisLook, Chart, legendLook, tooltipLook } from '../../ui/chart/Chart.tsx';
import { ChartFrame } from '../../ui/chart/ChartFrame.tsx';
import type { ChartOption } from '../../ui/chart/echarts-parts.ts';
import { partColours, pick } from '../../ui/chart/palette.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { type ChartSeries, plotted } from './chart-data.ts';
import type { OutlineNode } from './result-types.ts';

interface StackPanelProps {
  branches: readonly OutlineNode[];
  series: readonly ChartSeries[];
  fullScore: string;
}

/** Parts smaller than this of the whole have no room for their figure; the table has it. */
const roomForFigure = 0.05;

const stackOption = ({ branches, series, fullScore }: StackPanelProps, fontSize: number): ChartOption => {
  const whole = Number(fullScore);
  return {
    grid: { left: fontSize * 13, right: fontSize * 2, top: fontSize, bottom: fontSize * 6.5 },
    legend: { ...legendLook(fontSize), bottom: 0 },
    tooltip: {
      ...tooltipLook(fontSize),
      trigger: 'axis',
      axisPointer: { type: 'none' },
      formatter: (hovered) => {
        const one = series[(Array.isArray(hovered) ? hovered[0] : hovered)?.dataIndex ?? -1];
        if (one === undefined) return '';
        const lines = branches.map(({ code, name }) =>
          words.pointsOf(`${code} ${name}`, one.points(code) ?? words.noScore),
        );
        return [one.name, ...lines].join('\n');
      },
    },
    xAxis: { type: 'value', max: whole, ...axisLook(fontSize) },
    yAxis: {
      type: 'category',
      inverse: true,
      data: series.map(({ name }) => name),
      ...axisLook(fontSize),
      axisLabel: { ...axisLook(fontSize).axisLabel, width: fontSize * 12.5, overflow: 'truncate' },
    },
    series: branches.map((branch, position) => ({
      type: 'bar' as const,
      name: `${branch.code} ${branch.name}`,
      stack: 'points',
      barMaxWidth: fontSize * 2,
      itemStyle: { color: pick(partColours, position), borderColor: '#ffffff', borderWidth: 1 },
      emphasis: { disabled: true },
      label: {
        show: true,
        color: '#ffffff',
        fontSize,
        formatter: ({ dataIndex }) => {
          const points = series[dataIndex]?.points(branch.code) ?? null;
          return points !== null && Number(points) >= whole * roomForFigure ? points : '';
        },
      },
      data: series.map((one) => plotted(one.points(branch.code)) ?? '-'),
    })),
  };
};

export const StackPanel = (props: StackPanelProps) => {
  const { branches, series, fullScore } = props;
  const option = useCallback(
    (fontSize: number) => stackOption({ branches, series, fullScore }, fontSize),
    [branches, series, fullScore],
  );
  return (
    <ChartFrame
      title={words.stack}
      description={words.stackDescription}
      chart={(source) => <Chart ref={source} label={words.stack} option={option} />}
      table={
        <DataTable<ChartSeries>
          tableId="results.stack"
          label={words.stack}
          columns={[
            { key: 'name', title: words.unit, width: 14, text: ({ name }) => name, fixed: true },
            ...branches.map(({ code, name, points }) => ({
              key: code,
              title: `${words.branch(code, name)}（${words.fullPointsOf(points)}）`,
              width: 8,
              kind: 'number' as const,
              text: (one: ChartSeries) => one.points(code) ?? words.noScore,
            })),
          ]}
          rows={series}
          rowKey={({ key }) => key}
          empty={words.noneChosen}
          exportName={words.stack}
        />
      }
    />
  );
};
