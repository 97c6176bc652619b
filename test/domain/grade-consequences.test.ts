/** What rules call for: ranks with ties, falls, and the same grade again. */
import { expect, it } from 'vitest';
import {
  type ConsequenceRule,
  type GradedUnit,
  type GradePlace,
  judgeConsequences,
} from '#shared/domain/grade-consequences.ts';

const names = ['优秀', '良好', '合格', '不合格'];
const grade = (place: number): GradePlace => ({ place, name: names[place] ?? '', of: 4 });

const unit = (uscc: string, rank: number, place: number, before: readonly number[] = []): GradedUnit => ({
  ...{ uscc, group: null, score: '70', grade: grade(place), rank, groupRank: rank, vetoes: [] },
  before: before.map((was, index) => ({ ...grade(was), cycleName: `${2025 - index}年度` })),
});

const rule = (code: string, when: ConsequenceRule['when']): ConsequenceRule => ({
  ...{ code, name: code, when, action: 'interview', within: null, basis: '本系统建议值' },
  ...{ standing: 'suggested', validFrom: '2020-01-01', validTo: null },
});

const calledFor = (when: ConsequenceRule['when'], units: readonly GradedUnit[]): (string | null)[] =>
  judgeConsequences([rule('r', when)], units).map(({ uscc }) => uscc);

it('counts from either end, and lets those who share a last place all be last', () => {
  const units = [unit('a', 1, 0), unit('b', 2, 1), unit('c', 3, 2), unit('d', 3, 2)];
  const last = { kind: 'lastRanks', among: 'all', atLeastUnits: 4, exceptGrades: 1 } as const;
  expect(calledFor({ ...last, count: 1 }, units)).toEqual(['c', 'd']);
  // Two units are behind b, so it is not among the last two.
  expect(calledFor({ ...last, count: 2 }, units)).toEqual(['c', 'd']);
  expect(calledFor({ ...last, count: 3 }, units)).toEqual(['b', 'c', 'd']);
  // a is excellent: no place makes it one of the last.
  expect(calledFor({ ...last, count: 4 }, units)).toEqual(['b', 'c', 'd']);
  expect(calledFor({ ...last, count: 1, atLeastUnits: 5 }, units)).toEqual([]);
  const first = { kind: 'firstRanks', among: 'all', atLeastUnits: 1, count: 2 } as const;
  expect(calledFor({ ...first, onlyGrades: 1 }, units)).toEqual(['a']);
  expect(calledFor({ ...first, onlyGrades: 2 }, units)).toEqual(['a', 'b']);
});

it('compares with the cycles before: falls by so many grades, and the worst grade again and again', () => {
  const units = [
    unit('fell', 1, 2, [0]),
    unit('slid', 2, 2, [1]),
    unit('again', 3, 3, [3, 0]),
    unit('new', 4, 3),
  ];
  expect(calledFor({ kind: 'gradeFall', places: 2 }, units)).toEqual(['fell']);
  const again = { kind: 'gradeAgain', end: 'worst', places: 1 } as const;
  expect(calledFor({ ...again, times: 2 }, units)).toEqual(['again']);
  expect(calledFor({ ...again, times: 3 }, units)).toEqual([]);
});

it('is one act with several grounds where several rules call for the same', () => {
  const worst = rule('worst', { kind: 'grade', end: 'worst', places: 1 });
  const fall = rule('fall', { kind: 'gradeFall', places: 2 });
  expect(judgeConsequences([worst, fall], [unit('a', 1, 3, [0])])).toEqual([
    {
      ...{ uscc: 'a', action: 'interview', trigger: null, rules: ['worst', 'fall'] },
      grounds: ['得分70分，等次“不合格”', '等次由“优秀”（2025年度）降为“不合格”'],
    },
  ]);
});
