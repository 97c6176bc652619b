/** 等次 step by step: the band, the vetoes' limits, the quotas (model-spec §4.5). */
import { expect, it } from 'vitest';
import { compileModel } from '#shared/model/compiled-model.ts';
import { gradeStepByStep } from '#shared/model/grading.ts';
import { leaf, modelOf } from '../support/small-models.ts';

/** 优 for a fifth of a group, 良 for two fifths, the rest 差. */
const model = compileModel(
  modelOf([leaf('L', { method: 'manual', item: 'x' })], {
    decimals: 1,
    grades: [
      { code: 'A', name: '优', min: 90, maxShare: 0.2 },
      { code: 'B', name: '良', min: 60, maxShare: 0.4 },
      { code: 'C', name: '差', min: 0 },
    ],
    vetoes: [{ code: 'V', name: '否决', gradeAtMost: 'B' }],
  }),
);
const veto = model.vetoes.get('V');
if (veto === undefined) throw new Error('the model has a veto');
const unit = (score: bigint, vetoed = false) => ({ group: '甲组', score, vetoes: vetoed ? [veto] : [] });

it('tells each fall apart: whose quota, how many held the grade, who stood on the limit together', () => {
  // Ten units of one group: 2 may be 优, 4 may be 良.
  const units = [
    unit(980n),
    // These two are 优 by score and share the second place, which only one of them can have: both fall.
    unit(950n),
    unit(950n),
    // 优 by score, 良 by the veto.
    unit(940n, true),
    unit(900n),
    unit(700n),
    unit(650n),
    unit(610n),
    unit(500n),
    unit(400n),
  ];
  const steps = gradeStepByStep(model, units);
  const names = ['优', '良', '差'];
  expect(
    units.map((one) => {
      const { byScore, byVeto, falls, grade } = steps.get(one) ?? { falls: [] };
      return [names[byScore ?? 9], names[byVeto ?? 9], falls.length, names[grade ?? 9]];
    }),
  ).toEqual([
    ['优', '优', 0, '优'],
    ['优', '优', 1, '良'],
    ['优', '优', 1, '良'],
    ['优', '良', 0, '良'],
    // 良 after the quota of 优: 95, 95, 94, 90, 70, 65, 61 are seven for four places, so 70 and below fall.
    ['优', '优', 1, '良'],
    ['良', '良', 1, '差'],
    ['良', '良', 1, '差'],
    ['良', '良', 1, '差'],
    ['差', '差', 0, '差'],
    ['差', '差', 0, '差'],
  ]);
  const falls = (index: number) => steps.get(units[index] ?? unit(0n))?.falls;
  expect(falls(1)).toEqual([{ grade: 0, allowed: 2, holders: 4, members: 10, tied: true }]);
  expect(falls(4)).toEqual([{ grade: 0, allowed: 2, holders: 4, members: 10, tied: false }]);
  expect(falls(5)).toEqual([{ grade: 1, allowed: 4, holders: 7, members: 10, tied: false }]);
});
