/** Entropy weights (model-spec §6): a column that differs more between the rows tells more and weighs more. */
import type { Fault } from '../findings.ts';
import { isObject, ownField } from '../json-view.ts';
import {
  accepted,
  columnsOf,
  type DecisionMatrix,
  labelled,
  minMaxColumn,
  readDecisionMatrix,
  refused,
  shareOut,
  type Weights,
  type WeightsOutcome,
} from './matrix-input.ts';

export type EntropyResult = {
  readonly weights: Weights;
  /** e of each column, in [0, 1]: 1 where all values are equal. */
  readonly entropy: Weights;
};

/** e = −Σ p ln p / ln m of a column's shares; 0·ln 0 = 0. */
const entropyOf = (column: readonly number[]): number => {
  const shares = shareOut(column) ?? column.map(() => 1 / column.length);
  const sum = shares.reduce((total, p) => (p > 0 ? total + p * Math.log(p) : total), 0);
  return -sum / Math.log(column.length);
};

const positivityFaults = (matrix: DecisionMatrix): Fault[] =>
  matrix.rows.flatMap((row, index) =>
    row.flatMap((entry, column): Fault[] =>
      entry > 0
        ? []
        : [{ code: 'weights.entry.notPositive', params: { row: index + 1, column: column + 1 } }],
    ),
  );

/**
 * Weights ∝ 1 − e from `{labels, directions, rows, normalise?}`.
 *
 * Without `normalise` the columns are taken as given: all entries > 0, and `directions` do not matter. With
 * `normalise: "minmax"` the min-max columns in the given directions are taken; a column of equal values counts as all
 * 1 and weighs 0.
 */
export const entropyWeights = (input: unknown): WeightsOutcome<EntropyResult> => {
  const normalise = isObject(input) ? ownField(input, 'normalise') : undefined;
  if (normalise !== undefined && normalise !== 'minmax') {
    return refused([{ code: 'weights.field.wrongType', params: { path: 'normalise', expected: 'minmax' } }]);
  }
  const byRange = normalise === 'minmax';
  const { matrix, faults } = readDecisionMatrix(input, () => byRange, ['normalise']);
  if (matrix === null) return refused(faults);
  const wrong = byRange ? [] : positivityFaults(matrix);
  if (wrong.length > 0) return refused(wrong);
  const entropies = columnsOf(matrix).map((column, index) => {
    const direction = matrix.directions?.[index] ?? 'higher';
    const measured = byRange ? (minMaxColumn(column, direction) ?? column.map(() => 1)) : column;
    // A column of equal values has entropy 1; rounding noise must not make its weight negative.
    return Math.min(1, entropyOf(measured));
  });
  const weights = shareOut(entropies.map((entropy) => 1 - entropy));
  if (weights === null) return refused([{ code: 'weights.columns.noDifference', params: {} }]);
  return accepted({ weights: labelled(matrix.labels, weights), entropy: labelled(matrix.labels, entropies) });
};
