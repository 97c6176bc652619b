import { clamp01, compareExact, type Exact, exactFromNumber, zero } from '../../domain/exact.ts';
import type { CountedItem, ScoringOf } from '../definition.ts';
import { traceWords } from '../trace-words.ts';
import { type ItemReadings, type ItemRule, type Method, missing, type Outcome, rated } from './method.ts';

type PricedItem = { readonly item: string; readonly points: Exact; readonly cap: Exact | null };

/** min(count × points, cap); no cap = unlimited. */
export const cappedPoints = (
  count: Exact,
  points: Exact,
  cap: Exact | null,
): { points: Exact; capped: boolean } => {
  const full = count.mul(points);
  return cap !== null && compareExact(full, cap) > 0
    ? { points: cap, capped: true }
    : { points: full, capped: false };
};

/** Σ min(nᵢ·pointsᵢ, capᵢ), a missing count being 0 as long as one count was given. */
const countedMethod = (
  items: readonly CountedItem[],
  conclude: (parts: readonly string[], sum: Exact) => Outcome,
): Method => {
  const priced: PricedItem[] = items.map((entry) => ({
    item: entry.item,
    points: exactFromNumber(entry.points),
    cap: entry.cap === undefined ? null : exactFromNumber(entry.cap),
  }));
  const rules: ItemRule[] = [...new Set(items.map((entry) => entry.item))].map((name) => ({
    name,
    type: 'count',
  }));
  const judge = (readings: ItemReadings): Outcome => {
    if (!rules.some((rule) => readings.numbers.has(rule.name))) {
      return missing(traceWords.missingItems(rules.map((rule) => rule.name)));
    }
    let sum = zero;
    const parts: string[] = [];
    for (const { item, points, cap } of priced) {
      const count = readings.numbers.get(item) ?? zero;
      const taken = cappedPoints(count, points, cap);
      sum = sum.add(taken.points);
      parts.push(traceWords.counted(item, count, points, taken.points, taken.capped));
    }
    return conclude(parts, sum);
  };
  return { items: rules, compared: null, judge };
};

/** `deduct` 扣分: clamp01((P − Σ) / P), P the nominal points (model-spec §3). */
export const deductMethod = (scoring: ScoringOf<'deduct'>, points: Exact): Method =>
  countedMethod(scoring.items, (parts, sum) => {
    const rate = clamp01(points.sub(sum).div(points));
    return rated(rate, traceWords.deducted(parts, sum, points, rate));
  });

/** `award` 累计得分: clamp01(Σ / P), P the nominal points (model-spec §3). */
export const awardMethod = (scoring: ScoringOf<'award'>, points: Exact): Method =>
  countedMethod(scoring.items, (parts, sum) => {
    const rate = clamp01(sum.div(points));
    return rated(rate, traceWords.awarded(parts, sum, points, rate));
  });
