/** Statistics about results, against numbers worked out by hand. */
import { describe, expect, it } from 'vitest';
import { binScores, quantile, spreadOf } from '#shared/model/analysis/distribution.ts';
import {
  correlation,
  effectiveWeights,
  type WeightColumn,
} from '#shared/model/analysis/effective-weights.ts';

describe('effective weights', () => {
  /*
   * Three units, two leaves of 60 and 40 points: x = 30 40 50, y = 20 20 38; T = 50 60 88, mean 66.
   * Deviations: x −10 0 10; y (mean 26) −6 −6 12; T −16 −6 22.
   * Σ(T)² = 256 + 36 + 484 = 776; Σ x·T = 160 + 0 + 220 = 380; Σ y·T = 96 + 36 + 264 = 396; 380 + 396 = 776.
   * r(x, T) = 380 / √(200 · 776) = 0.96457…; r(y, T) = 396 / √(216 · 776) = 0.96725…
   */
  const column = (code: string, points: number, values: (number | null)[]): WeightColumn => ({
    code,
    parent: null,
    points,
    values,
  });
  const [x, y] = effectiveWeights(
    [column('x', 60, [30, 40, 50]), column('y', 40, [20, 20, 38])],
    [50, 60, 88],
    100,
  );

  it('are the parts of the spread that add up to all of it', () => {
    expect([x?.stated, y?.stated]).toEqual([0.6, 0.4]);
    expect(x?.effective).toBeCloseTo(380 / 776, 12);
    expect(y?.effective).toBeCloseTo(396 / 776, 12);
    expect((x?.effective ?? 0) + (y?.effective ?? 0)).toBeCloseTo(1, 12);
  });

  it('come with means, deviations and correlations', () => {
    // 40 / 66 and 26 / 66 of the mean total; √(200 / 2) = 10; √(216 / 2) = 10.3923…
    expect(x?.contribution).toBeCloseTo(40 / 66, 12);
    expect([x?.mean, x?.deviation]).toEqual([40, 10]);
    expect(y?.deviation).toBeCloseTo(10.392_304_845, 8);
    expect(x?.withTotal).toBeCloseTo(380 / Math.sqrt(200 * 776), 12);
    expect(y?.withTotal).toBeCloseTo(396 / Math.sqrt(216 * 776), 12);
  });

  it('warn of indicators that decide nothing, or pull against the others', () => {
    const totals = [50, 60, 70, 80, 90];
    const found = effectiveWeights(
      [
        column('same', 10, [5, 5, 5, 5, 5]),
        column('against', 10, [9, 8, 7, 6, 5]),
        // Deviations 1 −1 0 −1 1 against −20 −10 0 10 20: −20 + 10 − 10 + 20 = 0.
        column('unrelated', 10, [6, 4, 5, 4, 6]),
        column('with', 10, [1, 2, 3, 4, 5]),
        column('some', 10, [null, 2, 3, 4, 5]),
      ],
      totals,
      100,
    );
    expect(found.map(({ warning }) => warning)).toEqual(['constant', 'negative', 'nearZero', null, null]);
    expect(found[4]?.mean).toBe(3.5);
  });

  it('say nothing of correlation where nothing varies', () => {
    expect(correlation([1, 1, 1], [1, 2, 3])).toBeNull();
    expect(correlation([1], [2])).toBeNull();
    // Fewer than five units: no warning, even of a constant column.
    expect(effectiveWeights([column('x', 1, [1, 1])], [1, 1], 1)[0]).toMatchObject({
      effective: null,
      warning: null,
    });
  });
});

describe('the distribution of scores', () => {
  it('has the quartiles of R and NumPy', () => {
    // R: quantile(c(1, 2, 4, 8)) gives 1, 1.75, 3, 5, 8.
    expect([0, 0.25, 0.5, 0.75, 1].map((p) => quantile([1, 2, 4, 8], p))).toEqual([1, 1.75, 3, 5, 8]);
    // Mean 3.75; squares 7.5625 + 3.0625 + 0.0625 + 18.0625 = 28.75; √(28.75 / 3) = 3.0957…
    expect(spreadOf([8, 1, 4, 2])).toMatchObject({ mean: 3.75, lowest: 1, highest: 8, units: 4 });
    expect(spreadOf([8, 1, 4, 2])?.deviation).toBeCloseTo(3.095_695_937, 8);
    expect(spreadOf([])).toBeNull();
    expect(spreadOf([7])).toMatchObject({ median: 7, deviation: null });
  });

  it('counts a score on a limit in the bin above it', () => {
    expect(binScores([89.99, 90, 101.83, 72.5], 5)).toEqual([
      { from: 70, upTo: 75, units: 1 },
      { from: 75, upTo: 80, units: 0 },
      { from: 80, upTo: 85, units: 0 },
      { from: 85, upTo: 90, units: 1 },
      { from: 90, upTo: 95, units: 1 },
      { from: 95, upTo: 100, units: 0 },
      { from: 100, upTo: 105, units: 1 },
    ]);
    // 0.3 / 0.1 is a hair below 3 in binary.
    expect(binScores([0.3], 0.1)).toHaveLength(1);
    expect(binScores([0.3], 0.1)[0]?.from).toBeCloseTo(0.3, 12);
  });
});
