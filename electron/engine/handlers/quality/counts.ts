/** Counts by unit and kind as they are kept: only what is not zero, so that five hundred units take little. */
import { type QualityKind, qualityKindCodes, qualityKindOf } from '#shared/domain/quality-kinds.ts';
import type { QualityCounts } from '../../db/repositories/quality.ts';

export interface Share {
  found: number;
  among: number;
}

export const writeCounts = (counts: QualityCounts): string =>
  JSON.stringify(
    Object.fromEntries(
      [...counts].map(([uscc, kinds]) => [
        uscc,
        Object.fromEntries(
          [...kinds].flatMap(([kind, { found, among }]) => (among === 0 ? [] : [[kind, [found, among]]])),
        ),
      ]),
    ),
  );

export const readCounts = (text: string): QualityCounts => {
  const units = JSON.parse(text) as Record<string, Record<string, [number, number]>>;
  const known = new Set<string>(qualityKindCodes);
  return new Map(
    Object.entries(units).map(([uscc, kinds]) => [
      uscc,
      new Map(
        Object.entries(kinds).flatMap(([kind, [found, among]]) =>
          // A kind of another version of the program has no words here.
          known.has(kind) ? [[kind as QualityKind, { found, among }] as const] : [],
        ),
      ),
    ]),
  );
};

/** Sums of all units, or the shares of one, in the order of the kinds. */
export const sharesOf = (counts: QualityCounts, unit: string | null): ({ kind: QualityKind } & Share)[] => {
  const chosen = unit === null ? [...counts.values()] : [counts.get(unit) ?? new Map<QualityKind, Share>()];
  return qualityKindCodes.map((kind) => {
    const sum = { kind, found: 0, among: 0 };
    for (const kinds of chosen) {
      sum.found += kinds.get(kind)?.found ?? 0;
      sum.among += kinds.get(kind)?.among ?? 0;
    }
    return sum;
  });
};

/** Findings of one severity. */
export const foundOf = (
  shares: readonly ({ kind: QualityKind } & Share)[],
  severity: 'error' | 'warning',
): number =>
  shares.reduce((sum, { kind, found }) => (qualityKindOf(kind).severity === severity ? sum + found : sum), 0);
