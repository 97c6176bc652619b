/**
 * Serial numbers of days to dates, in the two calendars of office programs (ECMA-376-1 §18.17.4): 1900, with its
 * day 60 that never was, and 1904. Pure arithmetic on days; no Date in local time, which shifts days.
 */
import type { FormatKind } from './number-formats.ts';

const daySeconds = 86_400;
/** 9999-12-31 in the 1900 calendar. */
const lastDay = 2_958_465;
const daysFrom1900To1904 = 1_462;
/** Days from 0000-03-01 to 1899-12-30, the zero of the 1900 calendar after its wrong leap day. */
const daysTo1900 = 693_899;

/**
 * The date as `2026-03-01`, with a time `2026-03-01 08:30:00`, a time alone `08:30:00`, an elapsed time
 * `36:00:00`. `null` when the number is no date of that calendar: negative, after 9999, or 1900-02-29.
 */
export function dateTextOf(serial: number, kind: FormatKind, date1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial >= lastDay + 1) return null;
  const seconds = Math.round(serial * daySeconds);
  if (kind === 'elapsed') return clock(seconds);
  const day = Math.floor(seconds / daySeconds);
  const time = seconds - day * daySeconds;
  if (kind !== 'date' && day === 0 && !(kind === 'dateTime' && date1904)) return clock(time);
  const date = dayText(day, date1904);
  if (date === null) return null;
  return kind === 'date' || time === 0 ? date : `${date} ${clock(time)}`;
}

function dayText(day: number, date1904: boolean): string | null {
  const since1900 = date1904 ? day + daysFrom1900To1904 : day;
  if (since1900 > lastDay || since1900 < 1 || (since1900 === 60 && !date1904)) return null;
  // Before the wrong leap day the 1900 calendar is one day ahead.
  const real = since1900 < 60 && !date1904 ? since1900 + 1 : since1900;
  return civilDate(real + daysTo1900);
}

/**
 * Day number to date in the Gregorian calendar, counted from 0000-03-01, so that the leap day is the last of its
 * year; by arithmetic, because a million Date objects take longer than reading the file.
 */
function civilDate(day: number): string {
  const era = Math.floor(day / 146_097);
  const ofEra = day - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * ofYear + 2) / 153);
  const ofMonth = ofYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(ofMonth)}`;
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

function clock(seconds: number): string {
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** A cell of type `d` (ECMA-376-1 §18.18.11): ISO 8601. The text in our form, or `null` when it is no such date. */
export function isoDateText(text: string): string | null {
  const match = /^(?:(\d{4})-(\d{2})-(\d{2}))?(?:(?:^|T| )(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?Z?$/.exec(
    text.trim(),
  );
  if (match === null || text.trim() === '') return null;
  const [, year, month, day, hours, minutes, seconds = '00'] = match;
  const time = hours === undefined ? null : `${hours}:${minutes}:${seconds}`;
  if (time !== null && (Number(hours) > 24 || Number(minutes) > 59 || Number(seconds) > 59)) return null;
  if (year === undefined) return time;
  const date = `${year}-${month}-${day}`;
  const real = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== date) return null;
  return time === null || time === '00:00:00' ? date : `${date} ${time}`;
}
