import type { OperationOutput } from '#shared/contract/client.ts';
import { cycleStatuses } from '#shared/domain/code-lists.ts';
import { type UnitState, unitStates } from '#shared/domain/unit-states.ts';
import { formatCount } from '../../i18n/format.ts';
import { homeWords as words } from '../../i18n/zh-CN/home.ts';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';

type Cycle = NonNullable<OperationOutput<'home.overview'>['cycle']>;

/** Where the cycle stands: stage, time left, units. */
export const CyclePanel = ({ cycle }: { cycle: Cycle }) => (
  <section className="panel" aria-labelledby="cycle">
    <h2 id="cycle">{cycle.name}</h2>
    <dl className="facts">
      <dt>{words.stage}</dt>
      <dd>
        {cycleStatuses[cycle.status]}
        {cycle.stageEnds !== null && (
          <span className="quiet num">
            {words.stageEnds(
              cycle.stageEnds.on,
              cycle.stageEnds.daysLeft < 0
                ? words.daysOver(formatCount(-cycle.stageEnds.daysLeft))
                : words.daysLeft(formatCount(cycle.stageEnds.daysLeft)),
            )}
          </span>
        )}
      </dd>
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
      <dt>{words.states}</dt>
      <dd className="num">
        <PlaceLink to={places.cycle(cycle.code)}>
          {(Object.keys(unitStates) as UnitState[])
            .filter((state) => cycle.states[state] > 0)
            .map((state) => words.stateCount(unitStates[state], formatCount(cycle.states[state])))
            .join('，')}
        </PlaceLink>
      </dd>
    </dl>
  </section>
);
