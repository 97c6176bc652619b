import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDueSoon, latestExtension, openClock, readClock } from '#shared/domain/clocks.ts';
import { addDays, weekday } from '#shared/domain/dates.ts';
import type { LimitRule } from '#shared/domain/rule-table.ts';
import {
  addWorkingDays,
  isWorkingDay,
  nextWorkingDay,
  type WorkingCalendar,
  workingDaysBetween,
} from '#shared/domain/working-days.ts';
import { clockText } from '#shared/words/zh-CN/clocks.ts';

const span = (from: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => addDays(from, index));

// 国务院办公厅关于2025年部分节假日安排的通知 (国办发明电〔2024〕12号) and the one for 2026 (国办发明电〔2025〕7号),
// typed from the notices: the days off as whole stretches, weekends in them included.
const calendar: WorkingCalendar = {
  years: [2025, 2026],
  holidays: [
    ...['2025-01-01', ...span('2025-01-28', 8), ...span('2025-04-04', 3), ...span('2025-05-01', 5)],
    ...[...span('2025-05-31', 3), ...span('2025-10-01', 8)],
    ...[...span('2026-01-01', 3), ...span('2026-02-15', 9), ...span('2026-04-04', 3)],
    ...[...span('2026-05-01', 5), ...span('2026-06-19', 3), ...span('2026-09-25', 3)],
    ...span('2026-10-01', 7),
  ],
  workingWeekends: [
    ...['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
    ...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  ],
};

const rule = (change: Partial<LimitRule>): LimitRule => ({
  code: 'disclosure.decision',
  name: '行政许可、行政处罚信息公示',
  validFrom: '2018-04-12',
  validTo: null,
  basis: '双公示工作要求',
  standing: 'verified',
  kind: 'limit',
  limit: { amount: 7, unit: 'workingDays' },
  countedFrom: '作出行政决定之日',
  ...change,
});

describe('working days around holidays, counted by hand', () => {
  it.each([
    // Spring Festival 2026, off 15–23 February, worked on Saturdays 14 and 28. From Thursday 12:
    // Fri 13 (1), Sat 14 (2), Tue 24 (3), Wed 25 (4), Thu 26 (5), Fri 27 (6), Sat 28 (7).
    ['2026-02-12', 7, '2026-02-28', true],
    // National Day 2025, off 1–8 October, worked on Sunday 28 September and Saturday 11 October. From Friday 26:
    // Sun 28 (1), Mon 29 (2), Tue 30 (3), Thu 9 (4), Fri 10 (5), Sat 11 (6), Mon 13 (7).
    ['2025-09-26', 7, '2025-10-13', true],
    // New Year 2026, off 1–3 January, worked on Sunday 4. From Tuesday 30 December: Wed 31 (1), Sun 4 (2), Mon 5 (3).
    ['2025-12-30', 3, '2026-01-05', true],
    // National Day 2026, off 1–7 October, worked on Saturday 10. From Wednesday 30 September: Thu 8 (1), Fri 9 (2),
    // Sat 10 (3), Mon 12 (4), Tue 13 (5), Wed 14 (6), Thu 15 (7), Fri 16 (8), Mon 19 (9), Tue 20 (10).
    ['2026-09-30', 10, '2026-10-20', true],
    // Labour Day 2026, off 1–5 May, worked on Saturday 9. From Thursday 30 April: Wed 6 (1), Thu 7 (2), Fri 8 (3).
    ['2026-04-30', 3, '2026-05-08', true],
    // A limit that starts on a holiday: its days off pass first. Thu 8 October is the first.
    ['2026-10-03', 1, '2026-10-08', true],
    // The end of what is held: Thu 31 December 2026 is certain, the next day, a Friday, is not.
    ['2026-12-28', 3, '2026-12-31', true],
    ['2026-12-28', 4, '2027-01-01', false],
    // All of it before the years that are held.
    ['2024-12-30', 1, '2024-12-31', false],
    // It starts on the last day not held; every counted day is held. Thu 2 January 2025 (1 January is off).
    ['2024-12-31', 1, '2025-01-02', true],
  ])('%s and %d working days is %s (certain: %s)', (start, count, date, certain) => {
    expect(addWorkingDays(start, count, calendar)).toEqual({ date, certain });
  });

  it('agrees with a slow recount, whatever the calendar and the days', () => {
    const day = fc.integer({ min: 0, max: 900 }).map((number) => addDays('2025-01-01', number));
    const calendars = fc.record({
      years: fc.subarray([2024, 2025, 2026, 2027]),
      holidays: fc.array(day, { maxLength: 120 }),
      workingWeekends: fc.array(day, { maxLength: 60 }),
    });
    // By the words of the notices: a listed day off is off, a listed weekend is worked, else Monday to Friday is.
    const worked = (date: string, { holidays, workingWeekends }: WorkingCalendar): boolean =>
      weekday(date) > 5 ? workingWeekends.includes(date) : !holidays.includes(date);
    fc.assert(
      fc.property(calendars, day, fc.integer({ min: 1, max: 60 }), (anyCalendar, start, count) => {
        const seen: string[] = [];
        let left = count;
        for (let date = addDays(start, 1); left > 0; date = addDays(date, 1)) {
          seen.push(date);
          if (worked(date, anyCalendar)) left -= 1;
        }
        const end = seen.at(-1) ?? '';
        const certain = seen.every((date) => anyCalendar.years.includes(Number(date.slice(0, 4))));
        expect(addWorkingDays(start, count, anyCalendar)).toEqual({ date: end, certain });
        expect(workingDaysBetween(start, end, anyCalendar)).toBe(count);
        expect(workingDaysBetween(end, start, anyCalendar)).toBe(0);
        expect(isWorkingDay(start, anyCalendar)).toBe(worked(start, anyCalendar));
      }),
      { numRuns: 300 },
    );
  });

  it('counts tens of thousands of deadlines while a list is being opened', () => {
    const begun = performance.now();
    for (let index = 0; index < 20_000; index += 1) addWorkingDays('2026-09-26', 10, calendar);
    for (let index = 0; index < 20_000; index += 1) workingDaysBetween('2024-01-05', '2026-11-23', calendar);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});

describe('opening a clock', () => {
  it('keeps the last day, the version of the rule and its basis', () => {
    expect(openClock('2026-02-12', rule({}), calendar)).toEqual({
      startedOn: '2026-02-12',
      dueOn: '2026-02-28',
      certain: true,
      unit: 'workingDays',
      ruleCode: 'disclosure.decision',
      ruleFrom: '2018-04-12',
      basis: '双公示工作要求',
    });
  });

  it('moves a last day that is a day off only where the rule says so', () => {
    // 30 days from Monday 1 September 2025: Wednesday 1 October, off until 8 October; Thursday 9 is worked.
    const payment = rule({ limit: { amount: 30, unit: 'days' } });
    expect(openClock('2025-09-01', payment, calendar)).toMatchObject({ dueOn: '2025-10-01', certain: true });
    expect(openClock('2025-09-01', { ...payment, rollsOver: true }, calendar).dueOn).toBe('2025-10-09');
    // A month from 28 January 2026 is Saturday 28 February, a worked one: nothing moves.
    const month = rule({ limit: { amount: 1, unit: 'months' }, rollsOver: true });
    expect(openClock('2026-01-28', month, calendar).dueOn).toBe('2026-02-28');
    // 30 days from 2 December 2026: Friday 1 January 2027, of a year that is not held.
    expect(openClock('2026-12-02', { ...payment, rollsOver: true }, calendar)).toMatchObject({
      dueOn: '2027-01-01',
      certain: false,
    });
    expect(nextWorkingDay('2025-10-12', calendar)).toEqual({ date: '2025-10-13', certain: true });
  });

  it('takes an extension that was decided, and knows the latest that the rule allows', () => {
    const extension = { amount: 20, unit: 'workingDays' } as const;
    const request = rule({ limit: { amount: 20, unit: 'workingDays' }, extension });
    const clock = openClock('2026-09-01', request, calendar);
    // September 2026 after Tuesday 1: 2–4 (3), 7–11 (8), 14–18 (13), Sun 20 (14), 21–24 (18; Fri 25 is off),
    // Mon 28 (19), Tue 29 (20).
    expect(clock.dueOn).toBe('2026-09-29');
    // Wed 30 (1), Thu 8 October (2), 9 (3), Sat 10 (4), 12–16 (9), 19–23 (14), 26–30 (19), Mon 2 November (20).
    expect(latestExtension(clock, request, calendar)).toEqual({ date: '2026-11-02', certain: true });
    expect(latestExtension(clock, rule({}), calendar)).toBeNull();
    expect(openClock('2026-09-01', request, calendar, { extendedTo: '2026-10-20' }).dueOn).toBe('2026-10-20');
  });
});

describe('reading a clock', () => {
  const clock = openClock('2026-02-12', rule({}), calendar);
  const on = (today: string, endedOn: string | null = null) => readClock(clock, { today, endedOn, calendar });

  it('tells what is left in working days, and delay in days', () => {
    // After Saturday 14: 24, 25, 26, 27, 28 February.
    expect(on('2026-02-14')).toMatchObject({ state: 'running', remaining: 5, unit: 'workingDays' });
    expect(clockText(on('2026-02-14'))).toBe('还剩 5 个工作日');
    // In the holiday nothing passes.
    expect(on('2026-02-20').remaining).toBe(5);
    expect(clockText(on('2026-02-28'))).toBe('今天到期');
    expect(on('2026-03-02')).toMatchObject({ state: 'overdue', remaining: -2, unit: 'days' });
    expect(clockText(on('2026-03-02'))).toBe('已逾期 2 天');
  });

  it('stops when it is done', () => {
    expect(clockText(on('2026-06-01', '2026-02-28'))).toBe('按期办结');
    expect(on('2026-06-01', '2026-03-01')).toMatchObject({ state: 'late', remaining: -1 });
    expect(clockText(on('2026-06-01', '2026-03-01'))).toBe('逾期 1 天办结');
  });

  it('warns a number of working days ahead', () => {
    const soon = (today: string) => isDueSoon(on(today), { today, workingDaysAhead: 3, calendar });
    // Left: 4 on Tuesday 24 February, 3 on Wednesday 25.
    expect([soon('2026-02-24'), soon('2026-02-25'), soon('2026-03-05')]).toEqual([false, true, true]);
    const done = readClock(clock, { today: '2026-02-25', endedOn: '2026-02-25', calendar });
    expect(isDueSoon(done, { today: '2026-02-25', workingDaysAhead: 3, calendar })).toBe(false);
  });
});
