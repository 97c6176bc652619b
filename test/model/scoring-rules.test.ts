import { describe, expect, it } from 'vitest';
import type { ModelDocument, ModelNode } from '#shared/model/definition.ts';
import { scoreModel } from '#shared/model/score-model.ts';
import { dataOf, inner, leaf, modelOf, nodeOf, scoreBy, subject } from '#test/support/small-models.ts';

/** A leaf given points directly: `p` of its nominal points. */
const points = (code: string, more: Partial<ModelNode> = {}): ModelNode =>
  leaf(code, { method: 'manual', item: 'p' }, more);

/** Values of `points` leaves. */
const given = (values: Record<string, number | null>) =>
  Object.fromEntries(Object.entries(values).map(([code, p]) => [code, { p }]));

/** One root leaf of 100 points, scored directly: the score is the number given. */
const ledger = (more: Partial<ModelDocument> = {}): ModelDocument => modelOf([points('L')], more);
const scored = (code: string, p: number, more: Parameters<typeof subject>[2] = {}) =>
  subject(code, given({ L: p }), more);

describe('points', () => {
  it('are the full score times the shares on the path', () => {
    // Roots 3 : 1 → 75 and 25; below A 1 : 2 → 25 and 50
    const model = modelOf([
      inner('A', { weight: 3 }),
      points('A1', { parent: 'A', weight: 0.5 }),
      points('A2', { parent: 'A', weight: 1 }),
      points('B', { weight: 1 }),
    ]);
    const result = scoreBy(model, subject('S', given({ A1: 25, A2: 10, B: 5 }))).S;
    expect(result?.nodes.map((node) => [node.code, node.points, node.published])).toEqual([
      ['A', '75.0000000000', '35.00'],
      ['A1', '25.0000000000', '25.00'],
      ['A2', '50.0000000000', '10.00'],
      ['B', '25.0000000000', '5.00'],
    ]);
    expect(result).toMatchObject({ base: '40.0000000000', score: '40.00' });
  });

  it('stay thirds where shares are thirds', () => {
    // Three leaves at full rate: 33.333… each; rounded one by one 33.33 · 3 = 99.99, in total 100
    const nodes = ['A', 'B', 'C'].map((code) => leaf(code, { method: 'boolean', item: 'ok' }));
    const values = { A: { ok: true }, B: { ok: true }, C: { ok: true } };
    const atLeaf = scoreBy(modelOf(nodes), subject('S', values)).S;
    expect(atLeaf).toMatchObject({ base: '99.9900000000', score: '99.99' });
    const atTotal = scoreBy(modelOf(nodes, { roundAt: 'total' }), subject('S', values)).S;
    expect(atTotal).toMatchObject({ base: '100.0000000000', score: '100.00' });
    expect(nodeOf(atTotal, 'A')).toMatchObject({ earned: '33.3333333333', published: '33.3333333333' });
  });

  it('are rounded as the model says', () => {
    // 0.125 and 0.135 of one point: half-up 0.13 + 0.14, half-even 0.12 + 0.14
    const nodes = [points('A'), points('B')];
    const values = given({ A: 0.125, B: 0.135 });
    const score = (more: Partial<ModelDocument>) =>
      scoreBy(modelOf(nodes, { fullScore: 2, ...more }), subject('S', values)).S?.score;
    expect(score({})).toBe('0.27');
    expect(score({ rounding: 'half-even' })).toBe('0.26');
    expect(score({ roundAt: 'total' })).toBe('0.26');
    expect(score({ decimals: 0 })).toBe('0');
    expect(score({ decimals: 4 })).toBe('0.2600');
  });
});

describe('missing leaves', () => {
  const nodes = (policy: 'zero' | 'exclude' | 'block') => [
    inner('A', { weight: 60 }),
    points('A1', { parent: 'A', weight: 1, missing: policy }),
    points('A2', { parent: 'A', weight: 2 }),
    points('B', { weight: 40 }),
  ];

  it('zero: count 0 and stay', () => {
    const result = scoreBy(modelOf(nodes('zero')), subject('S', given({ A2: 20, B: 10 }))).S;
    expect(result).toMatchObject({
      status: 'complete',
      score: '30.00',
      missing: [{ leaf: 'A1', blocking: false }],
    });
    expect(nodeOf(result, 'A1')).toMatchObject({
      status: 'missing',
      rate: '0.0000000000',
      published: '0.00',
    });
  });

  it('exclude: the siblings share the weight', () => {
    // A2 is worth 40 nominally and earns 20/40; with A1 gone it carries all 60 of A: 30
    const result = scoreBy(modelOf(nodes('exclude')), subject('S', given({ A2: 20, B: 10 }))).S;
    expect(result).toMatchObject({
      status: 'complete',
      score: '40.00',
      missing: [{ leaf: 'A1', blocking: false }],
    });
    expect(nodeOf(result, 'A1')).toMatchObject({
      status: 'excluded',
      rate: null,
      earned: null,
      published: null,
      points: '20.0000000000',
    });
    expect(nodeOf(result, 'A2')).toMatchObject({ points: '40.0000000000', earned: '30.0000000000' });
  });

  it('exclude: a node with no child left leaves too', () => {
    const model = modelOf([
      inner('A', { weight: 60 }),
      points('A1', { parent: 'A', missing: 'exclude' }),
      points('B', { weight: 40 }),
    ]);
    const result = scoreBy(model, subject('S', given({ B: 10 }))).S;
    // B earns 10/40 of all 100 points
    expect(result).toMatchObject({ score: '25.00' });
    expect(nodeOf(result, 'A')).toMatchObject({ status: 'excluded', rate: null });
  });

  it('block: the subject is incomplete, unscored and unranked', () => {
    const result = scoreBy(modelOf(nodes('block')), subject('S', given({ A2: 20, B: 10 }))).S;
    expect(result).toMatchObject({
      status: 'incomplete',
      base: null,
      bonus: null,
      penalty: null,
      total: null,
      score: null,
      grade: null,
      rank: null,
      groupRank: null,
      missing: [{ leaf: 'A1', blocking: true }],
    });
    expect(nodeOf(result, 'A1').status).toBe('missing');
  });

  it('a tree with every leaf excluded is incomplete', () => {
    const model = modelOf([points('A', { missing: 'exclude' }), points('B', { missing: 'exclude' })]);
    expect(scoreBy(model, subject('S', {})).S).toMatchObject({ status: 'incomplete', score: null });
  });
});

describe('leaves that do not apply', () => {
  const model = modelOf([
    inner('A'),
    points('A1', { parent: 'A', missing: 'block' }),
    points('A2', { parent: 'A' }),
    points('B'),
  ]);

  it('are excluded whatever `missing` says, and are not missing', () => {
    const result = scoreBy(model, subject('S', given({ B: 10 }), { notApplicable: ['A'] })).S;
    expect(result).toMatchObject({ status: 'complete', score: '20.00', missing: [] });
    expect(result?.nodes.map((node) => node.status)).toEqual(['excluded', 'excluded', 'excluded', 'scored']);
  });

  it('must not have a value', () => {
    const result = scoreBy(model, subject('S', given({ A2: 1, B: 10 }), { notApplicable: ['A'] })).S;
    expect(result).toMatchObject({ status: 'invalid', missing: [], nodes: [] });
    expect(result?.findings).toEqual([
      {
        code: 'data.value.notApplicable',
        severity: 'error',
        params: {},
        subject: 'S',
        leaf: 'A2',
        item: 'p',
      },
    ]);
  });

  it('may have nulls and items nobody named', () => {
    const values = { A1: { p: null, note: 'x' }, A2: {}, B: { p: 10 } };
    expect(scoreBy(model, subject('S', values, { notApplicable: ['A'] })).S?.status).toBe('complete');
  });
});

describe('scorers', () => {
  const scorers = [
    { role: 'self', weight: 0.2 },
    { role: 'assessor', weight: 0.5 },
    { role: 'thirdParty', weight: 0.3 },
  ];
  const model = (missing: 'zero' | 'exclude' | 'block') => modelOf([points('L', { scorers, missing })]);
  const by = (values: Record<string, number | null>) => ({ L: { by: given(values) } });

  it('weigh the rates of the roles', () => {
    // 0.2·0.9 + 0.5·0.8 + 0.3·0.6 = 0.76
    const result = scoreBy(model('zero'), subject('S', by({ self: 90, assessor: 80, thirdParty: 60 }))).S;
    expect(result?.score).toBe('76.00');
  });

  it('a missing role counts 0, is dropped, or blocks', () => {
    const one = (missing: 'zero' | 'exclude' | 'block') =>
      scoreBy(model(missing), subject('S', by({ self: 90, assessor: null, thirdParty: 60 }))).S;
    // zero: 0.18 + 0.18 = 0.36; exclude: 0.36/0.5 = 0.72
    expect(one('zero')).toMatchObject({
      score: '36.00',
      missing: [{ leaf: 'L', role: 'assessor', blocking: false }],
    });
    expect(one('exclude')).toMatchObject({
      score: '72.00',
      missing: [{ leaf: 'L', role: 'assessor', blocking: false }],
    });
    expect(one('block')).toMatchObject({
      status: 'incomplete',
      missing: [{ leaf: 'L', role: 'assessor', blocking: true }],
    });
  });

  it('all roles dropped: the leaf is excluded', () => {
    const two = modelOf([points('L', { scorers, missing: 'exclude' }), points('M')]);
    const result = scoreBy(two, subject('S', given({ M: 25 }))).S;
    expect(result).toMatchObject({ score: '50.00' });
    expect(nodeOf(result, 'L').status).toBe('excluded');
    expect(result?.missing.map((value) => value.role)).toEqual(['self', 'assessor', 'thirdParty']);
  });

  it('all roles missing with zero: the leaf is missing', () => {
    const result = scoreBy(model('zero'), subject('S', {})).S;
    expect(nodeOf(result, 'L')).toMatchObject({ status: 'missing', rate: '0.0000000000' });
  });

  it('a role with denominator 0 is dropped by whenZero: exclude, even where missing counts zero', () => {
    const ratio = { method: 'ratio', numerator: 'n', denominator: 'd', whenZero: 'exclude' } as const;
    const two = modelOf([leaf('L', ratio, { scorers, missing: 'zero' })]);
    const values = {
      L: { by: { self: { n: 1, d: 2 }, assessor: { n: 0, d: 0 }, thirdParty: { n: 1, d: 1 } } },
    };
    // (0.2·0.5 + 0.3·1)/0.5 = 0.8; the assessor is not missing
    expect(scoreBy(two, subject('S', values)).S).toMatchObject({ score: '80.00', missing: [] });
  });

  it('findings name the role', () => {
    const values = { L: { by: { self: { p: 101 }, mayor: { p: 1 } } } };
    expect(scoreBy(model('zero'), subject('S', values)).S?.findings).toEqual([
      { code: 'data.role.unknown', severity: 'error', params: {}, subject: 'S', leaf: 'L', role: 'mayor' },
      {
        code: 'data.value.outOfRange',
        severity: 'error',
        params: { given: '101', minimum: '0', maximum: '100' },
        subject: 'S',
        leaf: 'L',
        role: 'self',
        item: 'p',
      },
    ]);
  });

  it('values in the wrong place are pointed out', () => {
    const beside = scoreBy(model('zero'), subject('S', { L: { p: 50 } })).S;
    expect(beside).toMatchObject({ status: 'complete', score: '0.00' });
    expect(beside?.findings.map((finding) => [finding.code, finding.severity])).toEqual([
      ['data.values.rolesExpected', 'warning'],
    ]);
    const within = scoreBy(ledger(), subject('S', { L: { by: { self: { p: 50 } } } })).S;
    expect(within?.findings.map((finding) => [finding.code, finding.severity])).toEqual([
      ['data.values.noRoles', 'warning'],
    ]);
  });
});

describe('vetoes that zero nodes', () => {
  const vetoes = [{ code: 'V', name: '清零', zeroNodes: ['A'] }];
  const model = (missing: 'zero' | 'exclude' | 'block' = 'zero') =>
    modelOf(
      [
        inner('A', { weight: 60 }),
        points('A1', { parent: 'A', missing }),
        points('A2', { parent: 'A' }),
        points('B', { weight: 40 }),
      ],
      { vetoes },
    );

  it('take the points of the node and all below it', () => {
    const result = scoreBy(model(), subject('S', given({ A1: 30, A2: 30, B: 40 }), { vetoes: ['V', 'V'] })).S;
    expect(result?.score).toBe('40.00');
    expect(result?.nodes.map((node) => node.status)).toEqual(['zeroed', 'zeroed', 'zeroed', 'scored']);
  });

  it('keep an excluded leaf in the tree at 0', () => {
    const result = scoreBy(model('exclude'), subject('S', given({ A2: 30, B: 40 }), { vetoes: ['V'] })).S;
    expect(result).toMatchObject({ score: '40.00', missing: [{ leaf: 'A1', blocking: false }] });
    expect(nodeOf(result, 'A1')).toMatchObject({ status: 'zeroed', published: '0.00' });
  });

  it('leave leaves that do not apply out', () => {
    const result = scoreBy(
      model(),
      subject('S', given({ B: 40 }), { vetoes: ['V'], notApplicable: ['A1', 'A2'] }),
    ).S;
    expect(result?.score).toBe('100.00');
    expect(nodeOf(result, 'A').status).toBe('excluded');
  });

  it('do not lift a block', () => {
    const result = scoreBy(model('block'), subject('S', given({ A2: 30, B: 40 }), { vetoes: ['V'] })).S;
    expect(result).toMatchObject({ status: 'incomplete', missing: [{ leaf: 'A1', blocking: true }] });
  });
});

describe('bonus, penalty and vetoes on the total', () => {
  const model = ledger({
    bonus: {
      cap: 5,
      items: [
        { code: 'G1', name: '表彰', points: 2, cap: 3 },
        { code: 'G2', name: '创新', points: 0.5 },
      ],
    },
    penalty: { cap: 10, items: [{ code: 'K1', name: '通报', points: 1.5 }] },
    vetoes: [{ code: 'V', name: '否决', scoreAtMost: 59.5 }],
  });
  const total = (p: number, adjustments: Record<string, unknown>, vetoes: string[] = []) =>
    scoreBy(model, scored('S', p, { adjustments, vetoes })).S;

  it.each<[string, number, Record<string, unknown>, [string, string, string]]>([
    // min(2·2, 3) + 3·0.5 = 4.5
    ['items have caps of their own', 80, { G1: 2, G2: 3 }, ['4.5000000000', '0.0000000000', '84.5000000000']],
    ['the block has a cap', 80, { G2: 20, K1: 20 }, ['5.0000000000', '10.0000000000', '75.0000000000']],
    [
      'never above the full score and the cap',
      99,
      { G2: 20 },
      ['5.0000000000', '0.0000000000', '104.0000000000'],
    ],
    ['never below 0', 2, { K1: 4 }, ['0.0000000000', '6.0000000000', '0.0000000000']],
    ['null is nothing', 80, { G1: null }, ['0.0000000000', '0.0000000000', '80.0000000000']],
    ['half a case', 80, { K1: 0.5 }, ['0.0000000000', '0.7500000000', '79.2500000000']],
  ])('%s', (_, p, adjustments, [bonus, penalty, sum]) => {
    expect(total(p, adjustments)).toMatchObject({ bonus, penalty, total: sum });
  });

  it('limits the score of a vetoed subject', () => {
    expect(total(90, { G1: 1 }, ['V'])).toMatchObject({ total: '59.5000000000', score: '59.50', grade: 'C' });
    expect(total(30, {}, ['V'])).toMatchObject({ score: '30.00' });
  });

  it('refuses unknown codes and wrong counts', () => {
    const result = total(80, { X: 1, G1: -1, G2: '2' }, ['W']);
    expect(result?.status).toBe('invalid');
    expect(result?.findings.map((finding) => [finding.code, finding.item ?? null])).toEqual([
      ['data.value.negative', 'G1'],
      ['data.value.wrongType', 'G2'],
      ['data.adjustment.unknown', 'X'],
      ['data.veto.unknown', null],
    ]);
  });

  it('a model without nodes is a points ledger', () => {
    const document = modelOf([], {
      fullScore: 1000,
      bonus: { cap: 100, items: [{ code: 'G', name: '加', points: 10 }] },
      penalty: { cap: 1000, items: [{ code: 'K', name: '扣', points: 25 }] },
      grades: [
        { code: 'A', name: 'A', min: 960 },
        { code: 'B', name: 'B', min: 0 },
      ],
    });
    for (const roundAt of ['leaf', 'total'] as const) {
      const result = scoreBy({ ...document, roundAt }, subject('S', {}, { adjustments: { G: 2, K: 3 } })).S;
      expect(result).toMatchObject({
        status: 'complete',
        base: '1000.0000000000',
        score: '945.00',
        grade: 'B',
        nodes: [],
      });
    }
  });
});

describe('grades', () => {
  const quota = (more: Partial<ModelDocument> = {}) =>
    ledger({
      grades: [
        { code: 'A', name: '优', min: 90, maxShare: 0.4 },
        { code: 'B', name: '良', min: 80, maxShare: 0.2 },
        { code: 'C', name: '差', min: 0 },
      ],
      ...more,
    });
  const grades = (model: ModelDocument, ...subjects: Parameters<typeof scoreBy>[1][]) =>
    Object.fromEntries(
      Object.entries(scoreBy(model, ...subjects)).map(([code, result]) => [code, result.grade]),
    );

  it('go by the published score, bounds included or not', () => {
    const bounds = (exclusive: boolean) =>
      ledger({
        roundAt: 'total',
        grades: [
          { code: 'A', name: '优', min: 90, exclusive },
          { code: 'B', name: '差', min: 0 },
        ],
      });
    const values = [scored('a', 89.995), scored('b', 89.994), scored('c', 90.01)] as const;
    expect(grades(bounds(false), ...values)).toEqual({ a: 'A', b: 'B', c: 'A' });
    expect(grades(bounds(true), ...values)).toEqual({ a: 'B', b: 'B', c: 'A' });
  });

  it('a quota lets the lowest fall, and fall again', () => {
    // 5 subjects: floor(0.4·5) = 2 keep A, floor(0.2·5) = 1 keeps B
    const subjects = [95, 94, 93, 92, 85].map((p, index) => scored(`S${index}`, p));
    expect(grades(quota(), ...subjects)).toEqual({ S0: 'A', S1: 'A', S2: 'B', S3: 'C', S4: 'C' });
  });

  it('equal scores across the limit all fall', () => {
    const subjects = [95, 94, 94, 50, 40].map((p, index) => scored(`S${index}`, p));
    // 2 may keep A; S1 and S2 are equal and one too many; of them floor(0.2·5) = 1 may keep B: again both fall
    expect(grades(quota(), ...subjects)).toEqual({ S0: 'A', S1: 'C', S2: 'C', S3: 'C', S4: 'C' });
  });

  it('quotas count the complete subjects of each group', () => {
    const model = quota();
    const results = grades(
      model,
      scored('a', 95, { group: '甲' }),
      scored('b', 94, { group: '甲' }),
      scored('c', 93, { group: '甲' }),
      scored('d', 96, { group: '乙' }),
      subject('x', given({ L: -1 }), { group: '乙' }),
      subject('y', given({ L: -1 }), { group: '乙' }),
    );
    // 甲: floor(1.2) = 1; 乙 has one complete subject: floor(0.4) = 0, and no one may keep B either
    expect(results).toEqual({ a: 'A', b: 'C', c: 'C', d: 'C', x: null, y: null });
  });

  it('a veto limits the grade and its holder takes no place in the better one', () => {
    const vetoes = [{ code: 'V', name: '否决', gradeAtMost: 'B' }];
    const subjects = [
      scored('a', 99, { vetoes: ['V'] }),
      scored('b', 95),
      scored('c', 94),
      scored('d', 10),
      scored('e', 10),
    ];
    expect(grades(quota({ vetoes }), ...subjects)).toEqual({ a: 'B', b: 'A', c: 'A', d: 'C', e: 'C' });
  });
});

describe('ranks', () => {
  const ranks = (model: ModelDocument, ...subjects: Parameters<typeof scoreBy>[1][]) =>
    scoreModel(model, dataOf(...subjects)).subjects.map(({ code, rank, groupRank }) => [
      code,
      rank,
      groupRank,
    ]);

  it('share a rank: 1, 2, 2, 4 or 1, 2, 2, 3', () => {
    const subjects = [scored('d', 70), scored('b', 80), scored('c', 80), scored('a', 90)];
    expect(ranks(ledger(), ...subjects)).toEqual([
      ['a', 1, 1],
      ['b', 2, 2],
      ['c', 2, 2],
      ['d', 4, 4],
    ]);
    expect(ranks(ledger({ ties: 'dense' }), ...subjects)).toEqual([
      ['a', 1, 1],
      ['b', 2, 2],
      ['c', 2, 2],
      ['d', 3, 3],
    ]);
  });

  it('are counted overall and within the group; unranked subjects stand last by code', () => {
    const subjects = [
      scored('z', 50, { group: '甲' }),
      scored('y', 60, { group: '乙' }),
      scored('x', 70, { group: '甲' }),
      subject('a', given({ L: 101 })),
      subject('B', given({ L: 101 })),
    ];
    expect(ranks(ledger(), ...subjects)).toEqual([
      ['x', 1, 1],
      ['y', 2, 1],
      ['z', 3, 2],
      ['B', null, null],
      ['a', null, null],
    ]);
  });

  it('vetoed subjects stand behind all others, unless the model says no', () => {
    const vetoes = [{ code: 'V', name: '否决' }];
    const subjects = [scored('a', 90, { vetoes: ['V'] }), scored('b', 50)];
    expect(ranks(ledger({ vetoes }), ...subjects).map(([code]) => code)).toEqual(['b', 'a']);
    expect(ranks(ledger({ vetoes, vetoedLast: false }), ...subjects).map(([code]) => code)).toEqual([
      'a',
      'b',
    ]);
  });

  it('break ties in the order given', () => {
    const nodes = [points('P'), points('Q', { missing: 'exclude' })];
    const vetoes = [
      { code: 'V', name: '甲' },
      { code: 'W', name: '乙' },
    ];
    const model = (tieBreak: string[]) => modelOf(nodes, { vetoes, vetoedLast: false, tieBreak });
    const subjects = [
      subject('a', given({ P: 30, Q: 20 }), { vetoes: ['V', 'W'] }),
      subject('b', given({ P: 20, Q: 30 }), { vetoes: ['V', 'V'] }),
      // 25 of 50 at half the rate carries 100 points: 50; its Q is excluded and counts 0
      subject('c', given({ P: 25 })),
    ];
    const order = (tieBreak: string[]) =>
      ranks(model(tieBreak), ...subjects).map(([code, rank]) => `${code}${rank}`);
    expect(order([])).toEqual(['a1', 'b1', 'c1']);
    expect(order(['fewerVetoes'])).toEqual(['c1', 'b2', 'a3']);
    expect(order(['node:Q'])).toEqual(['b1', 'a2', 'c3']);
    expect(order(['node:P', 'fewerVetoes'])).toEqual(['c1', 'a2', 'b3']);
  });
});

describe('geometric nodes', () => {
  const nodes = [
    inner('T', { aggregate: 'geometric', weight: 3 }),
    points('T1', { parent: 'T' }),
    inner('T2', { parent: 'T' }),
    points('T21', { parent: 'T2', missing: 'exclude' }),
    points('T22', { parent: 'T2' }),
    points('B', { weight: 1 }),
  ];
  const model = modelOf(nodes, { roundAt: 'total' });

  it('multiply powers of the rates', () => {
    // T1 0.36 of 37.5, T2 = (0.5 + 0.78)/2 = 0.64: √(0.36·0.64) = 0.48; base = 100·(0.75·0.48 + 0.25·0.2) = 41
    const result = scoreBy(model, subject('S', given({ T1: 13.5, T21: 9.375, T22: 14.625, B: 5 }))).S;
    expect(result).toMatchObject({ base: '41.0000000000', score: '41.00' });
    expect(nodeOf(result, 'T')).toMatchObject({
      rate: '0.4800000000',
      earned: null,
      published: null,
      points: '75.0000000000',
    });
    expect(nodeOf(result, 'T22')).toMatchObject({ rate: '0.7800000000', earned: null, published: null });
    expect(nodeOf(result, 'B')).toMatchObject({
      rate: '0.2000000000',
      earned: '5.0000000000',
      published: '5.0000000000',
    });
  });

  it('are 0 as soon as one rate is', () => {
    const result = scoreBy(model, subject('S', given({ T1: 37.5, T21: 0, T22: 0, B: 25 }))).S;
    expect(result).toMatchObject({ base: '25.0000000000' });
  });

  it('re-share like others', () => {
    // T21 out: T2 = 0.78 alone; √(1·0.78)… kept simple: T1 = 0.78 too, so T = 0.78
    const result = scoreBy(model, subject('S', given({ T1: 29.25, T22: 14.625, B: 0 }))).S;
    expect(nodeOf(result, 'T').rate).toBe('0.7800000000');
    expect(result?.base).toBe('58.5000000000');
  });
});

describe('a data document', () => {
  const refused = (data: unknown) => {
    try {
      scoreModel(ledger(), data as never);
      return [];
    } catch (error) {
      const { code, params } = error as { code: string; params: { findings: { code: string }[] } };
      return [code, ...params.findings.map((finding) => finding.code)];
    }
  };

  it('is rejected as a whole for its shape or a repeated subject', () => {
    expect(refused(dataOf(scored('a', 1), scored('a', 2)))).toEqual([
      'model.dataRejected',
      'data.subject.twice',
    ]);
    expect(refused({ format: 'zhengxin-data/1' })).toEqual(['model.dataRejected', 'data.field.missing']);
    expect(refused({ ...dataOf(), format: 'x' })).toEqual(['model.dataRejected', 'data.field.wrongType']);
    expect(refused(dataOf({ ...scored('a', 1), vetoes: 'V' as never }))).toEqual([
      'model.dataRejected',
      'data.field.wrongType',
    ]);
    expect(refused(dataOf(scored('a', Number.POSITIVE_INFINITY)))).toEqual([
      'model.dataRejected',
      'data.field.badText',
    ]);
    expect(refused([])).toEqual(['model.dataRejected', 'data.document.notAnObject']);
  });

  it('has subjects that are invalid each for itself', () => {
    const model = modelOf([inner('A'), points('L', { parent: 'A' })]);
    const results = scoreBy(
      model,
      subject('fine', given({ L: 50 })),
      subject('inner', { A: { p: 1 }, L: { p: 1 } }),
      subject('unknown', { Z: {} }),
      subject('shape', { L: [50] as never }),
      subject('na', {}, { notApplicable: ['Z'] }),
      { ...subject('field', given({ L: 50 })), veto: ['V'] } as never,
    );
    const found = (code: string) => [
      results[code]?.status,
      ...(results[code]?.findings.map((finding) => finding.code) ?? []),
    ];
    expect(found('fine')).toEqual(['complete']);
    expect(found('inner')).toEqual(['invalid', 'data.leaf.innerNode']);
    expect(found('unknown')).toEqual(['invalid', 'data.leaf.unknown']);
    expect(found('shape')).toEqual(['invalid', 'data.values.notItems']);
    expect(found('na')).toEqual(['invalid', 'data.notApplicable.unknownNode']);
    expect(found('field')).toEqual(['complete', 'data.field.unknown']);
  });

  it('invalid comes before incomplete', () => {
    const model = modelOf([points('L', { missing: 'block' }), points('M')]);
    expect(scoreBy(model, subject('S', given({ M: -1 }))).S?.status).toBe('invalid');
  });

  it('may be empty', () => {
    expect(scoreModel(ledger(), dataOf()).subjects).toEqual([]);
  });
});
