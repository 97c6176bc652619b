/**
 * Calendar dates as `yyyy-mm-dd` text, proleptic Gregorian, years 0001–9999, no clock and no time zone.
 * ISO text compares as text, so `<`, `<=` order dates.
 */

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days in a month. `month` is 1…12. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) {
    const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    return leap ? 29 : 28;
  }
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function readDate(text: string): { year: number; month: number; day: number } | null {
  const match = pattern.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return { year, month, day };
}

function requireDate(text: string): { year: number; month: number; day: number } {
  const date = readDate(text);
  if (!date) throw new RangeError('not a date');
  return date;
}

function writeDate(year: number, month: number, day: number): string {
  if (year < 1 || year > 9999) throw new RangeError('date out of range');
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** True for `yyyy-mm-dd` naming a day that exists; `2026-02-30` and `2026-2-3` are not. */
export function isDate(text: string): boolean {
  return readDate(text) !== null;
}

/**
 * The corresponding day `months` later (or earlier); where that month has no such day, its last day
 * (民法典 第二百零二条): 2026-01-31 plus 1 month is 2026-02-28.
 * @throws RangeError when `date` is not a date.
 */
export function addMonths(date: string, months: number): string {
  const { year, month, day } = requireDate(date);
  const index = year * 12 + (month - 1) + months;
  const newYear = Math.floor(index / 12);
  const newMonth = index - newYear * 12 + 1;
  return writeDate(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)));
}

/** The date `days` later, or earlier when negative. @throws RangeError when `date` is not a date. */
export function addDays(date: string, days: number): string {
  requireDate(date);
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return writeDate(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate());
}

/** Days from one date to another; negative when `to` is earlier. @throws RangeError when one is not a date. */
export function daysBetween(from: string, to: string): number {
  requireDate(from);
  requireDate(to);
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** Day of the week, 1 Monday … 7 Sunday. @throws RangeError when `date` is not a date. */
export function weekday(date: string): number {
  requireDate(date);
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/**
 * The calendar day at an instant (ISO 8601 UTC), as offices count it: the whole country keeps UTC+8 and has no summer
 * time. Before eight in the morning that is already the day after the instant's own date.
 */
export function dayInChina(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
}
