/** `lists.export`: what a list shows, read again from the workbook by openpyxl. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { dayInChina } from '#shared/domain/dates.ts';
import { seeWorkbook } from '../excel/layouts/openpyxl.ts';
import { makeOffice, township, withOffice } from '../support/offices.ts';
import { printWorkbook } from '../support/soffice.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

const folder = path.join(sharedTemporaryFolder(), 'data');
beforeAll(() => makeOffice(folder, township));

const columns = [
  { title: '文号' },
  { title: '金额（万元）', kind: 'number' as const },
  { title: '得分', kind: 'number' as const },
  { title: '认定日期', kind: 'date' as const },
];
const rows = [
  ['甲政决〔2026〕1号', '1,234,567.50', '88.10', '2026-02-28'],
  ['=HYPERLINK("http://x")', '—', '-7', '2026-02-30'],
  ['007', '12,34.00', '0.123456789012345', ''],
  ['@x', '007', '1234567890123456', '1899-12-31'],
];

const exported = (input: { rows?: string[][]; sums?: string[]; note?: string } = {}) =>
  withOffice(folder, async ({ client, grantWrite }) => {
    const file = path.join(temporaryFolder(), 'list.xlsx');
    const answer = await client.call('lists.export', {
      file: grantWrite(file),
      title: '信用记录台账',
      columns,
      rows,
      ...input,
    });
    return { file, answer };
  });

describe('a list taken out', () => {
  it('holds numbers and dates where the text is exactly one, else the text as shown', async () => {
    const { file, answer } = await exported({
      sums: ['合计', '1,234,567.50', '', ''],
      note: '领域：政府采购',
    });
    const [sheet] = seeWorkbook(file).sheets;
    if (!sheet) throw new Error('no sheet');
    const seen = (place: string) => [sheet.cells[place]?.value, sheet.cells[place]?.format];
    expect(['A3', 'B3', 'C3', 'D3'].map((place) => sheet.cells[place]?.value)).toEqual(
      columns.map(({ title }) => title),
    );
    expect(sheet.cells.A3?.bold).toBe(true);
    expect([seen('B4'), seen('C4'), seen('D4')]).toEqual([
      [1_234_567.5, '#,##0.00'],
      [88.1, '0.00'],
      ['2026-02-28', 'yyyy-mm-dd'],
    ]);
    // 30 February is no day, 12,34.00 no number, 007 a code, and 16 digits are more than a double holds.
    expect(['A5', 'B5', 'C5', 'D5'].map((place) => sheet.cells[place]?.value)).toEqual([
      '=HYPERLINK("http://x")',
      '—',
      -7,
      '2026-02-30',
    ]);
    expect(sheet.cells.A5).toMatchObject({ type: 's', quotePrefix: true });
    expect(['A6', 'B6', 'C6', 'D6'].map((place) => sheet.cells[place]?.value ?? null)).toEqual([
      '007',
      '12,34.00',
      0.123456789012345,
      null,
    ]);
    expect(['A7', 'B7', 'C7', 'D7'].map((place) => sheet.cells[place]?.value)).toEqual([
      '@x',
      '007',
      '1234567890123456',
      '1899-12-31',
    ]);
    expect(sheet.cells.A8).toMatchObject({ value: '合计', bold: true });
    expect(sheet.cells.B8?.value).toBe(1_234_567.5);
    expect(answer).toEqual({
      rows: 4,
      sha256: createHash('sha256').update(readFileSync(file)).digest('hex'),
    });
  });

  it('prints well: title, office, filters, date and count, header kept in view and repeated', async () => {
    const { file } = await exported({ note: '领域：政府采购' });
    const [sheet] = seeWorkbook(file).sheets;
    const today = dayInChina(new Date().toISOString());
    expect(sheet).toMatchObject({
      orientation: 'landscape',
      fitToWidth: 1,
      fitToPage: true,
      freeze: 'A4',
      autoFilter: 'A3:D7',
      printTitleRows: '$3:$3',
    });
    expect(sheet?.merges).toContain('A1:D1');
    expect(sheet?.cells.A1?.value).toBe('信用记录台账');
    const unitLine = ['A2', 'B2', 'C2', 'D2'].map((place) => sheet?.cells[place]?.value ?? '').join('');
    expect(unitLine).toBe(`单位：${township.name}筛选：领域：政府采购导出日期：${today}　共 4 条`);
    expect(sheet?.footer.left).toContain(township.name);
    expect(sheet?.footer.right).toContain(`${today} · 共 4 条`);
    expect(printWorkbook(file, temporaryFolder()).pages).toHaveLength(1);
  });

  it('may be empty', async () => {
    const { file, answer } = await exported({ rows: [] });
    expect(answer.rows).toBe(0);
    expect(seeWorkbook(file).sheets[0]?.cells.A3?.value).toBe('文号');
  });

  it('refuses a row with more cells than columns', async () => {
    await expect(exported({ rows: [['1', '2', '3', '4', '5']] })).rejects.toMatchObject({
      code: 'operation.invalidInput',
    });
  });
});
