/** Published points of leaves as forms show them, and their sums. */
import { exactFromNumber, exactFromText, formatFixed, quotient } from '#shared/domain/exact.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import type { CellContent } from '../workbook-plan.ts';
import type { OutlineLeaf } from './model-outline.ts';

/** Published points by leaf: null where the leaf does not count, absent where nothing is to be shown. */
export type LeafPoints = ReadonlyMap<string, string | null>;

export function scoreCell(published: string | null | undefined): CellContent {
  return published === undefined ? null : published === null ? '—' : Number(published);
}

/** The sum of what is shown, so that the printed column adds up; empty when nothing is. */
export function summedScores(
  model: ModelDocument,
  leaves: readonly OutlineLeaf[],
  published: LeafPoints,
): CellContent {
  const known = leaves.filter((leaf) => published.has(leaf.node.code));
  if (known.length === 0) return null;
  const sum = known.reduce(
    (total, leaf) => total.add(exactFromText(published.get(leaf.node.code) ?? '0') ?? exactFromNumber(0)),
    exactFromNumber(0),
  );
  return Number(formatFixed(quotient(sum), model.decimals ?? 2));
}
