/**
 * How many to ask, how sure the answer is, and drawing a sample that anyone can draw again.
 *
 * Sample size and margins at 95 % confidence after W. G. Cochran, Sampling Techniques, 3rd ed. (1977), §4.4 and §2.6:
 * n₀ = z²·p·(1 − p)/e² with p = 0.5, n = n₀ / (1 + (n₀ − 1)/N). z = 1.96.
 */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { exactFromText, quotient } from './exact.ts';

/** Two-sided 95 %. */
const z = 1.96;
/** z²·p·(1 − p) with z = 1.96 and p = 0.5. */
const widestVariance = '0.9604';

/**
 * How many answers a margin of error needs, exactly and rounded up.
 * @param population null: very large
 * @param marginPercent decimal text, more than 0
 * @throws RangeError when the margin is no decimal above 0
 */
export const sampleSizeFor = (population: number | null, marginPercent: string): number => {
  const margin = exactFromText(marginPercent)?.div(100) ?? null;
  const variance = exactFromText(widestVariance);
  if (margin === null || margin.compare(0) <= 0 || variance === null)
    throw new RangeError('a margin above 0 is needed');
  const endless = variance.div(margin.mul(margin));
  const needed =
    population === null ? endless : endless.div(endless.sub(1).div(Math.max(1, population)).add(1));
  const { n, d } = quotient(needed);
  const size = Number((n + d - 1n) / d);
  return population === null ? size : Math.min(population, Math.max(size, population > 0 ? 1 : 0));
};

/** Part of the population that was not asked, as it narrows a margin. Floating point: statistics. */
const finiteCorrection = (count: number, population: number | null): number =>
  population === null || population <= 1 ? 1 : Math.sqrt(Math.max(0, population - count) / (population - 1));

/**
 * ± at 95 % of a mean, on the scale of the answers; null of fewer than two. Floating point: statistics.
 * @param sum of the answers @param squares sum of their squares
 */
export const marginOfMean = (
  count: number,
  sum: number,
  squares: number,
  population: number | null,
): number | null => {
  if (count < 2) return null;
  const variance = Math.max(0, (squares - (sum * sum) / count) / (count - 1));
  return z * Math.sqrt(variance / count) * finiteCorrection(count, population);
};

/** ± at 95 % of a share, in percentage points, at its widest (p = 0.5); null of none. Floating point: statistics. */
export const widestMargin = (count: number, population: number | null): number | null =>
  count === 0 ? null : 100 * z * Math.sqrt(0.25 / count) * finiteCorrection(count, population);

/** The named generator of draws: with the same seed and frame it draws the same. */
export const drawGenerator = 'xoroshiro128plus (pure-rand)';

export interface Stratum<Item> {
  code: string;
  items: readonly Item[];
}

/**
 * How many are drawn of each stratum: in proportion, by largest remainder, the earlier stratum first when equal; at
 * least one of each where the size allows.
 */
export const allocate = (sizes: readonly number[], size: number): number[] => {
  const total = sizes.reduce((sum, one) => sum + one, 0);
  const wanted = Math.min(size, total);
  const filled = sizes.filter((one) => one > 0).length;
  const shares = sizes.map((one) => (total === 0 ? 0 : Math.floor((one * wanted) / total)));
  if (wanted >= filled) {
    for (const [index, one] of sizes.entries()) if (one > 0 && shares[index] === 0) shares[index] = 1;
  }
  const rest = (index: number): number => ((sizes[index] ?? 0) * wanted) % Math.max(1, total);
  const order = sizes.map((_, index) => index).sort((a, b) => rest(b) - rest(a) || a - b);
  let given = shares.reduce((sum, one) => sum + one, 0);
  // The least remainder gives back what the smallest strata were lifted by.
  for (const index of order.toReversed()) {
    while (given > wanted && (shares[index] ?? 0) > 1) {
      shares[index] = (shares[index] ?? 0) - 1;
      given -= 1;
    }
  }
  while (given < wanted) {
    for (const index of order) {
      if (given === wanted) break;
      if ((shares[index] ?? 0) >= (sizes[index] ?? 0)) continue;
      shares[index] = (shares[index] ?? 0) + 1;
      given += 1;
    }
  }
  return shares;
};

/**
 * Draws without replacement, stratum by stratum in the order given, by one generator (Fisher–Yates). The drawn ones keep
 * the order in which they were drawn.
 * @param seed a whole number of 32 bits
 */
export const drawSample = <Item>(strata: readonly Stratum<Item>[], size: number, seed: number): Item[] => {
  const generator = xoroshiro128plus(seed);
  const shares = allocate(
    strata.map(({ items }) => items.length),
    size,
  );
  return strata.flatMap(({ items }, index) => {
    const rest = [...items];
    const drawn: Item[] = [];
    for (let left = shares[index] ?? 0; left > 0; left -= 1) {
      const [item] = rest.splice(uniformInt(generator, 0, rest.length - 1), 1);
      if (item !== undefined) drawn.push(item);
    }
    return drawn;
  });
};
