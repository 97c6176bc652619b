/**
 * W2 评分复核表 out and in again, on the sample county in the year 2026. A1.1 of TOWNSHIP-2026 (重大行政决策程序完备率) is
 * worth 2 of 100 points: n÷d, target 1, nothing below 0.6.
 */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { InProcessHost } from '#engine/hosts/in-process.ts';
import { type SeenSheet, seeWorkbook, sheetOf } from '#test/excel/layouts/openpyxl.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice } from '#test/support/offices.ts';
import { runPython } from '#test/support/run-python.ts';
import { sharedTemporaryFolder, temporaryFolder } from '#test/support/temp-folder.ts';

const original = path.join(sharedTemporaryFolder(), 'county');
const cycle = '2026';
beforeAll(() => makeOffice(original, county, true));

type Host = InProcessHost;
type Cell = string | number | boolean | null;

/** The sample county in the first review, with what the unit states for A1.1: 18 of 20, so 0.9 × 2 = 1.80 points. */
const inReview = <Answer>(work: (host: Host) => Promise<Answer>): Promise<Answer> =>
  withOffice(copyOffice(original), async (host) => {
    const { client } = host;
    const cell = (item: string, text: string) => ({
      bodyUscc: jiashan,
      leaf: 'A1.1',
      item,
      role: 'self' as const,
      text,
    });
    const { cycles } = await client.call('cycles.list', {});
    const status = cycles.find(({ code }) => code === cycle)?.status;
    const put = await client.call('entries.putMany', { cycle, cells: [cell('n', '18'), cell('d', '20')] });
    expect([status, put.cells.map(({ outcome }) => outcome)]).toEqual(['selfAssess', ['stored', 'stored']]);
    await client.call('cycles.setStatus', { cycle, status: 'firstReview' });
    return work(host);
  });

const exportForm = async ({ client, grantWrite }: Host): Promise<string> => {
  const file = path.join(temporaryFolder(), 'review.xlsx');
  await client.call('reports.export', { report: 'review', cycle, unit: jiashan, file: grantWrite(file) });
  return file;
};

/** Writes into the columns of the rows of a leaf and item. */
const fillIn = (file: string, cells: Record<string, Record<string, Cell>>): void => {
  runPython(
    `import sys, json, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book['复核表']
title = {c.value: c.column for c in sheet[3]}
wanted = json.load(sys.stdin)
for row in range(4, sheet.max_row + 1):
    key = '%s|%s' % (sheet.cell(row, title['指标代码']).value, sheet.cell(row, title['项目代码']).value)
    for column, value in wanted.pop(key, {}).items():
        cell = sheet.cell(row, title[column])
        cell.value = value
        if isinstance(value, str): cell.data_type = 's'
assert not wanted, wanted
book.save(sys.argv[1])`,
    { args: [file], input: JSON.stringify(cells) },
  );
};

const stage = ({ client, grantRead }: Host, file: string) =>
  client.call('imports.stage', { layout: 'review', file: grantRead(file) });

const valuesOf = async ({ client }: Host, role: 'assessor' | 'finalReview', leaf = 'A1.1') => {
  const sheet = await client.call('entries.sheet', { cycle, bodyUscc: jiashan, role });
  const found = sheet.nodes.find(({ code }) => code === leaf)?.leaf;
  return found?.items.map(({ item, stated }) => [
    item,
    stated[role]?.value ?? null,
    stated[role]?.note ?? null,
  ]);
};

/** Rows of the form by the codes of leaf and item, with their cells by title. */
const rowsOf = (sheet: SeenSheet) => {
  const titles = new Map<string, string>();
  const rows = new Map<number, Record<string, Cell>>();
  for (const [place, { value }] of Object.entries(sheet.cells)) {
    const [, column = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(place) ?? [];
    if (row === '3' && value !== null) titles.set(column, String(value));
    else rows.set(Number(row), { ...rows.get(Number(row)), [titles.get(column) ?? column]: value });
  }
  return rows;
};
const rowOf = (sheet: SeenSheet, leaf: string, item: string) =>
  [...rowsOf(sheet).values()].find((row) => row.指标代码 === leaf && row.项目代码 === item);

describe('the review form', () => {
  it('shows what the unit stated and what it comes to, and opens what can be filled in now', () =>
    inReview(async (host) => {
      const book = seeWorkbook(await exportForm(host));
      const sheet = sheetOf(book, '复核表');
      expect(sheet.cells.A1?.value).toBe('2026年度示例县甲山镇人民政府考核评分复核表');
      expect(rowOf(sheet, 'A1.1', 'n')).toMatchObject({
        分值: 2,
        自评填报值: 18,
        自评得分: 1.8,
        初审填报值: null,
      });
      expect(rowOf(sheet, 'A1.1', 'd')).toMatchObject({ 自评填报值: 20 });
      expect([sheet.protected, sheet.fitToWidth, sheet.printTitleRows, sheet.hiddenColumns.length]).toEqual([
        true,
        1,
        '$3:$3',
        1,
      ]);
      const [place] = Object.entries(sheet.cells).find(([, { value }]) => value === 18) ?? [''];
      const row = place.replace(/^[A-Z]+/, '');
      const titles = Object.entries(sheet.cells).filter(([key]) => /^[A-Z]+3$/.test(key));
      const columnOf = (title: string) =>
        titles.find(([, { value }]) => value === title)?.[0].replace('3', '') ?? '';
      const locked = (title: string) => sheet.cells[`${columnOf(title)}${row}`]?.locked;
      // In the first review the assessor states values, the final review does not yet.
      expect(['自评填报值', '初审填报值', '扣分原因', '复核填报值', '初审得分'].map(locked)).toEqual([
        true,
        false,
        false,
        true,
        true,
      ]);
      const meta = sheetOf(book, '_meta');
      expect([meta.state, Object.values(meta.cells).map(({ value }) => value)]).toEqual([
        'hidden',
        expect.arrayContaining(['review', cycle, jiashan, 'TOWNSHIP-2026']),
      ]);
    }));

  it('states the assessor’s values, with the reason, and passes over rows without any', () =>
    inReview(async (host) => {
      const file = await exportForm(host);
      // 15 ÷ 20 = 0.75 × 2 = 1.50, less than the unit's own 1.80
      fillIn(file, { 'A1.1|n': { 初审填报值: 15, 扣分原因: '=三件缺合法性审查意见' } });
      const { batch, findings } = await stage(host, file);
      expect([batch.rowsInFile, batch.accepted, batch.refused, findings]).toEqual([1, 1, 0, []]);
      await host.client.call('imports.commit', { batch: batch.id });
      expect(await valuesOf(host, 'assessor')).toEqual([
        ['n', 15, '=三件缺合法性审查意见'],
        ['d', null, null],
      ]);
      const again = await exportForm(host);
      const row = rowOf(sheetOf(seeWorkbook(again), '复核表'), 'A1.1', 'n');
      expect(row).toMatchObject({
        自评得分: 1.8,
        初审填报值: 15,
        初审得分: 1.5,
        扣分原因: '=三件缺合法性审查意见',
      });
      // What it shows is what is stored: nothing new is stated by it.
      const read = await stage(host, again);
      expect([read.batch.rowsInFile, read.findings.map(({ code }) => code)]).toEqual([0, ['layout.noRows']]);
    }));

  it('refuses a value that lowers the score without a reason, and keeps the others', () =>
    inReview(async (host) => {
      const file = await exportForm(host);
      fillIn(file, {
        'A1.1|n': { 初审填报值: 15 },
        // More of the same: 20 ÷ 20 = 2.00
        'A1.2|n': { 初审填报值: 4 },
      });
      const { batch, findings } = await stage(host, file);
      expect([batch.accepted, batch.refused]).toEqual([1, 1]);
      expect(findings).toMatchObject([
        {
          code: 'review.reasonMissing',
          severity: 'error',
          params: { from: '1.80', to: '1.50', column: '扣分原因' },
        },
      ]);
    }));

  it('obeys the stage: the final review is locked before its time, the assessor’s value after', () =>
    inReview(async (host) => {
      const early = await exportForm(host);
      fillIn(early, { 'A1.1|n': { 复核填报值: 19 } });
      expect((await stage(host, early)).findings).toMatchObject([
        { code: 'entry.locked.notYet', severity: 'error' },
      ]);

      const file = await exportForm(host);
      fillIn(file, { 'A1.1|n': { 初审填报值: 19 } });
      const { batch } = await stage(host, file);
      for (const status of ['externalInput', 'finalReview'] as const) {
        await host.client.call('cycles.setStatus', { cycle, status });
      }
      await expect(host.client.call('imports.commit', { batch: batch.id })).rejects.toMatchObject({
        code: 'review.lockedSince',
      });
      expect((await stage(host, file)).findings).toMatchObject([{ code: 'entry.locked.over' }]);

      const late = await exportForm(host);
      fillIn(late, { 'A1.1|n': { 复核填报值: 19, 复核说明: '补交一件' } });
      const final = await stage(host, late);
      expect(final.batch.refused).toBe(0);
      await host.client.call('imports.commit', { batch: final.batch.id });
      expect(await valuesOf(host, 'finalReview')).toEqual([
        ['n', 19, '补交一件'],
        ['d', null, null],
      ]);
    }));

  it('says so when a reason stands alone, and refuses a form of another unit', () =>
    inReview(async (host) => {
      const file = await exportForm(host);
      fillIn(file, { 'A1.1|n': { 扣分原因: '材料不全' } });
      expect((await stage(host, file)).findings).toMatchObject([
        { code: 'layout.noRows' },
        { code: 'review.reasonAlone', severity: 'warning', params: { column: '扣分原因' } },
      ]);
      const { client, grantRead } = host;
      const other = { layout: 'review' as const, unit: '119901010099000215', file: grantRead(file) };
      await expect(client.call('imports.stage', other)).rejects.toMatchObject({ code: 'layout.wrongUnit' });
    }));
});
