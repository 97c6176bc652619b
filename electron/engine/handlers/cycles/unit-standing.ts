/** How far the units of a cycle are, and until which day each of their stages is open. */
import type { CycleStatus } from '#shared/domain/code-lists.ts';
import type { UnitState } from '#shared/domain/unit-states.ts';
import { createPlanReader } from '../../db/repositories/cycle-plans.ts';
import { createReopeningReader } from '../../db/repositories/score-reopenings.ts';
import { createUnitStepReader, type TakenStep } from '../../db/repositories/unit-steps.ts';
import type { ReadDb } from '../../db/transaction.ts';

export interface UnitStanding {
  state: UnitState;
  /** Of a returned unit: the last day of its second chance; null without one. */
  returnedUntil: string | null;
  /** The last day of a stage for this unit, extensions included; null where none is planned. */
  lastDay: (stage: CycleStatus) => string | null;
  /** Whether the last day of a stage was moved for this unit alone. */
  extended: (stage: CycleStatus) => boolean;
  /** Leaves opened again by a recheck or a correction; null among them stands for the unit's decisions. */
  reopened: ReadonlySet<string | null>;
}

const nothing: ReadonlySet<string | null> = new Set();

const later = (a: string | null, b: string): string => (a === null || b > a ? b : a);

/**
 * Reads the standing of one unit, or of all units of a cycle at once.
 * @param only the unit that will be asked for
 */
export const readStandings = (
  db: ReadDb,
  cycle: string,
  only?: string,
): ((bodyUscc: string) => UnitStanding) => {
  const plan = createPlanReader(db);
  const steps = createUnitStepReader(db);
  const dates = new Map(plan.dates(cycle).map(({ stage, to }) => [stage, to]));
  const extensions = plan.extensions(cycle);
  const single = only === undefined ? null : steps.last(cycle, only);
  const last = new Map<string, TakenStep>(
    (only === undefined ? steps.lastOfAll(cycle) : single === null ? [] : [single]).map((step) => [
      step.bodyUscc,
      step,
    ]),
  );
  const reopened = Map.groupBy(
    createReopeningReader(db).open(cycle, only ?? null),
    ({ bodyUscc }) => bodyUscc,
  );
  return (bodyUscc) => {
    const step = last.get(bodyUscc);
    const mine = extensions.filter((one) => one.bodyUscc === null || one.bodyUscc === bodyUscc);
    const leaves = reopened.get(bodyUscc);
    return {
      state: step?.state ?? 'filling',
      returnedUntil: step?.state === 'returned' ? step.dueOn : null,
      lastDay: (stage) =>
        mine
          .filter((one) => one.stage === stage)
          .reduce<string | null>((day, { until }) => later(day, until), dates.get(stage) ?? null),
      extended: (stage) => mine.some((one) => one.stage === stage && one.bodyUscc === bodyUscc),
      reopened: leaves ? new Set(leaves.map(({ leaf }) => leaf)) : nothing,
    };
  };
};
