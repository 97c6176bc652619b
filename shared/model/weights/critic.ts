/**
 * CRITIC weights (model-spec §6): a column weighs by its contrast and by its conflict with the others.
 * D. Diakoulaki, G. Mavrotas, L. Papayannakis, Computers & Operations Research 22 (1995) 763–770.
 */
import type { Fault } from '../findings.ts';
import {
  accepted,
  columnsOf,
  labelled,
  minMaxColumn,
  readDecisionMatrix,
  refused,
  shareOut,
  type Weights,
  type WeightsOutcome,
} from './matrix-input.ts';

export type CriticResult = {
  readonly weights: Weights;
  /** Standard deviation of each min-max column, the sample's (n − 1). */
  readonly deviation: Weights;
  /** Σₖ(1 − rⱼₖ) over the other columns; 0 for a single one. */
  readonly conflict: Weights;
};

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** Deviations from the mean. */
const centred = (values: readonly number[]): number[] => {
  const middle = mean(values);
  return values.map((x) => x - middle);
};

const product = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, index) => sum + x * (b[index] ?? 0), 0);

/** Standard deviation up to a factor common to all columns, which the final division takes out. */
const spread = (deviations: readonly number[]): number => Math.sqrt(product(deviations, deviations));

const correlation = (a: readonly number[], b: readonly number[]): number =>
  product(a, b) / (spread(a) * spread(b));

/** Weights ∝ σⱼ·Σₖ(1 − rⱼₖ) over the direction-corrected min-max columns of `{labels, directions, rows}`. */
export const criticWeights = (input: unknown): WeightsOutcome<CriticResult> => {
  const { matrix, faults } = readDecisionMatrix(input, () => true, []);
  if (matrix === null) return refused(faults);
  const { labels } = matrix;
  const constant: Fault[] = [];
  const columns = columnsOf(matrix).map((column, index) => {
    const measured = minMaxColumn(column, matrix.directions?.[index] ?? 'higher');
    if (measured === null)
      constant.push({ code: 'weights.column.constant', params: { label: labels[index] ?? '' } });
    return centred(measured ?? column);
  });
  if (constant.length > 0) return refused(constant);
  const conflicts = columns.map((column, j) => {
    const conflict = columns.reduce(
      (sum, other, k) => (k === j ? sum : sum + 1 - correlation(column, other)),
      0,
    );
    return Math.max(0, conflict);
  });
  const deviations = columns.map((column) => spread(column) / Math.sqrt(column.length - 1));
  const information = columns.map((column, j) => spread(column) * (conflicts[j] ?? 0));
  const weights = labels.length === 1 ? [1] : shareOut(information);
  if (weights === null) return refused([{ code: 'weights.columns.noDifference', params: {} }]);
  return accepted({
    weights: labelled(labels, weights),
    deviation: labelled(labels, deviations),
    conflict: labelled(labels, conflicts),
  });
};
