import { expect, it } from 'vitest';
import { compileModel } from '#shared/model/compiled-model.ts';
import { scoreLeafAlone } from '#shared/model/score-leaf.ts';
import { leaf, modelOf } from '../support/small-models.ts';

/** Three leaves of weight 1, so each is worth 100/3 points. */
const model = compileModel(
  modelOf([
    leaf('A', { method: 'relative', value: 'x', by: 'best' }),
    leaf('B', { method: 'formula', expression: 'a / b' }),
    leaf(
      'C',
      { method: 'manual', item: 'points' },
      {
        missing: 'exclude',
        scorers: [
          { role: 'self', weight: 1 },
          { role: 'assessor', weight: 3 },
        ],
      },
    ),
  ]),
);
const score = (code: string, values: Record<string, unknown>[], options: { ignoreScorers?: boolean } = {}) =>
  scoreLeafAlone(
    model,
    model.positionOf.get(code) ?? -1,
    values.map((items, index) => ({ code: `S${index}`, group: null, values: items })),
    options,
  ).map(({ status, points }) => [status, points]);

it('compares exactly the units it is given', () => {
  // Best is 10: 8/10 × 33.333… = 26.666… → 26.67.
  expect(score('A', [{ x: 8 }, { x: 10 }])).toEqual([
    ['scored', '26.67'],
    ['scored', '33.33'],
  ]);
  expect(score('A', [{ x: 8 }])).toEqual([['scored', '33.33']]);
});

it('says that a value is wrong, missing or impossible to compute', () => {
  expect(score('B', [{ a: 1, b: 0 }, { a: 1 }, { a: 1, b: 2 }, { a: 'x', b: 2 }])).toEqual([
    ['invalid', null],
    ['missing', '0.00'],
    ['scored', '16.67'],
    ['invalid', null],
  ]);
});

it('weighs the roles, or takes the values of one role alone', () => {
  // (1 × 12 + 3 × 24) / 4 = 21 points.
  const by = { self: { points: 12 }, assessor: { points: 24 } };
  expect(score('C', [{ by }, { by: { assessor: { points: 24 } } }, { by: {} }])).toEqual([
    ['scored', '21.00'],
    ['scored', '24.00'],
    ['excluded', null],
  ]);
  expect(score('C', [{ points: 12 }], { ignoreScorers: true })).toEqual([['scored', '12.00']]);
});
