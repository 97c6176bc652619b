/** Chosen units against an average: the shape of their rates, and what their points are made of. */
import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { useOperation } from '../../engine/use-operation.ts';
import { resultsWords as words } from '../../i18n/zh-CN/results.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { averageSeries, axesOf, unitSeries } from './chart-data.ts';
import { GroupChoice, groupName } from './GroupChoice.tsx';
import { RadarPanel } from './RadarPanel.tsx';
import type { Overview } from './result-types.ts';
import { type RunUnit, useRunUnits } from './run-units.ts';
import { StackPanel } from './StackPanel.tsx';

const mostUnits = 6;
const chosenAtFirst = 3;

interface Choice {
  units: readonly string[];
  /** Undefined: the average of all units. */
  group: string | null | undefined;
}

/** The best of the first group, against the average of that group: ranks are within groups. */
const firstChoice = (units: readonly RunUnit[]): Choice => {
  const group = units[0]?.group;
  const best = units.filter((unit) => unit.group === group).slice(0, chosenAtFirst);
  return { units: best.map(({ code }) => code), group };
};

export const ChartsView = ({ overview }: { overview: Overview }) => {
  const { run, model } = overview;
  const everyone = useRunUnits(run.id);
  const [choice, setChoice] = useState<Choice | null>(null);
  const scored = useMemo(() => everyone?.filter(({ status }) => status === 'complete') ?? [], [everyone]);
  const { units, group } = choice ?? firstChoice(scored);
  const table = useOperation(
    'runs.table',
    { run: run.id, level: 'all', units: [...units] },
    { enabled: units.length > 0 },
  );
  const averages = useOperation('runs.averages', { run: run.id });

  const series = useMemo(() => {
    if (averages.data === undefined || table.data === undefined) return [];
    const average =
      group === undefined
        ? averages.data.all
        : (averages.data.groups.find((one) => one.group === group) ?? averages.data.all);
    const name = group === undefined ? words.averageOfAll : words.averageOf(groupName(group));
    const { nodes, rows } = table.data;
    const chosen = rows.filter(({ code }) => units.includes(code));
    return [...chosen.map((row) => unitSeries(nodes, row)), averageSeries(model.nodes, average, name)];
  }, [averages.data, table.data, group, units, model.nodes]);
  const axes = useMemo(() => axesOf(model.nodes), [model.nodes]);
  const branches = useMemo(() => model.nodes.filter(({ depth }) => depth === 0), [model.nodes]);

  if (model.nodes.length === 0) return <p className="panel quiet">{words.noNodes}</p>;
  if (everyone === undefined) return <FailureNotice failure={averages.failure} />;
  if (scored.length === 0) return <p className="panel quiet">{words.nobodyScored}</p>;
  return (
    <div className="results-scroll">
      <FailureNotice failure={table.failure ?? averages.failure} onRetry={table.refresh} />
      <div className="results-bar">
        <Select<string[]>
          className="results-units"
          mode="multiple"
          aria-label={words.chartUnits}
          placeholder={words.chartUnitsPlaceholder}
          maxCount={mostUnits}
          value={[...units]}
          onChange={(chosen) => setChoice({ units: chosen, group })}
          optionFilterProp="label"
          options={scored.map(({ code, name, rank }) => ({ value: code, label: `${rank ?? ''} ${name}` }))}
        />
        <span>{words.against}</span>
        <GroupChoice
          label={words.against}
          groups={overview.groups}
          value={group}
          onChange={(chosen) => setChoice({ units, group: chosen })}
          all={words.averageOfAll}
          name={(one) => words.averageOf(groupName(one))}
        />
      </div>
      {units.length === 0 ? (
        <p className="panel quiet">{words.noneChosen}</p>
      ) : (
        <div className="results-charts">
          <RadarPanel axes={axes} series={series} />
          {model.pointsAddUp ? (
            <StackPanel branches={branches} series={series} fullScore={model.fullScore} />
          ) : (
            <p className="panel quiet">{words.noPoints}</p>
          )}
        </div>
      )}
    </div>
  );
};
