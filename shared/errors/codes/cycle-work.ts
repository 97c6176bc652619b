import { z } from 'zod';
import { cycleStatusCode, scorerRoleCode, unitStateCode, unitStepCode } from '../../domain/entities.ts';

const stage = z.object({ stage: cycleStatusCode });

/** Failures of planning a cycle and of taking its units from step to step. */
export const cycleWorkFailures = {
  /** A stage ends before it begins, or before the stage ahead of it. */
  'cycle.stageDatesInvalid': stage.extend({ from: z.string(), to: z.string(), after: z.string().nullable() }),
  /** Name, period and plan document are what the units were told. */
  'cycle.planFixed': z.object({ cycle: z.string(), status: cycleStatusCode }),
  'cycle.fillerInvalid': z.object({ leaf: z.string(), model: z.string() }),
  'cycle.notLater': stage.extend({ until: z.string(), last: z.string() }),
  'cycle.stageUndated': stage,
  'cycle.reasonNeeded': z.object({ step: unitStepCode }),
  /** Entering the stage needs a sealed official run of each of these models. */
  'cycle.runNotSealed': z.object({ status: cycleStatusCode, models: z.array(z.string()) }),
  /** The unit's own form cannot be taken in: it has handed in what it states. */
  'cycle.unitHandedIn': z.object({ unit: z.string(), state: unitStateCode }),
} as const;

/** Why a step cannot be taken for a unit, and why a cell is locked by the plan or the unit's state. */
export const cycleWorkFindings = {
  'unit.stepState': z.object({ step: unitStepCode, state: unitStateCode }),
  'unit.stepTooEarly': z.object({ step: unitStepCode, status: cycleStatusCode, openIn: cycleStatusCode }),
  'unit.stepTooLate': z.object({ step: unitStepCode, status: cycleStatusCode }),
  'entry.locked.handedIn': z.object({ state: unitStateCode }),
  'entry.locked.confirmed': z.object({}),
  'entry.locked.deadline': z.object({ role: scorerRoleCode, due: z.string() }),
} as const;
