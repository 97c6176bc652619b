/** What would lift a unit one rank: every case small enough to be worked out by hand. */
import { describe, expect, it } from 'vitest';
import { type LiftResult, type LiftScope, liftSteps } from '#shared/model/analysis/rank-lift.ts';
import { compileModel } from '#shared/model/compiled-model.ts';
import type { DataSubject, ModelData } from '#shared/model/data.ts';
import type { ModelDocument } from '#shared/model/definition.ts';

/** A: 60 points for a ratio, so 6 for each of ten; B: 40 points, 10 off for each occurrence. */
const document = {
  format: 'zhengxin-model/1',
  code: 'LIFT',
  name: '试',
  version: '1.0.0',
  subjectKinds: ['township'],
  fullScore: 100,
  nodes: [
    {
      code: 'A',
      name: '按期率',
      parent: null,
      weight: 60,
      scoring: { method: 'ratio', numerator: 'n', denominator: 'd' },
    },
    {
      code: 'B',
      name: '失信',
      parent: null,
      weight: 40,
      scoring: { method: 'deduct', items: [{ item: 'count', points: 10 }] },
    },
  ],
  vetoes: [{ code: 'V', name: '否决', gradeAtMost: 'fail' }],
  grades: [
    { code: 'good', name: '良好', min: 80 },
    { code: 'fail', name: '不合格', min: 0 },
  ],
} as unknown as ModelDocument;
const model = compileModel(document);

const unit = (code: string, n: number, count: number, more: Partial<DataSubject> = {}): DataSubject => ({
  code,
  name: code,
  values: { A: { n, d: 10 }, B: { count } },
  ...more,
});
/** 甲 54 + 40 = 94, 乙 48 + 30 = 78, 丁 42 + 30 = 72, 丙 30 + 20 = 50. */
const units = [unit('甲', 9, 0), unit('乙', 8, 1), unit('丁', 7, 1), unit('丙', 5, 2)];

const lift = (code: string, subjects: DataSubject[] = units, scope: LiftScope = 'all'): LiftResult => {
  const data: ModelData = { format: 'zhengxin-data/1', subjects };
  const steps = liftSteps(model, data, code, scope);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
};
const optionsOf = (result: LiftResult) => (result.kind === 'options' ? result.options : []);

describe('a single change', () => {
  it('is the smallest that is enough, those that ask least of their indicator first', () => {
    const result = lift('丁');
    expect(result).toMatchObject({
      next: ['乙'],
      nextScore: '78.00',
      gap: '6.00',
      vetoed: false,
      combination: null,
    });
    // n 8: 48 + 30 = 78, level with 乙, a tenth of the rate; count 0: 42 + 40 = 82, a quarter of the rate.
    expect(optionsOf(result)).toMatchObject([
      {
        changes: [{ leaf: 'A', item: 'n', before: 7, after: 8 }],
        ...{ score: '78.00', rank: 2, tiedWith: ['乙'], overtaken: ['乙'], grade: 'fail' },
      },
      {
        changes: [{ leaf: 'B', item: 'count', before: 1, after: 0 }],
        ...{ score: '82.00', rank: 2, tiedWith: [], overtaken: ['乙'], grade: 'good' },
      },
    ]);
  });

  it('goes as far as it must: nine of ten would not do', () => {
    // 丙 to pass 丁 with 72: 20 + 6 n ≥ 72 asks for n = 9 (74), and 30 + 10 (4 − count) ≥ 72 cannot be (70 at best).
    expect(optionsOf(lift('丙'))).toMatchObject([
      { changes: [{ leaf: 'A', before: 5, after: 9 }], score: '74.00', rank: 3, overtaken: ['丁'] },
    ]);
  });

  it('is looked for among the unit’s group when that rank is meant', () => {
    const grouped = units.map((one, n) => ({ ...one, group: n < 2 ? '城区' : '农村' }));
    expect(lift('丁', grouped, 'group')).toEqual({ kind: 'first' });
    expect(lift('丙', grouped, 'group')).toMatchObject({ next: ['丁'] });
  });
});

describe('where no single change is enough', () => {
  it('the most profitable ones are put together', () => {
    // 乙 to reach 94: A alone gives 60 + 30 = 90, B alone 48 + 40 = 88. A gains 12, B 10: A first, then B.
    const result = lift('乙');
    expect(result).toMatchObject({
      options: [],
      gap: '16.00',
      combination: {
        changes: [
          { leaf: 'A', before: 8, after: 10 },
          { leaf: 'B', before: 1, after: 0 },
        ],
        score: '100.00',
        rank: 1,
        overtaken: ['甲'],
      },
    });
  });

  it('a veto that keeps a unit last is said to be the reason', () => {
    const vetoed = [...units.slice(0, 3), unit('丙', 10, 0, { vetoes: ['V'] })];
    expect(lift('丙', vetoed)).toMatchObject({ vetoed: true, options: [], combination: null, gap: '0.00' });
  });
});

it('the best has nobody before it, and a unit that is not scored no rank', () => {
  expect(lift('甲')).toEqual({ kind: 'first' });
  expect(lift('戊', [...units, unit('戊', -1, 0)])).toEqual({ kind: 'unscored' });
});

it('compares with peers where an indicator does', () => {
  const relative = compileModel({
    ...document,
    nodes: [
      {
        code: 'R',
        name: '人均',
        parent: null,
        weight: 1,
        scoring: { method: 'relative', value: 'v', by: 'best' },
      },
    ],
    vetoes: [],
  } as unknown as ModelDocument);
  const subjects = [
    { code: '甲', name: '甲', values: { R: { v: 10 } } },
    { code: '乙', name: '乙', values: { R: { v: 8 } } },
    { code: '丙', name: '丙', values: { R: { v: 4 } } },
  ];
  const steps = liftSteps(relative, { format: 'zhengxin-data/1', subjects }, '丙', 'all');
  let step = steps.next();
  while (!step.done) step = steps.next();
  // 8 draws level with 乙: 80 points each of the best one's 10.
  expect(optionsOf(step.value)).toMatchObject([
    { changes: [{ leaf: 'R', before: 4, after: 8 }], score: '80.00', rank: 2, tiedWith: ['乙'] },
  ]);
});
