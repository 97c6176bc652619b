import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scoring } from '#shared/model/definition.ts';
import { leaf, modelOf, nodeOf, scoreBy, scoreLeaf, subject } from '#test/support/small-models.ts';

/** The rate of a leaf as a number; the text has a fixed length, so the order is that of the exact rates. */
const rate = (scoring: Scoring, items: Record<string, unknown>) =>
  Number(nodeOf(scoreLeaf(scoring, items), 'L').rate);

const count = fc.integer({ min: 0, max: 40 });
const number = fc.integer({ min: -500, max: 1500 }).map((tenths) => Number((tenths / 10).toFixed(1)));
const share = fc.integer({ min: 0, max: 100 }).map((hundredth) => Number((hundredth / 100).toFixed(2)));
const ordered = <T extends number>(values: fc.Arbitrary<T>) =>
  fc.tuple(values, values).map(([a, b]) => (a <= b ? { low: a, high: b } : { low: b, high: a }));

describe('a method never pays for doing worse', () => {
  it('ratio: more of the numerator', () => {
    fc.assert(
      fc.property(
        ordered(count),
        fc.integer({ min: 1, max: 40 }),
        share,
        fc.constantFrom(0.5, 0.98, 1, 1.35),
        ({ low, high }, d, floor, target) => {
          const scoring: Scoring = {
            method: 'ratio',
            numerator: 'n',
            denominator: 'd',
            floor,
            target,
          };
          expect(rate(scoring, { n: low, d })).toBeLessThanOrEqual(rate(scoring, { n: high, d }));
        },
      ),
    );
  });

  it('linear: towards the best', () => {
    const ends = fc.uniqueArray(number, { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(ordered(number), ends, ({ low, high }, [worst = 0, best = 1]) => {
        const scoring: Scoring = { method: 'linear', value: 'x', worst, best };
        const [worse, better] = worst < best ? [low, high] : [high, low];
        expect(rate(scoring, { x: worse })).toBeLessThanOrEqual(rate(scoring, { x: better }));
      }),
    );
  });

  it('bands: when their rates fall with their limits', () => {
    const bands = fc
      .tuple(
        fc.uniqueArray(number, { minLength: 3, maxLength: 3 }),
        fc.array(share, { minLength: 4, maxLength: 4 }),
      )
      .map(([limits, rates]) => ({
        limits: limits.sort((a, b) => b - a),
        rates: rates.sort((a, b) => b - a),
      }));
    fc.assert(
      fc.property(ordered(number), bands, ({ low, high }, { limits, rates }) => {
        const scoring: Scoring = {
          method: 'bands',
          value: 'x',
          bands: limits.map((atLeast, index) => ({ atLeast, rate: rates[index] ?? 0 })),
          otherwise: rates[3] ?? 0,
        };
        expect(rate(scoring, { x: low })).toBeLessThanOrEqual(rate(scoring, { x: high }));
      }),
    );
  });

  it('deduct: fewer faults; award: more merits', () => {
    const items = [
      { item: 'a', points: 2.5, cap: 40 },
      { item: 'b', points: 7 },
    ];
    fc.assert(
      fc.property(ordered(count), count, ({ low, high }, b) => {
        expect(rate({ method: 'deduct', items }, { a: high, b })).toBeLessThanOrEqual(
          rate({ method: 'deduct', items }, { a: low, b }),
        );
        expect(rate({ method: 'award', items }, { a: low, b })).toBeLessThanOrEqual(
          rate({ method: 'award', items }, { a: high, b }),
        );
      }),
    );
  });

  it('survey and manual: a higher mark', () => {
    const survey: Scoring = { method: 'survey', mean: 'm', count: 'c', min: 0, max: 100 };
    const marks = ordered(fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10));
    fc.assert(
      fc.property(marks, ({ low, high }) => {
        expect(rate(survey, { m: low, c: 9 })).toBeLessThanOrEqual(rate(survey, { m: high, c: 9 }));
        expect(rate({ method: 'manual', item: 'p' }, { p: low })).toBeLessThanOrEqual(
          rate({ method: 'manual', item: 'p' }, { p: high }),
        );
      }),
    );
  });

  it('relative: a better place in the same group', () => {
    const values = fc.array(count, { minLength: 1, maxLength: 12 });
    const by = fc.constantFrom('minmax' as const, 'rank' as const, 'rankStep' as const, 'best' as const);
    fc.assert(
      fc.property(
        values,
        by,
        fc.constantFrom('higher' as const, 'lower' as const),
        (list, how, direction) => {
          const higher = how === 'best' || direction === 'higher';
          const scoring: Scoring = {
            method: 'relative',
            value: 'x',
            by: how,
            direction: higher ? 'higher' : 'lower',
            step: 0.15,
          };
          const results = scoreBy(
            modelOf([leaf('L', scoring)]),
            ...list.map((x, index) => subject(`S${index}`, { L: { x } })),
          );
          const placed = list
            .map((x, index) => ({ x, rate: Number(nodeOf(results[`S${index}`], 'L').rate) }))
            .sort((a, b) => (higher ? a.x - b.x : b.x - a.x));
          placed.forEach((one, index) => {
            const before = placed[index - 1];
            if (before !== undefined) expect(before.rate).toBeLessThanOrEqual(one.rate);
            if (before?.x === one.x) expect(before.rate).toBe(one.rate);
          });
        },
      ),
    );
  });

  it('a better leaf never makes a worse total', () => {
    // Two leaves under a geometric or an arithmetic node beside a third: raising one input cannot lower the total
    const mark = fc.integer({ min: 0, max: 100 });
    const aggregate = fc.constantFrom('arithmetic' as const, 'geometric' as const);
    fc.assert(
      fc.property(ordered(mark), mark, mark, aggregate, ({ low, high }, second, third, how) => {
        const scale: Scoring = { method: 'linear', value: 'x', worst: 0, best: 100 };
        const model = modelOf(
          [
            { code: 'A', name: 'A', parent: null, weight: 2, aggregate: how },
            leaf('A1', scale, { parent: 'A', weight: 3 }),
            leaf('A2', scale, { parent: 'A', weight: 1 }),
            leaf('B', scale),
          ],
          { roundAt: 'total' },
        );
        const total = (first: number) =>
          Number(
            scoreBy(model, subject('S', { A1: { x: first }, A2: { x: second }, B: { x: third } })).S?.total,
          );
        expect(total(low)).toBeLessThanOrEqual(total(high));
      }),
    );
  });
});
