/**
 * What the forms of one line per item have in common (W1, W2): the tree of the model at the left, each leaf's own cells
 * merged over its lines, 小计 below each first-level indicator and 合计 at the end. What stands right of the items is the
 * form's own.
 */
import { exactFromNumber, formatFixed, quotient } from '#shared/domain/exact.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import { describeScoring } from '#shared/words/zh-CN/scoring.ts';
import { linesNeeded } from '../cell-text.ts';
import type { CellContent, CellList, CellPlan, RowPlan } from '../workbook-plan.ts';
import { type OutlineItem, type OutlineLeaf, outlineDepth, outlineLeaves } from './model-outline.ts';
import { headerRowOf, type TableSheet } from './table.ts';

type Cells = readonly (CellContent | CellPlan)[];

/** The part of a form right of the items. */
export interface IndicatorColumns {
  /** Cells of one item after the column `label`; `first`: of the leaf's first item, which holds what is merged. */
  cellsOf(leaf: OutlineLeaf, item: OutlineItem, first: boolean): Cells;
  /** Texts that are merged over the leaf's rows, by column: the rows are made high enough for them. */
  longTexts?(leaf: OutlineLeaf): readonly (readonly [key: string, text: string | null])[];
  /** Columns in which the item is chosen from its list. */
  choices(leaf: OutlineLeaf, item: OutlineItem): readonly string[];
  /** Cells of a sum over leaves after the column `label`. */
  sumsOf(leaves: readonly OutlineLeaf[]): Cells;
}

/** Rows, merges and drop-downs of the form; row numbers follow from the header's. */
export function indicatorRows(model: ModelDocument, table: TableSheet, own: IndicatorColumns) {
  const leaves = outlineLeaves(model);
  const depth = outlineDepth(leaves);
  const { columns } = table;
  const decimals = model.decimals ?? 2;
  const widthOf = (key: string): number => columns.find((column) => column.key === key)?.width ?? 10;
  const numberOf = (key: string): number => columns.findIndex((column) => column.key === key) + 1;

  const rows: RowPlan[] = [];
  const merges: [number, number, number, number][] = [];
  const cellLists: CellList[] = [];
  let next = headerRowOf(table) + 1;
  const blockStart: number[] = [];

  const sumRow = (role: 'subtotal' | 'total', label: string, inside: readonly OutlineLeaf[]): RowPlan => {
    const points = inside.reduce((sum, leaf) => sum.add(leaf.points), exactFromNumber(0));
    return {
      role,
      spans: [[1, depth + 1]],
      cells: [
        { content: label, look: 'centre' },
        ...Array.from({ length: depth }, () => null),
        Number(formatFixed(quotient(points), decimals)),
        null,
        null,
        ...own.sumsOf(inside),
      ],
    };
  };

  for (const [index, leaf] of leaves.entries()) {
    const before = leaves[index - 1];
    for (let level = 0; level < depth - 1; level += 1) {
      if (before?.path[level]?.code !== leaf.path[level]?.code || !before) blockStart[level] = next;
    }
    const rule = describeScoring(leaf.node, {
      points: leaf.points,
      itemLabel: (code) => leaf.items.find((item) => item.code === code)?.label ?? code,
    });
    const texts = [['rule', rule] as const, ...(own.longTexts?.(leaf) ?? [])];
    const height = leafRowHeight(leaf, texts, widthOf, leaf.items.length || 1, depth);
    const top = next;
    for (const [position, item] of leaf.items.entries()) {
      const first = position === 0;
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
          ...own.cellsOf(leaf, item, first),
        ],
      });
      const list = listOf(item);
      for (const key of list === null ? [] : own.choices(leaf, item)) {
        cellLists.push({ column: numberOf(key), firstRow: next, lastRow: next, list: list?.name ?? '' });
      }
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
      rows.push(sumRow('subtotal', `小计（${root?.name ?? ''}）`, inside));
      next += 1;
    }
  }
  rows.push(sumRow('total', '合计', leaves));
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
  texts: readonly (readonly [key: string, text: string | null])[],
  widthOf: (key: string) => number,
  rows: number,
  depth: number,
): number {
  const needed = (text: string, width: number): number => linesNeeded(text, width) * 14.5 + 6;
  const whole = Math.max(
    ...texts.map(([key, text]) => needed(text ?? '', widthOf(key))),
    needed(leaf.node.name, widthOf(`level${depth}`)),
  );
  const single = Math.max(...leaf.items.map((item) => needed(item.label, widthOf('label'))), 21);
  return Math.min(409, Math.max(single, Math.ceil((whole / rows) * 2) / 2));
}

/** Drop-down of an item; equal level lists share one. */
function listOf(item: OutlineItem): { name: string; entries: readonly string[] } | null {
  if (item.type === 'flag') return { name: '是否', entries: ['是', '否'] };
  if (item.type === 'level') return { name: `等级：${item.levels.join('/')}`, entries: item.levels };
  return null;
}

/** The lists that items are chosen from, by name. */
export function itemLists(model: ModelDocument): Record<string, readonly string[]> {
  const lists: Record<string, readonly string[]> = {};
  for (const leaf of outlineLeaves(model)) {
    for (const item of leaf.items) {
      const list = listOf(item);
      if (list) lists[list.name] = list.entries;
    }
  }
  return lists;
}
