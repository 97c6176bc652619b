/** What the charts of a run show: the chosen units beside an average, over the same nodes. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { percentText } from '#shared/domain/decimal-text.ts';
import type { OutlineNode } from './result-types.ts';

type TableRow = OperationOutput<'runs.table'>['rows'][number];
type Average = OperationOutput<'runs.averages'>['all'];

/** A unit, or an average, over some nodes. */
export interface ChartSeries {
  key: string;
  name: string;
  average: boolean;
  /** By node; exact decimal texts, null where there is none. */
  rate: (node: string) => string | null;
  points: (node: string) => string | null;
}

/** Fewer axes than these make no radar. */
const fewestAxes = 3;
const mostAxes = 16;

/** First-level nodes, or where they are too few for a shape the level below. */
export const axesOf = (nodes: readonly OutlineNode[]): readonly OutlineNode[] => {
  const roots = nodes.filter(({ depth }) => depth === 0);
  if (roots.length >= fewestAxes) return roots.slice(0, mostAxes);
  return nodes.filter(({ depth, leaf }) => depth === 1 || (depth === 0 && leaf)).slice(0, mostAxes);
};

export const unitSeries = (nodes: readonly string[], row: TableRow): ChartSeries => {
  const at = (node: string): number => nodes.indexOf(node);
  return {
    key: row.code,
    name: row.name,
    average: false,
    rate: (node) => row.rates[at(node)] ?? null,
    points: (node) => row.published[at(node)] ?? null,
  };
};

/** @param nodes the model's nodes, in whose order averages are given */
export const averageSeries = (nodes: readonly OutlineNode[], average: Average, name: string): ChartSeries => {
  const at = (node: string): number => nodes.findIndex(({ code }) => code === node);
  return {
    key: 'average',
    name,
    average: true,
    rate: (node) => average.rates[at(node)] ?? null,
    points: (node) => average.points[at(node)] ?? null,
  };
};

export const shownPercent = (rate: string | null): string | null =>
  rate === null ? null : percentText(rate);

/** A decimal as a length on a plot, where a binary number is good enough; what is printed is the text. */
export const plotted = (text: string | null): number | null => (text === null ? null : Number(text));
