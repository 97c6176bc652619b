import { expect, it } from 'vitest';
import { renameNode } from '#shared/model/editing/edit-draft.ts';
import {
  judgementsAbout,
  readPairwise,
  type StoredPairwise,
  stillAgrees,
} from '#shared/model/editing/pairwise.ts';
import { takeWeights } from '#shared/model/editing/take-weights.ts';

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

it('goes into a document beside what others keep there, and out of one that weights were taken into without judgements', () => {
  const document = {
    extensions: { note: '他人的' },
    nodes: [
      { code: 'P', parent: null, weight: 1, extensions: { rows: {} } },
      { code: 'A', parent: 'P', weight: 1 },
      { code: 'B', parent: 'P', weight: 1 },
    ],
  };
  const weights = [
    { code: 'A', weight: 0.75 },
    { code: 'B', weight: 0.25 },
  ];
  const taken = takeWeights(document, 'P', weights, stored);
  expect(taken.nodes).toEqual([
    { code: 'P', parent: null, weight: 1, extensions: { rows: {}, pairwise: stored } },
    { code: 'A', parent: 'P', weight: 0.75 },
    { code: 'B', parent: 'P', weight: 0.25 },
  ]);
  const ofRoots = takeWeights(document, null, [{ code: 'P', weight: 1 }], { ...stored, weights: { P: 1 } });
  expect(readPairwise(ofRoots)?.weights).toEqual({ P: 1 });
  expect(ofRoots.extensions).toMatchObject({ note: '他人的' });
  const fromData = takeWeights(taken, 'P', [{ code: 'A', weight: 0.5 }], null);
  expect(readPairwise((fromData.nodes as unknown[])[0])).toEqual(stored);
});

it('is told in the order of the children that are there now', () => {
  const judgements = [
    { row: 'B', column: 'A', value: '3' },
    { row: 'A', column: 'C', value: '1/2' },
    { row: 'A', column: 'GONE', value: '9' },
    { row: 'C', column: 'B', value: '1' },
  ];
  expect(judgementsAbout([{ name: '甲', judgements }], ['A', 'B', 'C'])).toEqual([
    {
      name: '甲',
      judgements: [
        { row: 'A', column: 'B', value: '1/3' },
        { row: 'A', column: 'C', value: '1/2' },
        { row: 'B', column: 'C', value: '1' },
      ],
    },
  ]);
});

it('follows a child that is given another code', () => {
  const nodes = [
    { code: 'P', parent: null, extensions: { pairwise: stored } },
    { code: 'A', parent: 'P', weight: 0.75 },
    { code: 'B', parent: 'P', weight: 0.25 },
  ];
  const renamed = renameNode({ nodes, extensions: { basis: { A: '条例' } } }, 'A', 'A1');
  const kept = readPairwise((renamed.nodes as unknown[])[0]);
  expect(kept?.judges[0]?.judgements).toEqual([{ row: 'A1', column: 'B', value: '3' }]);
  expect(kept?.weights).toEqual({ A1: 0.75, B: 0.25 });
  expect(renamed.extensions).toEqual({ basis: { A1: '条例' } });
  const roots = renameNode(
    { nodes: [{ code: 'A', parent: null }], extensions: { pairwise: stored } },
    'A',
    'C',
  );
  expect(readPairwise(roots)?.weights).toEqual({ C: 0.75, B: 0.25 });
});
