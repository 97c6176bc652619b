/** A model as its forms show it: leaves in tree order with their path, points and items. */
import { type Exact, exactFromNumber } from '#shared/domain/exact.ts';
import type { ModelDocument, ModelNode, Scoring } from '#shared/model/definition.ts';
import { parseFormula } from '#shared/model/formula/parse.ts';

export interface OutlineItem {
  code: string;
  label: string;
  type: 'count' | 'number' | 'flag' | 'level';
  /** Of `level` items, in the order they are offered. */
  levels: readonly string[];
}

export interface OutlineLeaf {
  node: ModelNode & { scoring: Scoring };
  /** From the root down to the leaf itself. */
  path: readonly ModelNode[];
  /** Nominal points (model-spec §1). */
  points: Exact;
  items: readonly OutlineItem[];
}

/** Roots and children in code order, as results list them. */
export function outlineLeaves(model: ModelDocument): OutlineLeaf[] {
  const children = new Map<string | null, ModelNode[]>();
  for (const node of model.nodes) children.set(node.parent, [...(children.get(node.parent) ?? []), node]);
  for (const nodes of children.values()) nodes.sort((a, b) => (a.code < b.code ? -1 : 1));
  const labels = itemLabels(model);
  const leaves: OutlineLeaf[] = [];
  const visit = (nodes: readonly ModelNode[], path: readonly ModelNode[], points: Exact): void => {
    const total = nodes.reduce((sum, node) => sum.add(exactFromNumber(node.weight)), exactFromNumber(0));
    for (const node of nodes) {
      const own = points.mul(exactFromNumber(node.weight)).div(total);
      const here = [...path, node];
      if (node.scoring) {
        const leaf = { ...node, scoring: node.scoring };
        const items = scoringItems(node.scoring).map((item) => ({
          ...item,
          label: labels(node.code, item.code),
        }));
        leaves.push({ node: leaf, path: here, points: own, items });
      } else {
        visit(children.get(node.code) ?? [], here, own);
      }
    }
  };
  visit(children.get(null) ?? [], [], exactFromNumber(model.fullScore));
  return leaves;
}

/** Depth of the deepest leaf, 1 for a model without inner nodes. */
export function outlineDepth(leaves: readonly OutlineLeaf[]): number {
  return leaves.reduce((depth, leaf) => Math.max(depth, leaf.path.length), 1);
}

/** The items a method names, in the order in which they are filled in (model-spec §3). */
export function scoringItems(scoring: Scoring): Omit<OutlineItem, 'label'>[] {
  const item = (type: OutlineItem['type'], code: string, levels: readonly string[] = []) => ({
    code,
    type,
    levels,
  });
  const counts = (...codes: string[]) => [...new Set(codes)].map((code) => item('count', code));
  switch (scoring.method) {
    case 'ratio':
      return counts(scoring.numerator, scoring.denominator);
    case 'linear':
    case 'bands':
      if (scoring.numerator !== undefined && scoring.denominator !== undefined) {
        return counts(scoring.numerator, scoring.denominator);
      }
      return [item('number', scoring.value ?? '')];
    case 'deduct':
    case 'award':
      return counts(...scoring.items.map((counted) => counted.item));
    case 'boolean':
      return [item('flag', scoring.item)];
    case 'rubric':
      return [item('level', scoring.item, levelsInOrder(scoring.levels))];
    case 'survey':
      return [item('number', scoring.mean), item('count', scoring.count)];
    case 'manual':
      return [item('number', scoring.item)];
    case 'relative':
      return [item(scoring.by === 'best' ? 'count' : 'number', scoring.value)];
    case 'formula': {
      const names = parseFormula(scoring.expression).formula?.items ?? [];
      return [...new Set(names)].map((code) => item('number', code));
    }
  }
}

/** Best level first. */
function levelsInOrder(levels: Readonly<Record<string, number>>): string[] {
  return Object.entries(levels)
    .sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
    .map(([level]) => level);
}

/** Labels from `extensions.items`: {leaf: {item: label}}; the item's own name without one. */
function itemLabels(model: ModelDocument): (leaf: string, item: string) => string {
  const items = field(model.extensions, 'items');
  return (leaf, item) => {
    const label = field(field(items, leaf), item);
    return typeof label === 'string' && label.trim() !== '' ? label : item;
  };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

const letters: Readonly<Record<string, string>> = {
  S: 'self',
  A: 'assessor',
  D: 'department',
  T: 'thirdParty',
  P: 'survey',
};

/**
 * Who fills in a leaf: its scorers where it has some, else the letter of `extensions.rows.{leaf}.filledBy`, else the
 * assessed unit.
 */
export function fillingRoles(model: ModelDocument, leaf: ModelNode): readonly string[] {
  if (leaf.scorers) return leaf.scorers.map((scorer) => scorer.role);
  const letter = field(field(field(model.extensions, 'rows'), leaf.code), 'filledBy');
  return [typeof letter === 'string' ? (letters[letter] ?? letter) : 'self'];
}

/** Where the leaf's data comes from, `extensions.rows.{leaf}.source`; null without one. */
export function leafSource(model: ModelDocument, leaf: string): string | null {
  const source = field(field(field(model.extensions, 'rows'), leaf), 'source');
  return typeof source === 'string' ? source : null;
}
