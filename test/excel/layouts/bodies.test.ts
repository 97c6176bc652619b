import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { bodiesLayout, buildBodiesWorkbook } from '#engine/excel/layouts/bodies.ts';
import {
  buildOfficialsWorkbook,
  type OfficialRow,
  officialsLayout,
} from '#engine/excel/layouts/officials.ts';
import { writeWorkbook } from '#engine/excel/write-workbook.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { seeWorkbook, sheetOf } from './openpyxl.ts';
import { parseRows, rowsOf } from './parse-rows.ts';
import { bodies, recordsContext, townUscc } from './sample-records.ts';

describe('the register', () => {
  test('is written cell by cell and comes back the same', async () => {
    const file = path.join(temporaryFolder(), 'bodies.xlsx');
    await writeWorkbook(buildBodiesWorkbook({ officeName: '青云县' }, bodies), file);
    const seen = seeWorkbook(file);
    const { cells } = sheetOf(seen, '单位名录');
    expect('ABCDEFGHIJKLMN'.split('').map((letter) => cells[`${letter}4`]?.value)).toEqual([
      1,
      '青石镇人民政府',
      townUscc,
      '青石镇',
      '乡镇',
      '乡镇级',
      '990101100000',
      null,
      '乡镇组',
      '张某',
      '李某',
      '0530-1234567',
      '2019-03-01',
      null,
    ]);
    expect(cells.G4).toMatchObject({ type: 's', format: '@' });
    const parsed = parseRows(bodiesLayout, {}, seen.rows, seen.rawSheets);
    expect(parsed.findings).toEqual([]);
    expect(parsed.data.map((row) => row.value)).toEqual(bodies);
    expect(parsed.data.map((row) => row.naturalKey)).toEqual(bodies.map((body) => body.uscc));
  });

  const header = [
    '单位名称',
    '统一社会信用代码',
    '单位类型',
    '行政层级',
    '行政区划代码',
    '上级单位代码',
    '电话',
    '启用日期',
    '停用日期',
  ];
  const good = [
    '青石镇人民政府',
    townUscc,
    '乡镇',
    '乡镇级',
    '990101100000',
    null,
    '0530-1',
    '2019-03-01',
    null,
  ];
  const findingsOf = (column: string, value: string | number | null) => {
    const line = good.map((cell, index) => (header[index] === column ? value : cell));
    const [row] = parseRows(bodiesLayout, {}, rowsOf('单位名录', [header, line])).data;
    return row?.findings.map(({ severity, code, column: at }) => `${at} ${severity} ${code}`);
  };

  test.each([
    ['单位类型', '镇', 'C error row.notInList'],
    ['行政层级', '县级', 'D warning body.levelDiffers'],
    ['行政区划代码', '9901011', 'E error regionCode.length'],
    ['行政区划代码', 990101100000, 'E error row.codeInNumericCell'],
    ['上级单位代码', townUscc, 'F error body.parentIsItself'],
    ['电话', '问办公室', 'G warning row.phoneInvalid'],
    ['停用日期', '2018-01-01', 'I error row.datesReversed'],
  ])('%s = %j: %s', (column, value, finding) => {
    expect(findingsOf(column, value)).toEqual([finding]);
  });

  test('a telephone number stored as a number is kept', () => {
    expect(findingsOf('电话', 13800000000)).toEqual([]);
  });
});

describe('the officials’ files', () => {
  const rows: OfficialRow[] = [
    {
      bodyName: '青石镇人民政府',
      official: {
        bodyUscc: townUscc,
        name: '赵某',
        // published example of GB 11643-1999
        idNo: '11010519491231002X',
        post: '科员',
        staffCategory: 'civilServant',
        entryDate: '2010-07-01',
        fileNo: 'D-001',
        pledgeSignedOn: '2026-01-05',
        trainingHours: 16,
      },
      commendations: 1,
      dishonestRecords: 0,
      disciplineUntil: null,
      annualGrade: '优秀',
    },
  ];

  async function write(unmasked: boolean) {
    const file = path.join(temporaryFolder(), 'officials.xlsx');
    await writeWorkbook(buildOfficialsWorkbook({ officeName: '青云县' }, rows, { unmasked }), file);
    return seeWorkbook(file);
  }

  test('mask citizen numbers unless asked otherwise, and a masked number is no number', async () => {
    const masked = await write(false);
    expect(sheetOf(masked, '公职人员诚信档案').cells.C4?.value).toBe('1101**********002X');
    const parsed = parseRows(officialsLayout, recordsContext, masked.rows, masked.rawSheets);
    expect(parsed.data[0]?.findings.map(({ code }) => code)).toEqual(['official.idMasked']);
  });

  test('come back the same, and their key does not hold the citizen number', async () => {
    const seen = await write(true);
    const context = { ...recordsContext, identityKey: () => 'k' };
    const parsed = parseRows(officialsLayout, context, seen.rows, seen.rawSheets);
    expect(parsed.data.map((row) => row.value)).toEqual(rows.map((row) => row.official));
    expect(parsed.data[0]?.naturalKey).toBe('id:k');
    const [plain] = parseRows(officialsLayout, recordsContext, seen.rows, seen.rawSheets).data;
    expect(plain?.naturalKey).toBe(`${townUscc}|赵某|D-001`);
  });

  test('findings name no person', () => {
    const lines = rowsOf('公职人员诚信档案', [
      ['姓名', '身份证号', '单位统一社会信用代码', '人员类别'],
      ['赵某', '110105194912310021', townUscc, '公务员'],
    ]);
    const [row] = parseRows(officialsLayout, recordsContext, lines).data;
    expect(row?.findings).toMatchObject([{ code: 'citizenId.checkCharacter', params: {} }]);
  });
});
