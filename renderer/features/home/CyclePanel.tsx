import type { OperationOutput } from '#shared/contract/client.ts';
import { cycleStatuses } from '#shared/domain/code-lists.ts';
import { formatCount } from '../../i18n/format.ts';
import { homeWords as words } from '../../i18n/zh-CN/home.ts';

type Cycle = NonNullable<OperationOutput<'home.overview'>['cycle']>;

/** Where the cycle stands: stage, time left, units. */
export const CyclePanel = ({ cycle }: { cycle: Cycle }) => (
  <section className="panel" aria-labelledby="cycle">
    <h2 id="cycle">{cycle.name}</h2>
    <dl className="facts">
      <dt>{words.stage}</dt>
      <dd>{cycleStatuses[cycle.status]}</dd>
      <dt>{words.period}</dt>
      <dd className="num">
        {cycle.periodFrom} — {cycle.periodTo}
        <span className="quiet">
          {cycle.daysLeft < 0
            ? words.periodOver(formatCount(-cycle.daysLeft))
            : words.periodLeft(formatCount(cycle.daysLeft))}
        </span>
      </dd>
      <dt>{words.units}</dt>
      <dd className="num">
        {words.unitCount(formatCount(cycle.units))}
        <span className="quiet">
          {cycle.unitsWithoutValues === 0
            ? words.allUnitsHaveValues
            : words.unitsWithoutValues(formatCount(cycle.unitsWithoutValues))}
        </span>
      </dd>
    </dl>
  </section>
);
