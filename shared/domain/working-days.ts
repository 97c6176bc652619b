/**
 * Working days. Public holidays and the working weekends that make up for them are announced every year by the
 * State Council office, so they come as a calendar that is imported, never from code.
 *
 * Lists ask for thousands of deadlines at once, so days are numbers here (days since 1970-01-01), the calendar is
 * looked up in sets that are made once for each calendar, and long distances are computed instead of walked.
 */
import { z } from 'zod';
import { daysBetween, isDate } from './dates.ts';

/** What a day that differs from its weekday is: a day off, or a Saturday or Sunday that is worked (调休上班). */
export const calendarDayKinds = ['off', 'worked'] as const;
export type CalendarDayKind = (typeof calendarDayKinds)[number];

/** One day of an official arrangement. Weekends inside a stretch of days off are named too, as the notices do. */
export const calendarDay = z.strictObject({
  day: z.iso.date(),
  kind: z.enum(calendarDayKinds),
  /** The holiday it belongs to: 春节. */
  name: z.string().max(40),
});
export type CalendarDay = z.infer<typeof calendarDay>;

/** The arrangement of one year. */
export const calendarYear = z
  .strictObject({
    year: z.int().min(1949).max(2999),
    /** The notice by name and number. */
    document: z.string().min(1).max(200),
    standing: z.enum(['verified', 'unverified']),
    days: z.array(calendarDay),
  })
  .refine(
    ({ year, days }) => {
      const named = new Set(days.map(({ day }) => day));
      return named.size === days.length && days.every(({ day }) => day.startsWith(`${year}-`));
    },
    { path: ['days'] },
  );
export type CalendarYear = z.infer<typeof calendarYear>;

/** The calendar that comes with the program, `resources/rules/working-calendar.json`. */
export const calendarFile = z.strictObject({
  format: z.literal('zhengxin-calendar/2'),
  years: z.array(calendarYear),
});

/** What is asked whether a day is worked. Read-only: what is looked up is kept beside it. */
export interface WorkingCalendar {
  /** Years whose official arrangement is in this calendar. */
  readonly years: readonly number[];
  /** Days off; those that fall on a weekend anyway make no difference. */
  readonly holidays: readonly string[];
  /** Saturdays and Sundays that are worked (调休). */
  readonly workingWeekends: readonly string[];
}

/** The arrangements of some years as a calendar. */
export function calendarOf(years: readonly Pick<CalendarYear, 'year' | 'days'>[]): WorkingCalendar {
  const days = years.flatMap((year) => year.days);
  const of = (kind: CalendarDayKind) => days.filter((day) => day.kind === kind).map(({ day }) => day);
  return { years: years.map(({ year }) => year), holidays: of('off'), workingWeekends: of('worked') };
}

interface LookUp {
  readonly years: ReadonlySet<number>;
  /** Monday to Friday, off. */
  readonly off: ReadonlySet<number>;
  /** Saturday and Sunday, worked. */
  readonly worked: ReadonlySet<number>;
  /** The same days in order, for counting. */
  readonly offInOrder: readonly number[];
  readonly workedInOrder: readonly number[];
}

const lookUps = new WeakMap<WorkingCalendar, LookUp>();

function lookUpOf(calendar: WorkingCalendar): LookUp {
  let known = lookUps.get(calendar);
  if (known === undefined) {
    const worked = new Set(calendar.workingWeekends.map(dayNumber).filter((day) => weekdayOf(day) > 5));
    const off = new Set(calendar.holidays.map(dayNumber).filter((day) => weekdayOf(day) <= 5));
    const inOrder = (days: ReadonlySet<number>) => [...days].sort((a, b) => a - b);
    known = {
      years: new Set(calendar.years),
      off,
      worked,
      offInOrder: inOrder(off),
      workedInOrder: inOrder(worked),
    };
    lookUps.set(calendar, known);
  }
  return known;
}

const epoch = '1970-01-01';

/** @throws RangeError when `day` is not a date */
function dayNumber(day: string): number {
  return daysBetween(epoch, day);
}

function dayText(number: number): string {
  const text = new Date(number * 86_400_000).toISOString().slice(0, 10);
  if (!isDate(text)) throw new RangeError('date out of range');
  return text;
}

/** 1 Monday … 7 Sunday; 1970-01-01 was a Thursday. */
function weekdayOf(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

function isWorked(number: number, { off, worked }: LookUp): boolean {
  return weekdayOf(number) <= 5 ? !off.has(number) : worked.has(number);
}

/** True when the day is worked under the calendar; outside its years only weekends are known. */
export function isWorkingDay(day: string, calendar: WorkingCalendar): boolean {
  return isWorked(dayNumber(day), lookUpOf(calendar));
}

/** True when the official arrangement of the day's year is in the calendar. */
export function holdsYearOf(day: string, calendar: WorkingCalendar): boolean {
  return lookUpOf(calendar).years.has(Number(day.slice(0, 4)));
}

/** True when the calendar holds every year from the one of `from` to the one of `to`. */
function holdsYears(from: string, to: string, calendar: WorkingCalendar): boolean {
  const { years } = lookUpOf(calendar);
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    if (!years.has(year)) return false;
  }
  return true;
}

/**
 * The last day of a limit of `count` ≥ 1 working days. The day it starts is not counted (民法典 第二百零一条).
 * `certain` is false when the limit runs through a year whose holidays the calendar does not hold; the true end may
 * then lie later.
 * @throws RangeError when `start` is not a date or `count` is not a whole number ≥ 1.
 */
export function addWorkingDays(
  start: string,
  count: number,
  calendar: WorkingCalendar,
): { date: string; certain: boolean } {
  if (!Number.isInteger(count) || count < 1) throw new RangeError('at least one working day');
  const lookUp = lookUpOf(calendar);
  const first = dayNumber(start) + 1;
  let day = first - 1;
  for (let counted = 0; counted < count; ) {
    day += 1;
    if (isWorked(day, lookUp)) counted += 1;
  }
  const end = dayText(day);
  return { date: end, certain: holdsYears(dayText(first), end, calendar) };
}

/**
 * The day itself when it is worked, else the next one that is. `certain` is false when the calendar does not hold
 * the years of the days that were looked at.
 */
export function nextWorkingDay(day: string, calendar: WorkingCalendar): { date: string; certain: boolean } {
  const lookUp = lookUpOf(calendar);
  let number = dayNumber(day);
  while (!isWorked(number, lookUp)) number += 1;
  const date = dayText(number);
  return { date, certain: holdsYears(day, date, calendar) };
}

/**
 * Working days after `from` up to and including `to`: how many are left on `from` until `to`. Zero when `to` is not
 * later. @throws RangeError when one is not a date.
 */
export function workingDaysBetween(from: string, to: string, calendar: WorkingCalendar): number {
  const [first, last] = [dayNumber(from) + 1, dayNumber(to)];
  if (last < first) return 0;
  const { offInOrder, workedInOrder } = lookUpOf(calendar);
  return (
    weekdaysUpTo(last) -
    weekdaysUpTo(first - 1) -
    countWithin(offInOrder, first, last) +
    countWithin(workedInOrder, first, last)
  );
}

/** Mondays to Fridays from a fixed Monday long ago up to and including the day: only differences mean something. */
function weekdaysUpTo(number: number): number {
  const fromMonday = number + 3;
  const weeks = Math.floor(fromMonday / 7);
  return weeks * 5 + Math.min(fromMonday - weeks * 7 + 1, 5);
}

function countWithin(inOrder: readonly number[], first: number, last: number): number {
  return firstAtLeast(inOrder, last + 1) - firstAtLeast(inOrder, first);
}

/** Index of the first number that is not smaller, by halving. */
function firstAtLeast(inOrder: readonly number[], least: number): number {
  let [low, high] = [0, inOrder.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((inOrder[middle] ?? Number.POSITIVE_INFINITY) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
