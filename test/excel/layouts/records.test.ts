import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildRecordsWorkbook, recordsLayout } from '#engine/excel/layouts/records.ts';
import type { RawCell } from '#engine/excel/workbook-types.ts';
import { writeWorkbook } from '#engine/excel/write-workbook.ts';
import { recordNaturalKey } from '#shared/domain/forms/read-record.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { seeWorkbook, sheetOf } from './openpyxl.ts';
import { parseRows, rowsOf } from './parse-rows.ts';
import { bureauUscc, records, recordsContext, townUscc } from './sample-records.ts';

const ledger = '政务失信记录台账';

describe('the exported ledger', () => {
  test('holds every value in the form it should have, read by openpyxl', async () => {
    const file = path.join(temporaryFolder(), 'records.xlsx');
    const written = await writeWorkbook(buildRecordsWorkbook(recordsContext, records), file);
    const seen = seeWorkbook(file);
    const { cells } = sheetOf(seen, ledger);
    const valueAt = (address: string) => cells[address]?.value ?? null;

    // title, unit line, header, two rows, sign-off
    expect(written.rows).toBe(6);
    expect(valueAt('A1')).toBe('政务失信记录台账');
    const row = 'ABCDEFGHIJKLMNOPQRS'.split('').map((letter) => valueAt(`${letter}4`));
    expect(row).toEqual([
      1,
      '青石镇人民政府',
      townUscc,
      '招商引资',
      '拖欠企业账款',
      '司法裁判',
      '（2025）青9901民初100号',
      '青云县人民法院',
      '2025-06-18',
      '2025年6月，未按合同约定支付工程款，经法院判决仍未在期限内履行。',
      125,
      '严重',
      '王某、赵某',
      null,
      null,
      null,
      '整改中',
      '未申请',
      null,
    ]);
    // 33 分 is 0.000033 万元; a name that two items share is written as the code
    expect(valueAt('K5')).toBe(0.000033);
    expect(valueAt('E5')).toBe('N04');
    expect(cells.C4).toMatchObject({ type: 's', format: '@' });
    expect(cells.G4).toMatchObject({ type: 's', format: '@' });
    expect(cells.I4).toMatchObject({ type: 'd', format: 'yyyy-mm-dd' });
    expect(cells.K4).toMatchObject({ type: 'n', format: '#,##0.00' });
    expect(cells.A1?.font).toBe('黑体');
    expect(cells.B4?.font).toBe('宋体');
  });

  test('comes back through the import as the same records', async () => {
    const file = path.join(temporaryFolder(), 'records.xlsx');
    await writeWorkbook(buildRecordsWorkbook(recordsContext, records), file);
    const seen = seeWorkbook(file);
    const parsed = parseRows(recordsLayout, recordsContext, seen.rows, seen.rawSheets);
    expect(parsed.findings).toEqual([]);
    expect(parsed.data.flatMap((row) => row.findings)).toEqual([]);
    expect(parsed.data.map((row) => row.value)).toEqual(records.map(({ record }) => record));
    expect(parsed.data.map((row) => row.naturalKey)).toEqual(
      records.map(({ record }) => recordNaturalKey(record)),
    );
    expect(parsed.data.length + parsed.structure.length).toBe(seen.rows.length);
    expect(parsed.meta).toEqual({ template: 'records', templateVersion: '1.0' });
  });

  test('is set up for printing', async () => {
    const file = path.join(temporaryFolder(), 'records.xlsx');
    await writeWorkbook(buildRecordsWorkbook(recordsContext, records), file);
    const sheet = sheetOf(seeWorkbook(file), ledger);
    expect(sheet).toMatchObject({ orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 });
    expect(Number(sheet.paperSize)).toBe(9);
    expect(sheet.printTitleRows).toBe('$3:$3');
    expect(sheet.printArea).toContain('$A$1:$S$6');
    expect(sheet.footer.center).toContain('第 &P 页 共 &N 页');
    expect(sheet.centred).toBe(true);
    expect(sheet.merges).toContain('A1:S1');
    const signOff = Object.entries(sheet.cells).flatMap(([address, cell]) =>
      address.endsWith('6') && cell.value !== null ? [cell.value] : [],
    );
    expect(signOff).toEqual(['单位负责人：', '审核人：', '填表人：', '联系电话：', '填报日期：']);
  });
});

describe('the empty form', () => {
  test('offers lists from the hidden sheet, over bounded ranges', async () => {
    const file = path.join(temporaryFolder(), 'form.xlsx');
    await writeWorkbook(recordsLayout.buildTemplate(recordsContext), file);
    const seen = seeWorkbook(file);
    expect(seen.sheets.map(({ name, state }) => [name, state])).toEqual([
      [ledger, 'visible'],
      ['_lists', 'hidden'],
      ['_meta', 'hidden'],
    ]);
    const sheet = sheetOf(seen, ledger);
    expect(sheet.validations.map(({ range }) => range)).toEqual(
      expect.arrayContaining(['D4:D5003', 'E4:E5003', 'F4:F5003', 'L4:L5003', 'Q4:Q5003', 'R4:R5003']),
    );
    for (const { source, type } of sheet.validations) {
      expect(type).toBe('list');
      expect(source).toMatch(/^'?_lists'?!\$[A-Z]+\$2:\$[A-Z]+\$\d+$/);
    }
    const lists = sheetOf(seen, '_lists').cells;
    expect(lists.B2?.value).toBe('拖欠企业账款');
    expect(Object.values(lists).some((cell) => cell.value === '受到省级表彰')).toBe(false);
    // cells below the form keep the text format, so that a code typed there stays whole
    expect(sheet.cells.C20?.format).toBe('@');
  });

  test('is read as a form without data', async () => {
    const file = path.join(temporaryFolder(), 'form.xlsx');
    await writeWorkbook(recordsLayout.buildTemplate(recordsContext), file);
    const seen = seeWorkbook(file);
    const parsed = parseRows(recordsLayout, recordsContext, seen.rows, seen.rawSheets);
    expect(parsed.data).toEqual([]);
    expect(parsed.findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['layout.noRows', 'warning'],
    ]);
    expect(parsed.structure).toHaveLength(seen.rows.length);
  });
});

const header = [
  '单位',
  '统一社会信用代码',
  '失信类型',
  '文书类型',
  '文号',
  '认定机关',
  '认定日期',
  '事实',
  '金额(万元)',
];
const good = [
  '青石镇人民政府',
  townUscc,
  '拖欠企业账款',
  '司法裁判',
  '青法〔2025〕1号',
  '青云县人民法院',
  '2025-06-18',
  '未付款',
  '12.5',
];
type Value = string | number | Omit<RawCell, 'column'> | null;

function parseLines(lines: readonly (readonly Value[])[], sheet = ledger) {
  return parseRows(recordsLayout, recordsContext, rowsOf(sheet, lines));
}

function parseCell(column: string, value: Value) {
  const line: Value[] = [...good];
  line[header.indexOf(column)] = value;
  const [row] = parseLines([header, line]).data;
  if (!row) throw new Error('no data row');
  return { value: row.value, findings: row.findings.map(({ code, severity }) => `${severity} ${code}`), row };
}

describe('rows of other offices', () => {
  test('a row with everything is taken, with what the sheet leaves open from the catalogue', () => {
    const [row] = parseLines([header, good]).data;
    expect(row?.findings).toEqual([]);
    expect(row?.value).toMatchObject({
      bodyUscc: townUscc,
      catalogueItem: 'N01',
      domain: 'investment',
      severity: 'general',
      disclosureLevel: 'public',
      amountFen: 12_500_000,
      status: 'confirmed',
      rectificationStatus: 'notStarted',
      repairStatus: 'none',
      publicFrom: null,
    });
  });

  test('the header is found below title and notes, in any order, under other names, over two rows', () => {
    const parsed = parseLines([
      ['2025年政务失信台账'],
      ['填报单位：青石镇'],
      [
        '序号',
        '文书号',
        '主体名称',
        '信用代码 *',
        '失信事项',
        '文书种类',
        '决定机关',
        '决定日期',
        '失信事实',
        '公示',
        null,
        null,
        '内部编号',
      ],
      [null, null, null, null, null, null, null, null, null, '起', '最短', '最长', null],
      ['甲', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'],
      [
        '1',
        '青法〔2025〕1号',
        '青石镇人民政府',
        townUscc,
        'N01',
        '司法裁判',
        '县法院',
        '2025年6月18日',
        '未付款',
        '2025-06-18',
        null,
        null,
        'x9',
      ],
      [null, '合 计', '1件'],
      [
        '2',
        '青法〔2025〕2号',
        '青石镇人民政府',
        townUscc,
        'N01',
        '司法裁判',
        '县法院',
        '2025.6.19',
        '未付款',
      ],
      ['单位负责人：张某', null, '审核人：李某'],
      ['填表说明：1. 照实填写'],
      [
        '3',
        '青法〔2025〕3号',
        '青石镇人民政府',
        townUscc,
        'N01',
        '司法裁判',
        '县法院',
        '2025-06-20',
        '未付款',
      ],
    ]);
    expect(parsed.structure.map(({ row, reason }) => [row, reason])).toEqual([
      [1, 'title'],
      [2, 'note'],
      [3, 'header'],
      [4, 'header'],
      [5, 'header'],
      [7, 'total'],
      [9, 'footer'],
      [10, 'footer'],
      [11, 'footer'],
    ]);
    expect(parsed.data.map((row) => [row.row, row.value?.decisionDate])).toEqual([
      [6, '2025-06-18'],
      [8, '2025-06-19'],
    ]);
    expect(parsed.findings.map(({ code, params }) => [code, params])).toEqual([
      ['layout.columnUnknown', { titles: 'M 列“内部编号”' }],
      ['layout.rowsAfterNotes', { rows: 1, firstRow: 11 }],
    ]);
    const places = Object.fromEntries(
      (parsed.columns[0]?.columns ?? []).map(({ key, column }) => [key, column]),
    );
    expect(places).toMatchObject({
      bodyName: 'C',
      publicFrom: 'J',
      publicMin: 'K',
      publicMax: 'L',
      amount: null,
    });
  });

  test('a missing required column is named, and no row of the sheet is taken', () => {
    const parsed = parseLines([header.slice(1), good.slice(1)]);
    expect(parsed.findings).toEqual([
      {
        code: 'layout.columnMissing',
        severity: 'error',
        params: { form: ledger, columns: '单位' },
        sheet: ledger,
      },
    ]);
    expect(parsed.data).toHaveLength(1);
    expect(parsed.data[0]).toMatchObject({ value: null, findings: [] });
  });

  test('a file without the header is refused by name', () => {
    const parsed = parseLines([
      ['姓名', '年龄'],
      ['张某', '30'],
    ]);
    expect(parsed.findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['layout.headerNotFound', 'error'],
    ]);
    expect(parsed.data).toEqual([]);
    expect(parsed.structure).toHaveLength(2);
  });

  test('a repeated column is refused', () => {
    const parsed = parseLines([
      [...header, '文号'],
      [...good, 'x'],
    ]);
    expect(parsed.findings).toMatchObject([
      { code: 'layout.columnRepeated', params: { title: '文号', columns: 'E、J' } },
    ]);
    expect(parsed.data[0]?.value).toBeNull();
  });

  test('a blank required cell names its column and place', () => {
    const { row } = parseCell('认定机关', null);
    expect(row.findings).toEqual([
      {
        code: 'row.required',
        severity: 'error',
        params: { title: '认定机关' },
        sheet: ledger,
        row: 2,
        column: 'F',
      },
    ]);
  });

  test('a code in a numeric cell is refused whatever its value', () => {
    const stored = { kind: 'number', text: '119901011000000100', number: '119901011000000100' } as const;
    const { row } = parseCell('统一社会信用代码', stored);
    expect(row.value).toBeNull();
    expect(row.findings).toEqual([
      {
        code: 'row.codeInNumericCell',
        severity: 'error',
        params: { title: '统一社会信用代码', digits: 18 },
        sheet: ledger,
        row: 2,
        column: 'B',
      },
    ]);
  });

  test.each([
    [
      'full-width and spaced',
      `${[...townUscc].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')}　`,
    ],
    ['small letters', townUscc.toLowerCase()],
  ])('a code written %s is read', (_, text) => {
    expect(parseCell('统一社会信用代码', text).value?.bodyUscc).toBe(townUscc);
  });

  test('names are not rewritten', () => {
    // U+F9DC is a compatibility ideograph that NFKC would replace by U+9686.
    expect(parseCell('认定机关', ' 青云县\uF9DC兴法院 ').value?.issuingOrgan).toBe('青云县\uF9DC兴法院');
  });

  test.each([
    '2026-03-01',
    '2026/3/1',
    '2026.3.1',
    '2026年3月1日',
    '2026 年 3 月 1 日',
    '20260301',
    '２０２６－０３－０１',
    '二〇二六年三月一日',
    '2026-03-01 00:00:00',
    { kind: 'date', text: '2026-03-01' } as const,
    { kind: 'number', text: '20260301', number: '20260301' } as const,
  ])('the date %j is 2026-03-01', (value) => {
    expect(parseCell('认定日期', value).value?.decisionDate).toBe('2026-03-01');
  });

  test.each(['2026-02-29', '2026年13月1日', '2026年3月', '26.3.1', '三月一日', '1899-01-01', '2026-3-1x'])(
    '%s is no date',
    (text) => {
      expect(parseCell('认定日期', text).findings).toEqual(['error row.dateInvalid']);
    },
  );

  // The oldest rule of the bundled table is the trial measure of 2023-05-01 (国家发展改革委令第58号).
  test.each([
    ['2023-04-30', ['warning publicity.noRule']],
    ['2023-05-01', []],
  ])('decided on %s, before or under the first publicity rule', (date, findings) => {
    const parsed = parseCell('认定日期', date);
    expect(parsed.findings).toEqual(findings);
    expect(parsed.value?.decisionDate).toBe(date);
    expect(parsed.row.findings.map(({ column }) => column)).toEqual(findings.map(() => 'G'));
  });

  test('a bare serial number is named with the date it may stand for', () => {
    // 45413 is 2024-05-01 in the 1900 date system.
    const { row } = parseCell('认定日期', 45413);
    expect(row.findings).toMatchObject([
      { code: 'row.dateIsNumber', params: { text: '45413', date: '2024-05-01' } },
    ]);
  });

  test.each([
    ['12.5', 12_500_000],
    ['1,234.56', 1_234_560_000],
    ['12.5万元', 12_500_000],
    ['0.000001', 1],
    [{ kind: 'number', text: '0.30000000000000004', number: '0.30000000000000004' } as const, 300_000],
    [null, null],
  ])('the amount %j is %j 分', (value, fen) => {
    expect(parseCell('金额(万元)', value).value?.amountFen).toBe(fen);
  });

  test.each([
    ['0.0000001', 'error money.tooPrecise'],
    ['-1', 'error money.negative'],
    ['约12万', 'error row.notANumber'],
    ['1200元', 'error row.notANumber'],
  ])('the amount %s is refused', (text, finding) => {
    expect(parseCell('金额(万元)', text).findings).toEqual([finding]);
  });

  test('a column in 元 is read in 元', () => {
    const lines = [
      header.map((title) => (title === '金额(万元)' ? '金额（元）' : title)),
      [...good.slice(0, 8), '1250.5'],
    ];
    expect(parseLines(lines).data[0]?.value?.amountFen).toBe(125_050);
  });

  test('a value outside a list is refused with the labels that are allowed', () => {
    const { row } = parseCell('文书类型', '判决');
    expect(row.findings).toMatchObject([
      { code: 'row.notInList', params: { title: '文书类型', text: '判决' } },
    ]);
    expect(String(row.findings[0]?.params.allowed)).toContain('司法裁判、仲裁裁决');
    expect(parseCell('文书类型', 'judgment').value?.documentType).toBe('judgment');
  });

  test('catalogue, document type, date and body are checked against what is known', () => {
    expect(parseCell('失信类型', '上访').findings).toEqual(['error record.catalogueUnknown']);
    expect(parseCell('失信类型', '受到省级表彰').findings).toEqual(['error record.catalogueUnknown']);
    expect(parseCell('失信类型', '政府采购违约').findings).toEqual(['error record.documentTypeNotAllowed']);
    expect(parseCell('失信类型', 'N03').findings).toEqual(['error record.catalogueNotInForce']);
    // of the two items of this name, the one in force on the decision date
    expect(parseCell('失信类型', '未履行生效裁判').value?.catalogueItem).toBe('N04');
    expect(parseCell('认定日期', '2026-11-24').findings).toEqual(['error record.dateInFuture']);
    expect(parseCell('统一社会信用代码', '91350100M000100Y43').findings).toEqual([
      'error import.bodyUnknown',
    ]);
    expect(parseCell('统一社会信用代码', `${townUscc.slice(0, 17)}?`).findings).toEqual([
      'error uscc.character',
    ]);
    expect(parseCell('统一社会信用代码', bureauUscc).findings).toEqual(['warning record.bodyNameDiffers']);
  });

  test('over-long text, formulas without value, errors and hidden rows are named', () => {
    expect(parseCell('事实', '长'.repeat(501)).row.findings).toMatchObject([
      { code: 'row.tooLong', params: { title: '事实', length: 501, max: 500 } },
    ]);
    expect(parseCell('事实', { kind: 'formulaWithoutValue', text: '' }).findings).toEqual([
      'error row.formulaWithoutValue',
    ]);
    expect(parseCell('文号', { kind: 'error', text: '#N/A' }).findings).toEqual(['error row.cellError']);
    const hidden = rowsOf(ledger, [header, good]).map((row) => ({ ...row, hidden: row.row === 2 }));
    const [row] = parseRows(recordsLayout, recordsContext, hidden).data;
    expect(row?.findings.map(({ code, severity }) => [code, severity])).toEqual([['row.hidden', 'warning']]);
    expect(row?.value).not.toBeNull();
  });

  test('all faults of a row are named at once, and its original text is kept in layout order', () => {
    const line = ['青石镇人民政府', 'abc', '上访', '判决', null, '县法院', '昨天', '事实', '很多'];
    const [row] = parseLines([header, line]).data;
    expect(row?.findings.map(({ column, code }) => `${column} ${code}`).sort()).toEqual([
      'B uscc.length',
      'C record.catalogueUnknown',
      'D row.notInList',
      'E row.required',
      'G row.dateInvalid',
      'I row.notANumber',
    ]);
    expect(row?.original.slice(0, 11)).toEqual([
      '',
      '青石镇人民政府',
      'abc',
      '',
      '上访',
      '判决',
      '',
      '县法院',
      '昨天',
      '事实',
      '很多',
    ]);
  });

  test('several sheets with the header are all read, others are reported', () => {
    const rows = [
      ...rowsOf('甲村', [header, good]),
      ...rowsOf('乙村', [header, good]),
      ...rowsOf('草稿', [['随手记']]),
    ];
    const hidden = rowsOf('旧数据', [header, good]);
    const parsed = parseRows(
      recordsLayout,
      recordsContext,
      [...rows, ...hidden],
      [{ name: '旧数据', index: 3, state: 'hidden', merges: [] }],
    );
    expect(parsed.data.map(({ sheet }) => sheet)).toEqual(['甲村', '乙村']);
    expect(parsed.findings.map(({ code, sheet }) => [code, sheet])).toEqual([
      ['layout.sheetHidden', '旧数据'],
      ['layout.sheetIgnored', '草稿'],
    ]);
    expect(parsed.data.length + parsed.structure.length).toBe(7);
  });

  test('the same document under other brackets and spaces has the same key', () => {
    const key = (documentNo: string) =>
      recordNaturalKey({ bodyUscc: townUscc, catalogueItem: 'N01', documentNo });
    expect(key('青法〔2025〕1号')).toBe(key('青法 [2025] 1号'));
    expect(key('青法（2025）1号')).toBe(key('青法【2025】１号'));
    expect(key('青法〔2025〕1号')).not.toBe(key('青法〔2025〕2号'));
  });
});
