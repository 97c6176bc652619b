/** W2 as it is written: what the unit stated, and beside it what the reviewers do. */
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
  storedValue,
} from './review-table.ts';
import { scoreCell, summedScores } from './score-cells.ts';
import { valueCell } from './self-assessment-form.ts';

function body(context: ReviewContext) {
  const { model, scores } = context;
  const isOpen = (role: ReviewRole, leaf: OutlineLeaf, item: OutlineItem): boolean =>
    context.lockOf?.(role, leaf.node.code, item.code) == null;
  const stored = (leaf: OutlineLeaf, item: OutlineItem, role: ReviewRole | 'self') =>
    storedValue(context, { leaf: leaf.node.code, item: item.code, role });
  /** The reason is the leaf's, and stands with each of its values. */
  const reasonOf = (leaf: OutlineLeaf, role: ReviewRole): string | null =>
    leaf.items.map((item) => stored(leaf, item, role)?.note ?? null).find((note) => note !== null) ?? null;
  const ownWords = (leaf: OutlineLeaf): string | null => {
    const texts = leaf.items.flatMap((item) => {
      const own = stored(leaf, item, 'self');
      return [own?.evidence, own?.note].filter((text): text is string => typeof text === 'string');
    });
    return texts.length === 0 ? null : [...new Set(texts)].join('；');
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
        first ? ownWords(leaf) : null,
        code,
        item.code,
      ];
    },
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
