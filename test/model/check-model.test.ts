import { describe, expect, it } from 'vitest';
import { checkModel } from '#shared/model/check-model.ts';
import { compileModel } from '#shared/model/compiled-model.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import { inner, leaf, modelOf } from '#test/support/small-models.ts';

type Json = Record<string, unknown>;

/** A valid model with one of everything the checks look at. */
const whole = (): ModelDocument =>
  modelOf(
    [
      inner('A', { weight: 60 }),
      leaf(
        'A1',
        { method: 'ratio', numerator: 'n', denominator: 'd' },
        { parent: 'A', missing: 'zero', evidence: 'none' },
      ),
      leaf(
        'A2',
        {
          method: 'bands',
          value: 'x',
          bands: [
            { atLeast: 2, rate: 1 },
            { atLeast: 1, rate: 0.5 },
          ],
        },
        {
          parent: 'A',
          scorers: [
            { role: 'assessor', weight: 0.5 },
            { role: 'thirdParty', weight: 0.5 },
          ],
        },
      ),
      leaf(
        'B',
        { method: 'relative', value: 'x', by: 'rankStep', direction: 'higher', step: 0.1 },
        { weight: 40 },
      ),
    ],
    {
      bonus: { cap: 5, items: [{ code: 'G1', name: '表彰', points: 2 }] },
      penalty: { cap: 5, items: [{ code: 'K1', name: '通报', points: 1, cap: 0 }] },
      vetoes: [{ code: 'V1', name: '否决', scoreAtMost: 59, gradeAtMost: 'C', zeroNodes: ['A'] }],
      tieBreak: ['fewerVetoes', 'node:A', 'node:B'],
    },
  );

const codes = (document: unknown): string[] => checkModel(document).findings.map((finding) => finding.code);

/** The whole model with one thing put wrong. */
const spoilt = (
  spoil: (model: Json & { nodes: Json[]; grades: Json[]; vetoes: Json[] }) => void,
): unknown => {
  const model = structuredClone(whole()) as unknown as Json & {
    nodes: Json[];
    grades: Json[];
    vetoes: Json[];
  };
  spoil(model);
  return model;
};

const scoringOf = (model: { nodes: Json[] }, node: number): Json => model.nodes[node]?.scoring as Json;

describe('a valid model', () => {
  it('is accepted as it stands: the same object, nothing filled in', () => {
    const document = whole();
    const before = JSON.stringify(document);
    const { model, findings } = checkModel(document);
    expect(findings).toEqual([]);
    expect(model).toBe(document);
    expect(JSON.stringify(document)).toBe(before);
  });

  it('may have no nodes at all', () => {
    expect(codes(modelOf([]))).toEqual([]);
  });

  it('may carry extensions on any object, whatever is in them', () => {
    const document = spoilt((model) => {
      model.extensions = { anything: [1, { deep: null }], tooLong: 0.1 + 0.2 };
      Object.assign(model.nodes[0] ?? {}, { extensions: 'colour' });
      scoringOf(model, 1).extensions = { seed: 'S5' };
    });
    expect(codes(document)).toEqual([]);
  });
});

describe('a model is rejected', () => {
  const cases: [string, string, Parameters<typeof spoilt>[0]][] = [
    ['of another format', 'model.field.notInList', (m) => Object.assign(m, { format: 'zhengxin-model/2' })],
    ['without a name', 'model.field.missing', (m) => Reflect.deleteProperty(m, 'name')],
    ['with an unknown field', 'model.field.unknown', (m) => Object.assign(m, { colour: 'red' })],
    [
      'with an unknown field deep inside',
      'model.field.unknown',
      (m) => Object.assign(scoringOf(m, 1), { Target: 1 }),
    ],
    [
      'with a version that is no semver',
      'model.field.notSemver',
      (m) => Object.assign(m, { version: '1.0' }),
    ],
    ['with five decimals', 'model.field.outOfRange', (m) => Object.assign(m, { decimals: 5 })],
    ['with half a decimal', 'model.field.notWhole', (m) => Object.assign(m, { decimals: 1.5 })],
    ['with a full score of 0', 'model.field.outOfRange', (m) => Object.assign(m, { fullScore: 0 })],
    [
      'with a number of 16 digits',
      'model.field.tooManyDigits',
      (m) => Object.assign(m, { fullScore: 100.0000000000001 }),
    ],
    ['with a weight of 0', 'model.field.outOfRange', (m) => Object.assign(m.nodes[0] ?? {}, { weight: 0 })],
    [
      'with a weight in text',
      'model.field.wrongType',
      (m) => Object.assign(m.nodes[0] ?? {}, { weight: '60' }),
    ],
    [
      'with a node code used twice',
      'model.code.twice',
      (m) => Object.assign(m.nodes[2] ?? {}, { code: 'A1' }),
    ],
    [
      'with one code for a bonus and a penalty',
      'model.code.twice',
      (m) => Object.assign((m.penalty as { items: Json[] }).items[0] ?? {}, { code: 'G1' }),
    ],
    [
      'with a grade code used twice',
      'model.code.twice',
      (m) => Object.assign(m.grades[1] ?? {}, { code: 'A' }),
    ],
    [
      'with an unknown parent',
      'model.parent.unknown',
      (m) => Object.assign(m.nodes[1] ?? {}, { parent: 'Z' }),
    ],
    [
      'with a node below itself',
      'model.parent.cycle',
      (m) => Object.assign(m.nodes[0] ?? {}, { parent: 'A' }),
    ],
    [
      'with a leaf that has no scoring',
      'model.leaf.noScoring',
      (m) => Reflect.deleteProperty(m.nodes[3] ?? {}, 'scoring'),
    ],
    [
      'with an inner node that has scoring',
      'model.inner.scoring',
      (m) => Object.assign(m.nodes[0] ?? {}, { scoring: { method: 'manual', item: 'p' } }),
    ],
    [
      'with an unknown method',
      'model.field.notInList',
      (m) => Object.assign(scoringOf(m, 1), { method: 'guess' }),
    ],
    [
      'without a parameter',
      'model.field.missing',
      (m) => Reflect.deleteProperty(scoringOf(m, 1), 'numerator'),
    ],
    ['with a target of 0', 'model.field.outOfRange', (m) => Object.assign(scoringOf(m, 1), { target: 0 })],
    [
      'with a floor below 0',
      'model.field.outOfRange',
      (m) => Object.assign(scoringOf(m, 1), { floor: -0.1 }),
    ],
    [
      'with a rate above 1',
      'model.field.outOfRange',
      (m) => Object.assign(scoringOf(m, 2), { otherwise: 1.01 }),
    ],
    [
      'with bands that do not descend strictly',
      'model.bands.order',
      (m) =>
        Object.assign(scoringOf(m, 2), {
          bands: [
            { atLeast: 1, rate: 1 },
            { atLeast: 1, rate: 0.5 },
          ],
        }),
    ],
    [
      'with bands that do not ascend strictly',
      'model.bands.order',
      (m) =>
        Object.assign(scoringOf(m, 2), {
          bands: [
            { atMost: 1, rate: 1 },
            { atMost: 0, rate: 0.5 },
          ],
        }),
    ],
    [
      'with mixed bands',
      'model.bands.mixed',
      (m) =>
        Object.assign(scoringOf(m, 2), {
          bands: [
            { atLeast: 2, rate: 1 },
            { atMost: 1, rate: 0.5 },
          ],
        }),
    ],
    [
      'with a band of two limits',
      'model.bands.limit',
      (m) => Object.assign(scoringOf(m, 2), { bands: [{ atLeast: 2, atMost: 3, rate: 1 }] }),
    ],
    ['with no bands', 'model.field.empty', (m) => Object.assign(scoringOf(m, 2), { bands: [] })],
    [
      'with both an item and a quotient',
      'model.scoring.valueOrQuotient',
      (m) => Object.assign(scoringOf(m, 2), { numerator: 'n', denominator: 'd' }),
    ],
    [
      'with half a quotient',
      'model.scoring.quotientIncomplete',
      (m) =>
        Object.assign(m.nodes[2] ?? {}, { scoring: { method: 'linear', numerator: 'n', worst: 0, best: 1 } }),
    ],
    [
      'with equal ends',
      'model.scoring.equalEnds',
      (m) =>
        Object.assign(m.nodes[2] ?? {}, { scoring: { method: 'linear', value: 'x', worst: 1, best: 1 } }),
    ],
    [
      'with a survey scale upside down',
      'model.scoring.reversedEnds',
      (m) =>
        Object.assign(m.nodes[2] ?? {}, {
          scoring: { method: 'survey', mean: 'm', count: 'c', min: 5, max: 1 },
        }),
    ],
    [
      'with rank steps but no step',
      'model.relative.step',
      (m) => Reflect.deleteProperty(scoringOf(m, 3), 'step'),
    ],
    ['with a step above 1', 'model.field.outOfRange', (m) => Object.assign(scoringOf(m, 3), { step: 1.5 })],
    [
      'without a direction',
      'model.relative.direction',
      (m) => Reflect.deleteProperty(scoringOf(m, 3), 'direction'),
    ],
    [
      'with the best of the lowest',
      'model.relative.bestHigher',
      (m) => Object.assign(scoringOf(m, 3), { by: 'best', direction: 'lower' }),
    ],
    [
      'with a role twice',
      'model.scorer.twice',
      (m) =>
        Object.assign(m.nodes[2] ?? {}, {
          scorers: [
            { role: 'a', weight: 1 },
            { role: 'a', weight: 2 },
          ],
        }),
    ],
    [
      'with grades that do not descend',
      'model.grades.order',
      (m) => Object.assign(m.grades[1] ?? {}, { min: 90 }),
    ],
    [
      'with a last grade above 0',
      'model.grades.lastMin',
      (m) => Object.assign(m.grades[2] ?? {}, { min: 10 }),
    ],
    [
      'with a quota on the last grade',
      'model.grades.lastQuota',
      (m) => Object.assign(m.grades[2] ?? {}, { maxShare: 1 }),
    ],
    [
      'with a veto of an unknown grade',
      'model.veto.unknownGrade',
      (m) => Object.assign(m.vetoes[0] ?? {}, { gradeAtMost: 'Z' }),
    ],
    [
      'with a veto of an unknown node',
      'model.veto.unknownNode',
      (m) => Object.assign(m.vetoes[0] ?? {}, { zeroNodes: ['A', 'Z'] }),
    ],
    ['with an unknown tie break', 'model.tieBreak.unknown', (m) => Object.assign(m, { tieBreak: ['name'] })],
    [
      'with a tie break of an unknown node',
      'model.tieBreak.unknownNode',
      (m) => Object.assign(m, { tieBreak: ['node:Z'] }),
    ],
    [
      'with leaf rounding under a geometric node (leaf rounding being the default)',
      'model.geometric.leafRounding',
      (m) => {
        Object.assign(m, { tieBreak: [] });
        Object.assign(m.nodes[0] ?? {}, { aggregate: 'geometric' });
      },
    ],
    [
      'with a field named __proto__',
      'model.field.unknown',
      (m) => Object.defineProperty(m, '__proto__', { value: 1, enumerable: true }),
    ],
    ['with broken characters', 'model.field.badText', (m) => Object.assign(m, { name: '\ud800' })],
  ];

  it.each(cases)('%s', (_, code, spoil) => {
    const { model, findings } = checkModel(spoilt(spoil));
    expect(model).toBeNull();
    const found = findings.filter((finding) => finding.severity === 'error').map((finding) => finding.code);
    expect(new Set(found)).toEqual(new Set([code]));
  });

  it('when it is no object', () => {
    for (const input of [null, [], 'model', 7]) expect(codes(input)).toEqual(['model.document.notAnObject']);
  });

  it('with every finding listed at once, each naming its node', () => {
    const { findings } = checkModel(
      spoilt((model) => {
        Object.assign(model, { decimals: 9, version: 'x' });
        Object.assign(model.nodes[0] ?? {}, { weight: -1 });
        Object.assign(model.nodes[1] ?? {}, { parent: 'Z' });
        Object.assign(model.grades[2] ?? {}, { min: 1 });
      }),
    );
    expect(findings.map((finding) => [finding.code, finding.node])).toEqual([
      ['model.field.notSemver', undefined],
      ['model.field.outOfRange', undefined],
      ['model.field.outOfRange', 'A'],
      ['model.parent.unknown', 'A1'],
      ['model.grades.lastMin', undefined],
    ]);
  });

  it('when nodes form a ring of three, named once', () => {
    const ring = [inner('X', { parent: 'Z' }), inner('Y', { parent: 'X' }), inner('Z', { parent: 'Y' })];
    const { findings } = checkModel(modelOf(ring));
    expect(findings).toEqual([
      { code: 'model.parent.cycle', severity: 'error', params: { codes: 'X, Y, Z' }, node: 'X' },
    ]);
  });

  it('when a tie is broken by a node at, below or above a geometric one', () => {
    const nodes = [
      inner('T'),
      inner('G', { parent: 'T', aggregate: 'geometric' }),
      leaf('L', { method: 'manual', item: 'p' }, { parent: 'G' }),
      leaf('M', { method: 'manual', item: 'p' }, { parent: 'T' }),
    ];
    const found = (node: string) => codes(modelOf(nodes, { roundAt: 'total', tieBreak: [`node:${node}`] }));
    for (const node of ['T', 'G', 'L']) expect(found(node)).toEqual(['model.tieBreak.geometric']);
    expect(found('M')).toEqual([]);
  });

  it('and is not compiled', () => {
    expect(() => compileModel(modelOf([inner('A')]))).toThrow(
      expect.objectContaining({ code: 'model.rejected' }),
    );
  });
});

describe('formulas in a model', () => {
  it.each([
    ['1 +', 'model.formula.syntax'],
    ['a < b < c', 'model.formula.syntax'],
    ['a = b', 'model.formula.syntax'],
    ['sqrt(a)', 'model.formula.unknownFunction'],
    ['round(a)', 'model.formula.argumentCount'],
    ['0.1234567890123456 * a', 'model.formula.tooManyDigits'],
    [`a${'+a'.repeat(2000)}`, 'model.formula.tooLong'],
    [`${'('.repeat(61)}a${')'.repeat(61)}`, 'model.formula.tooDeep'],
  ])('%s is refused', (expression, code) => {
    const { model, findings } = checkModel(modelOf([leaf('L', { method: 'formula', expression })]));
    expect(model).toBeNull();
    expect(findings.map((finding) => [finding.code, finding.node])).toEqual([[code, 'L']]);
  });
});

describe('advice', () => {
  const advice = (more: Parameters<typeof leaf>[2]) =>
    checkModel(modelOf([leaf('L', { method: 'manual', item: 'p' }, { missing: 'exclude', ...more })]));

  it('against leaving out what the unit itself leaves empty', () => {
    const { model, findings } = advice({});
    expect(model).not.toBeNull();
    expect(findings).toEqual([
      { code: 'model.missing.excludePays', severity: 'warning', params: {}, node: 'L' },
    ]);
    expect(advice({ scorers: [{ role: 'self', weight: 1 }] }).findings).toHaveLength(1);
  });

  it('is not given where others fill in, or records do', () => {
    expect(advice({ scorers: [{ role: 'assessor', weight: 1 }] }).findings).toEqual([]);
    const metrics = { p: { source: 'records', op: 'count' as const, where: [] } };
    expect(advice({ metrics }).findings).toEqual([]);
    expect(advice({ missing: 'zero' }).findings).toEqual([]);
  });

  it('on fields without effect, and on metrics that cannot be drawn', () => {
    const metrics = { p: { source: 'weather', op: 'count' as const, where: [] } };
    const { model, findings } = checkModel(
      modelOf([
        inner('A', { basis: '某文件' }),
        leaf('L', { method: 'manual', item: 'p' }, { parent: 'A', aggregate: 'geometric', metrics }),
      ]),
    );
    expect(model).not.toBeNull();
    expect(findings.map((finding) => [finding.code, finding.severity])).toEqual([
      ['model.inner.leafField', 'warning'],
      ['model.leaf.aggregate', 'warning'],
      ['metric.unknownSource', 'warning'],
    ]);
  });

  it('but a metric of the wrong shape is an error', () => {
    const metrics = { p: { source: 'records', op: 'median' } };
    const document = modelOf([leaf('L', { method: 'manual', item: 'p' }, { metrics: metrics as never })]);
    expect(codes(document)).toEqual(['metric.shape']);
    expect(checkModel(document).model).toBeNull();
  });
});
