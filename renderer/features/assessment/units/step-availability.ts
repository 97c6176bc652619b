/** Which steps units can take now, and why not. The engine decides again; this only spares a useless question. */
import { type CycleStatus, cycleStatuses } from '#shared/domain/code-lists.ts';
import { isBefore } from '#shared/domain/cycle-stages.ts';
import {
  stateAfter,
  type UnitState,
  type UnitStep,
  unitStates,
  unitStepRules,
} from '#shared/domain/unit-states.ts';
import { cycleWorkWords as words } from '../../../i18n/zh-CN/cycle-work.ts';

export interface SteppedUnit {
  bodyUscc: string;
  name: string;
  state: UnitState;
}

/** The units that can take the step in this stage. */
export const ableUnits = <Unit extends SteppedUnit>(
  units: readonly Unit[],
  step: UnitStep,
  status: CycleStatus,
): Unit[] => units.filter(({ state }) => 'state' in stateAfter(state, step, status));

/** Why none of the units can take the step; null when one can. */
export const stepBlocked = (
  units: readonly SteppedUnit[],
  step: UnitStep,
  status: CycleStatus,
): string | null => {
  const { from, upTo, moves } = unitStepRules[step];
  if (isBefore(status, from)) return words.tooEarly(cycleStatuses[from]);
  if (isBefore(upTo, status)) return words.tooLate(cycleStatuses[upTo]);
  if (units.length === 0) return words.noneChosen;
  if (ableUnits(units, step, status).length > 0) return null;
  return words.notInState((Object.keys(moves) as UnitState[]).map((state) => unitStates[state]).join('、'));
};
