import { describe, expect, it } from 'vitest';
import type { Scoring } from '#shared/model/definition.ts';
import { leaf, modelOf, nodeOf, scoreBy, scoreLeaf, subject } from '#test/support/small-models.ts';

/** The rate of the one leaf, `missing`, `excluded` or the code of the first finding. P = 100. */
const rate = (scoring: Scoring, items: Record<string, unknown>): string => {
  const result = scoreLeaf(scoring, items);
  const [finding] = result.findings;
  if (finding !== undefined) return finding.code;
  const node = nodeOf(result, 'L');
  return node.status === 'scored' ? (node.rate ?? '') : node.status;
};

const ratio: Scoring = { method: 'ratio', numerator: 'n', denominator: 'd' };

describe('ratio', () => {
  it.each<[string, Scoring, Record<string, unknown>, string]>([
    ['3/4', ratio, { n: 3, d: 4 }, '0.7500000000'],
    ['against a target of 0.9: (3/4)/0.9 = 5/6', { ...ratio, target: 0.9 }, { n: 3, d: 4 }, '0.8333333333'],
    ['above the target', { ...ratio, target: 0.5 }, { n: 3, d: 4 }, '1.0000000000'],
    ['below the floor', { ...ratio, floor: 0.76 }, { n: 3, d: 4 }, '0.0000000000'],
    ['at the floor', { ...ratio, floor: 0.75 }, { n: 3, d: 4 }, '0.7500000000'],
    ['of fractions of a count', ratio, { n: 0.5, d: 2 }, '0.2500000000'],
    ['0 of 0', ratio, { n: 0, d: 0 }, 'missing'],
    ['0 of 0, full', { ...ratio, whenZero: 'full' }, { n: 0, d: 0 }, '1.0000000000'],
    ['0 of 0, zero', { ...ratio, whenZero: 'zero' }, { n: 0, d: 0 }, '0.0000000000'],
    ['2 of 0, full (n does not matter)', { ...ratio, whenZero: 'full' }, { n: 2, d: 0 }, '1.0000000000'],
    [
      '0 of 0, not below the floor',
      { ...ratio, floor: 0.6, whenZero: 'full' },
      { n: 0, d: 0 },
      '1.0000000000',
    ],
    ['no numerator, denominator 0', { ...ratio, whenZero: 'full' }, { d: 0 }, 'missing'],
    ['null', ratio, { n: null, d: 4 }, 'missing'],
    ['a negative count', ratio, { n: -1, d: 4 }, 'data.value.negative'],
    ['a count in text', ratio, { n: '3', d: 4 }, 'data.value.wrongType'],
    ['a wrong count beside a missing one', ratio, { n: true }, 'data.value.wrongType'],
    ['a count of 17 digits', ratio, { n: 0.1 + 0.2, d: 4 }, 'data.value.tooManyDigits'],
    ['items nobody named', ratio, { n: 3, d: 4, other: 'x' }, '0.7500000000'],
  ])('%s', (_, scoring, items, expected) => {
    expect(rate(scoring, items)).toBe(expected);
  });
});

describe('linear', () => {
  const days: Scoring = { method: 'linear', value: 'x', worst: 20, best: 5 };
  const share: Scoring = { method: 'linear', numerator: 'n', denominator: 'd', worst: 0.5, best: 1 };
  it.each<[string, Scoring, Record<string, unknown>, string]>([
    // (7 − 20)/(5 − 20) = 13/15
    ['7 between 20 and 5', days, { x: 7 }, '0.8666666667'],
    ['better than the best', days, { x: 0 }, '1.0000000000'],
    ['worse than the worst', days, { x: 21 }, '0.0000000000'],
    ['a negative number', { ...days, worst: -10, best: 10 }, { x: -5 }, '0.2500000000'],
    // (3/4 − 1/2)/(1 − 1/2) = 1/2
    ['a quotient', share, { n: 3, d: 4 }, '0.5000000000'],
    [
      'a quotient by 0 counted full: the rate itself',
      { ...share, whenZero: 'full' },
      { n: 3, d: 0 },
      '1.0000000000',
    ],
    [
      'a quotient by 0 counted zero: the rate itself',
      { ...share, worst: -1, whenZero: 'zero' },
      { n: 0, d: 0 },
      '0.0000000000',
    ],
    ['a quotient of a negative count', share, { n: -1, d: 2 }, 'data.value.negative'],
  ])('%s', (_, scoring, items, expected) => {
    expect(rate(scoring, items)).toBe(expected);
  });
});

describe('bands', () => {
  const least: Scoring = {
    method: 'bands',
    value: 'x',
    bands: [
      { atLeast: 0.98, rate: 1 },
      { atLeast: 0.9, rate: 0.75 },
    ],
    otherwise: 0.1,
  };
  const most: Scoring = {
    method: 'bands',
    numerator: 'n',
    denominator: 'd',
    bands: [
      { atMost: 0, rate: 1 },
      { atMost: 0.1, rate: 0.6 },
    ],
  };
  it.each<[string, Scoring, Record<string, unknown>, string]>([
    ['at the first limit', least, { x: 0.98 }, '1.0000000000'],
    ['just below it', least, { x: 0.979999999999999 }, '0.7500000000'],
    ['below all', least, { x: 0.5 }, '0.1000000000'],
    ['at most 0', most, { n: 0, d: 7 }, '1.0000000000'],
    ['exactly a tenth', most, { n: 1, d: 10 }, '0.6000000000'],
    ['above all', most, { n: 1, d: 9 }, '0.0000000000'],
    ['0 of 0 excluded', { ...most, whenZero: 'exclude' }, { n: 0, d: 0 }, 'excluded'],
  ])('%s', (_, scoring, items, expected) => {
    expect(rate(scoring, items)).toBe(expected);
  });
});

describe('deduct and award', () => {
  const items = [
    { item: 'a', points: 30 },
    { item: 'b', points: 10, cap: 15 },
  ];
  const deduct: Scoring = { method: 'deduct', items };
  const award: Scoring = { method: 'award', items };
  it.each<[string, Scoring, Record<string, unknown>, string]>([
    // P = 100: 100 − 30 − min(20, 15) = 55
    ['1 × 30 and 2 × 10 capped at 15', deduct, { a: 1, b: 2 }, '0.5500000000'],
    ['a missing count is 0', deduct, { a: null, b: 1 }, '0.9000000000'],
    ['never below 0', deduct, { a: 4 }, '0.0000000000'],
    ['half a case', deduct, { a: 0.5 }, '0.8500000000'],
    ['nothing given', deduct, {}, 'missing'],
    ['only nulls given', deduct, { a: null, b: null }, 'missing'],
    ['30 + 15 of 100', award, { a: 1, b: 9 }, '0.4500000000'],
    ['never above 1', award, { a: 9 }, '1.0000000000'],
    ['a negative count', award, { a: -1 }, 'data.value.negative'],
  ])('%s', (_, scoring, values, expected) => {
    expect(rate(scoring, values)).toBe(expected);
  });

  it('measure against the nominal points, even when the leaf weighs more after re-sharing', () => {
    // Two leaves of weight 1: P = 50. The other leaf is excluded, so L carries 100 points at rate (50 − 10)/50 = 0.8.
    const model = modelOf([
      leaf('L', { method: 'deduct', items: [{ item: 'a', points: 10 }] }),
      leaf('M', { method: 'manual', item: 'p' }, { missing: 'exclude' }),
    ]);
    const result = scoreBy(model, subject('S', { L: { a: 1 } })).S;
    expect(nodeOf(result, 'L')).toMatchObject({
      points: '50.0000000000',
      rate: '0.8000000000',
      earned: '80.0000000000',
    });
  });
});

describe('boolean and rubric', () => {
  const yesNo: Scoring = { method: 'boolean', item: 'ok' };
  const rubric: Scoring = { method: 'rubric', item: 'level', levels: { 好: 0.9, '0': 0.25 } };
  it.each<[string, Scoring, Record<string, unknown>, string]>([
    ['yes', yesNo, { ok: true }, '1.0000000000'],
    ['no', yesNo, { ok: false }, '0.0000000000'],
    ['no with a rate', { ...yesNo, no: 0.3, yes: 0.8 }, { ok: false }, '0.3000000000'],
    ['a number for a flag', yesNo, { ok: 1 }, 'data.value.wrongType'],
    ['a level', rubric, { level: '好' }, '0.9000000000'],
    ['a level that looks like a number', rubric, { level: '0' }, '0.2500000000'],
    ['a level given as a number', rubric, { level: 0 }, 'data.value.wrongType'],
    ['an unknown level', rubric, { level: '坏' }, 'data.value.unknownLevel'],
    ['a level of the language', rubric, { level: 'constructor' }, 'data.value.unknownLevel'],
  ])('%s', (_, scoring, items, expected) => {
    expect(rate(scoring, items)).toBe(expected);
  });
});

describe('survey and manual', () => {
  const survey: Scoring = { method: 'survey', mean: 'm', count: 'c', min: 1, max: 5, minimumCount: 30 };
  const manual: Scoring = { method: 'manual', item: 'p' };
  it.each<[string, Scoring, Record<string, unknown>, string]>([
    // (4.2 − 1)/4 = 0.8
    ['4.2 of 1 to 5', survey, { m: 4.2, c: 30 }, '0.8000000000'],
    ['too few answers', survey, { m: 4.2, c: 29 }, 'missing'],
    ['no count', survey, { m: 4.2 }, 'missing'],
    ['a mean beyond the scale', survey, { m: 6, c: 30 }, '1.0000000000'],
    [
      'one answer is enough by default',
      { method: 'survey', mean: 'm', count: 'c', min: 0, max: 100 },
      { m: 50, c: 1 },
      '0.5000000000',
    ],
    ['37 of 100 points', manual, { p: 37 }, '0.3700000000'],
    ['all the points', manual, { p: 100 }, '1.0000000000'],
    ['more points than there are', manual, { p: 100.01 }, 'data.value.outOfRange'],
    ['fewer than none', manual, { p: -0.01 }, 'data.value.outOfRange'],
  ])('%s', (_, scoring, items, expected) => {
    expect(rate(scoring, items)).toBe(expected);
  });
});

describe('relative', () => {
  const relative = (
    by: 'minmax' | 'rank' | 'rankStep' | 'best',
    direction: 'higher' | 'lower',
    step?: number,
  ): Scoring =>
    step === undefined
      ? { method: 'relative', value: 'x', by, direction }
      : { method: 'relative', value: 'x', by, direction, step };

  /** Rates of subjects 0, 1, 2 … with these values in one group. */
  const rates = (scoring: Scoring, values: readonly (number | null)[]): string[] => {
    const subjects = values.map((x, index) => subject(`S${index}`, { L: { x } }));
    const results = scoreBy(modelOf([leaf('L', scoring)]), ...subjects);
    return values.map((_, index) => nodeOf(results[`S${index}`], 'L').rate ?? '');
  };

  it('minmax: (x − min)/(max − min), the reverse for lower, 1 when all are equal', () => {
    expect(rates(relative('minmax', 'higher'), [10, 20, 40])).toEqual([
      '0.0000000000',
      '0.3333333333',
      '1.0000000000',
    ]);
    expect(rates(relative('minmax', 'lower'), [10, 20, 40])).toEqual([
      '1.0000000000',
      '0.6666666667',
      '0.0000000000',
    ]);
    expect(rates(relative('minmax', 'lower'), [7, 7])).toEqual(['1.0000000000', '1.0000000000']);
  });

  it('rank: tied subjects take the mean of their ranks', () => {
    // Values 9, 5, 5, 1: ranks 1, 2.5, 2.5, 4 of 4 → 1, 1 − 1.5/3, 1 − 1.5/3, 0
    expect(rates(relative('rank', 'higher'), [5, 9, 1, 5])).toEqual([
      '0.5000000000',
      '1.0000000000',
      '0.0000000000',
      '0.5000000000',
    ]);
    expect(rates(relative('rank', 'lower'), [5, 9, 1])).toEqual([
      '0.5000000000',
      '0.0000000000',
      '1.0000000000',
    ]);
    expect(rates(relative('rank', 'higher'), [5])).toEqual(['1.0000000000']);
  });

  it('rankStep: tied subjects take the best of their ranks', () => {
    // Ranks 1, 2, 2, 4 with a step of 0.4 → 1, 0.6, 0.6, max(0, −0.2)
    expect(rates(relative('rankStep', 'higher', 0.4), [9, 5, 5, 1])).toEqual([
      '1.0000000000',
      '0.6000000000',
      '0.6000000000',
      '0.0000000000',
    ]);
  });

  it('best: x over the largest, 1 when the largest is 0', () => {
    expect(rates(relative('best', 'higher'), [3, 12, 0])).toEqual([
      '0.2500000000',
      '1.0000000000',
      '0.0000000000',
    ]);
    expect(rates(relative('best', 'higher'), [0, 0])).toEqual(['1.0000000000', '1.0000000000']);
  });

  it('leaves out those without a value', () => {
    // 1 and 3 compare with each other only: ranks 2 and 1 of 2; the third is missing and counts 0
    expect(rates(relative('rank', 'higher'), [1, 3, null])).toEqual([
      '0.0000000000',
      '1.0000000000',
      '0.0000000000',
    ]);
  });

  it('counts valid values of subjects that are invalid or incomplete for another reason', () => {
    const model = modelOf([
      leaf('L', relative('best', 'higher')),
      leaf('M', { method: 'manual', item: 'p' }, { missing: 'block' }),
    ]);
    const results = scoreBy(
      model,
      subject('fine', { L: { x: 5 }, M: { p: 1 } }),
      subject('incomplete', { L: { x: 10 } }),
      subject('invalid', { L: { x: 20 }, M: { p: -1 } }),
      subject('wrong', { L: { x: -40 }, M: { p: 1 } }),
    );
    expect(nodeOf(results.fine, 'L').rate).toBe('0.2500000000');
    expect(results.invalid?.status).toBe('invalid');
    expect(results.wrong?.findings.map((finding) => finding.code)).toEqual(['data.value.negative']);
  });

  it('compares within the group, those without a group among themselves', () => {
    const model = modelOf([leaf('L', relative('best', 'higher'))]);
    const results = scoreBy(
      model,
      subject('a', { L: { x: 1 } }, { group: '甲' }),
      subject('b', { L: { x: 2 } }, { group: '甲' }),
      subject('c', { L: { x: 3 } }),
      subject('d', { L: { x: 4 } }, { group: null }),
    );
    const rateOf = (code: string) => nodeOf(results[code], 'L').rate;
    expect(['a', 'b', 'c', 'd'].map(rateOf)).toEqual([
      '0.5000000000',
      '1.0000000000',
      '0.7500000000',
      '1.0000000000',
    ]);
  });

  it('compares each role with its own', () => {
    const scorers = [
      { role: 'self', weight: 1 },
      { role: 'assessor', weight: 3 },
    ];
    const model = modelOf([leaf('L', relative('best', 'higher'), { scorers })]);
    const by = (self: number, assessor: number) => ({
      L: { by: { self: { x: self }, assessor: { x: assessor } } },
    });
    const results = scoreBy(model, subject('a', by(10, 1)), subject('b', by(5, 4)));
    // a: (1·10/10 + 3·1/4)/4 = 1.75/4; b: (1·5/10 + 3·4/4)/4 = 3.5/4
    expect(nodeOf(results.a, 'L').rate).toBe('0.4375000000');
    expect(nodeOf(results.b, 'L').rate).toBe('0.8750000000');
  });
});

describe('formula', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['n / d', { n: 1, d: 3 }, '0.3333333333'],
    ['n / d', { n: 9, d: 3 }, '1.0000000000'],
    ['n - d', { n: 1, d: 3 }, '0.0000000000'],
    ['1 - n / P', { n: 37 }, '0.6300000000'],
    ['if(d == 0, 1, n / d)', { n: 0, d: 0 }, '1.0000000000'],
    ['if(d == 0, 1, n / d)', { d: 0 }, 'missing'],
    ['n / d', { n: 1, d: 0 }, 'data.formula.divisionByZero'],
    ['n > d', { n: 1, d: 0 }, 'data.formula.truthForNumber'],
    ['n', { n: '1' }, 'data.value.wrongType'],
    ['0.4', {}, '0.4000000000'],
  ])('%s with %o', (expression, items, expected) => {
    expect(rate({ method: 'formula', expression }, items)).toBe(expected);
  });
});
