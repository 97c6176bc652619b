/** Changing a rule or a holiday arrangement, and what that does to what was decided. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, openDatabase } from '#engine/db/open-database.ts';
import { createHolidayReader, createHolidayRepository } from '#engine/db/repositories/holidays.ts';
import { createTimeRuleReader, createTimeRuleRepository } from '#engine/db/repositories/time-rules.ts';
import { installBundledRules } from '#engine/handlers/install-rules.ts';
import { loadCalendarYears, loadRuleTable } from '#engine/resources.ts';
import type { RuleChange } from '#shared/contract/operations/rules.ts';
import type { LimitRule, Rule } from '#shared/domain/rule-table.ts';
import { countingSources, sampleOffice, sampleSigningKey } from '../../db/support/sample.ts';
import { failureOf } from '../../support/failure-of.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice } from '../../support/offices.ts';
import { writeTable } from '../../support/table-workbook.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../../support/temp-folder.ts';

const original = path.join(sharedTemporaryFolder(), 'county');
beforeAll(() => makeOffice(original, county, true));

const form = {
  bodyUscc: jiashan,
  item: 'BN-107',
  documentType: 'judgment',
  documentNo: '（2026）示9901民初77号',
  issuingOrgan: '示例县人民法院',
  decisionDate: '2026-05-06',
  fact: '（虚构）未按合同约定支付工程款。',
};

/** A local rule from June 2026 on: 一般失信 is shown half a year. */
const halfYear: RuleChange = {
  kind: 'publicity',
  validFrom: '2026-06-01',
  shownByDefault: true,
  minimumMonths: 1,
  maximumMonths: 6,
  basis: '示例市信用信息公示办法（示政发〔2026〕1号）',
  standing: 'local',
};

describe('changing a rule', () => {
  it('is a new version: what was decided under the old one keeps its dates', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const put = (more: object = {}) =>
        client.call('records.put', { present: null, baseRevision: null, form: { ...form, ...more } });
      const { id } = await put({ decisionDate: '2026-07-01' });
      const before = await client.call('records.read', { id: id ?? '' });
      expect(before.record.publicMaxUntil).toBe('2027-07-01');

      expect(await client.call('rules.put', { code: 'publicity.general', change: halfYear })).toEqual({
        previousEndsOn: '2026-05-31',
      });

      // The record of July was decided under the old rule, although the new one holds on its day now.
      const after = await client.call('records.read', { id: id ?? '' });
      expect(after.record).toEqual(before.record);
      expect(after.publicity).toMatchObject({
        publicMaxUntil: '2027-07-01',
        rule: { validFrom: '2026-04-01', maximumMonths: 12 },
      });
      // Nor does a change of something else compute it anew.
      const changed = { ...form, decisionDate: '2026-07-01', fact: '（虚构）改正错字。' };
      await client.call('records.put', { present: id, baseRevision: 1, form: changed });
      const again = await client.call('records.read', { id: id ?? '' });
      expect(again.record).toMatchObject({ revision: 2, publicMaxUntil: '2027-07-01' });

      // A record that is registered now follows the rule in force on its own day: 6 months, or a year before June.
      const later = await put({ documentNo: '78号', decisionDate: '2026-07-01' });
      const earlier = await put({ documentNo: '79号', decisionDate: '2026-05-31' });
      const read = (found: string | null) => client.call('records.read', { id: found ?? '' });
      expect((await read(later.id)).record.publicMaxUntil).toBe('2027-01-01');
      expect((await read(earlier.id)).record.publicMaxUntil).toBe('2027-05-31');
    });
  });

  it('never lets two versions hold on one day, and takes back only what is not in force', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const put = (change: RuleChange) => client.call('rules.put', { code: 'publicity.general', change });
      expect(await failureOf(put({ ...halfYear, validFrom: '2026-04-01' }))).toMatchObject({
        code: 'rule.overlaps',
        params: { rule: '一般失信信息公示期', present: '2026-04-01' },
      });
      expect(await failureOf(put({ ...halfYear, minimumMonths: 9 }))).toMatchObject({
        code: 'rule.periodReversed',
      });
      const limit: RuleChange = {
        kind: 'limit',
        validFrom: '2099-01-01',
        limit: { amount: 5, unit: 'workingDays' },
        countedFrom: '受理之日',
        basis: '示例',
        standing: 'local',
      };
      expect(await failureOf(put(limit))).toMatchObject({ code: 'rule.kindDiffers' });
      expect(await failureOf(client.call('rules.put', { code: 'no.such', change: limit }))).toMatchObject({
        code: 'rule.unknown',
      });

      const code = 'objection.handling';
      expect(await client.call('rules.put', { code, change: limit })).toEqual({
        previousEndsOn: '2098-12-31',
      });
      const versionsOf = async () =>
        (await client.call('rules.list', {})).versions
          .filter(({ rule }) => rule.code === code)
          .map(({ rule, origin }) => [rule.validFrom, rule.validTo, origin]);
      expect(await versionsOf()).toEqual([
        ['2024-01-01', '2098-12-31', 'bundled'],
        ['2099-01-01', null, 'office'],
      ]);
      await client.call('rules.withdraw', { code, validFrom: '2099-01-01' });
      expect(await versionsOf()).toEqual([['2024-01-01', null, 'bundled']]);
      expect(await failureOf(client.call('rules.withdraw', { code, validFrom: '2024-01-01' }))).toMatchObject(
        {
          code: 'rule.inForce',
        },
      );
    });
  });
});

it('an upgrade brings new bundled versions and leaves what the office changed', () => {
  const folder = temporaryFolder();
  const options = { ...countingSources(), officeInfo: sampleOffice, signingKey: sampleSigningKey };
  const bundled = { rules: loadRuleTable().rules, years: loadCalendarYears() };
  const db = createDatabase(folder, options);
  installBundledRules(db, bundled, 'local');
  const of = (code: string) => bundled.rules.find((rule) => rule.code === code) as LimitRule;
  const own = { ...of('honour.removal'), validFrom: '2026-05-01', basis: '本县办法' };
  const year2024 = { ...bundled.years.find(({ year }) => year === 2024), days: [] } as never;
  db.write((tx) => {
    const rules = createTimeRuleRepository(tx);
    rules.setEnd(of('honour.removal'), '2026-04-30');
    rules.add(own);
    createHolidayRepository(tx).replace(year2024, 'office');
  });
  db.close();

  // The next version of the program shortens two limits from 2027 on, and knows 2027's holidays.
  const shortened = (rule: Rule): Rule[] =>
    rule.code === 'honour.removal' || rule.code === 'objection.handling'
      ? [
          { ...rule, validTo: '2026-12-31' },
          { ...(rule as LimitRule), validFrom: '2027-01-01', limit: { amount: 2, unit: 'workingDays' } },
        ]
      : [rule];
  const year2027 = { year: 2027, document: '通知', standing: 'verified', days: [] } as const;
  const next = {
    rules: bundled.rules.flatMap(shortened),
    years: [...bundled.years, { ...year2027, days: [] }],
  };
  const upgraded = openDatabase(folder, countingSources());
  installBundledRules(upgraded, next, 'local');
  const rules = createTimeRuleReader(upgraded.reader);
  const starts = (code: string) => rules.versions(code).map(({ rule }) => [rule.validFrom, rule.validTo]);
  expect(starts('objection.handling')).toEqual([
    ['2024-01-01', '2026-12-31'],
    ['2027-01-01', null],
  ]);
  expect(starts('honour.removal')).toEqual([
    ['2024-01-01', '2026-04-30'],
    ['2026-05-01', null],
  ]);
  const holidays = createHolidayReader(upgraded.reader);
  expect(holidays.years().map(({ year }) => year)).toContain(2027);
  expect(holidays.days(2024)).toEqual([]);
  // A second time nothing is written.
  const changes = () => upgraded.connection.prepare('SELECT total_changes()').pluck().get();
  const written = changes();
  installBundledRules(upgraded, next, 'local');
  expect(changes()).toBe(written);
  upgraded.close();
});

describe('holiday arrangements', () => {
  it('says which years are missing, and a deadline into one becomes certain once it is entered', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const { years, missing, today } = await client.call('holidays.years', {});
      expect(years.find(({ year }) => year === 2026)).toMatchObject({
        off: 33,
        worked: 6,
        origin: 'bundled',
      });
      expect(missing).toEqual([Number(today.slice(0, 4)) + 1].filter((year) => year > 2026));
      const newYear = { day: '2027-01-01', kind: 'off', name: '元旦' } as const;
      const arrangement = {
        year: 2027,
        document: '示例通知',
        standing: 'unverified',
        days: [newYear],
      } as const;
      const put = (more: object, add = false) =>
        client.call('holidays.put', { arrangement: { ...arrangement, days: [newYear], ...more }, add });
      expect(await failureOf(put({}, true))).toMatchObject({ code: 'holiday.yearMissing' });
      // 4 January 2027 is a Monday.
      const monday = { day: '2027-01-04', kind: 'worked', name: '元旦' };
      expect(await failureOf(put({ days: [monday] }))).toMatchObject({
        code: 'holiday.workedOnWeekday',
        params: { day: '2027-01-04' },
      });
      expect(await put({})).toEqual({ off: 1, worked: 0 });
      const sunday = { day: '2027-01-03', kind: 'worked', name: '元旦' };
      expect(await put({ days: [sunday] }, true)).toEqual({ off: 1, worked: 1 });
      expect((await client.call('holidays.read', { year: 2027 })).days).toEqual([newYear, sunday]);
      await client.call('holidays.remove', { year: 2027 });
      expect((await client.call('holidays.read', { year: 2027 })).held).toBeNull();
    });
  });

  const expected = [
    { day: '2027-01-01', kind: 'off', name: '元旦' },
    { day: '2027-01-02', kind: 'off', name: '元旦' },
    { day: '2027-01-03', kind: 'off', name: '元旦' },
    // A Sunday.
    { day: '2027-01-10', kind: 'worked', name: '元旦' },
  ];

  it('are read from a calendar, a workbook and JSON alike', async () => {
    const folder = temporaryFolder();
    const place = (name: string, text: string): string => {
      const file = path.join(folder, name);
      writeFileSync(file, text);
      return file;
    };
    const event = (start: string, end: string, summary: string) =>
      `BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:${start}\r\nDTEND;VALUE=DATE:${end}\r\nSUMMARY:${summary}\r\nEND:VEVENT\r\n`;
    const ics = `BEGIN:VCALENDAR\r\n${event('20270101', '20270104', '元旦(休)')}${event('20270110', '20270111', '元旦(班)')}END:VCALENDAR\r\n`;
    const json = {
      year: 2027,
      days: expected.map(({ day, kind, name }) => ({ name, date: day, isOffDay: kind === 'off' })),
    };
    const workbook = writeTable(path.join(folder, 'days.xlsx'), [
      ['2027 年节假日安排'],
      ['说明', '日期', '类型'],
      ['元旦', '2027年1月1日', '放假'],
      ['元旦', '2027/1/2', '放假'],
      ['元旦', '2027-01-03', '休息'],
      ['元旦', '2027-01-10', '调休上班'],
      ['元旦', '2027-01-11', '调休上班'],
      ['元旦', '元月', '放假'],
      ['元旦', '2027-01-12', '照常'],
    ]);
    await withOffice(copyOffice(original), async ({ client, grantRead }) => {
      const read = (file: string) => client.call('holidays.readFile', { file: grantRead(file) });
      const good = { years: [{ year: 2027, days: expected, document: null }], findings: [] };
      expect(await read(place('a.ics', ics))).toEqual(good);
      expect(await read(place('b.json', JSON.stringify(json)))).toEqual(good);
      const { years, findings } = await read(workbook);
      expect(years).toEqual(good.years);
      expect(findings.map(({ code, row }) => [row, code])).toEqual([
        [7, 'holiday.workedOnWeekday'],
        [8, 'holiday.dateInvalid'],
        [9, 'holiday.kindUnknown'],
      ]);
      expect(await failureOf(read(place('c.txt', 'nothing')))).toMatchObject({
        code: 'holiday.fileNotRead',
      });
    });
  });
});
