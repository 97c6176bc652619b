import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildSummaryWorkbook, type SummaryInput } from '#engine/excel/layouts/summary.ts';
import { writeWorkbook } from '#engine/excel/write-workbook.ts';
import { type ModelDocument, modelDocument } from '#shared/model/definition.ts';
import type { ModelResult, NodeResult, SubjectResult } from '#shared/model/result.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { type SeenSheet, seeWorkbook, sheetOf } from './openpyxl.ts';

const model: ModelDocument = modelDocument.parse({
  format: 'zhengxin-model/1',
  code: 'M',
  name: '测试模型',
  version: '1.2.0',
  subjectKinds: ['township'],
  fullScore: 100,
  nodes: [
    { code: 'A', name: '依法行政', parent: null, weight: 60 },
    {
      code: 'A1',
      name: '办结率',
      parent: 'A',
      weight: 40,
      scoring: { method: 'ratio', numerator: 'n', denominator: 'd' },
    },
    {
      code: 'A2',
      name: '违规件数',
      parent: 'A',
      weight: 20,
      scoring: { method: 'deduct', items: [{ item: 'k', points: 5 }] },
    },
    { code: 'B', name: '公开', parent: null, weight: 40, scoring: { method: 'manual', item: 'g' } },
  ],
  penalty: { cap: 10, items: [{ code: 'P1', name: '迟报', points: 0.5 }] },
  vetoes: [
    { code: 'V1', name: '群体性事件', gradeAtMost: 'fail' },
    { code: 'V2', name: '弄虚作假', zeroNodes: ['A'] },
  ],
  grades: [
    { code: 'good', name: '良好', min: 80 },
    { code: 'fail', name: '不合格', min: 0 },
  ],
  extensions: { items: { A1: { n: '按期办结数', d: '办结总数' }, A2: { k: '违规件数' } } },
});

const node = (
  code: string,
  points: string,
  published: string | null,
  more: Partial<NodeResult> = {},
): NodeResult => ({
  code,
  status: published === null ? 'excluded' : 'scored',
  rate: published === null ? null : (Number(published) / Number(points)).toFixed(10),
  points: `${points}.0000000000`,
  earned: published === null ? null : `${published}00000000`,
  published,
  trace: '',
  ...more,
});

const complete = (code: string, more: Partial<SubjectResult>): SubjectResult => ({
  code,
  status: 'complete',
  base: null,
  bonus: '0.0000000000',
  penalty: '0.0000000000',
  total: null,
  score: null,
  grade: 'good',
  rank: null,
  groupRank: null,
  missing: [],
  findings: [],
  nodes: [],
  ...more,
});

// Written by hand, as the engine would give it for these values; the arithmetic stands beside it.
const result: ModelResult = {
  format: 'zhengxin-result/1',
  model: { code: 'M', version: '1.2.0', digest: 'a'.repeat(64) },
  dataDigest: 'b'.repeat(64),
  engine: '1',
  subjects: [
    // 36.67 + 15.00 + 38.50 = 90.17; less 1.00 = 89.17
    complete('T1', {
      base: '90.1700000000',
      penalty: '1.0000000000',
      total: '89.1700000000',
      score: '89.17',
      rank: 1,
      groupRank: 1,
      nodes: [
        node('A', '60', '51.67'),
        node('A1', '40', '36.67', { trace: 'n÷d：11÷12≈0.9166666667；得分 36.67 分' }),
        node('A2', '20', '15.00', { trace: '扣分：k 1×5 分＝5' }),
        node('B', '40', '38.50'),
      ],
    }),
    // A2 does not apply: A1 may earn 60; 60.00 + 20.00 = 80.00
    complete('T2', {
      base: '80.0000000000',
      total: '80.0000000000',
      score: '80.00',
      grade: 'fail',
      rank: 2,
      groupRank: 1,
      nodes: [
        node('A', '60', '60.00'),
        node('A1', '40', '60.00', { rate: '1.0000000000' }),
        node('A2', '20', null),
        node('B', '40', '20.00', { status: 'missing', published: '20.00' }),
      ],
    }),
    // two of one group share the second place
    ...['T3', 'T4'].map((code) =>
      complete(code, {
        base: '100.0000000000',
        total: '100.0000000000',
        score: '100.00',
        rank: 3,
        groupRank: 2,
        nodes: [
          node('A', '60', '60.00'),
          node('A1', '40', '40.00'),
          node('A2', '20', '20.00'),
          node('B', '40', '40.00'),
        ],
      }),
    ),
    complete('T5', {
      status: 'incomplete',
      bonus: null,
      penalty: null,
      grade: null,
      missing: [{ leaf: 'A1', blocking: true }],
      nodes: [],
    }),
  ],
};

const input: SummaryInput = {
  cycle: { code: '2026', name: '2026年度考核', year: 2026 },
  officeName: '青云县政务诚信办',
  preparedOn: '2026-11-23',
  runs: [
    {
      model,
      result,
      resultDigest: 'c'.repeat(64),
      decisions: [
        { bodyUscc: 'T1', kind: 'adjustment', code: 'P1', count: '2', reason: '两次迟报' },
        { bodyUscc: 'T2', kind: 'veto', code: 'V1', count: '1', reason: '=通报' },
        { bodyUscc: 'T9', kind: 'veto', code: 'V2', count: '1', reason: '别的单位' },
      ],
    },
  ],
  bodies: [
    { uscc: 'T1', name: '青石镇', groupCode: '乡镇组' },
    { uscc: 'T2', name: '白云街道', groupCode: '街道组' },
    { uscc: 'T3', name: '望江镇', groupCode: '乡镇组' },
    { uscc: 'T4', name: '柳河镇', groupCode: '乡镇组' },
    { uscc: 'T5', name: '大营镇', groupCode: '乡镇组' },
  ],
};

async function write(summary: SummaryInput = input) {
  const file = path.join(temporaryFolder(), 'summary.xlsx');
  await writeWorkbook(buildSummaryWorkbook(summary), file);
  return seeWorkbook(file);
}

const rowOf = (sheet: SeenSheet, row: number, letters: string) =>
  letters.split('').map((letter) => sheet.cells[`${letter}${row}`]?.value ?? null);

describe('得分汇总表', () => {
  test('prints what was published, and the columns add up', async () => {
    const sheet = sheetOf(await write(), '得分汇总表');
    expect(rowOf(sheet, 3, 'ABCDEFGHIJKLM')).toEqual([
      '序号',
      '单位',
      '组别',
      '依法行政',
      '公开',
      '基础分',
      '加分',
      '扣分',
      '否决情形',
      '总分',
      '等次',
      '名次',
      '组内名次',
    ]);
    expect(rowOf(sheet, 4, 'ABCDEFGHIJKLM')).toEqual([
      1,
      '青石镇',
      '乡镇组',
      51.67,
      38.5,
      90.17,
      0,
      1,
      null,
      89.17,
      '良好',
      1,
      1,
    ]);
    expect(rowOf(sheet, 5, 'BIJKL')).toEqual(['白云街道', '群体性事件', 80, '不合格', 2]);
    expect(rowOf(sheet, 8, 'BDFJKLM')).toEqual(['大营镇', '—', '—', '—', '资料不全', '—', '—']);
    for (const row of [4, 5, 6, 7]) {
      const [a, b, base, bonus, penalty, total] = rowOf(sheet, row, 'DEFGHJ').map((value) =>
        Math.round(Number(value) * 100),
      );
      expect((a ?? 0) + (b ?? 0)).toBe(base);
      expect((base ?? 0) + (bonus ?? 0) - (penalty ?? 0)).toBe(total);
    }
    expect(sheet.cells.D4?.format).toBe('0.00');
    // (89.17 + 80 + 100 + 100) ÷ 4 = 92.2925; (90.17 + 80 + 100 + 100) ÷ 4 = 92.5425; penalty 1 ÷ 4 = 0.25
    expect(rowOf(sheet, 9, 'AFGHJ')).toEqual(['平均（四舍五入）', 92.54, 0, 0.25, 92.29]);
    const notes = [10, 11, 12, 13].map((row) => sheet.cells[`A${row}`]?.value);
    expect(notes).toEqual([
      '注：1. 参加考核5个单位，其中良好3个、不合格1个，未计分1个（大营镇）。',
      '2. 白云街道：80.00分属“良好”，因有否决情形评为“不合格”。',
      '3. 名次并列：第3名望江镇、柳河镇。',
      '4. 有否决情形的单位（白云街道）排在其他单位之后。',
    ]);
    expect(sheet.footer.right).toContain('模型 aaaaaaaaaaaa 结果 cccccccccccc');
    expect(sheet.printTitleRows).toBe('$3:$3');
  });
});

describe('分组汇总表', () => {
  test('has the units of each group in the order of its ranking, with the means of the group', async () => {
    const sheet = sheetOf(await write(), '分组汇总表');
    expect([4, 5, 6, 7, 8, 9].map((row) => sheet.cells[`A${row}`]?.value)).toEqual([
      '乡镇组（4个单位）',
      1,
      2,
      3,
      4,
      '平均（四舍五入）',
    ]);
    // (89.17 + 100 + 100) ÷ 3 = 96.39; the unit without a score does not count
    expect(rowOf(sheet, 9, 'J')).toEqual([96.39]);
    // one unit alone has no mean
    expect([10, 11, 12].map((row) => sheet.cells[`A${row}`]?.value)).toEqual([
      '街道组（1个单位）',
      1,
      '单位负责人：',
    ]);
  });
});

describe('by what right it is printed', () => {
  const stored = (kind: 'official' | 'corrected' | null): SummaryInput => ({
    ...input,
    runs: input.runs.map((run) => ({
      ...run,
      stored: {
        id: '0195-0000-abcd1234',
        seal: kind && { kind, reason: '望江镇申诉成立', approvedBy: '考核领导小组', documentNo: null },
        former:
          kind !== 'corrected'
            ? null
            : {
                ...result,
                subjects: result.subjects.map((subject) =>
                  subject.code === 'T3' ? { ...subject, score: '88.00', rank: 3 } : subject,
                ),
              },
      },
    })),
  });
  const texts = (sheet: SeenSheet) => Object.values(sheet.cells).map(({ value }) => String(value));

  test('a trial run says on every sheet that it is one', async () => {
    const seen = await write(stored(null));
    for (const name of ['得分汇总表', '分组汇总表', '排名表', '扣分明细']) {
      expect(sheetOf(seen, name).cells.A1?.value).toBe(`2026年度政务诚信考核${name}（试算稿）`);
    }
    expect(texts(sheetOf(seen, '得分汇总表'))).toContain(
      '注：1. 试算稿：没有确认为正式结果，不得公布，不作为考核依据。',
    );
    expect(sheetOf(seen, '得分汇总表').footer.right).toContain('测算号 ABCD1234');
  });

  test('a corrected result keeps the former score beside it; the official one bears no mark', async () => {
    const seen = await write(stored('corrected'));
    expect(sheetOf(seen, '得分汇总表').cells.A1?.value).toBe('2026年度政务诚信考核得分汇总表（更正结果）');
    expect(texts(sheetOf(seen, '得分汇总表'))).toContain(
      '5. 本表为复核更正结果：望江镇原88.00分、第3名，更正为100.00分、第3名。原因：望江镇申诉成立；批准：考核领导小组。',
    );
    const official = await write(stored('official'));
    expect(sheetOf(official, '得分汇总表').cells.A1?.value).toBe('2026年度政务诚信考核得分汇总表');
  });
});

describe('排名表', () => {
  test('ranks within groups and says where places are shared', async () => {
    const sheet = sheetOf(await write(), '排名表');
    expect(sheet.cells.A4?.value).toBe('乡镇组（4个单位）');
    expect(rowOf(sheet, 5, 'ABCDEFGH')).toEqual([
      1,
      '青石镇',
      89.17,
      '良好',
      '2（并列）',
      '柳河镇',
      100,
      '良好',
    ]);
    expect(rowOf(sheet, 6, 'ABCDEFGH')).toEqual([
      '2（并列）',
      '望江镇',
      100,
      '良好',
      '—',
      '大营镇',
      '—',
      '资料不全',
    ]);
    expect(sheet.cells.A7?.value).toBe('街道组（1个单位）');
  });
});

describe('扣分明细', () => {
  test('lists every leaf that lost points with its trace, by the names of its items', async () => {
    const sheet = sheetOf(await write(), '扣分明细');
    expect(sheet.cells.A4?.value).toBe('青石镇　总分 89.17　良好　第 1 名');
    expect(rowOf(sheet, 5, 'ABCDEFGH')).toEqual([
      1,
      'A1',
      '依法行政 / 办结率',
      40,
      36.67,
      3.33,
      '得分率91.68%',
      '按期办结数÷办结总数：11÷12≈0.9166666667；得分 36.67 分',
    ]);
    expect(rowOf(sheet, 6, 'BDEFH')).toEqual(['A2', 20, 15, 5, '扣分：违规件数 1×5 分＝5']);
    expect(rowOf(sheet, 7, 'BDEF')).toEqual(['B', 40, 38.5, 1.5]);
    expect(rowOf(sheet, 8, 'BCGH')).toEqual(['P1', '扣分项 / 迟报', '两次迟报', '2×0.5分']);
    // T2: A1 earned all that it may after A2 left the tree; B was missing
    expect(rowOf(sheet, 10, 'BDEFG')).toEqual(['B', 40, 20, 20, '没有填报，按0分计']);
    expect(rowOf(sheet, 11, 'BCGH')).toEqual(['V1', '一票否决 / 群体性事件', '=通报', '等次不高于“不合格”']);
    expect(sheet.cells.G11).toMatchObject({ type: 's', quotePrefix: true });
    expect(sheet.cells.C13?.value).toBe('没有失分');
    expect(sheet.cells.A16?.value).toBe('大营镇　资料不全，未计分（缺：办结率）');
    expect(Object.values(sheet.cells).some((cell) => cell.value === '别的单位')).toBe(false);
  });
});

test('with several models every model has its sheets', async () => {
  const second = {
    ...input.runs[0],
    model: { ...model, code: 'DEPT/2026', name: '部门' },
  } as SummaryInput['runs'][number];
  const seen = await write({ ...input, runs: [...input.runs, second] });
  expect(seen.sheets.filter((sheet) => sheet.state === 'visible').map((sheet) => sheet.name)).toEqual([
    '得分汇总表（M）',
    '分组汇总表（M）',
    '排名表（M）',
    '扣分明细（M）',
    '得分汇总表（DEPT 2026）',
    '分组汇总表（DEPT 2026）',
    '排名表（DEPT 2026）',
    '扣分明细（DEPT 2026）',
  ]);
});
