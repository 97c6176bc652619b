/** Holiday arrangements as others write them: calendars (.ics) and lists of days. */
import type { Finding } from '../errors/finding.ts';
import { parseDateText } from './date-text.ts';
import { addDays, weekday } from './dates.ts';
import type { CalendarDay, CalendarDayKind } from './working-days.ts';

/** 放假, 休, 假 … or 上班, 调休上班, 补班, 班 …; null when it says neither. Work is asked first: 调休上班 names both. */
export function holidayKindOf(text: string): CalendarDayKind | null {
  if (/班|工作日|WORKDAY/i.test(text)) return 'worked';
  if (/休|假|节|HOLIDAY/i.test(text)) return 'off';
  return null;
}

/** Days as they are read from a foreign file, gathered by year, with what could not be read. */
export class HolidayGathering {
  readonly #days = new Map<string, CalendarDay>();
  readonly findings: Finding[] = [];

  #report(code: string, params: Finding['params'], row: number | undefined): void {
    this.findings.push({ code, severity: 'warning', params, ...(row === undefined ? {} : { row }) });
  }

  /**
   * Takes one day. @param date as written @param kind as written @param row where it stands, for findings
   */
  add(date: string, kind: string, name: string, row?: number): void {
    const day = parseDateText(date);
    if (day === null) {
      this.#report('holiday.dateInvalid', { text: date.slice(0, 40) }, row);
      return;
    }
    const read = holidayKindOf(kind);
    if (read === null) {
      this.#report('holiday.kindUnknown', { text: kind.slice(0, 40) }, row);
      return;
    }
    if (read === 'worked' && weekday(day) <= 5) {
      this.#report('holiday.workedOnWeekday', { day }, row);
      return;
    }
    const present = this.#days.get(day);
    if (present === undefined) this.#days.set(day, { day, kind: read, name: name.trim().slice(0, 40) });
    else if (present.kind !== read) this.#report('holiday.dayTwice', { day }, row);
  }

  /** By year, oldest first. */
  years(): { year: number; days: CalendarDay[] }[] {
    const all = [...this.#days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
    const years = new Set(all.map(({ day }) => Number(day.slice(0, 4))));
    return [...years].map((year) => ({
      year,
      days: all.filter(({ day }) => Number(day.slice(0, 4)) === year),
    }));
  }
}

/** An event may name so many days in a row, so that a wrong end does not fill a century. */
const longestHoliday = 31;

/** Reads the whole-day events of an iCalendar text (RFC 5545) into `gathering`. */
export function gatherCalendar(text: string, gathering: HolidayGathering): void {
  // A long line goes on in the next one, which then begins with a space.
  const lines = text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
  let event: Map<string, string> | null = null;
  for (const line of lines) {
    const at = line.indexOf(':');
    const [property = ''] = line.slice(0, at).split(';');
    const value = line.slice(at + 1).trim();
    if (property === 'BEGIN' && value === 'VEVENT') event = new Map();
    else if (property === 'END' && value === 'VEVENT') {
      if (event !== null) gatherEvent(event, gathering);
      event = null;
    } else event?.set(property, value);
  }
}

function gatherEvent(event: ReadonlyMap<string, string>, gathering: HolidayGathering): void {
  const [start = '', summary = ''] = [event.get('DTSTART'), event.get('SUMMARY')];
  const first = parseDateText(start.slice(0, 8));
  const kind = `${summary} ${event.get('X-APPLE-SPECIAL-DAY') ?? ''} ${event.get('DESCRIPTION') ?? ''}`;
  const name = summary.replace(/[(（【].*$/, '').replace(/\s*(放假|休|班|调休|上班|补班)$/, '');
  if (first === null) {
    gathering.add(start, kind, name);
    return;
  }
  // The end is the day after the last one.
  const end = parseDateText((event.get('DTEND') ?? '').slice(0, 8)) ?? addDays(first, 1);
  for (let day = first, count = 0; count === 0 || (day < end && count < longestHoliday); count += 1) {
    gathering.add(day, kind, name);
    day = addDays(day, 1);
  }
}
