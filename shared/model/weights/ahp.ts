/**
 * AHP weights (model-spec §6): the principal eigenvector of a positive reciprocal matrix of pairwise judgements, with
 * Saaty's consistency ratio. T. L. Saaty, The Analytic Hierarchy Process, 1980.
 */
import type { Fault } from '../findings.ts';
import { isObject, type JsonObject } from '../json-view.ts';
import {
  accepted,
  fieldFaults,
  labelled,
  readLabels,
  readRows,
  refused,
  type Weights,
  type WeightsOutcome,
} from './matrix-input.ts';

/** Random index for n = 1 … 15 (Saaty 1980). */
const randomIndex = [0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59];
const consistencyLimit = 0.1;
const reciprocityTolerance = 1e-9;

/** A judgement and what the weights say about the same pair. */
export type AhpJudgement = {
  readonly row: string;
  readonly column: string;
  readonly given: number;
  /** weight of the row / weight of the column. */
  readonly implied: number;
  /** given / implied: 1 is in full agreement. */
  readonly ratio: number;
};

export type AhpResult = {
  readonly weights: Weights;
  readonly lambdaMax: number;
  readonly ci: number;
  readonly ri: number;
  /** 0 for fewer than three labels. */
  readonly cr: number;
  readonly consistent: boolean;
  /** At most three judgements that agree least with the weights, the worst first. */
  readonly worst: readonly AhpJudgement[];
};

type Matrix = readonly (readonly number[])[];

const at = (matrix: Matrix, row: number, column: number): number => matrix[row]?.[column] ?? 0;

/** Faults of one pairwise matrix; positions are 1-based. */
const matrixFaults = (matrix: Matrix): Fault[] => {
  const faults: Fault[] = [];
  matrix.forEach((entries, row) => {
    entries.forEach((entry, column) => {
      const place = { row: row + 1, column: column + 1 };
      if (entry <= 0) faults.push({ code: 'weights.entry.notPositive', params: place });
      else if (row === column && Math.abs(entry - 1) > reciprocityTolerance) {
        faults.push({ code: 'weights.entry.diagonal', params: { row: row + 1 } });
      } else if (row < column && Math.abs(entry * at(matrix, column, row) - 1) > reciprocityTolerance) {
        faults.push({ code: 'weights.entry.notReciprocal', params: place });
      }
    });
  });
  return faults;
};

const readMatrix = (value: unknown, size: number, path: string): { matrix: Matrix; faults: Fault[] } => {
  const { rows, faults } = readRows(value, size, path);
  if (faults.length === 0 && rows.length !== size) {
    faults.push({ code: 'weights.matrix.rowCount', params: { expected: size, found: rows.length } });
  }
  return { matrix: rows, faults: faults.length > 0 ? faults : matrixFaults(rows) };
};

const readMatrices = (document: JsonObject, size: number): { matrices: Matrix[]; faults: Fault[] } => {
  if (document.matrices === undefined) {
    const { matrix, faults } = readMatrix(document.matrix, size, 'matrix');
    return { matrices: [matrix], faults };
  }
  if (!Array.isArray(document.matrices) || document.matrices.length === 0) {
    const params = { path: 'matrices', expected: 'array' };
    return { matrices: [], faults: [{ code: 'weights.field.wrongType', params }] };
  }
  const read = document.matrices.map((matrix, index) => readMatrix(matrix, size, `matrices[${index + 1}]`));
  return { matrices: read.map(({ matrix }) => matrix), faults: read.flatMap(({ faults }) => faults) };
};

/** Entry by entry geometric mean of several judges' matrices. */
const geometricMeanOf = (matrices: readonly Matrix[]): Matrix => {
  const [first] = matrices;
  if (first === undefined || matrices.length === 1) return first ?? [];
  return first.map((entries, row) =>
    entries.map((_, column) => {
      const logarithms = matrices.reduce((sum, matrix) => sum + Math.log(at(matrix, row, column)), 0);
      return Math.exp(logarithms / matrices.length);
    }),
  );
};

/** Principal eigenvalue and eigenvector (sum 1) of a positive matrix, by power iteration until nothing moves (1e-15). */
const principalEigen = (matrix: Matrix): { value: number; vector: number[] } => {
  const size = matrix.length;
  let vector: number[] = matrix.map(() => 1 / size);
  let value = size;
  for (let round = 0; round < 100_000; round += 1) {
    const image = matrix.map((entries) =>
      entries.reduce((sum, entry, column) => sum + entry * (vector[column] ?? 0), 0),
    );
    const sum = image.reduce((total, entry) => total + entry, 0);
    const next = image.map((entry) => entry / sum);
    const moved = Math.max(...next.map((entry, index) => Math.abs(entry - (vector[index] ?? 0))));
    vector = next;
    value = sum;
    if (moved < 1e-15) break;
  }
  return { value, vector };
};

/** How far a judgement is from the weights: |ln ratio|, 0 in full agreement. */
const disagreement = (judgement: AhpJudgement): number => Math.abs(Math.log(judgement.ratio));

const worstJudgements = (
  labels: readonly string[],
  matrix: Matrix,
  vector: readonly number[],
): AhpJudgement[] => {
  const judgements = labels.flatMap((row, i) =>
    labels.slice(i + 1).map((column, offset): AhpJudgement => {
      const j = i + 1 + offset;
      const given = at(matrix, i, j);
      const implied = (vector[i] ?? 0) / (vector[j] ?? 1);
      return { row, column, given, implied, ratio: given / implied };
    }),
  );
  return judgements
    .filter((judgement) => disagreement(judgement) > reciprocityTolerance)
    .sort((a, b) => disagreement(b) - disagreement(a))
    .slice(0, 3);
};

/** Weights from `{labels, matrix}` or, of several judges, `{labels, matrices}`; 1 to 15 labels. */
export const ahpWeights = (input: unknown): WeightsOutcome<AhpResult> => {
  if (!isObject(input)) return refused([{ code: 'weights.document.notAnObject', params: {} }]);
  const matrixField = input.matrices === undefined ? 'matrix' : 'matrices';
  const fields = fieldFaults(input, ['labels', matrixField], []);
  if (fields.length > 0) return refused(fields);
  const { labels, faults: labelFaults } = readLabels(input.labels, randomIndex.length);
  const { matrices, faults } = readMatrices(input, labels.length);
  if (labelFaults.length + faults.length > 0) return refused([...labelFaults, ...faults]);
  const matrix = geometricMeanOf(matrices);
  const { value: lambdaMax, vector } = principalEigen(matrix);
  const size = labels.length;
  // Rounding noise may put the eigenvalue a hair below n, its least possible value.
  const ci = size < 2 ? 0 : Math.max(0, (lambdaMax - size) / (size - 1));
  const ri = randomIndex[size - 1] ?? 0;
  const cr = size < 3 ? 0 : ci / ri;
  const worst = worstJudgements(labels, matrix, vector);
  return accepted({
    weights: labelled(labels, vector),
    lambdaMax,
    ci,
    ri,
    cr,
    consistent: cr < consistencyLimit,
    worst,
  });
};
