/**
 * Periods with both ends included, as `yyyy-mm-dd` text. An assessment covers a whole period, usually a calendar
 * year; a record belongs to the period that holds its decision date.
 */
import { isDate } from './dates.ts';

export interface Period {
  readonly from: string;
  readonly to: string;
}

/** Why two dates are not a period. Codes and parameters are those of `domainFindings`. */
export type PeriodReason =
  | { code: 'date.notReal'; params: { text: string } }
  | { code: 'period.reversed'; params: { from: string; to: string } };

export type PeriodCheck = { valid: true; period: Period } | { valid: false; reason: PeriodReason };

/** Checks that both dates exist and stand in order; a period of one day is valid. */
export function checkPeriod(from: string, to: string): PeriodCheck {
  const wrong = [from, to].find((date) => !isDate(date));
  if (wrong !== undefined) return { valid: false, reason: { code: 'date.notReal', params: { text: wrong } } };
  if (from > to) return { valid: false, reason: { code: 'period.reversed', params: { from, to } } };
  return { valid: true, period: { from, to } };
}

/** The calendar year as a period. @throws RangeError outside 1…9999. */
export function yearPeriod(year: number): Period {
  if (!Number.isInteger(year) || year < 1 || year > 9999) throw new RangeError('year out of range');
  const text = String(year).padStart(4, '0');
  return { from: `${text}-01-01`, to: `${text}-12-31` };
}

/** True when the date lies in the period; a missing date lies in none. */
export function periodContains(period: Period, date: string | null): boolean {
  return date !== null && period.from <= date && date <= period.to;
}
