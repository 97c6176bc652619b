/** Ranks of the complete subjects (model-spec §4.6). */
import type { CompiledModel } from './compiled-model.ts';

export type Rankable = {
  readonly vetoCount: number;
  /** In units of 10^−`decimals`. */
  readonly score: bigint;
  /** Published points by position of the node; null (excluded) counts 0. */
  readonly published: (node: number) => bigint | null;
};

const compareDescending = (a: bigint, b: bigint): number => (a > b ? -1 : a < b ? 1 : 0);

/** Negative when a ranks before b, 0 when they share a rank. */
export const compareForRank =
  (model: CompiledModel) =>
  (a: Rankable, b: Rankable): number => {
    if (model.vetoedLast && a.vetoCount > 0 !== b.vetoCount > 0) return a.vetoCount > 0 ? 1 : -1;
    const byScore = compareDescending(a.score, b.score);
    if (byScore !== 0) return byScore;
    for (const key of model.tieBreak) {
      const order =
        key.kind === 'fewerVetoes'
          ? a.vetoCount - b.vetoCount
          : compareDescending(a.published(key.node) ?? 0n, b.published(key.node) ?? 0n);
      if (order !== 0) return order;
    }
    return 0;
  };

/** The rank of each subject among those given: 1,2,2,4 (`competition`) or 1,2,2,3 (`dense`). */
export const rankSubjects = <S extends Rankable>(
  model: CompiledModel,
  subjects: readonly S[],
): ReadonlyMap<S, number> => {
  const compare = compareForRank(model);
  const ranks = new Map<S, number>();
  let previous: S | undefined;
  let rank = 0;
  [...subjects].sort(compare).forEach((subject, index) => {
    if (previous === undefined || compare(previous, subject) !== 0) {
      rank = model.ties === 'competition' ? index + 1 : rank + 1;
    }
    ranks.set(subject, rank);
    previous = subject;
  });
  return ranks;
};
