/**
 * Clocks: something must be done within a limit that the dated rule table gives. A clock is opened once, when what
 * starts it happens, and what it says is stored with the row: a later change of the rule or of the holiday calendar
 * changes nothing that was decided. Reading it against a day says how much is left, or how late it is.
 */
import { daysBetween } from './dates.ts';
import { deadline, type LimitRule, type Span } from './rule-table.ts';
import { nextWorkingDay, type WorkingCalendar, workingDaysBetween } from './working-days.ts';

/** In what the remaining time is told. */
export type ClockUnit = 'workingDays' | 'days';

/** What is stored when a clock is opened. */
export interface OpenClock {
  startedOn: string;
  /** Last day on which it is in time. */
  dueOn: string;
  /** False when a year is touched whose holidays are not held: the true last day may be later. */
  certain: boolean;
  unit: ClockUnit;
  ruleCode: string;
  /** First day in force of the version of the rule that was applied. */
  ruleFrom: string;
  /** The rule's official document, or 本系统建议值. */
  basis: string;
}

/** The last day of a span by a rule: counted, and moved to the next working day where the rule says so. */
function lastDay(
  start: string,
  span: Span,
  rule: Pick<LimitRule, 'rollsOver'>,
  calendar: WorkingCalendar,
): { date: string; certain: boolean } {
  const counted = deadline(start, span, calendar);
  if (rule.rollsOver !== true || span.unit === 'workingDays') return counted;
  return nextWorkingDay(counted.date, calendar);
}

/**
 * Opens a clock by the version of the rule in force on `startedOn` (find it with `findLimit`).
 * @param extendedTo last day after an extension that somebody decided; it replaces the rule's own
 * @throws RangeError when a date is not one
 */
export function openClock(
  startedOn: string,
  rule: LimitRule,
  calendar: WorkingCalendar,
  { extendedTo = null }: { extendedTo?: string | null } = {},
): OpenClock {
  const ruled = lastDay(startedOn, rule.limit, rule, calendar);
  return {
    startedOn,
    dueOn: extendedTo ?? ruled.date,
    // A day that somebody wrote down is certain.
    certain: extendedTo === null ? ruled.certain : true,
    unit: rule.limit.unit === 'workingDays' ? 'workingDays' : 'days',
    ruleCode: rule.code,
    ruleFrom: rule.validFrom,
    basis: rule.basis,
  };
}

/**
 * The latest day to which the rule allows an extension, counted from the clock's own last day; null when the rule
 * allows none.
 */
export function latestExtension(
  clock: Pick<OpenClock, 'dueOn'>,
  rule: LimitRule,
  calendar: WorkingCalendar,
): { date: string; certain: boolean } | null {
  return rule.extension === undefined ? null : lastDay(clock.dueOn, rule.extension, rule, calendar);
}

/** `running` in time so far, `overdue` not done and too late, `met` done in time, `late` done too late. */
export type ClockState = 'running' | 'overdue' | 'met' | 'late';

export interface ClockReading {
  state: ClockState;
  dueOn: string;
  certain: boolean;
  /**
   * While running, what is left after today (0: today is the last day); when overdue or late, by how much, negative
   * and in calendar days; 0 when met.
   */
  remaining: number;
  unit: ClockUnit;
}

/**
 * What a stored clock says.
 * @param today the day on which it is read
 * @param endedOn the day on which what it waits for was done, null while it was not
 */
export function readClock(
  clock: Pick<OpenClock, 'dueOn' | 'certain' | 'unit'>,
  { today, endedOn = null, calendar }: { today: string; endedOn?: string | null; calendar: WorkingCalendar },
): ClockReading {
  const { dueOn, certain, unit } = clock;
  const seenOn = endedOn ?? today;
  if (seenOn > dueOn) {
    const state = endedOn === null ? 'overdue' : 'late';
    return { state, dueOn, certain, remaining: -daysBetween(dueOn, seenOn), unit: 'days' };
  }
  if (endedOn !== null) return { state: 'met', dueOn, certain, remaining: 0, unit };
  const remaining =
    unit === 'workingDays' ? workingDaysBetween(today, dueOn, calendar) : daysBetween(today, dueOn);
  return { state: 'running', dueOn, certain, remaining, unit };
}

/**
 * Whether somebody should be reminded: the clock is overdue, or at most `workingDaysAhead` working days are left,
 * whatever unit its rule counts in.
 */
export function isDueSoon(
  reading: ClockReading,
  {
    today,
    workingDaysAhead,
    calendar,
  }: { today: string; workingDaysAhead: number; calendar: WorkingCalendar },
): boolean {
  if (reading.state === 'overdue') return true;
  if (reading.state !== 'running') return false;
  return workingDaysBetween(today, reading.dueOn, calendar) <= workingDaysAhead;
}
