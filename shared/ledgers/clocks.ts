/**
 * The limits that run for a ledger row. What a limit is (its last day, and by which rule) is stored when it begins, so
 * a rule that changes later changes nothing that already runs.
 */
import { type ClockReading, type OpenClock, openClock, readClock } from '../domain/clocks.ts';
import { findLimit, type RuleTable } from '../domain/rule-table.ts';
import type { WorkingCalendar } from '../domain/working-days.ts';
import type { LedgerClock, LedgerDefinition, LedgerValues } from './definition.ts';
import { textOf } from './values.ts';

/** A limit as stored with its row. */
export interface StoredClock extends Omit<OpenClock, 'ruleCode' | 'ruleFrom'> {
  /** Key of the clock in the ledger's definition. */
  code: string;
  /** The version of the rule that gave it; null for a day that a person set. */
  ruleCode: string | null;
  ruleFrom: string | null;
  /** A later last day that was granted. */
  extendedTo: string | null;
  /** The day it was stopped. */
  endedOn: string | null;
}

export interface ClockSources {
  rules: RuleTable;
  calendar: WorkingCalendar;
}

/**
 * The clocks of a row by its values. A clock that was running keeps the day it was given as long as its start stays.
 * @param present clocks as stored before, empty for a new row
 */
export function clocksOf(
  definition: LedgerDefinition,
  values: LedgerValues,
  present: readonly StoredClock[],
  sources: ClockSources,
): StoredClock[] {
  return Object.entries(definition.clocks).flatMap(([code, clock]): StoredClock[] => {
    const startedOn = textOf(values, clock.from);
    if (startedOn === null) return [];
    const before = present.find((stored) => stored.code === code);
    const begun = begin(clock, values, startedOn, before, sources);
    if (begun === null) return [];
    const extended = clock.extendedTo === undefined ? null : textOf(values, clock.extendedTo);
    return [
      {
        ...begun,
        code,
        extendedTo: extended !== null && extended > begun.dueOn ? extended : null,
        endedOn: textOf(values, clock.until),
      },
    ];
  });
}

type Begun = Omit<StoredClock, 'code' | 'extendedTo' | 'endedOn'>;

function begin(
  clock: LedgerClock,
  values: LedgerValues,
  startedOn: string,
  before: StoredClock | undefined,
  { rules, calendar }: ClockSources,
): Begun | null {
  if (clock.dueField !== undefined) {
    const dueOn = textOf(values, clock.dueField);
    if (dueOn === null) return null;
    const basis = '由经办人确定';
    return { startedOn, dueOn, certain: true, unit: 'days', ruleCode: null, ruleFrom: null, basis };
  }
  const ruleCode = typeof clock.rule === 'function' ? clock.rule(values) : (clock.rule ?? null);
  if (ruleCode === null) return null;
  if (before?.startedOn === startedOn && before.ruleCode === ruleCode) return before;
  const rule = findLimit(rules, ruleCode, startedOn);
  return rule === null ? null : openClock(startedOn, rule, calendar);
}

/** The last day of a clock, a granted extension counted in. */
export const lastDayOf = ({ dueOn, extendedTo }: StoredClock): string => extendedTo ?? dueOn;

/** The day that is waited for next; null when nothing is. */
export function nextDueOf(clocks: readonly StoredClock[]): string | null {
  const running = clocks.filter(({ endedOn }) => endedOn === null).map(lastDayOf);
  return running.sort()[0] ?? null;
}

/** How a stored clock stands on a day. @param today `yyyy-mm-dd` */
export const readLedgerClock = (clock: StoredClock, today: string, calendar: WorkingCalendar): ClockReading =>
  readClock(
    { ...clock, dueOn: lastDayOf(clock), certain: clock.extendedTo !== null || clock.certain },
    { today, endedOn: clock.endedOn, calendar },
  );
