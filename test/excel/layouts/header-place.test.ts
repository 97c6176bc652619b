/** Tables as offices print them: where the header stands, which rows are data, in which unit the amounts are. */
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { rowsLookedAt } from '#engine/excel/layouts/header-place.ts';
import type { DataRow, ParserSummary, StructureRow } from '#engine/excel/layouts/layout.ts';
import { recordsLayout } from '#engine/excel/layouts/records.ts';
import { readWorkbook } from '#engine/excel/read-workbook.ts';
import { withRowsAhead } from '#engine/excel/rows-ahead.ts';
import type { CreditRecordContent } from '#shared/domain/entities.ts';
import {
  type ForeignCell,
  type ForeignSheet,
  writeForeignWorkbooks,
} from '#test/support/foreign-workbook.ts';
import { sharedTemporaryFolder } from '#test/support/temp-folder.ts';
import { recordsContext, townUscc } from './sample-records.ts';

const flat = [
  '单位',
  '统一社会信用代码',
  '失信类型',
  '文书类型',
  '文号',
  '认定机关',
  '认定日期',
  '事实',
  '金额',
];
const row = (number: number, amount: ForeignCell = 12): ForeignCell[] => [
  '青石镇人民政府',
  townUscc,
  '拖欠企业账款',
  '司法裁判',
  `（2025）青9901民初${number}号`,
  '青云县人民法院',
  { date: '2025-06-18' },
  '未按合同约定支付工程款。',
  amount,
];
const total: ForeignCell[] = ['合计', null, null, null, null, null, null, null, 36];

/** By name of the file: what an office did. */
const files: Record<string, ForeignSheet[]> = {
  'one row below a title, a unit line and a note': [
    {
      name: '台账',
      rows: [
        ['青云县政务失信记录台账（2025年）'],
        ['填报单位（盖章）：青云县信用办', null, null, null, '填报日期：2025-12-31', null, null, '单位：元'],
        ['注：按认定日期排列'],
        flat,
        row(1),
        row(2),
      ],
      merges: ['A1:I1', 'A2:D2', 'E2:G2', 'H2:I2', 'A3:I3'],
    },
  ],
  'groups merged over two rows': [
    {
      name: '台账',
      rows: [
        ['政务失信记录台账'],
        ['失信主体', null, '失信类型', '认定文书', null, null, null, '事实', '金额（万元）'],
        ['单位名称', '统一社会信用代码', null, '文书类型', '文号', '认定机关', '认定日期'],
        row(1),
        row(2),
      ],
      merges: ['A1:I1', 'A2:B2', 'D2:G2', 'C2:C3', 'H2:H3', 'I2:I3'],
    },
  ],
  'three rows, and column numbers below': [
    {
      name: '台账',
      rows: [
        ['附件2'],
        ['政务失信记录台账'],
        ['填报单位：青云县', null, null, null, null, null, '金额单位：万元'],
        ['基本情况', null, null, '认定情况', null, null, null, null, null],
        ['主体', null, '失信类型', '文书', null, '机关和日期', null, '事实', '金额'],
        ['单位', '统一社会信用代码（18位）', null, '文书类型', '文号', '认定机关', '认定日期'],
        ['甲', '乙', 1, 2, 3, 4, 5, 6, 7],
        row(1),
        row(2),
      ],
      merges: ['A2:I2', 'A4:C4', 'D4:I4', 'A5:B5', 'D5:E5', 'F5:G5', 'C5:C6', 'H5:H6', 'I5:I6'],
    },
  ],
  'subtotals, notes between and behind': [
    {
      name: '台账',
      rows: [
        flat,
        row(1),
        ['小计', null, null, null, null, null, null, null, 12],
        ['注：以下为四季度补报'],
        row(2),
        total,
        ['单位负责人：甲', null, '填表人：乙', null, '联系电话：'],
        ['填表说明：1. 金额以万元为单位。'],
        ['2. 一案一行。'],
      ],
    },
  ],
  'the same table on several sheets': [
    { name: '青石镇', rows: [['青石镇台账'], flat, row(1)] },
    { name: '白水镇', rows: [['白水镇台账'], ['报送：白水镇'], flat, row(2)] },
    { name: '封面', rows: [['政务失信台账'], ['二〇二五年']] },
  ],
  'the header again on every page, a title over two columns': [
    {
      name: '台账',
      rows: [[...flat, '责任人', null], row(1).concat('甲', '乙'), [...flat, '责任人', null], row(2)],
      merges: ['J1:K1'],
    },
  ],
  'amounts in yuan by their own title': [
    { name: '台账', rows: [['单位：万元'], [...flat.slice(0, 8), '涉及金额（元）'], row(1, 120_000)] },
  ],
};

interface Read extends ParserSummary {
  data: DataRow<CreditRecordContent>[];
  structure: StructureRow[];
}

const folder = sharedTemporaryFolder();
const fileOf = (name: string): string => path.join(folder, `${name}.xlsx`);
const read = async (name: string): Promise<Read> => {
  const parser = recordsLayout.openParser(recordsContext);
  const data: Read['data'] = [];
  const structure: StructureRow[] = [];
  let rowsInXml = -1;
  for await (const event of withRowsAhead(readWorkbook(fileOf(name)), rowsLookedAt)) {
    if (event.type === 'sheet') parser.enterSheet(event.sheet, event.ahead);
    if (event.type === 'end') rowsInXml = event.rowsInXml;
    if (event.type !== 'row') continue;
    const parsed = parser.accept(event.row);
    if (parsed.kind === 'data') data.push(parsed);
    else structure.push(parsed);
  }
  expect(data.length + structure.length).toBe(rowsInXml);
  return { data, structure, ...parser.finish() };
};
const numbers = ({ data }: Read) => data.map(({ value }) => value?.documentNo);
const amounts = ({ data }: Read) => data.map(({ value }) => value?.amountFen);
const reasons = ({ structure }: Read) => structure.map(({ row, reason }) => `${row} ${reason}`);
const both = ['（2025）青9901民初1号', '（2025）青9901民初2号'];

beforeAll(() =>
  writeForeignWorkbooks(Object.entries(files).map(([name, sheets]) => ({ file: fileOf(name), sheets }))),
);

describe('a header is found', () => {
  test('in one row below a title, a unit line and a note; the unit line says 元', async () => {
    const found = await read('one row below a title, a unit line and a note');
    expect(found.columns).toMatchObject([{ headerRow: 4 }]);
    expect(reasons(found)).toEqual(['1 title', '2 note', '3 note', '4 header']);
    expect(numbers(found)).toEqual(both);
    // 12 元 are 1 200 分.
    expect(amounts(found)).toEqual([1_200, 1_200]);
    expect(found.findings).toEqual([]);
  });

  test('in two rows with merged groups', async () => {
    const found = await read('groups merged over two rows');
    expect(reasons(found)).toEqual(['1 title', '2 header', '3 header']);
    expect(numbers(found)).toEqual(both);
    // 12 万元 are 12 000 000 分.
    expect(amounts(found)).toEqual([12_000_000, 12_000_000]);
    expect(found.columns[0]?.columns.find(({ key }) => key === 'documentNo')?.header).toBe('认定文书文号');
  });

  test('in three rows; column numbers, title and attachment number are no data', async () => {
    const found = await read('three rows, and column numbers below');
    // The topmost groups add nothing to the names: they read like a note.
    expect(reasons(found)).toEqual([
      '1 title',
      '2 note',
      '3 note',
      '4 note',
      '5 header',
      '6 header',
      '7 header',
    ]);
    expect(numbers(found)).toEqual(both);
    expect(amounts(found)).toEqual([12_000_000, 12_000_000]);
  });

  test('on each of several sheets; a cover is named as left out', async () => {
    const found = await read('the same table on several sheets');
    expect(found.columns.map(({ sheet, headerRow }) => [sheet, headerRow])).toEqual([
      ['青石镇', 2],
      ['白水镇', 3],
    ]);
    expect(numbers(found)).toEqual(both);
    expect(found.findings.map(({ code, sheet }) => [code, sheet])).toEqual([['layout.sheetIgnored', '封面']]);
  });
});

describe('rows that are no data', () => {
  test('are subtotals, totals, notes and what follows the explanations', async () => {
    const found = await read('subtotals, notes between and behind');
    expect(numbers(found)).toEqual(both);
    expect(reasons(found)).toEqual([
      '1 header',
      '3 total',
      '4 note',
      '6 total',
      '7 footer',
      '8 footer',
      '9 footer',
    ]);
  });

  test('are headers repeated on every page; the row below a wide title is data', async () => {
    const found = await read('the header again on every page, a title over two columns');
    expect(reasons(found)).toEqual(['1 header', '3 header']);
    expect(numbers(found)).toEqual(both);
    expect(found.data[0]?.value?.responsiblePersons).toBe('甲');
  });
});

test('a unit in the title of the column counts before that of the unit line', async () => {
  const found = await read('amounts in yuan by their own title');
  // 120 000 元 are 12 000 000 分.
  expect(amounts(found)).toEqual([12_000_000]);
});
