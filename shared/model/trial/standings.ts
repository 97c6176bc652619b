/** How the units stand after a run, and what moved from one run to another. */
import { formatUnits } from '../../domain/exact.ts';
import type { CompiledModel } from '../compiled-model.ts';
import type { SubjectStatus } from '../result.ts';
import type { Run } from '../score-model.ts';
import { kendallTau } from '../sensitivity/kendall.ts';

/** A unit's score, grade and ranks; all null but the status unless it is complete. */
export type Standing = {
  readonly status: SubjectStatus;
  readonly score: string | null;
  readonly gradeName: string | null;
  readonly rank: number | null;
  readonly groupRank: number | null;
};

/** The standings of a run by subject code. */
export const standingsOf = (model: CompiledModel, run: Run): Map<string, Standing> =>
  new Map(
    run.subjects.map(({ judged, tree, scored }): [string, Standing] => [
      judged.reading.code,
      scored === null
        ? {
            status: tree === null ? 'invalid' : 'incomplete',
            ...{ score: null, gradeName: null, rank: null, groupRank: null },
          }
        : {
            status: 'complete',
            score: formatUnits(scored.score, model.decimals),
            gradeName: model.document.grades[run.grades.get(scored) ?? -1]?.name ?? null,
            rank: run.ranks.get(scored) ?? null,
            groupRank: run.groupRanks.get(scored) ?? null,
          },
    ]),
  );

export type Moved = {
  /** Subjects ranked both times. */
  readonly ranked: number;
  /** Those of them with another rank, and with another grade. */
  readonly rank: number;
  readonly grade: number;
  /** Most places that one moved. */
  readonly most: number;
  /** Subjects that have a score one of the two times only. */
  readonly scored: number;
  /** Kendall's tau-b of the two rankings; null of fewer than two subjects. */
  readonly tau: number | null;
};

/** What moved between two standings of the same subjects. */
export const movedBetween = (pairs: readonly { before: Standing; after: Standing }[]): Moved => {
  const both = pairs.flatMap(({ before, after }) =>
    before.rank === null || after.rank === null ? [] : [Math.abs(before.rank - after.rank)],
  );
  const ranks = (side: 'before' | 'after') => Uint32Array.from(pairs, (pair) => pair[side].rank ?? 0);
  return {
    ranked: both.length,
    rank: both.filter((places) => places > 0).length,
    most: Math.max(0, ...both),
    grade: pairs.filter(
      ({ before, after }) =>
        before.rank !== null && after.rank !== null && before.gradeName !== after.gradeName,
    ).length,
    scored: pairs.filter(({ before, after }) => (before.score === null) !== (after.score === null)).length,
    tau: kendallTau(ranks('before'), ranks('after')),
  };
};
