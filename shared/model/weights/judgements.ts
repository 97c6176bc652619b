/**
 * Pairwise judgements as people give them: one for each pair, in either order, some perhaps still missing. From them the reciprocal
 * matrix that AHP asks for.
 */
import type { Fault } from '../findings.ts';
import { entryValue } from './matrix-input.ts';

/** `row` is `value` times as important as `column`: `3`, `1/3` or `2.5`. */
export interface Judgement {
  readonly row: string;
  readonly column: string;
  readonly value: string;
}

export interface Judge {
  readonly name: string;
  readonly judgements: readonly Judgement[];
}

export interface Labelled {
  readonly code: string;
  readonly name: string;
}

/** Saaty's scale: from equally to extremely more important, and the reverse. */
export const strongestJudgement = 9;

/** Numbers of pairs that are judged, of all that there are. */
export const pairCount = (labels: number): number => (labels * (labels - 1)) / 2;

export interface ReadJudgements {
  /** Null while a pair is missing or a judgement is faulty. */
  readonly matrix: number[][] | null;
  /** Pairs with a judgement that can be taken. */
  readonly judged: number;
  readonly faults: readonly Fault[];
}

const onScale = (value: number | null): value is number =>
  value !== null && value >= 1 / strongestJudgement - 1e-12 && value <= strongestJudgement;

/** One judge's matrix; a fault names the judge and the pair by their names. */
export const readJudgements = (labels: readonly Labelled[], judge: Judge): ReadJudgements => {
  const places = new Map(labels.map(({ code }, index) => [code, index]));
  const nameAt = (index: number): string => labels[index]?.name ?? '';
  const faults: Fault[] = [];
  const matrix: (number | null)[][] = labels.map((_, row) =>
    labels.map((_label, column) => (row === column ? 1 : null)),
  );
  let judged = 0;
  for (const { row, column, value } of judge.judgements) {
    const i = places.get(row);
    const j = places.get(column);
    if (i === undefined || j === undefined || i === j) {
      faults.push({ code: 'weights.pair.unknown', params: { judge: judge.name, row, column } });
      continue;
    }
    const params = { judge: judge.name, row: nameAt(i), column: nameAt(j) };
    const number = entryValue(value);
    if (!onScale(number)) {
      faults.push({ code: 'weights.pair.offScale', params: { ...params, value } });
    } else if (matrix[i]?.[j] !== null) {
      faults.push({ code: 'weights.pair.twice', params });
    } else {
      (matrix[i] as (number | null)[])[j] = number;
      (matrix[j] as (number | null)[])[i] = 1 / number;
      judged += 1;
    }
  }
  const missing = labels.flatMap((_, i) =>
    labels.slice(i + 1).flatMap((_label, offset): [number, number][] => {
      const j = i + 1 + offset;
      return matrix[i]?.[j] === null ? [[i, j]] : [];
    }),
  );
  const [first] = missing;
  if (first !== undefined && faults.length === 0) {
    const pair = { row: nameAt(first[0]), column: nameAt(first[1]) };
    faults.push({
      code: 'weights.pair.missing',
      params: { judge: judge.name, missing: missing.length, ...pair },
    });
  }
  return { matrix: faults.length === 0 ? (matrix as number[][]) : null, judged, faults };
};
