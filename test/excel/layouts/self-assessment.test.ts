import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  buildSelfAssessmentWorkbook,
  type EntryRow,
  type SelfAssessmentContext,
  selfAssessmentLayout,
} from '#engine/excel/layouts/self-assessment.ts';
import type { RawCell, RawRow } from '#engine/excel/workbook-types.ts';
import { writeWorkbook } from '#engine/excel/write-workbook.ts';
import type { DataSubject } from '#shared/model/data.ts';
import { type ModelDocument, modelDocument } from '#shared/model/definition.ts';
import { scoreModel } from '#shared/model/score-model.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { type SeenWorkbook, seeWorkbook, sheetOf } from './openpyxl.ts';
import { parseRows } from './parse-rows.ts';
import { townUscc } from './sample-records.ts';

const township = modelDocument.parse(
  JSON.parse(readFileSync(path.join('resources', 'models', 'township-2026.json'), 'utf8')),
);

const contextFor = (
  model: ModelDocument,
  more: Partial<SelfAssessmentContext> = {},
): SelfAssessmentContext => ({
  cycle: { code: '2026', year: 2026 },
  unit: { uscc: townUscc, name: '青石镇人民政府' },
  model,
  modelDigest: 'd'.repeat(64),
  ...more,
});

/** Every kind of item, two levels, one leaf with scorers. */
const small: ModelDocument = modelDocument.parse({
  format: 'zhengxin-model/1',
  code: 'SMALL',
  name: '小模型',
  version: '1.0.0',
  subjectKinds: ['township'],
  fullScore: 100,
  nodes: [
    { code: 'A', name: '依法行政', parent: null, weight: 60 },
    {
      code: 'A1',
      name: '办结率',
      parent: 'A',
      weight: 30,
      evidence: 'required',
      scoring: { method: 'ratio', numerator: 'n', denominator: 'd', floor: 0.6 },
    },
    { code: 'A2', name: '是否备案', parent: 'A', weight: 20, scoring: { method: 'boolean', item: 'ok' } },
    {
      code: 'A3',
      name: '同名指标',
      parent: 'A',
      weight: 10,
      scoring: { method: 'rubric', item: 'level', levels: { 优: 1, 良: 0.8, '3': 0.5 } },
    },
    { code: 'B', name: '其他', parent: null, weight: 40 },
    {
      code: 'B1',
      name: '满意度',
      parent: 'B',
      weight: 20,
      scoring: { method: 'survey', mean: 'mean', count: 'count', min: 0, max: 100 },
    },
    { code: 'B2', name: '同名指标', parent: 'B', weight: 10, scoring: { method: 'manual', item: 'given' } },
    {
      code: 'B3',
      name: '只由考核人评',
      parent: 'B',
      weight: 10,
      scorers: [{ role: 'assessor', weight: 1 }],
      scoring: { method: 'manual', item: 'given' },
    },
  ],
  grades: [{ code: 'pass', name: '合格', min: 0 }],
  extensions: { items: { A1: { n: '按期办结数', d: '办结总数' } } },
});

const entry = (
  leaf: string,
  item: string,
  value: EntryRow['value'],
  more: Partial<EntryRow> = {},
): EntryRow => ({
  leaf,
  item,
  value,
  note: null,
  evidence: null,
  ...more,
});

const smallEntries: EntryRow[] = [
  entry('A1', 'n', 19, { evidence: '台账', note: '=SUM(A1)' }),
  entry('A1', 'd', 20, { evidence: '台账', note: '=SUM(A1)' }),
  entry('A2', 'ok', true),
  entry('A3', 'level', '3'),
  entry('B1', 'mean', 91.37),
  entry('B1', 'count', 120),
  entry('B2', 'given', null),
];

async function write(context: SelfAssessmentContext): Promise<SeenWorkbook> {
  const file = path.join(temporaryFolder(), 'w1.xlsx');
  await writeWorkbook(buildSelfAssessmentWorkbook(context), file);
  return seeWorkbook(file);
}

describe('the form', () => {
  test('of TOWNSHIP-2026 lists 48 leaves, adds up to 100 and merges the levels', async () => {
    const seen = await write(contextFor(township));
    const sheet = sheetOf(seen, '自评表');
    expect(sheet.cells.A1?.value).toBe('2026年度青石镇人民政府政务诚信考核自评表');
    const column = (letter: string) =>
      Object.entries(sheet.cells).flatMap(([address, cell]) =>
        address.replace(/\d+/, '') === letter && cell.value !== null ? [cell.value] : [],
      );
    expect(column('A').filter((value) => typeof value === 'number')).toEqual(
      Array.from({ length: 48 }, (_, index) => index + 1),
    );
    expect(column('A').filter((value) => String(value).startsWith('小计'))).toHaveLength(6);
    // 18 + 15 + 25 + 17 + 13 + 12 and the whole
    const sums = Object.entries(sheet.cells).flatMap(([address, cell]) =>
      /^E\d+$/.test(address) && cell.bold && typeof cell.value === 'number' ? [cell.value] : [],
    );
    expect(sums).toEqual([18, 15, 25, 17, 13, 12, 100]);
    // A1 科学民主决策 holds A1.1 (2 items), A1.2 (2) and A1.3 (1): rows 4 to 8
    expect(sheet.merges).toEqual(expect.arrayContaining(['C4:C8', 'D4:D5', 'E4:E5', 'F4:F5', 'J4:J5']));
    expect(sheet.hiddenColumns).toEqual(expect.arrayContaining(['L']));
    expect(sheet.cells.L4?.value).toBe('A1.1');
    expect(sheet.cells.M4?.value).toBe('n');
    expect(sheet.cells.F4?.value).toBe(
      '按“程序完备的重大行政决策数”占“重大行政决策总数”的比率计分，达到100%得满分2分，未达到的按比例得分，低于60%的不得分；“重大行政决策总数”为0的，得满分；缺填的得0分。',
    );
    expect(sheet.footer.right).toContain('TOWNSHIP-2026 1.0.0 · dddddddddddd');
  });

  test('lets only value, evidence and note of the unit’s own leaves be edited', async () => {
    const sheet = sheetOf(await write(contextFor(small)), '自评表');
    expect(sheet.protected).toBe(true);
    const unlocked = Object.entries(sheet.cells).flatMap(([address, cell]) =>
      /^\D+([4-9]|1\d)$/.test(address) && !cell.locked ? [address.replace(/\d+/, '')] : [],
    );
    expect([...new Set(unlocked)].sort()).toEqual(['G', 'I', 'J']);
    // rows: 4–5 A1, 6 A2, 7 A3, 8 小计, 9–10 B1, 11 B2, 12 B3 (assessor only), 13 小计, 14 合计
    expect(sheet.cells.G12).toMatchObject({ locked: true, value: null });
    expect(sheet.cells.J12?.value).toBe('由考核人填报');
    expect(sheet.validations.map(({ range }) => range)).toEqual(['G6', 'G7']);
  });

  test('names its cycle, unit and model on the hidden sheet', async () => {
    const seen = await write(contextFor(small));
    const cells = sheetOf(seen, '_meta').cells;
    const meta = Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [cells[`A${index + 1}`]?.value, cells[`B${index + 1}`]?.value]),
    );
    expect(meta).toEqual({
      template: 'self-assessment',
      templateVersion: '1.0',
      cycle: '2026',
      unit: townUscc,
      role: 'self',
      modelCode: 'SMALL',
      modelVersion: '1.0.0',
      modelDigest: 'd'.repeat(64),
    });
  });

  test('prints no score for what others have not filled in yet', async () => {
    const byUnit = Object.groupBy(
      smallEntries.filter(({ value }) => value !== null),
      ({ leaf }) => leaf,
    );
    const values = Object.fromEntries(
      Object.entries(byUnit).map(([leaf, rows = []]) => [
        leaf,
        Object.fromEntries(rows.map(({ item, value }) => [item, value])),
      ]),
    );
    const scoresOf = async (
      given: NonNullable<DataSubject['values']>,
      more: Partial<SelfAssessmentContext> = {},
    ) => {
      const subjects = [{ code: townUscc, name: '青石镇人民政府', values: given }];
      const [result] = scoreModel(small, { format: 'zhengxin-data/1', subjects }).subjects;
      if (!result) throw new Error('no result');
      const nodes = result.nodes.map(({ code, status, published }) => ({ node: code, status, published }));
      const { cells } = sheetOf(await write(contextFor(small, { scored: nodes, ...more })), '自评表');
      const scored = [4, 6, 7, 8, 9, 11, 12, 13, 14];
      return Object.fromEntries(scored.map((row) => [`H${row}`, cells[`H${row}`]?.value ?? null]));
    };
    // A1 19/20 of 30, A2 20, A3 half of 10; B1 0.9137 × 20 = 18.274; B2 left empty by the unit itself counts as 0.
    // B3 is the assessor's, who has not given it.
    expect(await scoresOf(values)).toEqual({
      ...{ H4: 28.5, H6: 20, H7: 5, H8: 53.5 },
      ...{ H9: 18.27, H11: 0, H12: null, H13: 18.27, H14: 71.77 },
    });
    // Once the assessor has given 0, that is what the form says.
    const given = { ...values, B3: { by: { assessor: { given: 0 } } } };
    expect(await scoresOf(given)).toMatchObject({ H12: 0, H13: 18.27 });
    // Where nothing below is known, a sum of it would say 0 for nothing.
    const fills = (leaf: string) => leaf.startsWith('A');
    expect(await scoresOf({ A2: { ok: true } }, { fills })).toMatchObject({
      ...{ H4: 0, H6: 20, H8: 20, H9: null, H13: null, H14: 20 },
    });
  });

  test('filled in, comes back as the same values', async () => {
    const context = contextFor(small, { entries: smallEntries });
    const seen = await write(context);
    const sheet = sheetOf(seen, '自评表');
    expect(sheet.cells.J4).toMatchObject({ value: '=SUM(A1)', type: 's', quotePrefix: true });
    const parsed = parseRows(selfAssessmentLayout, context, seen.rows, seen.rawSheets);
    expect(parsed.findings).toEqual([]);
    expect(parsed.data.flatMap((row) => row.findings)).toEqual([]);
    expect(parsed.data.map((row) => row.value)).toEqual(smallEntries);
    expect(parsed.data.length + parsed.structure.length).toBe(seen.rows.length);
  });
});

/** Changes cells of the data rows, found by leaf and item, and parses. */
async function parseChanged(
  changes: Record<string, Omit<RawCell, 'column'> | string | number | null>,
  context = contextFor(small, { entries: smallEntries }),
  edit: (rows: RawRow[]) => RawRow[] = (rows) => rows,
) {
  const seen = await write(context);
  const valueColumn = 7;
  const rows = seen.rows.map((row) => {
    const at = (column: number) => row.cells.find((cell) => cell.column === column)?.text;
    const change = changes[`${at(11)} ${at(12)}`];
    if (row.sheet !== '自评表' || change === undefined) return row;
    const cells = row.cells.filter((cell) => cell.column !== valueColumn);
    if (change === null) return { ...row, cells };
    const cell: Omit<RawCell, 'column'> =
      typeof change === 'object'
        ? change
        : typeof change === 'number'
          ? { kind: 'number', text: String(change), number: String(change) }
          : { kind: 'text', text: change };
    return { ...row, cells: [...cells, { column: valueColumn, ...cell }] };
  });
  return parseRows(selfAssessmentLayout, context, edit(rows), seen.rawSheets);
}

const findingsOf = (parsed: Awaited<ReturnType<typeof parseChanged>>) =>
  parsed.data.flatMap((row) =>
    row.findings.map(({ severity, code, row: at, column }) => `${column}${at} ${severity} ${code}`),
  );

describe('values that cannot be taken', () => {
  test.each([
    ['A1 n', -1, 'G4 error row.negative'],
    ['A1 n', '十九', 'G4 error row.notANumber'],
    ['A1 n', '1,2', 'G4 error row.notANumber'],
    ['A1 n', '1.234567890123456789', 'G4 error row.tooManyDigits'],
    [
      'A1 n',
      { kind: 'number', text: '0.95', number: '0.95', percent: true } as const,
      'G4 error row.percentCell',
    ],
    ['A1 n', { kind: 'formulaWithoutValue', text: '' } as const, 'G4 error row.formulaWithoutValue'],
    ['A1 n', { kind: 'date', text: '2026-01-19' } as const, 'G4 error row.notANumber'],
    ['A2 ok', '大概', 'G6 error entry.flagInvalid'],
    ['A3 level', '差', 'G7 error entry.levelUnknown'],
    ['B2 given', 10.5, 'G11 error entry.outOfRange'],
    ['B1 mean', 137, 'G9 warning entry.outOfRange'],
    ['A1 n', 21, 'G5 warning entry.numeratorLarger'],
    ['B3 given', 5, 'G12 error entry.notForUnit'],
  ])('%s = %j: %s', async (key, value, finding) => {
    expect(findingsOf(await parseChanged({ [key]: value }))).toEqual([finding]);
  });

  test.each([
    ['A1 n', '１９', 19],
    ['A1 n', '1,019.5', 1019.5],
    ['A2 ok', '否', false],
    ['A2 ok', { kind: 'boolean', text: 'TRUE' } as const, true],
    ['A3 level', 3, '3'],
    ['A3 level', ' 优 ', '优'],
    ['B1 mean', { kind: 'number', text: '0.30000000000000004', number: '0.30000000000000004' } as const, 0.3],
    ['B1 mean', null, null],
  ])('%s = %j is read as %j', async (key, value, expected) => {
    const parsed = await parseChanged({ [key]: value });
    const found = parsed.data.find((row) => `${row.value?.leaf} ${row.value?.item}` === key);
    expect(found?.value?.value).toBe(expected);
  });

  test('missing evidence is asked for once', async () => {
    const entries = smallEntries.map((row) => ({ ...row, evidence: null, note: null }));
    const parsed = await parseChanged({}, contextFor(small, { entries }));
    expect(findingsOf(parsed)).toEqual(['I4 warning entry.evidenceMissing']);
  });

  test('a form of another cycle, unit or model is refused', async () => {
    const seen = await write(contextFor(small));
    const codes = (context: SelfAssessmentContext) =>
      parseRows(selfAssessmentLayout, context, seen.rows, seen.rawSheets).findings.map(
        ({ code, severity }) => [code, severity],
      );
    expect(codes(contextFor(small, { cycle: { code: '2025', year: 2025 } }))).toEqual([
      ['layout.wrongCycle', 'error'],
    ]);
    expect(codes(contextFor(small, { unit: { uscc: 'X', name: '白云街道' } }))).toEqual([
      ['layout.wrongUnit', 'error'],
    ]);
    expect(codes(contextFor(small, { modelDigest: 'e'.repeat(64) }))).toEqual([
      ['layout.wrongModel', 'error'],
    ]);
  });

  test('without hidden columns and _meta, names are used, with warnings, and a shared name is not guessed', async () => {
    const parsed = await parseChanged({}, undefined, (rows) =>
      rows
        .filter((row) => row.sheet === '自评表')
        .map((row) => ({ ...row, cells: row.cells.filter((cell) => cell.column <= 10) })),
    );
    expect(parsed.findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['layout.metaMissing', 'warning'],
      ['layout.keysLost', 'warning'],
    ]);
    expect(
      parsed.data.map((row) => row.value && `${row.value.leaf} ${row.value.item} ${row.value.value}`),
    ).toEqual(['A1 n 19', 'A1 d 20', 'A2 ok true', null, 'B1 mean 91.37', 'B1 count 120', null]);
    expect(findingsOf(parsed)).toEqual(['C7 error entry.leafAmbiguous', 'C11 error entry.leafAmbiguous']);
  });

  test('a row given twice is refused the second time', async () => {
    const parsed = await parseChanged({}, undefined, (rows) =>
      rows.flatMap((row) => (row.sheet === '自评表' && row.row === 6 ? [row, { ...row, row: 60 }] : [row])),
    );
    expect(findingsOf(parsed)).toEqual(['G60 error entry.repeated']);
  });

  test('the department’s form opens the leaves of the department', async () => {
    const context = contextFor(township, { role: 'department' });
    const seen = await write(context);
    const sheet = sheetOf(seen, '自评表');
    expect(sheet.cells.A1?.value).toBe('2026年度青石镇人民政府政务诚信考核数据填报表（主管部门）');
    const parsed = parseRows(selfAssessmentLayout, context, seen.rows, seen.rawSheets);
    const leaves = new Set(parsed.data.map((row) => row.value?.leaf));
    expect(leaves.has('A1.2')).toBe(true);
    expect(leaves.has('A1.1')).toBe(false);
  });
});
