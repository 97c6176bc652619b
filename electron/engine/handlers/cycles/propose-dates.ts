/** Suggests days for the stages of a cycle by the working calendar. */
import { addDays } from '#shared/domain/dates.ts';
import { addWorkingDays, nextWorkingDay, type WorkingCalendar } from '#shared/domain/working-days.ts';
import type { StageDates } from '../../db/repositories/cycle-plans.ts';
import { loadCycleDays } from '../../resources.ts';

/** Each stage begins on the working day after the last one of the stage before. @param from first day of the cycle's work */
export const proposeDates = (
  from: string,
  calendar: WorkingCalendar,
): { stages: StageDates[]; certain: boolean; basis: string } => {
  const { stages: lasting, basis } = loadCycleDays();
  const stages: StageDates[] = [];
  let certain = true;
  let next = from;
  for (const { stage, workingDays } of lasting) {
    const first = nextWorkingDay(next, calendar);
    // The first day counts as one of them.
    const last = workingDays === 1 ? first : addWorkingDays(first.date, workingDays - 1, calendar);
    certain &&= first.certain && last.certain;
    stages.push({ stage, from: first.date, to: last.date });
    next = addDays(last.date, 1);
  }
  return { stages, certain, basis };
};
