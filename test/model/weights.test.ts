import { describe, expect, it } from 'vitest';
import { ahpWeights } from '#shared/model/weights/ahp.ts';
import { combineWeights } from '#shared/model/weights/combine.ts';
import { criticWeights } from '#shared/model/weights/critic.ts';
import { entropyWeights } from '#shared/model/weights/entropy.ts';
import { weightsForModel } from '#shared/model/weights/matrix-input.ts';

const codes = (outcome: { result: unknown; findings: readonly { code: string }[] }): string[] => {
  if (outcome.findings.length > 0) expect(outcome.result).toBeNull();
  return outcome.findings.map((finding) => finding.code);
};

describe('AHP', () => {
  it('finds the weights behind a consistent matrix', () => {
    // Weights 0.6, 0.3, 0.1: a_ij = w_i / w_j
    const { result } = ahpWeights({
      labels: ['a', 'b', 'c'],
      matrix: [
        [1, 2, 6],
        ['1/2', 1, 3],
        ['1/6', '1/3', 1],
      ],
    });
    expect(result?.weights.a).toBeCloseTo(0.6, 9);
    expect(result?.weights.b).toBeCloseTo(0.3, 9);
    expect(result?.weights.c).toBeCloseTo(0.1, 9);
    expect(result?.lambdaMax).toBeCloseTo(3, 9);
    expect(result).toMatchObject({ ri: 0.58, consistent: true, worst: [] });
    expect(result?.cr).toBeCloseTo(0, 9);
  });

  it('names the judgements that agree least', () => {
    // Consistent for 8 : 4 : 2 : 1, then the judgement b over d turned from 4 to 1/4
    const matrix = [
      [1, 2, 4, 8],
      ['1/2', 1, 2, '1/4'],
      ['1/4', '1/2', 1, 2],
      ['1/8', 4, '1/2', 1],
    ];
    const { result } = ahpWeights({ labels: ['a', 'b', 'c', 'd'], matrix });
    expect(result?.consistent).toBe(false);
    expect(result?.worst).toHaveLength(3);
    expect(result?.worst[0]).toMatchObject({ row: 'b', column: 'd', given: 0.25 });
  });

  it('knows one and two labels', () => {
    expect(ahpWeights({ labels: ['a'], matrix: [[1]] }).result).toMatchObject({
      weights: { a: 1 },
      ci: 0,
      cr: 0,
      consistent: true,
    });
    const two = ahpWeights({
      labels: ['a', 'b'],
      matrix: [
        [1, 3],
        ['1/3', 1],
      ],
    }).result;
    expect(two?.weights.a).toBeCloseTo(0.75, 12);
    expect(two).toMatchObject({ ri: 0, cr: 0, consistent: true });
  });

  it('takes the geometric mean of several judges', () => {
    // Judges say 2 and 8: together 4
    const matrices = [
      [
        [1, 2],
        [0.5, 1],
      ],
      [
        [1, 8],
        [0.125, 1],
      ],
    ];
    expect(ahpWeights({ labels: ['a', 'b'], matrices }).result?.weights.a).toBeCloseTo(0.8, 12);
  });

  it.each<[string, unknown, string[]]>([
    ['no object', [], ['weights.document.notAnObject']],
    ['no matrix', { labels: ['a'] }, ['weights.field.missing']],
    ['an unknown field', { labels: ['a'], matrix: [[1]], label: 'x' }, ['weights.field.unknown']],
    [
      'a label twice',
      {
        labels: ['a', 'a'],
        matrix: [
          [1, 1],
          [1, 1],
        ],
      },
      ['weights.labels.twice'],
    ],
    ['no labels', { labels: [], matrix: [] }, ['weights.labels.count']],
    ['a row too short', { labels: ['a', 'b'], matrix: [[1, 2], [0.5]] }, ['weights.matrix.shape']],
    ['a row too few', { labels: ['a', 'b'], matrix: [[1, 2]] }, ['weights.matrix.rowCount']],
    [
      'a word',
      {
        labels: ['a', 'b'],
        matrix: [
          [1, 'x'],
          [0.5, 1],
        ],
      },
      ['weights.entry.notANumber'],
    ],
    [
      'a division by 0',
      {
        labels: ['a', 'b'],
        matrix: [
          [1, '1/0'],
          [0.5, 1],
        ],
      },
      ['weights.entry.notANumber'],
    ],
    [
      'a zero',
      {
        labels: ['a', 'b'],
        matrix: [
          [1, 0],
          [1, 1],
        ],
      },
      ['weights.entry.notPositive'],
    ],
    [
      'a diagonal of 2',
      {
        labels: ['a', 'b'],
        matrix: [
          [2, 1],
          [1, 1],
        ],
      },
      ['weights.entry.diagonal'],
    ],
    [
      '0.333 for 1/3',
      {
        labels: ['a', 'b'],
        matrix: [
          [1, 3],
          [0.333, 1],
        ],
      },
      ['weights.entry.notReciprocal'],
    ],
    [
      'sixteen labels',
      {
        labels: Array.from({ length: 16 }, (_, i) => `${i}`),
        matrix: Array.from({ length: 16 }, () => Array(16).fill(1)),
      },
      ['weights.labels.count'],
    ],
  ])('refuses %s', (_, input, expected) => {
    expect(codes(ahpWeights(input))).toEqual(expected);
  });
});

describe('entropy', () => {
  it('gives a column of equal values no weight', () => {
    const { result } = entropyWeights({
      labels: ['a', 'b'],
      rows: [
        [5, 1],
        [5, 3],
        [5, 9],
      ],
    });
    expect(result?.weights.a).toBeCloseTo(0, 12);
    expect(result?.weights.b).toBeCloseTo(1, 12);
  });

  it('of min-max columns looks at the direction', () => {
    // higher: 0, 1/2, 1 → p = 0, 1/3, 2/3; lower of the same values: 1, 1/2, 0: the same entropy, so equal weights.
    // Third column 0, 0, 1 (lower of 9, 9, 1): p = 0, 0, 1: e = 0.
    const rows = [
      [1, 1, 9],
      [2, 2, 9],
      [3, 3, 1],
    ];
    const { result } = entropyWeights({
      labels: ['a', 'b', 'c'],
      directions: ['higher', 'lower', 'lower'],
      rows,
      normalise: 'minmax',
    });
    // e(1/3, 2/3) = (ln 3 − (2/3) ln 2)/ln 3 = 0.579380; weights ∝ 0.420620, 0.420620, 1
    const information = 1 - (Math.log(3) - (2 / 3) * Math.log(2)) / Math.log(3);
    expect(result?.weights.a).toBeCloseTo(information / (2 * information + 1), 9);
    expect(result?.weights.b).toBeCloseTo(information / (2 * information + 1), 9);
    expect(result?.weights.c).toBeCloseTo(1 / (2 * information + 1), 9);
  });

  it.each<[string, unknown, string[]]>([
    ['a zero in a column taken as given', { labels: ['a'], rows: [[1], [0]] }, ['weights.entry.notPositive']],
    ['one row', { labels: ['a'], rows: [[1]] }, ['weights.rows.tooFew']],
    ['columns without any difference', { labels: ['a'], rows: [[1], [1]] }, ['weights.columns.noDifference']],
    [
      'min-max without directions',
      { labels: ['a'], rows: [[1], [2]], normalise: 'minmax' },
      ['weights.field.missing'],
    ],
    [
      'an unknown normalisation',
      { labels: ['a'], rows: [[1], [2]], normalise: 'rank' },
      ['weights.field.wrongType'],
    ],
    [
      'a direction of its own',
      { labels: ['a'], rows: [[1], [2]], directions: ['up'] },
      ['weights.field.wrongType'],
    ],
    [
      'a direction too few',
      {
        labels: ['a', 'b'],
        rows: [
          [1, 2],
          [2, 3],
        ],
        directions: ['higher'],
      },
      ['weights.labels.count'],
    ],
  ])('refuses %s', (_, input, expected) => {
    expect(codes(entropyWeights(input))).toEqual(expected);
  });
});

describe('CRITIC', () => {
  it('weighs contrast and conflict', () => {
    // Columns a and b rise together (r = 1), c falls (r = −1); min-max columns 0, 1/2, 1 have one spread.
    // Σ(1 − r): a 0 + 2, b 0 + 2, c 2 + 2 → weights 1/4, 1/4, 1/2
    const rows = [
      [1, 10, 3],
      [2, 20, 2],
      [3, 30, 1],
    ];
    const { result } = criticWeights({
      labels: ['a', 'b', 'c'],
      directions: ['higher', 'higher', 'higher'],
      rows,
    });
    expect(result?.weights.a).toBeCloseTo(0.25, 12);
    expect(result?.weights.b).toBeCloseTo(0.25, 12);
    expect(result?.weights.c).toBeCloseTo(0.5, 12);
  });

  it('turns columns of which less is better', () => {
    // With c turned all three rise together: nothing conflicts, no weights can be told
    const rows = [
      [1, 10, 3],
      [2, 20, 2],
      [3, 30, 1],
    ];
    const input = { labels: ['a', 'b', 'c'], directions: ['higher', 'higher', 'lower'], rows };
    expect(codes(criticWeights(input))).toEqual(['weights.columns.noDifference']);
  });

  it('refuses a constant column, and missing directions', () => {
    expect(
      codes(
        criticWeights({
          labels: ['a', 'b'],
          directions: ['higher', 'lower'],
          rows: [
            [1, 5],
            [2, 5],
          ],
        }),
      ),
    ).toEqual(['weights.column.constant']);
    expect(codes(criticWeights({ labels: ['a'], rows: [[1], [2]] }))).toEqual(['weights.field.missing']);
  });
});

describe('combining', () => {
  it('is the weighted mean, by label', () => {
    const { result } = combineWeights([
      { weights: { a: 0.6, b: 0.4 }, share: 3 },
      { weights: { b: 0.8, a: 0.2 }, share: 1 },
    ]);
    // a: (3·0.6 + 0.2)/4 = 0.5; b: (3·0.4 + 0.8)/4 = 0.5
    expect(result?.weights.a).toBeCloseTo(0.5, 12);
    expect(result?.weights.b).toBeCloseTo(0.5, 12);
  });

  it('refuses vectors over different labels, negative weights and shares of nothing', () => {
    expect(codes(combineWeights([{ weights: { a: 1 } }, { weights: { b: 1 } }]))).toEqual([
      'weights.labels.differ',
      'weights.labels.differ',
    ]);
    expect(codes(combineWeights([{ weights: { a: -1, b: 2 } }]))).toEqual(['weights.entry.negative']);
    expect(codes(combineWeights([{ weights: { a: 1 }, share: 0 }]))).toEqual(['weights.combine.noShare']);
    expect(codes(combineWeights([]))).toEqual(['weights.combine.noShare']);
  });

  it('writes six decimals into a model', () => {
    expect(weightsForModel({ a: 2 / 3, b: 1 / 3 })).toEqual({ a: 0.666667, b: 0.333333 });
  });
});
