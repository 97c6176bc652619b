/**
 * 扣分原因: where a reviewer's value makes the score differ from the unit's own by more than the set limit, the reviewer has
 * to say why. Pure; scores are compared as published, to the digit.
 */
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import { compareExact, type Exact, exactFromText, formatShort, quotient } from '#shared/domain/exact.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { type EntryValue, writeEntryText } from '#shared/model/entry-text.ts';
import { scoreLeafAlone } from '#shared/model/score-leaf.ts';
import type { EntryLeaf, EntryModel } from './entry-model.ts';
import { itemsOf, type LeafWork } from './leaf-values.ts';

export type Reviewer = Extract<EntryRole, 'assessor' | 'finalReview'>;
export const reviewers: readonly Reviewer[] = ['assessor', 'finalReview'];

type Values = Readonly<Record<string, EntryValue>>;

/** The first that has a value for each item stands, the credit database behind all of them. */
const merged = (leaf: EntryLeaf, work: LeafWork, tables: readonly Values[]): Record<string, EntryValue> =>
  Object.fromEntries(
    leaf.items.map(({ item }) => [
      item,
      tables.map((table) => table[item] ?? null).find((value) => value !== null) ??
        work.derived.get(item)?.value ??
        null,
    ]),
  );

const pointsOf = (model: EntryModel, leaf: EntryLeaf, work: LeafWork, values: Values): Exact | null => {
  // Values that are compared with other units' mean nothing alone.
  if (leaf.relative) return null;
  const subject = { code: work.bodyUscc, group: work.group, values };
  const [score] = scoreLeafAlone(model.compiled, leaf.position, [subject], { ignoreScorers: true });
  return score?.points == null ? null : exactFromText(score.points);
};

const shown = (points: Exact | null): string | null => points && formatShort(quotient(points));

/** A reason is a note beside any value of the leaf; the final review may rest on the first one's when it states the same. */
const hasReason = (leaf: EntryLeaf, work: LeafWork, role: Reviewer): boolean => {
  const noted = (by: Reviewer) => work.entries.some((entry) => entry.role === by && entry.note !== null);
  if (noted(role)) return true;
  if (role !== 'finalReview' || !noted('assessor')) return false;
  const [final, first] = [itemsOf(work.entries, 'finalReview'), itemsOf(work.entries, 'assessor')];
  return leaf.items.every(({ item }) => (final[item] ?? null) === null || final[item] === first[item]);
};

/**
 * Each reviewer who still owes a reason for this leaf, at the first item that differs.
 * @param limit points by which scores may differ without one
 */
export const reasonsOwed = (model: EntryModel, leaf: EntryLeaf, work: LeafWork, limit: Exact): Finding[] => {
  if (work.notApplicable !== null) return [];
  const self = itemsOf(work.entries, 'self');
  const first = itemsOf(work.entries, 'assessor');
  return reviewers.flatMap((role): Finding[] => {
    const given = itemsOf(work.entries, role);
    const differing = leaf.items.find(({ item }) => {
      const [own, reviewed] = [self[item] ?? null, given[item] ?? null];
      return own !== null && reviewed !== null && own !== reviewed;
    });
    if (differing === undefined || hasReason(leaf, work, role)) return [];
    const earlier = role === 'finalReview' ? [first] : [];
    const before = pointsOf(model, leaf, work, merged(leaf, work, [self]));
    const after = pointsOf(model, leaf, work, merged(leaf, work, [given, ...earlier, self]));
    const difference = before === null || after === null ? null : after.sub(before);
    if (difference !== null && compareExact(difference.abs(), limit) <= 0) return [];
    return [
      {
        code: 'entry.reasonOwed',
        severity: 'error',
        params: {
          label: differing.label,
          self: writeEntryText(self[differing.item] ?? null),
          given: writeEntryText(given[differing.item] ?? null),
          selfPoints: shown(before),
          givenPoints: shown(after),
          difference: shown(difference),
          limit: formatShort(quotient(limit)),
        },
        subject: work.bodyUscc,
        leaf: leaf.node.code,
        item: differing.item,
        role,
      },
    ];
  });
};
