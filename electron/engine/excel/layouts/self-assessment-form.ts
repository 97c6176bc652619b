/** W1 as it is written: rows, merges, drop-downs and sums. */
import { exactFromNumber, exactFromText, formatFixed, quotient } from '#shared/domain/exact.ts';
import { describeScoring } from '#shared/words/zh-CN/scoring.ts';
import { linesNeeded } from '../cell-text.ts';
import type {
  CellContent,
  CellList,
  CellPlan,
  RowPlan,
  WorkbookMeta,
  WorkbookPlan,
} from '../workbook-plan.ts';
import { buildFormWorkbook } from './form-workbook.ts';
import { type OutlineItem, type OutlineLeaf, outlineDepth, outlineLeaves } from './model-outline.ts';
import {
  decimalsOf,
  type EntryValue,
  fillsLeaf,
  formIdentity,
  formTable,
  rolesText,
  type SelfAssessmentContext,
} from './self-assessment-table.ts';
import { headerRowOf } from './table.ts';

/** Rows, merges and drop-downs of the form; row numbers follow from the header's. */
function body(context: SelfAssessmentContext) {
  const leaves = outlineLeaves(context.model);
  const depth = outlineDepth(leaves);
  const table = formTable(context);
  const { columns } = table;
  const widthOf = (key: string): number => columns.find((column) => column.key === key)?.width ?? 10;
  const numberOf = (key: string): number => columns.findIndex((column) => column.key === key) + 1;
  const entries = new Map(context.entries?.map((entry) => [`${entry.leaf} ${entry.item}`, entry]));
  const published = shownScores(context, leaves);
  const decimals = decimalsOf(context.model);

  const rows: RowPlan[] = [];
  const merges: [number, number, number, number][] = [];
  const cellLists: CellList[] = [];
  let next = headerRowOf(table) + 1;
  const blockStart: number[] = [];

  for (const [index, leaf] of leaves.entries()) {
    const before = leaves[index - 1];
    for (let level = 0; level < depth - 1; level += 1) {
      if (before?.path[level]?.code !== leaf.path[level]?.code || !before) blockStart[level] = next;
    }
    const items: readonly OutlineItem[] = leaf.items.length > 0 ? leaf.items : [];
    const own = fillsLeaf(context, leaf);
    const rule = describeScoring(leaf.node, {
      points: leaf.points,
      itemLabel: (code) => leaf.items.find((item) => item.code === code)?.label ?? code,
    });
    const height = leafRowHeight(leaf, rule, widthOf, items.length || 1, depth);
    const top = next;
    for (const [position, item] of items.entries()) {
      const entry = entries.get(`${leaf.node.code} ${item.code}`);
      const first = position === 0;
      const who = own ? null : `由${rolesText(context, leaf)}填报`;
      rows.push({
        role: 'data',
        height,
        cells: [
          first ? index + 1 : null,
          ...Array.from({ length: depth }, (_, level) =>
            first ? levelName(leaf, level, depth, before) : null,
          ),
          first ? Number(formatFixed(quotient(leaf.points), decimals)) : null,
          first ? rule : null,
          item.label,
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
        ],
      });
      const list = listOf(item);
      if (own && list)
        cellLists.push({ column: numberOf('value'), firstRow: next, lastRow: next, list: list.name });
      next += 1;
    }
    if (next - top > 1) {
      for (const key of table.mergeBy?.columns ?? []) {
        merges.push([top, numberOf(key), next - 1, numberOf(key)]);
      }
    }
    // A leaf that hangs higher up leaves the columns between empty over all of its rows.
    for (let level = leaf.path.length - 1; level < depth - 1 && next - top > 1; level += 1) {
      const column = numberOf(`level${level + 1}`);
      merges.push([top, column, next - 1, column]);
    }
    const after = leaves[index + 1];
    for (let level = 0; level < depth - 1; level += 1) {
      const ends = after?.path[level]?.code !== leaf.path[level]?.code;
      const start = blockStart[level] ?? next;
      if (ends && leaf.path.length > level + 1 && next - start > 1) {
        merges.push([start, numberOf(`level${level + 1}`), next - 1, numberOf(`level${level + 1}`)]);
      }
    }
    if (depth > 1 && after?.path[0]?.code !== leaf.path[0]?.code && leaf.path.length > 1) {
      const root = leaf.path[0];
      const inside = leaves.filter((other) => other.path[0]?.code === root?.code);
      rows.push(sumRow('subtotal', `小计（${root?.name ?? ''}）`, inside, context, published, depth));
      next += 1;
    }
  }
  rows.push(sumRow('total', '合计', leaves, context, published, depth));
  return { rows, merges, cellLists };
}

/** Inner nodes stand in the columns of their levels; the leaf stands in the last, whatever its depth. */
function levelName(
  leaf: OutlineLeaf,
  level: number,
  depth: number,
  before: OutlineLeaf | undefined,
): string | null {
  if (level === depth - 1) return leaf.node.name;
  const node = leaf.path[level];
  if (!node || leaf.path.length - 1 <= level) return null;
  return before?.path[level]?.code === node.code ? null : node.name;
}

/** Each of the leaf's rows gets its share of what the longest merged text needs. */
function leafRowHeight(
  leaf: OutlineLeaf,
  rule: string,
  widthOf: (key: string) => number,
  rows: number,
  depth: number,
): number {
  const needed = (text: string, width: number): number => linesNeeded(text, width) * 14.5 + 6;
  const whole = Math.max(needed(rule, widthOf('rule')), needed(leaf.node.name, widthOf(`level${depth}`)));
  const single = Math.max(...leaf.items.map((item) => needed(item.label, widthOf('label'))), 21);
  return Math.min(409, Math.max(single, Math.ceil((whole / rows) * 2) / 2));
}

function valueCell(item: OutlineItem, value: EntryValue, own: boolean): CellPlan {
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
  const results = new Map(context.result?.nodes.map((node) => [node.code, node]));
  return new Map(
    leaves.flatMap((leaf) => {
      const result = results.get(leaf.node.code);
      if (!result || (result.status === 'missing' && !fillsLeaf(context, leaf))) return [];
      return [[leaf.node.code, result.published]];
    }),
  );
}

function scoreCell(published: string | null | undefined): CellContent {
  return published === undefined ? null : published === null ? '—' : Number(published);
}

function noteCell(note: string | null, who: string | null, own: boolean): CellPlan {
  if (own) return { content: note, unlocked: true };
  return { content: who, unlocked: false, emphasis: 'shaded' };
}

function sumRow(
  role: 'subtotal' | 'total',
  label: string,
  leaves: readonly OutlineLeaf[],
  context: SelfAssessmentContext,
  published: ReadonlyMap<string, string | null>,
  depth: number,
): RowPlan {
  const decimals = decimalsOf(context.model);
  const points = leaves.reduce((sum, leaf) => sum.add(leaf.points), exactFromNumber(0));
  const known = leaves.filter((leaf) => published.has(leaf.node.code));
  const scores = known.map(
    (leaf) => exactFromText(published.get(leaf.node.code) ?? '0') ?? exactFromNumber(0),
  );
  const earned = scores.reduce((sum, score) => sum.add(score), exactFromNumber(0));
  return {
    role,
    spans: [[1, depth + 1]],
    cells: [
      { content: label, look: 'centre' },
      ...Array.from({ length: depth }, () => null),
      Number(formatFixed(quotient(points), decimals)),
      null,
      null,
      null,
      known.length === 0 ? null : Number(formatFixed(quotient(earned), decimals)),
      null,
      null,
      null,
      null,
    ],
  };
}

/** Drop-down of an item; equal level lists share one. */
function listOf(item: OutlineItem): { name: string; entries: readonly string[] } | null {
  if (item.type === 'flag') return { name: '是否', entries: ['是', '否'] };
  if (item.type === 'level') return { name: `等级：${item.levels.join('/')}`, entries: item.levels };
  return null;
}

export function formLists(context: SelfAssessmentContext): Record<string, readonly string[]> {
  const lists: Record<string, readonly string[]> = {};
  for (const leaf of outlineLeaves(context.model)) {
    for (const item of leaf.items) {
      const list = listOf(item);
      if (list) lists[list.name] = list.entries;
    }
  }
  return lists;
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
