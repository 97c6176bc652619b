import { useCallback } from 'react';
import { resultsWords as words } from '../../i18n/zh-CN/results.ts';
import { Chart, legendLook, tooltipLook } from '../../ui/chart/Chart.tsx';
import { ChartFrame } from '../../ui/chart/ChartFrame.tsx';
import type { ChartOption } from '../../ui/chart/echarts-parts.ts';
import {
  averageColour,
  lineColour,
  pick,
  seriesColours,
  seriesLines,
  seriesPoints,
  textColour,
} from '../../ui/chart/palette.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { type ChartSeries, plotted, shownPercent } from './chart-data.ts';
import type { OutlineNode } from './result-types.ts';

interface RadarPanelProps {
  axes: readonly OutlineNode[];
  series: readonly ChartSeries[];
}

const lookOf = (series: ChartSeries, position: number) =>
  series.average
    ? {
        symbol: 'none',
        lineStyle: { color: averageColour, width: 3, type: 'solid' as const },
        itemStyle: { color: averageColour },
        areaStyle: { color: averageColour, opacity: 0.08 },
      }
    : {
        symbol: pick(seriesPoints, position),
        symbolSize: 7,
        lineStyle: {
          color: pick(seriesColours, position),
          width: 2,
          type: pick(seriesLines, position),
        },
        itemStyle: { color: pick(seriesColours, position) },
      };

const radarOption = (
  axes: readonly OutlineNode[],
  series: readonly ChartSeries[],
  fontSize: number,
): ChartOption => ({
  legend: {
    ...legendLook(fontSize),
    bottom: 0,
    data: series.map(({ name, average }, position) => ({
      name,
      icon: average ? 'roundRect' : pick(seriesPoints, position),
    })),
  },
  tooltip: {
    ...tooltipLook(fontSize),
    formatter: (hovered) => {
      const one = series[(Array.isArray(hovered) ? hovered[0] : hovered)?.dataIndex ?? -1];
      if (one === undefined) return '';
      const lines = axes.map(({ code, name }) => {
        const rate = shownPercent(one.rate(code));
        return rate === null ? `${code} ${name} ${words.noScore}` : words.rateOf(`${code} ${name}`, rate);
      });
      return [one.name, ...lines].join('\n');
    },
  },
  radar: {
    indicator: axes.map(({ code, name }) => ({ name: `${code} ${name}`, max: 100 })),
    clockwise: true,
    radius: '62%',
    center: ['50%', '45%'],
    axisName: { color: textColour, fontSize },
    axisLine: { lineStyle: { color: lineColour } },
    splitLine: { lineStyle: { color: '#dfe2e8' } },
    splitArea: { show: false },
  },
  series: [
    {
      type: 'radar',
      data: series.map((one, position) => {
        const values = axes.map(({ code }) => plotted(one.rate(code)));
        return {
          name: one.name,
          value: values.map((rate) => (rate === null ? '-' : rate * 100)) as number[],
          ...lookOf(one, position),
        };
      }),
    },
  ],
});

export const RadarPanel = ({ axes, series }: RadarPanelProps) => {
  const option = useCallback((fontSize: number) => radarOption(axes, series, fontSize), [axes, series]);
  return (
    <ChartFrame
      title={words.radar}
      description={words.radarDescription}
      chart={(source) => <Chart ref={source} label={words.radar} option={option} />}
      table={
        <DataTable<OutlineNode>
          tableId="results.radar"
          label={words.radar}
          columns={[
            {
              key: 'node',
              title: words.item,
              width: 12,
              text: ({ code, name }) => `${code} ${name}`,
              fixed: true,
            },
            ...series.map((one) => ({
              key: one.key,
              title: one.name,
              width: 9,
              kind: 'number' as const,
              text: ({ code }: OutlineNode) => shownPercent(one.rate(code)) ?? words.noScore,
            })),
          ]}
          rows={axes}
          rowKey={({ code }) => code}
          empty={words.noNodes}
          exportName={words.radar}
        />
      }
    />
  );
};
