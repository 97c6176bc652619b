/**
 * 两次测算的比较: what moved between two results of the same units, and by how much. Pure: works on the published
 * figures alone, so the two results may come from different versions of a model, other data, or another year.
 * Differences are exact decimals, later minus earlier.
 */
import { decimalDifference } from '../domain/decimal-text.ts';
import type { NodeStatus, SubjectStatus } from './result.ts';

/** A unit's line in one result. */
export interface ComparedSubject {
  readonly code: string;
  readonly status: SubjectStatus;
  /** Published; null unless complete. */
  readonly score: string | null;
  readonly grade: string | null;
  readonly rank: number | null;
  readonly groupRank: number | null;
}

/** A node of one unit in one result. */
export interface ComparedNode {
  readonly code: string;
  readonly status: NodeStatus;
  readonly rate: string | null;
  /** Nominal points by the model. */
  readonly points: string;
  readonly published: string | null;
}

/** Something before and after; null where it was not there. */
export interface Pair<T> {
  readonly before: T | null;
  readonly after: T | null;
}

export interface SubjectChange extends Pair<ComparedSubject> {
  readonly code: string;
  /** Points gained (negative: lost); null unless scored both times. */
  readonly scoreChange: string | null;
  /** Places gained, positive is up; null unless ranked both times. */
  readonly rankChange: number | null;
  readonly groupRankChange: number | null;
  /** Status, score, grade or rank is another than before, or the unit is in one of the results only. */
  readonly changed: boolean;
}

export interface NodeChange extends Pair<ComparedNode> {
  readonly code: string;
  /** Published points gained; null where either result has none for this node. */
  readonly pointsChange: string | null;
}

const differenceOf = (before: string | null | undefined, after: string | null | undefined): string | null =>
  typeof before === 'string' && typeof after === 'string' ? decimalDifference(before, after) : null;

const placesGained = (before: number | null | undefined, after: number | null | undefined): number | null =>
  typeof before === 'number' && typeof after === 'number' ? before - after : null;

/** Codes of `after` in its order, then those of `before` alone. */
const pairs = <T extends { readonly code: string }>(
  before: readonly T[],
  after: readonly T[],
): (Pair<T> & { code: string })[] => {
  const earlier = new Map(before.map((one) => [one.code, one]));
  const later = new Set(after.map((one) => one.code));
  return [
    ...after.map((one) => ({ code: one.code, before: earlier.get(one.code) ?? null, after: one })),
    ...before
      .filter((one) => !later.has(one.code))
      .map((one) => ({ code: one.code, before: one, after: null })),
  ];
};

const sameNumber = (difference: string | null): boolean => difference === null || !/[1-9]/.test(difference);

/** The units of two results side by side, in the order of the later one; those of the earlier one alone stand last. */
export const compareSubjects = (
  before: readonly ComparedSubject[],
  after: readonly ComparedSubject[],
): SubjectChange[] =>
  pairs(before, after).map((pair) => {
    const scoreChange = differenceOf(pair.before?.score, pair.after?.score);
    const rankChange = placesGained(pair.before?.rank, pair.after?.rank);
    const groupRankChange = placesGained(pair.before?.groupRank, pair.after?.groupRank);
    const changed =
      pair.before?.status !== pair.after?.status ||
      pair.before?.grade !== pair.after?.grade ||
      !sameNumber(scoreChange) ||
      (rankChange ?? 0) !== 0 ||
      (groupRankChange ?? 0) !== 0;
    return { ...pair, scoreChange, rankChange, groupRankChange, changed };
  });

/** The nodes of one unit in two results, in the order of the later one. */
export const compareNodes = (before: readonly ComparedNode[], after: readonly ComparedNode[]): NodeChange[] =>
  pairs(before, after).map((pair) => ({
    ...pair,
    pointsChange: differenceOf(pair.before?.published, pair.after?.published),
  }));

/** True when a node's points, rate or status is another than before, or it is in one of the results only. */
export const nodeChanged = ({ before, after, pointsChange }: NodeChange): boolean =>
  before === null ||
  after === null ||
  before.status !== after.status ||
  before.points !== after.points ||
  before.rate !== after.rate ||
  !sameNumber(pointsChange);
