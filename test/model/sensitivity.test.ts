import { describe, expect, it } from 'vitest';
import { kendallTau } from '#shared/model/sensitivity/kendall.ts';
import { sensitivity } from '#shared/model/sensitivity/sensitivity.ts';
import { Tally } from '#shared/model/sensitivity/tally.ts';
import { dataOf, leaf, modelOf, subject } from '#test/support/small-models.ts';

const ranks = (...values: number[]) => Uint32Array.from(values);

describe("Kendall's tau-b", () => {
  it.each<[string, Uint32Array, Uint32Array, number | null]>([
    ['the same order', ranks(1, 2, 3), ranks(1, 2, 3), 1],
    ['the reverse', ranks(1, 2, 3), ranks(3, 2, 1), -1],
    // One of three pairs turned: (2 − 1)/3
    ['one pair turned', ranks(1, 2, 3), ranks(2, 1, 3), 1 / 3],
    // 4 subjects, b ties two: 5 of 6 pairs told apart, all concordant: 5/√(6·5)
    ['a tie on one side', ranks(1, 2, 3, 4), ranks(1, 2, 2, 4), 5 / Math.sqrt(30)],
    ['all tied on both sides', ranks(1, 1), ranks(1, 1), 1],
    ['all tied on one side', ranks(1, 1), ranks(1, 2), 0],
    ['those not ranked are left out', ranks(1, 2, 3), ranks(0, 1, 2), 1],
    ['one subject', ranks(1), ranks(1), null],
  ])('of %s', (_, a, b, expected) => {
    const tau = kendallTau(a, b);
    if (expected === null) expect(tau).toBeNull();
    else expect(tau).toBeCloseTo(expected, 12);
  });
});

describe('the tally', () => {
  it('gives mean and interpolated quantiles', () => {
    const tally = new Tally(10);
    for (const value of [1, 2, 2, 5]) tally.add(value);
    // Type 7 on 1, 2, 2, 5: p5 at 0.15 → 1.15, median 2, p95 at 2.85 → 2 + 0.85·3 = 4.55
    expect(tally.mean()).toBe(2.5);
    expect(tally.quantile(0.05)).toBeCloseTo(1.15, 12);
    expect(tally.quantile(0.5)).toBe(2);
    expect(tally.quantile(0.95)).toBeCloseTo(4.55, 12);
    expect(tally.shares()).toEqual([
      { value: 1, share: 0.25 },
      { value: 2, share: 0.5 },
      { value: 5, share: 0.25 },
    ]);
  });
});

describe('sensitivity', () => {
  const points = (code: string, weight: number) =>
    leaf(code, { method: 'linear', value: 'x', worst: 0, best: 1 }, { weight });
  const model = modelOf([points('A', 3), points('B', 2)]);
  const given = (code: string, a: number, b: number) => subject(code, { A: { x: a }, B: { x: b } });
  // With A : B = 3 : 2: p 60, q 40, r 50, s 50
  const data = dataOf(given('p', 1, 0), given('q', 0, 1), given('r', 0.5, 0.5), given('s', 0.5, 0.5));

  it('with spread 0 reproduces the exact ranking in every run', () => {
    const result = sensitivity(model, data, { runs: 200, spread: 0, seed: 1 });
    expect(
      result.subjects.map(({ code, rank, p5, median, p95, mean }) => [code, rank, p5, median, p95, mean]),
    ).toEqual([
      ['p', 1, 1, 1, 1, 1],
      ['r', 2, 2, 2, 2, 2],
      ['s', 2, 2, 2, 2, 2],
      ['q', 4, 4, 4, 4, 4],
    ]);
    for (const one of result.subjects) expect(one.rankShares).toEqual([{ rank: one.rank, share: 1 }]);
    for (const one of result.subjects)
      expect(one.gradeShares.find(({ grade }) => grade === one.grade)?.share).toBe(1);
  });

  it('tells how often the order turns', () => {
    // B overtakes A when 2·u > 3·v with u, v uniform on [0.5, 1.5]: v < 2u/3, which needs u > 0.75.
    // Area = ∫ from 0.75 to 1.5 of (2u/3 − 1/2) du = [u²/3 − u/2] = (0.75 − 0.75) − (0.1875 − 0.375) = 0.1875
    const result = sensitivity(model, data, { runs: 20_000, spread: 0.5, seed: 7 });
    const first =
      result.subjects.find(({ code }) => code === 'q')?.rankShares.find(({ rank }) => rank === 1)?.share ?? 0;
    // Three standard deviations of 20,000 draws: 3·√(0.1875·0.8125/20000) = 0.0083
    expect(Math.abs(first - 0.1875)).toBeLessThan(0.0083);
    const tied = result.subjects.filter(({ code }) => code === 'r' || code === 's');
    expect(tied[0]?.rankShares).toEqual(tied[1]?.rankShares);
  });

  it('names the leaf whose removal moves the ranking most', () => {
    // Without B: p 100, r = s 50, q 0: the same order. Without A it is reversed: tau-b −1.
    const result = sensitivity(model, data, { runs: 1, spread: 0.1, seed: 7 });
    expect(result.leaves.map(({ leaf: code }) => code)).toEqual(['A', 'B']);
    expect(result.mostInfluential?.leaf).toBe('A');
    expect(result.mostInfluential?.tau).toBeCloseTo(-1, 12);
    expect(result.leaves[1]?.tau).toBeCloseTo(1, 12);
  });

  it('is the same for the same seed, whatever the order of the documents, and another for another seed', () => {
    const options = { runs: 500, spread: 0.5, seed: 42 };
    const result = sensitivity(model, data, options);
    const turned = sensitivity(
      { ...model, nodes: [...model.nodes].reverse() },
      { ...data, subjects: [...data.subjects].reverse() },
      options,
    );
    expect(turned).toEqual(result);
    expect(sensitivity(model, data, { ...options, seed: 43 }).subjects).not.toEqual(result.subjects);
    expect(result).toMatchObject({
      generator: 'xoroshiro128plus (pure-rand)',
      seed: 42,
      runs: 500,
      spread: 0.5,
      varied: ['A', 'B'],
    });
  });

  it('reports progress and stops when asked', () => {
    const seen: number[] = [];
    const options = {
      runs: 120,
      spread: 0.1,
      seed: 1,
      onProgress: ({ done }: { done: number }) => seen.push(done),
    };
    sensitivity(model, data, options);
    expect(seen).toEqual([0, 50, 100, 120]);
    const stop = () => sensitivity(model, data, { ...options, shouldStop: () => seen.length > 6 });
    expect(stop).toThrow(expect.objectContaining({ code: 'operation.cancelled' }));
  });

  it('knows nobody to rank, and models without nodes', () => {
    const options = { runs: 10, spread: 0.1, seed: 1 };
    expect(sensitivity(model, dataOf(), options)).toMatchObject({ subjects: [], mostInfluential: null });
    const ledger = sensitivity(modelOf([]), dataOf(subject('a', {}), subject('b', {})), options);
    expect(ledger.subjects.map(({ rank, mean }) => [rank, mean])).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(ledger).toMatchObject({ leaves: [], mostInfluential: null });
  });

  it.each([
    { runs: 0, spread: 0.1, seed: 1 },
    { runs: 1.5, spread: 0.1, seed: 1 },
    { runs: 10, spread: 1, seed: 1 },
    { runs: 10, spread: -0.1, seed: 1 },
    { runs: 10, spread: Number.NaN, seed: 1 },
    { runs: 10, spread: 0.1, seed: 0.5 },
  ])('refuses %o', (options) => {
    expect(() => sensitivity(model, data, options)).toThrow(
      expect.objectContaining({ code: 'model.sensitivityOption' }),
    );
  });
});
