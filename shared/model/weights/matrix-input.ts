/**
 * Reads the documents weights are computed from (model-spec §6): `{labels, matrix | matrices}` for AHP and
 * `{labels, directions, rows}` for entropy and CRITIC. Weights are the one part of the engine in binary floating point.
 */
import type { Finding } from '../../errors/finding.ts';
import { errorFinding, type Fault } from '../findings.ts';
import { isObject, type JsonObject, ownField } from '../json-view.ts';

export type Weights = { readonly [label: string]: number };

/** A result, or null with the error findings that prevented it. */
export type WeightsOutcome<R> = { readonly result: R | null; readonly findings: readonly Finding[] };

export const refused = (faults: readonly Fault[]): { result: null; findings: Finding[] } => ({
  result: null,
  findings: faults.map((fault) => errorFinding(fault)),
});

export const accepted = <R>(result: R): { result: R; findings: Finding[] } => ({ result, findings: [] });

/** Weights by label; `fromEntries` makes own fields even of odd names. */
export const labelled = (labels: readonly string[], values: readonly number[]): Weights =>
  Object.fromEntries(labels.map((label, index) => [label, values[index] ?? 0]));

const fractionPattern = /^\s*([+-]?\d+(?:\.\d+)?)\s*(?:\/\s*(\d+(?:\.\d+)?)\s*)?$/;

/** A number, or a text such as `3`, `0.5` or `1/3`; null when it is neither. */
export const entryValue = (entry: unknown): number | null => {
  if (typeof entry === 'number') return Number.isFinite(entry) ? entry : null;
  if (typeof entry !== 'string') return null;
  const parts = fractionPattern.exec(entry);
  if (parts === null) return null;
  const value = Number(parts[1]) / Number(parts[2] ?? 1);
  return Number.isFinite(value) ? value : null;
};

/** Faults of the fields of a document: unknown ones, and required ones that are missing. */
export const fieldFaults = (
  document: JsonObject,
  required: readonly string[],
  optional: readonly string[],
): Fault[] => {
  const known = new Set([...required, ...optional, 'extensions']);
  const unknown = Object.keys(document)
    .filter((field) => !known.has(field))
    .map((field): Fault => ({ code: 'weights.field.unknown', params: { path: '', field } }));
  const missing = required
    .filter((field) => ownField(document, field) === undefined)
    .map((field): Fault => ({ code: 'weights.field.missing', params: { path: field } }));
  return [...unknown, ...missing];
};

const wrongType = (path: string, expected: string): Fault => ({
  code: 'weights.field.wrongType',
  params: { path, expected },
});

/** Labels: at least one, at most `maximum`, texts that differ. */
export const readLabels = (value: unknown, maximum: number | null): { labels: string[]; faults: Fault[] } => {
  if (!Array.isArray(value)) return { labels: [], faults: [wrongType('labels', 'array')] };
  const labels = value.filter((label) => typeof label === 'string');
  if (labels.length < value.length) return { labels, faults: [wrongType('labels', 'string')] };
  const faults: Fault[] = [];
  const found = labels.length;
  if (found < 1 || (maximum !== null && found > maximum)) {
    faults.push({ code: 'weights.labels.count', params: { minimum: 1, maximum, found } });
  }
  const twice = new Set(labels.filter((label, index) => labels.indexOf(label) < index));
  for (const label of twice) faults.push({ code: 'weights.labels.twice', params: { label } });
  return { labels, faults };
};

/** Rows of `columns` numbers each; `path` names the field when it is no list of rows. */
export const readRows = (
  value: unknown,
  columns: number,
  path: string,
): { rows: number[][]; faults: Fault[] } => {
  if (!Array.isArray(value)) return { rows: [], faults: [wrongType(path, 'array')] };
  const faults: Fault[] = [];
  const rows = value.map((row: unknown, index): number[] => {
    if (!Array.isArray(row)) {
      faults.push(wrongType(`${path}[${index + 1}]`, 'array'));
      return [];
    }
    if (row.length !== columns) {
      const params = { row: index + 1, expected: columns, found: row.length };
      faults.push({ code: 'weights.matrix.shape', params });
      return [];
    }
    return row.map((entry: unknown, column) => {
      const number = entryValue(entry);
      if (number !== null) return number;
      faults.push({ code: 'weights.entry.notANumber', params: { row: index + 1, column: column + 1 } });
      return Number.NaN;
    });
  });
  return { rows, faults };
};

export type Direction = 'higher' | 'lower';

export type DecisionMatrix = {
  readonly labels: readonly string[];
  /** One per label; null when the document gives none. */
  readonly directions: readonly Direction[] | null;
  /** At least two rows of one number per label. */
  readonly rows: readonly (readonly number[])[];
};

const readDirections = (
  value: unknown,
  count: number,
): { directions: Direction[] | null; faults: Fault[] } => {
  if (value === undefined || value === null) return { directions: null, faults: [] };
  const isDirection = (one: unknown): one is Direction => one === 'higher' || one === 'lower';
  if (!Array.isArray(value) || !value.every(isDirection)) {
    return { directions: null, faults: [wrongType('directions', 'higher/lower')] };
  }
  if (value.length === count) return { directions: value, faults: [] };
  const params = { minimum: count, maximum: count, found: value.length };
  return { directions: null, faults: [{ code: 'weights.labels.count', params }] };
};

/** Reads a decision matrix; `options` are the fields a method knows besides. */
export const readDecisionMatrix = (
  input: unknown,
  needsDirections: (document: JsonObject) => boolean,
  options: readonly string[],
): { matrix: DecisionMatrix | null; faults: Fault[] } => {
  if (!isObject(input)) {
    return { matrix: null, faults: [{ code: 'weights.document.notAnObject', params: {} }] };
  }
  const required = needsDirections(input) ? ['labels', 'directions', 'rows'] : ['labels', 'rows'];
  const faults = fieldFaults(input, required, ['directions', ...options]);
  if (faults.some((fault) => fault.code === 'weights.field.missing')) return { matrix: null, faults };
  const { labels, faults: labelFaults } = readLabels(input.labels, null);
  const { directions, faults: directionFaults } = readDirections(input.directions, labels.length);
  const { rows, faults: rowFaults } = readRows(input.rows, labels.length, 'rows');
  faults.push(...labelFaults, ...directionFaults, ...rowFaults);
  if (Array.isArray(input.rows) && rows.length < 2) {
    faults.push({ code: 'weights.rows.tooFew', params: { minimum: 2, found: rows.length } });
  }
  return { matrix: faults.length > 0 ? null : { labels, directions, rows }, faults };
};

/** Column by column. */
export const columnsOf = (matrix: DecisionMatrix): number[][] =>
  matrix.labels.map((_, column) => matrix.rows.map((row) => row[column] ?? 0));

/** (x − min)/(max − min), for `lower` 1 − that; all equal → null. */
export const minMaxColumn = (column: readonly number[], direction: Direction): number[] | null => {
  const lowest = Math.min(...column);
  const highest = Math.max(...column);
  if (lowest === highest) return null;
  const span = highest - lowest;
  return column.map((x) => (direction === 'higher' ? (x - lowest) / span : (highest - x) / span));
};

/** Values divided by their sum; null when the sum is (nearly) nothing. */
export const shareOut = (values: readonly number[]): number[] | null => {
  const sum = values.reduce((total, value) => total + value, 0);
  return sum > 1e-12 ? values.map((value) => value / sum) : null;
};

/** Weights as they are written into a model: rounded to 6 decimals. */
export const weightsForModel = (weights: Weights): Weights =>
  Object.fromEntries(Object.entries(weights).map(([label, value]) => [label, Number(value.toFixed(6))]));
