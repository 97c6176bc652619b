/**
 * Working days. Public holidays and the working weekends that make up for them are announced every year by the
 * State Council office, so they come as a calendar that is imported, never from code.
 */
import { z } from 'zod';
import { addDays, weekday } from './dates.ts';

const date = z.iso.date();

export const workingCalendar = z.strictObject({
  format: z.literal('zhengxin-calendar/1'),
  /** Years whose official arrangement is in this calendar. */
  years: z.array(z.int()),
  /** Days off that fall on Monday to Friday. */
  holidays: z.array(date),
  /** Saturdays and Sundays that are worked (调休). */
  workingWeekends: z.array(date),
});
export type WorkingCalendar = z.infer<typeof workingCalendar>;

/** True when the day is worked under the calendar; outside its years only weekends are known. */
export function isWorkingDay(day: string, calendar: WorkingCalendar): boolean {
  if (calendar.workingWeekends.includes(day)) return true;
  return weekday(day) <= 5 && !calendar.holidays.includes(day);
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
  let day = start;
  let certain = true;
  for (let counted = 0; counted < count; ) {
    day = addDays(day, 1);
    if (!calendar.years.includes(Number(day.slice(0, 4)))) certain = false;
    if (isWorkingDay(day, calendar)) counted += 1;
  }
  return { date: day, certain };
}
