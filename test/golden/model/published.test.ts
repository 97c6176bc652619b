/** Published figures of known methods, each with its source. */
import { describe, expect, it } from 'vitest';
import { ahpWeights } from '#shared/model/weights/ahp.ts';
import { criticWeights } from '#shared/model/weights/critic.ts';
import { entropyWeights } from '#shared/model/weights/entropy.ts';
import { inner, leaf, modelOf, nodeOf, scoreBy, subject } from '#test/support/small-models.ts';

/**
 * T. L. Saaty, Decision making with the analytic hierarchy process, Int. J. Services Sciences 1 (2008) 83–98:
 * relative consumption of drinks in the United States.
 */
describe('AHP: Saaty 2008, consumption of drinks', () => {
  const labels = ['Coffee', 'Wine', 'Tea', 'Beer', 'Soda', 'Milk', 'Water'];
  const matrix = [
    [1, 9, 5, 2, 1, 1, '1/2'],
    ['1/9', 1, '1/3', '1/9', '1/9', '1/9', '1/9'],
    ['1/5', 3, 1, '1/3', '1/4', '1/3', '1/9'],
    ['1/2', 9, 3, 1, '1/2', 1, '1/3'],
    [1, 9, 4, 2, 1, 2, '1/2'],
    [1, 9, 3, 1, '1/2', 1, '1/3'],
    [2, 9, 9, 3, 2, 3, 1],
  ];
  const { result } = ahpWeights({ labels, matrix });

  it('gives the published weights', () => {
    const published = [0.177, 0.019, 0.042, 0.116, 0.19, 0.129, 0.327];
    labels.forEach((label, index) => {
      expect(result?.weights[label]).toBeCloseTo(published[index] ?? 0, 3);
    });
  });

  it('gives the published consistency', () => {
    expect(result?.lambdaMax).toBeCloseTo(7.1766, 4);
    expect(result?.ci).toBeCloseTo(0.0294, 4);
    expect(result?.ri).toBe(1.32);
    expect(result?.cr).toBeCloseTo(0.022, 3);
    expect(result?.consistent).toBe(true);
  });

  it('does not depend on the order of the labels', () => {
    const order = [6, 2, 0, 5, 1, 4, 3];
    const turned = ahpWeights({
      labels: order.map((index) => labels[index]),
      matrix: order.map((row) => order.map((column) => matrix[row]?.[column])),
    });
    for (const label of labels) {
      expect(turned.result?.weights[label]).toBeCloseTo(result?.weights[label] ?? 0, 12);
    }
  });
});

describe('entropy', () => {
  it('of [[1, 2], [4, 16]] gives .358889 and .641111', () => {
    const { result } = entropyWeights({
      labels: ['a', 'b'],
      directions: ['higher', 'higher'],
      rows: [
        [1, 2],
        [4, 16],
      ],
    });
    expect(result?.weights.a).toBeCloseTo(0.358889, 6);
    expect(result?.weights.b).toBeCloseTo(0.641111, 6);
  });
});

/** D. Diakoulaki, G. Mavrotas, L. Papayannakis, Computers & Operations Research 22 (1995) 763–770: eight firms. */
describe('CRITIC: Diakoulaki 1995', () => {
  it('gives the published weights', () => {
    const { result } = criticWeights({
      labels: ['c1', 'c2', 'c3'],
      directions: ['higher', 'higher', 'higher'],
      rows: [
        [61, 1.08, 4.33],
        [20.7, 0.26, 4.34],
        [16.3, 1.98, 2.53],
        [9, 3.29, 1.65],
        [5.4, 2.77, 2.33],
        [4, 4.12, 1.21],
        [-6.1, 3.52, 2.1],
        [-34.6, 3.31, 0.98],
      ],
    });
    expect(result?.weights.c1).toBeCloseTo(0.20222554, 8);
    expect(result?.weights.c2).toBeCloseTo(0.48090173, 8);
    expect(result?.weights.c3).toBeCloseTo(0.31687273, 8);
  });
});

/**
 * UNDP, Human Development Report 2015, table 1 (values of 2014). Goalposts: life expectancy 20–85 years, expected
 * schooling 0–18, mean schooling 0–15, income ln 100 – ln 75,000; education is the mean of its two, the index the
 * geometric mean of the three dimensions. The table's inputs are rounded, so the third decimal may be off by one.
 */
describe('the Human Development Index as a model', () => {
  /** ln of a number as a decimal a document may carry. */
  const ln = (value: number) => Number(Math.log(value).toPrecision(15));
  const dimension = (code: string, worst: number, best: number, parent: string) =>
    leaf(code, { method: 'linear', value: 'x', worst, best }, { parent });
  const model = modelOf(
    [
      inner('HDI', { aggregate: 'geometric' }),
      dimension('life', 20, 85, 'HDI'),
      inner('education', { parent: 'HDI' }),
      dimension('expected', 0, 18, 'education'),
      dimension('mean', 0, 15, 'education'),
      dimension('income', ln(100), ln(75_000), 'HDI'),
    ],
    { roundAt: 'total' },
  );

  it.each([
    ['Norway', 81.6, 17.5, 12.6, 64_992, 0.944],
    ['Australia', 82.4, 20.2, 13.0, 42_261, 0.935],
    ['Denmark', 80.2, 18.7, 12.7, 44_025, 0.923],
    ['Singapore', 83.0, 15.4, 10.6, 76_628, 0.912],
    ['United States', 79.1, 16.5, 12.9, 52_947, 0.915],
    ['Korea', 81.9, 16.9, 11.9, 33_890, 0.898],
    ['France', 82.2, 16.0, 11.1, 38_056, 0.888],
    ['Finland', 80.8, 17.1, 10.3, 38_695, 0.883],
  ])('%s', (country, life, expected, mean, income, published) => {
    const values = {
      life: { x: life },
      expected: { x: expected },
      mean: { x: mean },
      income: { x: ln(income) },
    };
    const result = scoreBy(model, subject(country, values))[country];
    expect(Math.abs(Number(nodeOf(result, 'HDI').rate) - published)).toBeLessThanOrEqual(0.0011);
  });
});
