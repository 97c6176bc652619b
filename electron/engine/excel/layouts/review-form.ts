/** W2 as it is written: what the unit stated, and beside it what the reviewers do. */
import { scorerRoles } from '#shared/domain/code-lists.ts';
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import type { CellPlan, WorkbookPlan } from '../workbook-plan.ts';
import { buildFormWorkbook } from './form-workbook.ts';
import { indicatorRows, itemLists } from './indicator-rows.ts';
import type { OutlineItem, OutlineLeaf } from './model-outline.ts';
import {
  columnsOfRole,
  type ReviewContext,
  type ReviewRole,
  reviewIdentity,
  reviewRoles,
  reviewTable,
  shownValue,
  storedValue,
} from './review-table.ts';
import { scoreCell, summedScores } from './score-cells.ts';
import { valueCell } from './self-assessment-form.ts';

/** Who states values for the review besides the unit and the reviewers. */
const otherRoles = ['department', 'thirdParty', 'survey'] as const;

function body(context: ReviewContext) {
  const { model, scores } = context;
  const isOpen = (role: ReviewRole, leaf: OutlineLeaf, item: OutlineItem): boolean =>
    context.lockOf?.(role, leaf.node.code, item.code) == null;
  const stored = (leaf: OutlineLeaf, item: OutlineItem, role: EntryRole) =>
    storedValue(context, { leaf: leaf.node.code, item: item.code, role });
  /** The reason is the leaf's, and stands with each of its values. */
  const reasonOf = (leaf: OutlineLeaf, role: ReviewRole): string | null =>
    leaf.items.map((item) => stored(leaf, item, role)?.note ?? null).find((note) => note !== null) ?? null;
  /** What the unit says of its values, and what others stated, from which points came that the form shows. */
  const otherWords = (leaf: OutlineLeaf): string | null => {
    const own = leaf.items.flatMap((item) => {
      const { evidence, note } = stored(leaf, item, 'self') ?? {};
      return [evidence, note].filter((text): text is string => typeof text === 'string');
    });
    const others = otherRoles.flatMap((role) => {
      const values = leaf.items.flatMap((item) => {
        const value = stored(leaf, item, role)?.value ?? null;
        return value === null ? [] : [`${item.label} ${shownValue(value)}`];
      });
      return values.length === 0 ? [] : [`${scorerRoles[role]}：${values.join('，')}`];
    });
    const texts = [...new Set([...own, ...others])];
    return texts.length === 0 ? null : texts.join('；');
  };
  const reasonCell = (leaf: OutlineLeaf, role: ReviewRole, first: boolean): CellPlan => {
    const open = leaf.items.some((item) => isOpen(role, leaf, item));
    return {
      content: first ? reasonOf(leaf, role) : null,
      unlocked: open,
      ...(open ? {} : { emphasis: 'shaded' as const }),
    };
  };

  return indicatorRows(model, reviewTable(context), {
    cellsOf(leaf, item, first) {
      const { code } = leaf.node;
      const reviewed = reviewRoles.flatMap((role) => [
        valueCell(item, stored(leaf, item, role)?.value ?? null, isOpen(role, leaf, item)),
        first ? scoreCell(scores?.[role]?.get(code)) : null,
        reasonCell(leaf, role, first),
      ]);
      const self = valueCell(item, stored(leaf, item, 'self')?.value ?? null, true);
      return [
        { ...self, unlocked: false },
        first ? scoreCell(scores?.self?.get(code)) : null,
        ...reviewed,
        null,
        first ? otherWords(leaf) : null,
        code,
        item.code,
      ];
    },
    longTexts: (leaf) => [
      ['evidence', otherWords(leaf)],
      ...reviewRoles.map((role) => [columnsOfRole[role].reason, reasonOf(leaf, role)] as const),
    ],
    choices: (leaf, item) =>
      reviewRoles.filter((role) => isOpen(role, leaf, item)).map((role) => columnsOfRole[role].value),
    sumsOf: (leaves) => {
      const sum = (role: ReviewRole | 'self') => summedScores(model, leaves, scores?.[role] ?? new Map());
      return [
        null,
        sum('self'),
        null,
        sum('assessor'),
        null,
        null,
        sum('finalReview'),
        null,
        null,
        null,
        null,
        null,
      ];
    },
  });
}

/** The form with what is stored and, as far as they are there, the scores. It imports again through the same layout. */
export function buildReviewWorkbook(context: ReviewContext): WorkbookPlan {
  const { cycle, unit, model, modelDigest } = context;
  return buildFormWorkbook(reviewIdentity, reviewTable(context), body(context), {
    asForm: true,
    lists: itemLists(model),
    meta: {
      cycle: cycle.code,
      unit: unit.uscc,
      modelCode: model.code,
      modelVersion: model.version,
      modelDigest,
    },
    footerRight: `模型 ${model.code} ${model.version} · ${modelDigest.slice(0, 12)}`,
  });
}
