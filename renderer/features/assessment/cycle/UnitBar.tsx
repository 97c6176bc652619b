/** Above the units: which of them are shown and chosen, and the steps for those chosen. */
import { Checkbox, Select } from 'antd';
import type { CycleStatus } from '#shared/domain/code-lists.ts';
import { isBefore } from '#shared/domain/cycle-stages.ts';
import { type UnitState, type UnitStep, unitStates, unitStepRules } from '#shared/domain/unit-states.ts';
import { cycleWorkWords as words } from '../../../i18n/zh-CN/cycle-work.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { type SteppedUnit, stepBlocked } from '../units/step-availability.ts';

const allSteps = Object.keys(unitStepRules) as readonly UnitStep[];

/** Steps of the present stage; those of a later one are not shown yet, those of an earlier one no more. */
const stepsOf = (status: CycleStatus): UnitStep[] =>
  allSteps.filter((step) => {
    const { from, upTo } = unitStepRules[step];
    return !isBefore(status, from) && !isBefore(upTo, status);
  });

export interface UnitBarProps {
  units: readonly SteppedUnit[];
  shown: readonly SteppedUnit[];
  chosen: readonly SteppedUnit[];
  status: CycleStatus;
  state: UnitState | 'all';
  onState: (state: UnitState | 'all') => void;
  onChoose: (usccs: ReadonlySet<string>) => void;
  onStep: (step: UnitStep) => void;
  onExtend: () => void;
  extendBlocked: string | null;
}

export const UnitBar = (props: UnitBarProps) => {
  const { units, shown, chosen, status, state } = props;
  const all =
    shown.length > 0 && shown.every(({ bodyUscc }) => chosen.some((one) => one.bodyUscc === bodyUscc));
  const countOf = (one: UnitState): number => units.filter((unit) => unit.state === one).length;
  return (
    <div className="unit-bar">
      <Checkbox
        checked={all}
        indeterminate={!all && chosen.length > 0}
        onChange={() => props.onChoose(new Set(all ? [] : shown.map(({ bodyUscc }) => bodyUscc)))}
      >
        {words.chooseAll}
      </Checkbox>
      <Select<UnitState | 'all'>
        aria-label={words.state}
        value={state}
        onChange={props.onState}
        options={[
          { value: 'all', label: words.allStates },
          ...(Object.keys(unitStates) as UnitState[]).map((one) => ({
            value: one,
            label: words.stateCount(unitStates[one], countOf(one)),
          })),
        ]}
      />
      <span className="quiet num" role="status">
        {chosen.length === 0 ? '' : words.chosen(chosen.length)}
      </span>
      <span className="spacer" />
      {stepsOf(status).map((step) => (
        <ActionButton
          key={step}
          disabledReason={stepBlocked(chosen, step, status)}
          onClick={() => props.onStep(step)}
        >
          {words.steps[step].button}
        </ActionButton>
      ))}
      <ActionButton disabledReason={props.extendBlocked} onClick={props.onExtend}>
        {words.extend}
      </ActionButton>
    </div>
  );
};
