/** The parts of ECharts that are used, and nothing more: the only module that loads it, and itself loaded by `Chart` alone. */
import { BarChart, type BarSeriesOption, RadarChart, type RadarSeriesOption } from 'echarts/charts';
import {
  GridComponent,
  type GridComponentOption,
  LegendComponent,
  type LegendComponentOption,
  RadarComponent,
  type RadarComponentOption,
  TooltipComponent,
  type TooltipComponentOption,
} from 'echarts/components';
import { type ComposeOption, type ECharts, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, CanvasRenderer, GridComponent, LegendComponent, RadarChart, RadarComponent, TooltipComponent]);

export type ChartOption = ComposeOption<
  | BarSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | RadarComponentOption
  | RadarSeriesOption
  | TooltipComponentOption
>;

export type { ECharts };

export const createChart = (place: HTMLElement): ECharts => init(place, null, { renderer: 'canvas' });
