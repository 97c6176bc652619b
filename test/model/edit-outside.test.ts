/** Edits of bonus, penalty, vetoes and grades: what names an entry goes with it. */
import { expect, it } from 'vitest';
import {
  addEntry,
  basisOf,
  changeEntry,
  entriesOf,
  moveEntry,
  removeEntry,
  setBasis,
  setCap,
} from '#shared/model/editing/edit-outside.ts';
import type { JsonObject } from '#shared/model/json-view.ts';

const document: JsonObject = {
  bonus: { cap: 5, items: [{ code: 'J1', name: '表彰', points: 2 }] },
  vetoes: [{ code: 'V1', name: '弄虚作假', gradeAtMost: 'FAIL' }],
  grades: [
    { code: 'PASS', name: '合格', min: 60 },
    { code: 'FAIL', name: '不合格', min: 0 },
  ],
  auditRules: [{ code: 'T1', values: { veto: { decision: 'V1' }, other: { leaf: 'A', item: 'n' } } }],
  extensions: { adjustments: { J1: { basis: '县发〔2026〕1号', seeds: ['S30'] } } },
};
const codesOf = (changed: JsonObject, list: Parameters<typeof entriesOf>[1]) =>
  entriesOf(changed, list).map(({ code }) => code);

it('a new code is followed by vetoes, audit rules and remarks that name the old one', () => {
  const grades = changeEntry(document, 'grades', 1, { code: 'D' });
  expect(entriesOf(grades, 'vetoes')).toEqual([{ code: 'V1', name: '弄虚作假', gradeAtMost: 'D' }]);
  const veto = changeEntry(document, 'vetoes', 0, { code: 'V9' });
  expect(veto.auditRules).toEqual([
    { code: 'T1', values: { veto: { decision: 'V9' }, other: { leaf: 'A', item: 'n' } } },
  ]);
  const bonus = changeEntry(document, 'bonus', 0, { code: 'J7' });
  expect(basisOf(bonus, 'bonus', 'J7')).toBe('县发〔2026〕1号');
  expect(basisOf(bonus, 'bonus', 'J1')).toBe('');
});

it('an entry is added under a free code, a grade before the last one', () => {
  // Codes are unique within bonus and penalty taken together.
  const twoKinds = addEntry(addEntry(document, 'bonus', { points: 1 }), 'penalty', { points: 1 });
  expect([codesOf(twoKinds, 'bonus'), codesOf(twoKinds, 'penalty')]).toEqual([['J1', 'J2'], ['K1']]);
  expect(twoKinds.penalty).toEqual({ cap: 0, items: [{ code: 'K1', points: 1 }] });
  expect(codesOf(addEntry(document, 'grades', { min: 30 }), 'grades')).toEqual(['PASS', 'L1', 'FAIL']);
});

it('an entry goes with the remark on it, and is moved among its own only', () => {
  const gone = removeEntry(document, 'bonus', 0);
  expect([codesOf(gone, 'bonus'), basisOf(gone, 'bonus', 'J1')]).toEqual([[], '']);
  expect(codesOf(moveEntry(document, 'grades', 0, 1), 'grades')).toEqual(['FAIL', 'PASS']);
  expect(moveEntry(document, 'grades', 1, 1)).toBe(document);
});

it('a field is taken out by undefined, and a basis leaves other remarks alone', () => {
  const changed = changeEntry(document, 'vetoes', 0, { gradeAtMost: undefined, scoreAtMost: 59 });
  expect(entriesOf(changed, 'vetoes')).toEqual([{ code: 'V1', name: '弄虚作假', scoreAtMost: 59 }]);
  expect(setBasis(document, 'bonus', 'J1', '').extensions).toEqual({
    adjustments: { J1: { seeds: ['S30'] } },
  });
  expect(setBasis(document, 'vetoes', 'V1', '市发〔2026〕2号').extensions).toMatchObject({
    vetoes: { V1: { basis: '市发〔2026〕2号' } },
  });
  expect(setCap(document, 'bonus', undefined).bonus).toEqual({ items: entriesOf(document, 'bonus') });
});
