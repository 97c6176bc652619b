/** Rates of every unit in every indicator as a heat map, and the table behind it. */
import { Segmented } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { percentText } from '#shared/domain/decimal-text.ts';
import type { NodeStatus } from '#shared/model/result.ts';
import { usePages } from '../../engine/use-operation.ts';
import { formatCount } from '../../i18n/format.ts';
import { resultsWords as words } from '../../i18n/zh-CN/results.ts';
import { goTo } from '../../state/place.ts';
import { ChartFrame } from '../../ui/chart/ChartFrame.tsx';
import { HeatMap } from '../../ui/chart/HeatMap.tsx';
import type { HeatBand, HeatCell, HeatPlace } from '../../ui/chart/heat-map-drawing.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';
import { GroupChoice } from './GroupChoice.tsx';
import type { OutlineNode, Overview } from './result-types.ts';
import type { RunUnit } from './run-units.ts';
import { useWholeList } from './use-whole-list.ts';

type Level = keyof typeof words.heatLevels;

/** Rows of one call: an answer that the window takes in without a pause. */
const rowsAtOnce = 200;

/** The nodes of a level; a leaf that lies higher stands for itself. */
const nodesAt = (nodes: readonly OutlineNode[], level: Level): readonly OutlineNode[] => {
  if (level === 'leaves') return nodes.filter(({ leaf }) => leaf);
  const depth = level === 'branches' ? 0 : 1;
  return nodes.filter((node) => node.depth === depth || (node.leaf && node.depth < depth));
};

/** Lower ends, from the best band down. A place on a scale of colours, so binary numbers will do. */
const bands: readonly (readonly [number, HeatBand])[] = [
  [1, 'full'],
  [0.9, 'good'],
  [0.8, 'fair'],
  [0.6, 'weak'],
];

const bandOf = (rate: string | null): HeatBand | null =>
  rate === null ? null : (bands.find(([least]) => Number(rate) >= least)?.[1] ?? 'poor');

const markOf = (state: NodeStatus | null): HeatCell['mark'] =>
  state === 'missing' || state === 'zeroed' ? state : state === 'scored' ? null : 'excluded';

const shownRate = (rate: string | null): string => (rate === null ? words.noScore : percentText(rate));

/** The levels that differ: a model of two levels has no middle one. */
const levelsOf = (nodes: readonly OutlineNode[]): Level[] => {
  const sizes = new Map<number, Level>();
  for (const level of ['leaves', 'middle', 'branches'] as const) {
    const size = nodesAt(nodes, level).length;
    if (!sizes.has(size)) sizes.set(size, level);
  }
  return [...sizes.values()].reverse();
};

export const HeatView = ({ overview }: { overview: Overview }) => {
  const { run, model, groups } = overview;
  const levels = useMemo(() => levelsOf(model.nodes), [model.nodes]);
  const [level, setLevel] = useState<Level>('leaves');
  const [group, setGroup] = useState<string | null | undefined>(undefined);
  const pages = usePages('runs.table', {
    run: run.id,
    level: 'all',
    limit: rowsAtOnce,
    ...(group === undefined ? {} : { group }),
  });
  const { rows, firstPage, hasMore } = pages;
  useWholeList(pages);

  const shown = useMemo(() => nodesAt(model.nodes, level), [model.nodes, level]);
  const positions = useMemo(
    () => shown.map(({ code }) => firstPage?.nodes.indexOf(code) ?? -1),
    [shown, firstPage],
  );

  if (model.nodes.length === 0) return <p className="panel quiet">{words.noNodes}</p>;
  const total = overview.groups
    .filter((one) => group === undefined || one.group === group)
    .reduce((sum, { units }) => sum + units, 0);
  return (
    <>
      <FailureNotice failure={pages.failure} onRetry={pages.refresh} />
      <ChartFrame
        fill
        title={words.heat}
        description={
          hasMore ? words.loadingUnits(formatCount(rows.length), formatCount(total)) : words.heatDescription
        }
        bar={
          <>
            <Segmented<Level>
              aria-label={words.heatLevel}
              size="small"
              value={level}
              onChange={setLevel}
              options={levels.map((value) => ({ value, label: words.heatLevels[value] }))}
            />
            <GroupChoice
              label={words.heatGroup}
              groups={groups}
              value={group}
              onChange={setGroup}
              all={words.allGroups}
            />
          </>
        }
        chart={(source) => (
          <Heat source={source} overview={overview} units={rows} nodes={shown} places={positions} />
        )}
        table={
          <DataTable<RunUnit>
            tableId="results.heat"
            label={words.heat}
            columns={[
              { key: 'name', title: words.unit, width: 14, fixed: true, text: ({ name }) => name },
              ...shown.map(({ code, name }, position) => ({
                key: code,
                title: words.branch(code, name),
                width: 6,
                kind: 'number' as const,
                text: (unit: RunUnit) => shownRate(unit.rates[positions[position] ?? -1] ?? null),
              })),
            ]}
            rows={rows}
            rowKey={({ code }) => code}
            loading={pages.loading}
            empty={words.nobodyScored}
            onRowOpen={({ code }) => goTo(places.why({ run: run.id, subject: code }))}
            exportName={words.heat}
          />
        }
      />
    </>
  );
};

const noteWords = { ...words.nodeStatuses, ...words.statuses };

interface HeatProps {
  source: Parameters<Parameters<typeof ChartFrame>[0]['chart']>[0];
  overview: Overview;
  units: readonly RunUnit[];
  nodes: readonly OutlineNode[];
  /** Where each node stands in the figures of a unit. */
  places: readonly number[];
}

const Heat = ({ source, overview, units, nodes, places: positions }: HeatProps) => {
  const rows = useMemo(() => units.map(({ code, name }) => ({ key: code, label: name })), [units]);
  const columns = useMemo(
    () =>
      nodes.map((node, position) => ({
        key: node.code,
        short: node.code,
        label: words.branch(node.code, node.name),
        begins: position > 0 && node.parent !== nodes[position - 1]?.parent,
      })),
    [nodes],
  );
  const cell = useCallback(
    (row: number, column: number): HeatCell => {
      const at = positions[column] ?? -1;
      const rate = units[row]?.rates[at] ?? null;
      return {
        band: bandOf(rate),
        text: rate === null ? '' : percentText(rate, 0),
        mark: markOf(units[row]?.states[at] ?? null),
      };
    },
    [units, positions],
  );

  const readout = (place: HeatPlace | null) => {
    const [unit, node] = [units[place?.row ?? -1], nodes[place?.column ?? -1]];
    if (place === null || unit === undefined || node === undefined) {
      return <span className="quiet">{words.heatNothing}</span>;
    }
    const at = positions[place.column] ?? -1;
    const [rate, published, state] = [unit.rates[at], unit.published[at], unit.states[at]];
    const item = words.branch(node.code, node.name);
    if (rate == null) {
      const why = state == null ? words.statuses[unit.status] : words.nodeStatuses[state];
      return words.heatNone(unit.name, item, why);
    }
    const points = published == null ? '' : words.heatPoints(published, node.points);
    const note = unit.status === 'complete' ? (state ?? 'scored') : unit.status;
    const noted = note === 'scored' ? '' : `（${noteWords[note]}）`;
    return (
      <>
        <span className="num">
          {words.heatCell(unit.name, item, percentText(rate), points)}
          {noted}
        </span>{' '}
        <PlaceLink to={whyPlace(unit, node)}>{words.why}</PlaceLink>
      </>
    );
  };
  const whyPlace = (unit: RunUnit, node: OutlineNode): string =>
    places.why({ run: overview.run.id, subject: unit.code, node: node.code });

  return (
    <HeatMap
      ref={source}
      label={words.heat}
      instructions={words.heatInstructions}
      rows={rows}
      columns={columns}
      cell={cell}
      readout={readout}
      onOpen={({ row, column }) => {
        const [unit, node] = [units[row], nodes[column]];
        if (unit !== undefined && node !== undefined) goTo(whyPlace(unit, node));
      }}
      bandNames={words.heatBands}
      markNames={[
        { sign: '×', name: words.heatMarks.counted },
        { sign: '–', name: words.heatMarks.excluded },
      ]}
    />
  );
};
