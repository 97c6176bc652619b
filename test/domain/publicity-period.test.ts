import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { publicityPeriod } from '#shared/domain/publicity-period.ts';
import { deadline, findLimit, ruleTable } from '#shared/domain/rule-table.ts';
import { calendarFile, calendarOf } from '#shared/domain/working-days.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../resources/rules/${name}`, import.meta.url), 'utf8'));
const table = ruleTable.parse(read('time-limits.json'));
const calendar = calendarOf(calendarFile.parse(read('working-calendar.json')).years);

// 信用修复管理办法 (国家发展改革委令第36号 2025): minor at most 3 months and not shown by default, general 3 months
// to 1 year, serious 1 to 3 years, all from the date of the document.
describe('publicity period under 36号令', () => {
  it.each([
    ['general', '2026-05-20', '2026-05-20', '2026-08-20', '2027-05-20'],
    ['general', '2026-11-30', '2026-11-30', '2027-02-28', '2027-11-30'],
    ['serious', '2026-05-20', '2026-05-20', '2027-05-20', '2029-05-20'],
    ['minor', '2026-05-20', null, null, null],
  ] as const)('%s decided %s', (severity, decisionDate, from, min, max) => {
    expect(publicityPeriod({ decisionDate, severity }, table)).toMatchObject({
      publicFrom: from,
      publicMinUntil: min,
      publicMaxUntil: max,
    });
  });

  it('shows a minor record when a person decides so, at most three months and repairable at once', () => {
    const record = { decisionDate: '2026-05-20', severity: 'minor', showAnyway: true } as const;
    expect(publicityPeriod(record, table)).toMatchObject({
      publicFrom: '2026-05-20',
      publicMinUntil: null,
      publicMaxUntil: '2026-08-20',
    });
  });

  it('takes the rule in force on the decision date', () => {
    const last = publicityPeriod({ decisionDate: '2026-03-31', severity: 'general' }, table);
    const first = publicityPeriod({ decisionDate: '2026-04-01', severity: 'general' }, table);
    expect(last?.rule.basis).toContain('第58号');
    expect(first?.rule.basis).toContain('第36号');
    expect(publicityPeriod({ decisionDate: '2020-01-01', severity: 'general' }, table)).toBeNull();
  });
});

describe('time limits', () => {
  it('finds limits by code and day', () => {
    expect(findLimit(table, 'objection.handling', '2026-05-20')?.limit).toEqual({
      amount: 7,
      unit: 'workingDays',
    });
    expect(findLimit(table, 'repair.acceptance', '2026-03-31')).toBeNull();
    expect(findLimit(table, 'publicity.minor', '2026-05-20')).toBeNull();
  });

  it('counts days, months and years from the day after the start', () => {
    expect(deadline('2026-05-01', { amount: 60, unit: 'days' }, calendar).date).toBe('2026-06-30');
    expect(deadline('2026-01-31', { amount: 1, unit: 'months' }, calendar).date).toBe('2026-02-28');
    expect(deadline('2024-02-29', { amount: 2, unit: 'years' }, calendar).date).toBe('2026-02-28');
    expect(deadline('2026-05-20', { amount: 1, unit: 'workingDays' }, calendar)).toEqual({
      date: '2026-05-21',
      certain: true,
    });
  });

  it('refuses overlapping rules of one code', () => {
    const [first] = table.rules;
    expect(ruleTable.safeParse({ format: 'zhengxin-rules/1', rules: [first, first] }).success).toBe(false);
  });
});
