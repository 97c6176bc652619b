/** W1 as it is written: rows, merges, drop-downs and sums. */
import type { CellContent, CellPlan, WorkbookMeta, WorkbookPlan } from '../workbook-plan.ts';
import { buildFormWorkbook } from './form-workbook.ts';
import { indicatorRows, itemLists } from './indicator-rows.ts';
import { type OutlineItem, type OutlineLeaf, outlineLeaves } from './model-outline.ts';
import { scoreCell, summedScores } from './score-cells.ts';
import {
  type EntryValue,
  fillsLeaf,
  formIdentity,
  formTable,
  rolesText,
  type SelfAssessmentContext,
} from './self-assessment-table.ts';

function body(context: SelfAssessmentContext) {
  const entries = new Map(context.entries?.map((entry) => [`${entry.leaf} ${entry.item}`, entry]));
  const published = shownScores(context, outlineLeaves(context.model));
  return indicatorRows(context.model, formTable(context), {
    cellsOf(leaf, item, first) {
      const own = fillsLeaf(context, leaf);
      const entry = entries.get(`${leaf.node.code} ${item.code}`);
      const who = own ? null : `由${rolesText(context, leaf)}填报`;
      return [
        valueCell(item, entry?.value ?? null, own),
        first ? scoreCell(published.get(leaf.node.code)) : null,
        {
          content: first ? (entry?.evidence ?? null) : null,
          unlocked: own,
          ...(own ? {} : { emphasis: 'shaded' }),
        },
        noteCell(first ? (entry?.note ?? null) : null, first ? who : null, own),
        leaf.node.code,
        item.code,
      ];
    },
    longTexts: (leaf) => {
      const first = entries.get(`${leaf.node.code} ${leaf.items[0]?.code}`);
      return [
        ['evidence', first?.evidence ?? null],
        ['note', first?.note ?? null],
      ];
    },
    choices: (leaf) => (fillsLeaf(context, leaf) ? ['value'] : []),
    sumsOf: (leaves) => [null, summedScores(context.model, leaves, published), null, null, null, null],
  });
}

/** A value of an item as the form shows it. */
export function valueCell(item: OutlineItem, value: EntryValue, own: boolean): CellPlan {
  const content: CellContent = typeof value === 'boolean' ? (value ? '是' : '否') : value;
  const text = item.type === 'flag' || item.type === 'level';
  return {
    content: text && typeof content === 'number' ? String(content) : content,
    look: text ? 'code' : 'value',
    unlocked: own,
    ...(own ? {} : { emphasis: 'shaded' as const }),
  };
}

/**
 * Published points by leaf, null where the leaf does not count. What others have yet to give has none: it counts as 0
 * so far, but a printed 0.00 would say that the unit earned nothing there.
 */
function shownScores(
  context: SelfAssessmentContext,
  leaves: readonly OutlineLeaf[],
): ReadonlyMap<string, string | null> {
  const scored = new Map(context.scored?.map((one) => [one.node, one]));
  return new Map(
    leaves.flatMap((leaf) => {
      const found = scored.get(leaf.node.code);
      if (!found || (found.status === 'missing' && !fillsLeaf(context, leaf))) return [];
      return [[leaf.node.code, found.published]];
    }),
  );
}

function noteCell(note: string | null, who: string | null, own: boolean): CellPlan {
  if (own) return { content: note, unlocked: true };
  return { content: who, unlocked: false, emphasis: 'shaded' };
}

export function formLists(context: SelfAssessmentContext): Record<string, readonly string[]> {
  return itemLists(context.model);
}

function metaOf(context: SelfAssessmentContext): Omit<WorkbookMeta, 'template' | 'templateVersion'> {
  return {
    cycle: context.cycle.code,
    unit: context.unit.uscc,
    role: context.role ?? 'self',
    modelCode: context.model.code,
    modelVersion: context.model.version,
    modelDigest: context.modelDigest,
  };
}

export function buildForm(context: SelfAssessmentContext): WorkbookPlan {
  return buildFormWorkbook(formIdentity(context), formTable(context), body(context), {
    asForm: true,
    lists: formLists(context),
    meta: metaOf(context),
    footerRight: `模型 ${context.model.code} ${context.model.version} · ${context.modelDigest.slice(0, 12)}`,
  });
}
