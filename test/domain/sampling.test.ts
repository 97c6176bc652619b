/** How many to ask, how sure the answer is, and draws that anyone can repeat. */
import { describe, expect, it } from 'vitest';
import { allocate, drawSample, marginOfMean, sampleSizeFor, widestMargin } from '#shared/domain/sampling.ts';
import { documentDecimal, meanOnScale, satisfactionRate, sumUpAnswers } from '#shared/domain/surveys.ts';

describe('the size of a sample', () => {
  it('is what the published tables give at 95 %', () => {
    // n₀ = 1.96² × 0.25 ÷ e²: 0.9604 ÷ 0.0025 = 384.16; for 1,000 persons 384.16 ÷ (1 + 383.16/1000) = 277.74.
    expect(sampleSizeFor(null, '5')).toBe(385);
    expect(sampleSizeFor(1000, '5')).toBe(278);
    // 0.9604 ÷ 0.01 = 96.04; 96.04 ÷ (1 + 95.04/100) = 49.24.
    expect(sampleSizeFor(100, '10')).toBe(50);
    expect(sampleSizeFor(1, '5')).toBe(1);
    expect(() => sampleSizeFor(100, '0')).toThrow(RangeError);
  });

  it('narrows its margin as more of the population has answered', () => {
    // 1.96 × √(0.25/100) = 9.80 %; of 200 persons × √(100/199) = 6.95 %; of 100 persons nothing is left open.
    expect(widestMargin(100, null)).toBeCloseTo(9.8, 10);
    expect(widestMargin(100, 200)?.toFixed(2)).toBe('6.95');
    expect(widestMargin(100, 100)).toBe(0);
    expect(widestMargin(0, null)).toBeNull();
    // 2, 4, 4, 6: mean 4, variance 8/3; 1.96 × √(8/3 ÷ 4) = 1.60.
    expect(marginOfMean(4, 16, 72, null)?.toFixed(2)).toBe('1.60');
    expect(marginOfMean(1, 5, 25, null)).toBeNull();
  });
});

describe('answers to a question', () => {
  it('are summed exactly, and their mean is rounded once', () => {
    expect(sumUpAnswers([0.1, 0.2, 0.3])).toEqual({ count: 3, sum: '0.6', squares: '0.14', mean: '0.2' });
    // 13 ÷ 3.
    expect(sumUpAnswers([5, 4, 4])?.mean).toBe('4.33333333333333');
    expect(sumUpAnswers([])).toBeNull();
  });

  it('come onto the scale of an indicator from the exact sum, not from the rounded mean', () => {
    const thirds = sumUpAnswers([5, 4, 4]);
    if (thirds === null) throw new Error('there are answers');
    // (13/3 − 1) ÷ 4 × 100 = 83.333…
    expect(meanOnScale(thirds, { min: 1, max: 5 }, { min: 0, max: 100 })).toBe('83.3333333333333');
    const reported = { count: 40, sum: null, squares: null, mean: '4.2' };
    expect(meanOnScale(reported, { min: 1, max: 5 }, { min: 0, max: 100 })).toBe('80');
    expect(satisfactionRate(37, 40)).toBe('92.50');
    expect(satisfactionRate(0, 0)).toBeNull();
    expect(documentDecimal({ n: 2n, d: 3n })).toBe('0.66666666666667');
  });
});

describe('a draw', () => {
  const stratum = (code: string, size: number) => ({
    code,
    items: Array.from({ length: size }, (_, index) => `${code}${index}`),
  });

  it('takes of every stratum in proportion, and of none more than it has', () => {
    expect(allocate([50, 30, 20], 10)).toEqual([5, 3, 2]);
    // 10 × 9/10 = 9, 10 × 0.7/10, 10 × 0.3/10: by proportion 9, 0.7, 0.3; one of each at least.
    expect(allocate([90, 7, 3], 10)).toEqual([8, 1, 1]);
    expect(allocate([2, 2], 10)).toEqual([2, 2]);
    expect(allocate([1, 1, 1], 2).reduce((sum, one) => sum + one, 0)).toBe(2);
  });

  it('is the same for the same seed, and another for another', () => {
    const strata = [stratum('甲', 40), stratum('乙', 60)];
    const first = drawSample(strata, 10, 20261123);
    expect(drawSample(strata, 10, 20261123)).toEqual(first);
    expect(drawSample(strata, 10, 20261124)).not.toEqual(first);
    expect(new Set(first).size).toBe(10);
    expect(first.filter((item) => item.startsWith('甲'))).toHaveLength(4);
  });
});
