/**
 * 名义权重与实际作用: what each indicator really does to the spread of the scores. An indicator in which all units score alike
 * decides nothing, whatever its weight; one that goes against the others pulls the ranking apart.
 *
 * Statistics in binary floating point over the published points of the scored units. With x the points of a node and T the
 * sum of the first level (the base score), var T = Σ cov(x, T) over the leaves, so cov(x, T) / var T is the part of the spread
 * that a leaf accounts for: its effective weight. Negative parts are possible. Correlations are Pearson's.
 */

export type WeightWarning =
  /** All units have the same points. */
  | 'constant'
  /** Goes against its parent, or against the total. */
  | 'negative'
  /** Has hardly anything to do with its parent, or with the total. */
  | 'nearZero';

export interface WeightColumn {
  readonly code: string;
  /** Of the column that this one is a part of; null on the first level, which is part of the total. */
  readonly parent: string | null;
  /** Points of the full score that it is worth. */
  readonly points: number;
  /** Published points of each unit; null where it does not count for the unit, which then stays out of this column. */
  readonly values: readonly (number | null)[];
}

export interface EffectiveWeight {
  readonly code: string;
  /** Share of the full score: the stated weight, 0 … 1. */
  readonly stated: number;
  /** Share of the spread of the total; null when all totals are alike. */
  readonly effective: number | null;
  /** Share of the mean total. Null when that is 0. */
  readonly contribution: number | null;
  /** Mean points of the units for which it counts; null of none. */
  readonly mean: number | null;
  /** Standard deviation of those (n − 1); null of fewer than two. */
  readonly deviation: number | null;
  readonly withTotal: number | null;
  readonly withParent: number | null;
  readonly warning: WeightWarning | null;
}

/** Correlations smaller than this are called near zero (本系统建议值). */
export const nearZeroCorrelation = 0.1;

/** Below this a difference between decimals of few digits is rounding noise. */
const noise = 1e-9;

/** Fewer units than these say nothing about how indicators go together (本系统建议值). */
export const fewestUnits = 5;

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Sum of products of deviations from the means. */
const coProducts = (a: readonly number[], b: readonly number[]): number => {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  return a.reduce((sum, value, n) => sum + (value - meanA) * ((b[n] ?? 0) - meanB), 0);
};

/** Pearson's r; null where one of the two does not vary, or of fewer than two pairs. */
export const correlation = (a: readonly number[], b: readonly number[]): number | null => {
  if (a.length < 2) return null;
  const [own, other] = [coProducts(a, a), coProducts(b, b)];
  return own < noise || other < noise ? null : coProducts(a, b) / Math.sqrt(own * other);
};

/** The two columns over the units that have both. */
const paired = (a: readonly (number | null)[], b: readonly (number | null)[]): [number[], number[]] => {
  const both = a.flatMap((value, n): [number, number][] => {
    const other = b[n];
    return value === null || other === null || other === undefined ? [] : [[value, other]];
  });
  return [both.map(([value]) => value), both.map(([, other]) => other)];
};

const warningOf = (
  units: number,
  own: readonly number[],
  correlations: readonly (number | null)[],
): WeightWarning | null => {
  if (units < fewestUnits) return null;
  if (own.length > 1 && coProducts(own, own) < noise) return 'constant';
  const known = correlations.filter((one) => one !== null);
  if (known.some((one) => one <= -nearZeroCorrelation)) return 'negative';
  return known.some((one) => Math.abs(one) < nearZeroCorrelation) ? 'nearZero' : null;
};

/** @param totals base score of each unit, in the order of the columns' values */
export const effectiveWeights = (
  columns: readonly WeightColumn[],
  totals: readonly number[],
  fullScore: number,
): EffectiveWeight[] => {
  const byCode = new Map(columns.map((column) => [column.code, column]));
  const spread = totals.length > 1 ? coProducts(totals, totals) : 0;
  const meanTotal = totals.length > 0 ? meanOf(totals) : 0;
  return columns.map(({ code, parent, points, values }): EffectiveWeight => {
    const own = values.filter((value) => value !== null);
    // Where it does not count it gives nothing to the total: as 0 it stays in the sum that makes up the spread.
    const filled = values.map((value) => value ?? 0);
    const withTotal = correlation(...paired(values, totals));
    const above = parent === null ? null : byCode.get(parent);
    const withParent = above ? correlation(...paired(values, above.values)) : null;
    return {
      code,
      stated: points / fullScore,
      effective: spread < noise ? null : coProducts(filled, totals) / spread,
      contribution: meanTotal === 0 ? null : meanOf(filled) / meanTotal,
      mean: own.length === 0 ? null : meanOf(own),
      deviation: own.length < 2 ? null : Math.sqrt(coProducts(own, own) / (own.length - 1)),
      withTotal,
      withParent,
      warning: warningOf(totals.length, own, [withTotal, withParent]),
    };
  });
};
