import path from 'node:path';
import { expect, test } from 'vitest';
import { buildFindingsWorkbook } from '#engine/excel/layouts/findings-workbook.ts';
import { recordsLayout } from '#engine/excel/layouts/records.ts';
import { writeWorkbook } from '#engine/excel/write-workbook.ts';
import { printWorkbook } from '#test/support/soffice.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { seeWorkbook, sheetOf } from './openpyxl.ts';
import { parseRows, rowsOf } from './parse-rows.ts';
import { recordsContext, townUscc } from './sample-records.ts';

const ledger = '政务失信记录台账';

// Columns in another order than the form's, a title above, and three faulty rows of four.
const foreign = rowsOf('Sheet1', [
  ['某县台账'],
  [
    '统一社会信用代码',
    '单位',
    '失信类型',
    '文书类型',
    '文号',
    '认定机关',
    '认定日期',
    '事实',
    '金额(万元)',
    '备注',
  ],
  [
    townUscc,
    '青石镇人民政府',
    '拖欠企业账款',
    '司法裁判',
    '青法1号',
    '县法院',
    '2026-02-30',
    '未付款',
    '12.5',
    '=1+1',
  ],
  [
    { kind: 'number', text: '119901011000000100', number: '119901011000000100' },
    '青石镇人民政府',
    '拖欠企业账款',
    '司法裁判',
    '青法2号',
    '县法院',
    '2025-06-18',
    '未付款',
    null,
  ],
  [townUscc, '青石镇人民政府', '拖欠企业账款', '司法裁判', '青法3号', '县法院', '2025-06-18', '未付款', 7.25],
  [townUscc, '青石镇政府', '拖欠企业账款', '司法裁判', '青法4号', '县法院', '2025-06-18', '未付款', null],
]);

async function writeFindings() {
  const parsed = parseRows(recordsLayout, recordsContext, foreign);
  const folder = temporaryFolder();
  const file = path.join(folder, 'findings.xlsx');
  const findings = [...parsed.data.flatMap((row) => row.findings), ...parsed.findings];
  const plan = buildFindingsWorkbook(recordsLayout, recordsContext, parsed.data, findings, {
    columns: parsed.columns,
  });
  await writeWorkbook(plan, file);
  return { parsed, file, folder, seen: seeWorkbook(file) };
}

test('every row stands in its order with its text, faulty cells marked and explained', async () => {
  const { parsed, seen } = await writeFindings();
  expect(parsed.data.map((row) => row.findings.map(({ code }) => code))).toEqual([
    ['row.dateInvalid'],
    ['row.codeInNumericCell'],
    [],
    ['record.bodyNameDiffers'],
  ]);
  const sheet = sheetOf(seen, ledger);
  expect(['G4', 'G5', 'G6', 'G7'].map((cell) => sheet.cells[cell]?.value)).toEqual([
    '青法1号',
    '青法2号',
    '青法3号',
    '青法4号',
  ]);
  // the faulty date, as it was written, in colour and with a comment
  expect(sheet.cells.I4).toMatchObject({ value: '2026-02-30', type: 's', fill: 'FFFFC7CE' });
  expect(sheet.cells.I4?.comment).toContain('2026-02-30');
  expect(sheet.cells.B7?.fill).toBe('FFFFF2CC');
  expect(sheet.cells.T3?.value).toBe('错误说明');
  expect(sheet.cells.T4?.value).toContain('不是有效日期');
  expect(sheet.cells.T7?.value).toContain('【提醒】');
  expect(sheet.cells.T6?.value).toBeNull();
  // text stays text, also in a form that goes back
  expect(sheet.cells.S4).toMatchObject({ value: '=1+1', type: 's', quotePrefix: true });
  // a code that lost its digits stays a number until it is typed again
  expect(sheet.cells.C5).toMatchObject({ type: 'n', format: '@', fill: 'FFFFC7CE' });
});

test('the list of faults leads to each cell and names the row of the original file', async () => {
  const { seen } = await writeFindings();
  const { cells } = sheetOf(seen, '错误清单');
  expect([cells.B3?.value, cells.D3?.value, cells.E3?.value]).toEqual(['错误', 'I4', 3]);
  expect(cells.D3?.link).toBe(`'${ledger}'!I4`);
  expect([cells.B5?.value, cells.D5?.value, cells.E5?.value]).toEqual(['提醒', 'B7', 6]);
  expect(cells.F4?.value).toContain('前 15 位');
});

test('uncorrected it imports with the same findings, corrected without any', async () => {
  const { parsed, seen } = await writeFindings();
  const again = parseRows(recordsLayout, recordsContext, seen.rows, seen.rawSheets);
  expect(again.findings).toEqual([]);
  expect(again.data.map((row) => row.original)).toEqual(parsed.data.map((row) => row.original));
  expect(again.data.map((row) => row.value)).toEqual(parsed.data.map((row) => row.value));
  expect(again.data.map((row) => row.findings.map(({ code }) => code))).toEqual(
    parsed.data.map((row) => row.findings.map(({ code }) => code)),
  );
  const corrected = seen.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => {
      if (row.sheet !== ledger) return cell;
      if (row.row === 4 && cell.column === 9) return { ...cell, text: '2026-02-27' };
      if (row.row === 5 && cell.column === 3) return { column: 3, kind: 'text' as const, text: townUscc };
      if (row.row === 7 && cell.column === 2) return { ...cell, text: '青石镇人民政府' };
      return cell;
    }),
  }));
  const fixed = parseRows(recordsLayout, recordsContext, corrected, seen.rawSheets);
  expect(fixed.data.flatMap((row) => row.findings)).toEqual([]);
  expect(fixed.data.map((row) => row.value?.amountFen)).toEqual([12_500_000, null, 7_250_000, null]);
});

test('LibreOffice prints it', async () => {
  const { file, folder } = await writeFindings();
  expect(printWorkbook(file, folder).pages.length).toBeGreaterThanOrEqual(2);
});
