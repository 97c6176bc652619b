/**
 * 两两比较 kept in a model document: the judgements that led to the weights of a branch, under `extensions.pairwise` of its node, for the
 * roots of the document. `extensions` is anybody's: what has another shape is nobody's concern and reads as nothing.
 */
import { z } from 'zod';
import { isObject, type JsonObject, ownField } from '../json-view.ts';

/** One judge's comparisons. `row` is `value` times as important as `column`: `3`, `1/3` or `2.5`. */
export const pairwiseJudge = z.object({
  name: z.string(),
  judgements: z.array(z.object({ row: z.string(), column: z.string(), value: z.string() })),
});
export type PairwiseJudge = z.infer<typeof pairwiseJudge>;

export const storedPairwise = z.object({
  judges: z.array(pairwiseJudge),
  /** The weights that were taken over then, by code of the child. */
  weights: z.record(z.string(), z.number().positive()),
  /** Weights from data that were mixed in, and their part of the whole, above 0 and at most 1. */
  data: z
    .object({ cycle: z.string(), method: z.enum(['entropy', 'critic']), share: z.number().positive().max(1) })
    .optional(),
});
export type StoredPairwise = z.infer<typeof storedPairwise>;

/** What is kept on a node (or, for the roots, on the document), as it was read from JSON; null without any. */
export const readPairwise = (holder: unknown): StoredPairwise | null => {
  const extensions = isObject(holder) ? ownField(holder, 'extensions') : undefined;
  const found = isObject(extensions) ? ownField(extensions, 'pairwise') : undefined;
  return storedPairwise.safeParse(found).data ?? null;
};

export interface WeightedChild {
  readonly code: string;
  readonly weight: number;
}

/** Weights are written with six decimals; what differs less is the same. */
const tolerance = 2e-6;

/**
 * Whether children still weigh what was taken over with the judgements. Only proportions count, as everywhere with weights; a child added,
 * removed or with another code since then is a change.
 */
export const stillAgrees = (stored: StoredPairwise, children: readonly WeightedChild[]): boolean => {
  const codes = Object.keys(stored.weights);
  if (codes.length !== children.length) return false;
  const before = codes.reduce((sum, code) => sum + (stored.weights[code] ?? 0), 0);
  const now = children.reduce((sum, { weight }) => sum + weight, 0);
  return children.every(({ code, weight }) => {
    const kept = ownField(stored.weights, code);
    return typeof kept === 'number' && Math.abs(kept / before - weight / now) <= tolerance;
  });
};

/** The judgement told from the other side: `3` is `1/3`. */
export const reversed = (value: string): string => {
  const text = value.trim();
  const divisor = /^1\s*\/\s*(.+)$/.exec(text)?.[1];
  return divisor ?? (text === '1' ? text : `1/${text}`);
};

/** The judges with their judgements about the given children only, each told in the order of the children. */
export const judgementsAbout = (
  judges: readonly PairwiseJudge[],
  codes: readonly string[],
): PairwiseJudge[] =>
  judges.map(({ name, judgements }) => ({
    name,
    judgements: judgements.flatMap((judgement) => {
      const [row, column] = [codes.indexOf(judgement.row), codes.indexOf(judgement.column)];
      if (row < 0 || column < 0 || row === column) return [];
      if (row < column) return [judgement];
      return [{ row: judgement.column, column: judgement.row, value: reversed(judgement.value) }];
    }),
  }));

/** A holder whose judgements and weights name a child by its new code; the holder itself when it keeps none. */
export const renameInPairwise = (holder: JsonObject, from: string, to: string): JsonObject => {
  const stored = readPairwise(holder);
  if (stored === null || !isObject(holder.extensions)) return holder;
  const rename = (code: string): string => (code === from ? to : code);
  const judges = stored.judges.map(({ name, judgements }) => ({
    name,
    judgements: judgements.map(({ row, column, value }) => ({
      row: rename(row),
      column: rename(column),
      value,
    })),
  }));
  const weights = Object.fromEntries(
    Object.entries(stored.weights).map(([code, weight]) => [rename(code), weight]),
  );
  return { ...holder, extensions: { ...holder.extensions, pairwise: { ...stored, judges, weights } } };
};
