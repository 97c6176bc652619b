import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assembleModel, buildModelWorkbook, modelLayout } from '#engine/excel/layouts/model.ts';
import { writeWorkbook } from '#engine/excel/write-workbook.ts';
import { type ModelDocument, modelDocument } from '#shared/model/definition.ts';
import { modelDigest } from '#shared/model/digest.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { seeWorkbook, sheetOf } from './openpyxl.ts';
import { parseRows } from './parse-rows.ts';

const bundled = ['township-2026', 'dept-2026', 'official-1000', 'township-2026-1.1.0', 'dept-2026-1.1.0'].map(
  (name) =>
    modelDocument.parse(JSON.parse(readFileSync(path.join('resources', 'models', `${name}.json`), 'utf8'))),
);

/** Every method, every optional field, present and absent, and text that spreadsheets like to change. */
const odd: ModelDocument = modelDocument.parse({
  format: 'zhengxin-model/1',
  code: 'ODD',
  name: '=1+1',
  version: '2.0.0-rc.1',
  subjectKinds: ['town ship', 'a、b', ''],
  fullScore: 99.5,
  decimals: 3,
  rounding: 'half-even',
  roundAt: 'total',
  nodes: [
    {
      code: '1.10',
      name: '"引号"',
      parent: null,
      weight: 0.1,
      aggregate: 'geometric',
      extensions: { a: [1, null] },
    },
    {
      code: '1.1',
      name: '  空格  ',
      parent: '1.10',
      weight: 123456789.012345,
      missing: 'exclude',
      evidence: 'none',
      basis: '',
      scoring: {
        method: 'ratio',
        numerator: 'n',
        denominator: 'd',
        target: 0.98,
        floor: 0.6,
        whenZero: 'full',
      },
      metrics: { n: { source: 'records', op: 'count', where: [{ field: 'severity', eq: 'serious' }] } },
    },
    {
      code: '_x0041_',
      name: '小计',
      parent: '1.10',
      weight: 1e-7,
      missing: 'zero',
      evidence: 'optional',
      basis: '第一行\r\n第二行\u2028\u007F',
      scoring: { method: 'linear', value: 'x', worst: 0, best: -1.5 },
      scorers: [
        { role: 'self', weight: 0.2 },
        { role: '评审 组', weight: 0.8, extensions: { note: '=1' } },
      ],
    },
    {
      code: '合计',
      name: '合计',
      parent: null,
      weight: 1,
      scoring: {
        method: 'bands',
        numerator: 'n',
        denominator: 'd',
        bands: [
          { atMost: 0, rate: 1 },
          { atMost: 0.1, rate: 0.666666666666667 },
        ],
        otherwise: 0.1,
      },
    },
    {
      code: 'D',
      name: '扣分',
      parent: null,
      weight: 1,
      missing: 'block',
      scoring: { method: 'deduct', items: [{ item: 'a', points: 0.5, cap: 0 }] },
    },
    {
      code: 'E',
      name: '加分',
      parent: null,
      weight: 1,
      scoring: { method: 'award', items: [{ item: 'a', points: 2 }] },
    },
    {
      code: 'F',
      name: '-1',
      parent: null,
      weight: 1,
      scoring: { method: 'boolean', item: 'ok', yes: 0.9, no: 0.1 },
    },
    {
      code: 'G',
      name: '@x',
      parent: null,
      weight: 1,
      scoring: { method: 'rubric', item: 'l', levels: { 优: 1, '=差': 0 } },
    },
    {
      code: 'H',
      name: '龙\u{20000}',
      parent: null,
      weight: 1,
      scoring: { method: 'survey', mean: 'm', count: 'c', min: 0, max: 100, minimumCount: 30 },
    },
    { code: 'I', name: '人工', parent: null, weight: 1, scoring: { method: 'manual', item: 'g' } },
    {
      code: 'J',
      name: '相对',
      parent: null,
      weight: 1,
      scoring: { method: 'relative', value: 'v', by: 'rankStep', direction: 'lower', step: 0.02 },
    },
    {
      code: 'K',
      name: '公式',
      parent: null,
      weight: 1,
      scoring: { method: 'formula', expression: 'min(a / P, 1) * if(b > 0, 1, 0)' },
    },
  ],
  bonus: { cap: 0, items: [], extensions: { 说明: '无' } },
  penalty: { cap: 5, items: [{ code: 'k 1', name: '注：迟报', points: 0.5, cap: 2, extensions: 0 }] },
  vetoes: [
    { code: 'V1', name: '否决', gradeAtMost: '差', scoreAtMost: 0, zeroNodes: ['1.1', 'D'] },
    { code: 'V2', name: '合计', zeroNodes: [], extensions: [] },
  ],
  grades: [
    { code: '优', name: '优秀', min: 90, exclusive: true, maxShare: 0.2 },
    { code: '差', name: '差', min: 0, exclusive: false },
  ],
  ties: 'dense',
  tieBreak: ['fewerVetoes', 'node:D'],
  vetoedLast: false,
  auditRules: [],
  extensions: { '': 1, __proto__x: { y: 1 }, 'a/b': '长'.repeat(70_000), 'q"': null, items: {} },
});

const bare: ModelDocument = modelDocument.parse({
  format: 'zhengxin-model/1',
  code: 'BARE',
  name: '空',
  version: '1.0.0',
  subjectKinds: [],
  fullScore: 1000,
  nodes: [],
  vetoes: [],
  grades: [{ code: 'a', name: 'a', min: 0 }],
  tieBreak: [],
  extensions: {},
});

async function roundTrip(model: ModelDocument) {
  const file = path.join(temporaryFolder(), 'model.xlsx');
  await writeWorkbook(buildModelWorkbook(model), file);
  const seen = seeWorkbook(file);
  const parsed = parseRows(modelLayout, {}, seen.rows, seen.rawSheets);
  const assembled = assembleModel(parsed.data.flatMap((row) => (row.value === null ? [] : [row.value])));
  return { seen, parsed, assembled };
}

describe('a model comes back with the same digest', () => {
  test.each([...bundled, odd, bare].map((model) => [`${model.code} ${model.version}`, model] as const))(
    '%s',
    async (_, model) => {
      const { seen, parsed, assembled } = await roundTrip(model);
      expect(parsed.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(parsed.data.flatMap((row) => row.findings)).toEqual([]);
      expect(assembled.findings).toEqual([]);
      const document = modelDocument.parse(assembled.document);
      expect(modelDigest(document)).toBe(modelDigest(model));
      expect(parsed.data.length + parsed.structure.length).toBe(seen.rows.length);
      expect(sheetOf(seen, '_meta').cells.B5?.value).toBe(modelDigest(model));
    },
  );

  test('any text in names and extensions', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }).filter((value) => value.isWellFormed()),
      fc.constantFrom(
        '合计',
        '小计',
        '注：',
        '单位负责人：',
        '代码',
        '=x',
        "'",
        '1.10',
        'TRUE',
        '2026-03-01',
        '\t',
        '[]',
      ),
    );
    const name = text.filter((value) => value !== '');
    const codes = fc.uniqueArray(name, { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        codes,
        text,
        fc.jsonValue(),
        fc.array(text, { maxLength: 3 }),
        async (codes, label, extra, kinds) => {
          const model = modelDocument.parse({
            ...bare,
            subjectKinds: kinds,
            nodes: codes.map((code) => ({
              code,
              name: label,
              parent: null,
              weight: 1,
              scoring: { method: 'manual', item: 'g' },
              extensions: extra,
            })),
            extensions: { [label]: extra },
          });
          const { assembled } = await roundTrip(model);
          expect(modelDigest(modelDocument.parse(assembled.document))).toBe(modelDigest(model));
        },
      ),
      { numRuns: 12, seed: 20261123 },
    );
  });
});

describe('the sheets', () => {
  test('show the rule in words beside its parameters', async () => {
    const { seen } = await roundTrip(bundled[0] as ModelDocument);
    const { cells } = sheetOf(seen, '指标');
    const row = Object.entries(cells)
      .find(([at, cell]) => at.startsWith('A') && cell.value === 'A1.1')?.[0]
      .slice(1);
    expect(cells[`H${row}`]?.value).toBe(
      '{"denominator":"d","floor":0.6,"numerator":"n","target":1,"whenZero":"full"}',
    );
    expect(cells[`I${row}`]?.value).toContain('低于60%的不得分');
    expect(cells[`A${row}`]?.format).toBe('@');
    expect(sheetOf(seen, '基本信息').cells.C3?.value).toBe('zhengxin-model/1');
  });

  test('a broken cell is named; a missing sheet refuses the file', async () => {
    const { seen } = await roundTrip(bundled[1] as ModelDocument);
    const broken = seen.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) =>
        cell.text.startsWith('{"denominator"') ? { ...cell, text: '{"denominator"' } : cell,
      ),
    }));
    const parsed = parseRows(modelLayout, {}, broken, seen.rawSheets);
    const codes = new Set(
      parsed.data.flatMap((row) => row.findings.map(({ code, column }) => `${column} ${code}`)),
    );
    expect([...codes]).toEqual(['H modelSheet.jsonInvalid']);

    const without = seen.rows.filter((row) => row.sheet !== '等次');
    const { findings } = parseRows(
      modelLayout,
      {},
      without,
      seen.rawSheets.filter(({ name }) => name !== '等次'),
    );
    expect(findings.map(({ code, params }) => [code, params])).toEqual([
      ['layout.sheetMissing', { form: '评价模型', sheets: '等次' }],
    ]);
  });

  test('a text longer than a cell is refused, not cut', async () => {
    const model = modelDocument.parse({ ...bare, name: '长'.repeat(32_768) });
    expect(() =>
      buildModelWorkbook(
        modelDocument.parse({ ...bare, grades: [{ code: 'a', name: '长'.repeat(32_768), min: 0 }] }),
      ),
    ).toThrow('layout.textTooLong');
    expect(() => buildModelWorkbook(model)).toThrow('layout.textTooLong');
  });
});
