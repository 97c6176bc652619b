/** W2 as it is read: the reviewers' values and reasons; everything else on the form is shown only. */
import { exactFromText } from '#shared/domain/exact.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { readEntryValue } from './entry-value.ts';
import { judgeFormMeta } from './form-meta.ts';
import { openFormRows } from './form-rows.ts';
import type { OutlineItem, OutlineLeaf } from './model-outline.ts';
import {
  columnsOfRole,
  type ReviewContext,
  type ReviewRole,
  type ReviewRow,
  reviewRoles,
  reviewTable,
  reviewTitle,
  shownValue,
  storedValue,
  templateVersion,
} from './review-table.ts';
import type { RowReader } from './row-reader.ts';
import type { EntryValue } from './self-assessment-table.ts';
import { openTableParser } from './table-parser.ts';

type Values = Record<string, EntryValue>;

/** What the form says about a leaf so far: the reason stands in its first row only. */
interface LeafState {
  reason: string | null;
  given: Values;
  place: { sheet: string; row: number };
}

/** Each leaf's values before a reviewer came to it: those of the unit, and for the final review the assessor's over them. */
function valuesBefore(context: ReviewContext, leaf: OutlineLeaf, role: ReviewRole): Values {
  const weighted = leaf.node.scorers !== undefined;
  const earlier =
    role === 'assessor' || weighted
      ? (['self'] as const)
      : (['self', 'survey', 'thirdParty', 'department', 'assessor'] as const);
  const values: Values = {};
  for (const from of earlier) {
    for (const item of leaf.items) {
      const value =
        storedValue(context, { leaf: leaf.node.code, item: item.code, role: from })?.value ?? null;
      if (value !== null) values[item.code] = value;
    }
  }
  return values;
}

export function openReviewParser(context: ReviewContext) {
  const { findLeaf, findItem, keysLost } = openFormRows(context.model);
  const states = new Map<string, LeafState>();
  const seen = new Map<string, number>();

  const stateOf = (leaf: OutlineLeaf, role: ReviewRole, place: LeafState['place']): LeafState => {
    const key = `${role} ${leaf.node.code}`;
    const state = states.get(key) ?? { reason: null, given: {}, place };
    states.set(key, state);
    return state;
  };

  /** Points fall, and nothing says why. */
  const needsReason = (
    leaf: OutlineLeaf,
    role: ReviewRole,
    given: Values,
  ): { from: string; to: string } | null => {
    const before = valuesBefore(context, leaf, role);
    if (Object.keys(before).length === 0) return null;
    const from = context.pointsOf?.(leaf.node.code, before) ?? null;
    const to = context.pointsOf?.(leaf.node.code, { ...before, ...given }) ?? null;
    if (from === null || to === null) {
      // Where points depend on other units, another value is reason enough to ask for one.
      const changed = Object.entries(given).find(([item, value]) => before[item] !== value);
      return changed && leaf.node.scoring.method === 'relative'
        ? { from: shownValue(before[changed[0]]), to: shownValue(changed[1]) }
        : null;
    }
    const [high, low] = [exactFromText(from), exactFromText(to)];
    return high !== null && low !== null && low.compare(high) < 0 ? { from, to } : null;
  };

  const readRole = (
    row: RowReader,
    leaf: OutlineLeaf,
    item: OutlineItem,
    role: ReviewRole,
    place: LeafState['place'],
  ): ReviewRow['stated'] => {
    const { value: valueKey, reason: reasonKey, reasonTitle } = columnsOfRole[role];
    const state = stateOf(leaf, role, place);
    const ownReason = row.text(reasonKey, { maxLength: 500 });
    if (ownReason !== null) Object.assign(state, { reason: ownReason, place });
    const stored = storedValue(context, { leaf: leaf.node.code, item: item.code, role });
    const read = readEntryValue(row, leaf, item, valueKey);
    if (row.refused) return [];
    const value = read ?? stored?.value ?? null;
    if (value === null) return [];
    state.given[item.code] = value;
    const note = state.reason ?? stored?.note ?? null;
    if (stored?.value === value && stored.note === note) return [];
    const lock = context.lockOf?.(role, leaf.node.code, item.code) ?? null;
    if (lock !== null) {
      row.report('error', lock.code, lock.params, valueKey);
      return [];
    }
    const fall = note === null ? needsReason(leaf, role, state.given) : null;
    if (fall !== null) {
      row.report('error', 'review.reasonMissing', { ...fall, column: reasonTitle }, reasonKey);
      return [];
    }
    return [{ role, value, note }];
  };

  /** Reasons for which nobody stated a value: they would be lost in silence. */
  const looseReasons = (): Finding[] =>
    [...states].flatMap(([key, { reason, given, place }]) => {
      if (reason === null || Object.keys(given).length > 0) return [];
      const role = key.split(' ')[0] as ReviewRole;
      const params = { column: columnsOfRole[role].reasonTitle };
      return [{ code: 'review.reasonAlone', severity: 'warning' as const, params, ...place }];
    });

  return openTableParser<ReviewRow>({
    layout: 'review',
    title: reviewTitle,
    templateVersion,
    tables: [reviewTable(context)],
    mapRow: (row, _table, raw) => {
      const leaf = findLeaf(row);
      const item = leaf === null ? null : findItem(row, leaf);
      if (leaf === null || item === null) return { naturalKey: null, value: null };
      const place = { sheet: raw.sheet, row: raw.row };
      const stated = reviewRoles.flatMap((role) => readRole(row, leaf, item, role, place));
      // Nothing new is stated here: the row belongs to the form.
      if (stated.length === 0 && !row.refused) return { structure: 'note' };
      const naturalKey = reviewKey(context, leaf.node.code, item.code);
      const firstRow = seen.get(naturalKey);
      if (firstRow === undefined) seen.set(naturalKey, raw.row);
      else
        row.report('error', 'entry.repeated', { leaf: leaf.node.code, item: item.label, firstRow }, 'label');
      return { naturalKey, value: { leaf: leaf.node.code, item: item.code, stated } };
    },
    finish: (meta, sheets) => [
      ...(sheets.length > 0 ? judgeFormMeta(meta, context) : []),
      ...(keysLost() ? [{ code: 'layout.keysLost', severity: 'warning' as const, params: {} }] : []),
      ...looseReasons(),
    ],
  });
}

/** What makes a reviewed item the same one in the next file. */
export function reviewKey(
  context: Pick<ReviewContext, 'cycle' | 'unit'>,
  leaf: string,
  item: string,
): string {
  return [context.cycle.code, context.unit.uscc, 'review', leaf, item].join('|');
}
