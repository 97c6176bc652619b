/** 得分分布: how the scores of some units lie. Statistics in binary floating point; shown at the model's decimals. */

export interface ScoreBin {
  /** Included. */
  readonly from: number;
  /** Not included, but for the last bin. */
  readonly upTo: number;
  readonly units: number;
}

export interface ScoreSpread {
  readonly units: number;
  readonly lowest: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly highest: number;
  readonly mean: number;
  /** Standard deviation with n − 1; null of fewer than two. */
  readonly deviation: number | null;
}

/** Quantile with linear interpolation between order statistics (type 7, the default of R and NumPy). @param sorted ascending */
export const quantile = (sorted: readonly number[], probability: number): number => {
  const place = (sorted.length - 1) * probability;
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low;
  return low + (place - below) * (high - low);
};

/** Quartiles, mean and deviation; null of no scores. */
export const spreadOf = (scores: readonly number[]): ScoreSpread | null => {
  if (scores.length === 0) return null;
  const sorted = scores.toSorted((a, b) => a - b);
  const mean = sorted.reduce((sum, score) => sum + score, 0) / sorted.length;
  const squares = sorted.reduce((sum, score) => sum + (score - mean) ** 2, 0);
  return {
    units: sorted.length,
    lowest: quantile(sorted, 0),
    lowerQuartile: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    upperQuartile: quantile(sorted, 0.75),
    highest: quantile(sorted, 1),
    mean,
    deviation: sorted.length < 2 ? null : Math.sqrt(squares / (sorted.length - 1)),
  };
};

/**
 * Counts scores in equal bins that begin at 0, so that limits of grades fall between bins where they can. Empty bins
 * below the lowest score are left out.
 * @param width of a bin
 */
export const binScores = (scores: readonly number[], width: number): ScoreBin[] => {
  if (scores.length === 0) return [];
  // A score a hair below a limit because of binary fractions belongs to it.
  const binOf = (score: number): number => Math.floor(score / width + 1e-9);
  const first = Math.min(...scores.map(binOf));
  const last = Math.max(...scores.map(binOf));
  return Array.from({ length: last - first + 1 }, (_, n) => ({
    from: (first + n) * width,
    upTo: (first + n + 1) * width,
    units: scores.filter((score) => binOf(score) === first + n).length,
  }));
};
