import { expect, it } from 'vitest';
import { readPairwise, type StoredPairwise, stillAgrees } from '#shared/model/editing/pairwise.ts';

const stored: StoredPairwise = {
  judges: [{ name: '专家1', judgements: [{ row: 'A', column: 'B', value: '3' }] }],
  weights: { A: 0.75, B: 0.25 },
};

it('reads what was kept on a node or a document, whatever stands beside it', () => {
  expect(readPairwise({ code: 'X', extensions: { pairwise: stored, note: '他人的' } })).toEqual(stored);
  const mixed = { ...stored, data: { cycle: '2026', method: 'critic', share: 0.5 } };
  expect(readPairwise({ extensions: { pairwise: mixed } })).toEqual(mixed);
});

it.each<[string, unknown]>([
  ['no object', null],
  ['no extensions', {}],
  ['extensions of another kind', { extensions: ['pairwise'] }],
  ['nothing of the name', { extensions: { other: stored } }],
  ['a matrix of somebody else', { extensions: { pairwise: [[1, 3]] } }],
  ['no weights', { extensions: { pairwise: { judges: stored.judges } } }],
  ['a weight of nothing', { extensions: { pairwise: { ...stored, weights: { A: 0 } } } }],
  [
    'numbers for values',
    { extensions: { pairwise: { ...stored, judges: [{ name: '甲', judgements: [3] }] } } },
  ],
])('reads %s as nothing', (_, holder) => {
  expect(readPairwise(holder)).toBeNull();
});

it('agrees while the proportions are the same, and no longer after any other change', () => {
  const children = (...weights: [string, number][]) => weights.map(([code, weight]) => ({ code, weight }));
  expect(stillAgrees(stored, children(['A', 0.75], ['B', 0.25]))).toBe(true);
  expect(stillAgrees(stored, children(['B', 10], ['A', 30]))).toBe(true);
  // One of three, rounded to six decimals, is a third.
  const thirds = { ...stored, weights: { A: 0.333333, B: 0.666667 } };
  expect(stillAgrees(thirds, children(['A', 1], ['B', 2]))).toBe(true);
  expect(stillAgrees(stored, children(['A', 0.7], ['B', 0.3]))).toBe(false);
  expect(stillAgrees(stored, children(['A', 0.75], ['C', 0.25]))).toBe(false);
  expect(stillAgrees(stored, children(['A', 0.75], ['B', 0.25], ['C', 0.1]))).toBe(false);
  expect(stillAgrees(stored, children(['A', 0.75]))).toBe(false);
});
