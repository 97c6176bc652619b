import { describe, expect, it } from 'vitest';
import { addDays, addMonths, dayInChina, isDate, weekday } from '#shared/domain/dates.ts';
import { checkPeriod, periodContains, yearPeriod } from '#shared/domain/periods.ts';
import { addWorkingDays, isWorkingDay, type WorkingCalendar } from '#shared/domain/working-days.ts';

describe('dates', () => {
  it.each([
    ['2026-03-05', true],
    ['2024-02-29', true],
    ['2000-02-29', true],
    ['2026-02-30', false],
    ['2026-02-29', false],
    ['1900-02-29', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-04-31', false],
    ['2026-3-5', false],
    ['0000-01-01', false],
    ['2026/03/05', false],
    ['', false],
  ])('%s exists: %s', (text, exists) => {
    expect(isDate(text)).toBe(exists);
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-01-31', 3, '2026-04-30'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-06-15', 36, '2029-06-15'],
    ['2026-12-01', -12, '2025-12-01'],
  ])('%s and %d months is %s', (date, months, result) => {
    expect(addMonths(date, months)).toBe(result);
  });

  it('moves by days and knows the weekday', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(addDays('0099-12-31', 1)).toBe('0100-01-01');
    // 1 October 2026 is a Thursday, 23 November 2026 a Monday.
    expect(weekday('2026-10-01')).toBe(4);
    expect(weekday('2026-11-23')).toBe(1);
    expect(weekday('2026-11-22')).toBe(7);
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
  });
});

describe('periods', () => {
  it('checks order and existence', () => {
    expect(checkPeriod('2026-01-01', '2026-12-31')).toEqual({ valid: true, period: yearPeriod(2026) });
    expect(checkPeriod('2026-01-01', '2026-01-01').valid).toBe(true);
    expect(checkPeriod('2026-02-01', '2026-01-31')).toEqual({
      valid: false,
      reason: { code: 'period.reversed', params: { from: '2026-02-01', to: '2026-01-31' } },
    });
    expect(checkPeriod('2026-01-01', '2026-06-31')).toEqual({
      valid: false,
      reason: { code: 'date.notReal', params: { text: '2026-06-31' } },
    });
  });

  it('includes both ends', () => {
    const year = yearPeriod(2025);
    expect(periodContains(year, '2025-01-01')).toBe(true);
    expect(periodContains(year, '2025-12-31')).toBe(true);
    expect(periodContains(year, '2026-01-01')).toBe(false);
    expect(periodContains(year, null)).toBe(false);
  });
});

it('the day in China begins at 16:00 UTC', () => {
  expect(dayInChina('2026-03-04T15:59:59.999Z')).toBe('2026-03-04');
  expect(dayInChina('2026-03-04T16:00:00.000Z')).toBe('2026-03-05');
  expect(dayInChina('2025-12-31T23:00:00.000Z')).toBe('2026-01-01');
});

describe('working days', () => {
  // A made-up calendar: Thursday 1 and Friday 2 October off, Saturday 10 October worked.
  const calendar: WorkingCalendar = {
    years: [2026],
    holidays: ['2026-10-01', '2026-10-02'],
    workingWeekends: ['2026-10-10'],
  };

  it('skips weekends and holidays and counts worked Saturdays', () => {
    expect(isWorkingDay('2026-10-01', calendar)).toBe(false);
    expect(isWorkingDay('2026-10-10', calendar)).toBe(true);
    // From Wednesday 30 September: 5, 6, 7, 8, 9, 10 October and Monday 12 are the first seven working days.
    expect(addWorkingDays('2026-09-30', 7, calendar)).toEqual({ date: '2026-10-12', certain: true });
  });

  it('says when the holidays of a year are unknown', () => {
    // Monday 28 December 2026: 29, 30, 31, then Friday 1 January 2027 as far as anyone knows.
    expect(addWorkingDays('2026-12-28', 4, calendar)).toEqual({ date: '2027-01-01', certain: false });
    expect(() => addWorkingDays('2026-12-28', 0, calendar)).toThrow(RangeError);
  });
});
