/**
 * A model as entry work needs it: its nodes in the order of forms, each leaf with its items, who is asked for them and
 * the rule by which a value is judged. Made once per version, because a cell is saved within milliseconds and a
 * published version never changes.
 */
import { scorerRoles } from '#shared/domain/code-lists.ts';
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import type { ModelVersion } from '#shared/domain/entities.ts';
import { type Exact, formatShort, quotient } from '#shared/domain/exact.ts';
import { type ReadyRule, readAuditRules } from '#shared/model/audit-rules/read-rules.ts';
import { type CompiledModel, compileModel } from '#shared/model/compiled-model.ts';
import type { ModelDocument, ModelNode, Scoring } from '#shared/model/definition.ts';
import type { ItemRule } from '#shared/model/methods/method.ts';
import { nominalPoints } from '#shared/model/score-leaf.ts';
import type { ModelLabels } from '#shared/words/zh-CN/audit-operands.ts';
import { describeScoring } from '#shared/words/zh-CN/scoring.ts';
import { fillingRoles, leafSource, outlineLeaves } from '../../excel/layouts/model-outline.ts';
import { documentOf } from '../models.ts';

const isEntryRole = (role: string): role is EntryRole =>
  role !== 'derived' && Object.hasOwn(scorerRoles, role);

export interface EntryItem {
  item: string;
  label: string;
  /** 计量单位, from `extensions.units.{leaf}.{item}`. */
  unit: string | null;
  /** How the model judges a value. */
  rule: ItemRule;
  /** Of type `level`, best first. */
  levels: readonly string[];
  /** The model draws it from the credit database, so nobody is asked for it. */
  drawn: boolean;
}

export interface EntryLeaf {
  node: ModelNode & { scoring: Scoring };
  /** Position in the compiled model's nodes. */
  position: number;
  items: readonly EntryItem[];
  /** Roles asked for its values: role codes, or the model's own. */
  askedOf: readonly string[];
  /** The roles' rates are averaged by weight. */
  weighted: boolean;
  /** Values are compared with those of the other units. */
  relative: boolean;
  rule: string;
  source: string | null;
}

export interface EntryNode {
  code: string;
  name: string;
  parent: string | null;
  depth: number;
  points: string;
  leaf: EntryLeaf | null;
}

export interface EntryModel {
  document: ModelDocument;
  compiled: CompiledModel;
  /** Parents before children, siblings by code. */
  nodes: readonly EntryNode[];
  leaves: ReadonlyMap<string, EntryLeaf>;
  labels: ModelLabels;
  /** Its audit rules that can be read; made ready when first asked for. */
  rules: () => readonly ReadyRule[];
}

/** Models are few; this many are kept ready. */
const mostKept = 8;
const kept = new Map<string, EntryModel>();

const ownText = (value: unknown, ...path: readonly string[]): string | null => {
  let found = value;
  for (const name of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return null;
    found = (found as Record<string, unknown>)[name];
  }
  return typeof found === 'string' && found.trim() !== '' ? found : null;
};

const readLeaves = (document: ModelDocument, compiled: CompiledModel): Map<string, EntryLeaf> => {
  const leaves = new Map<string, EntryLeaf>();
  for (const { node, items, points } of outlineLeaves(document)) {
    const position = compiled.positionOf.get(node.code) ?? -1;
    const rules = compiled.nodes[position]?.leaf?.method.items ?? [];
    const labels = new Map(items.map((item) => [item.code, item.label]));
    const itemLabel = (item: string): string => labels.get(item) ?? item;
    leaves.set(node.code, {
      node,
      position,
      items: items.flatMap((item): EntryItem[] => {
        const rule = rules.find(({ name }) => name === item.code);
        if (!rule) return [];
        const unit = ownText(document.extensions, 'units', node.code, item.code);
        const drawn = Object.hasOwn(node.metrics ?? {}, item.code);
        return [{ item: item.code, label: item.label, unit, rule, levels: item.levels, drawn }];
      }),
      askedOf: fillingRoles(document, node),
      weighted: node.scorers !== undefined,
      relative: compiled.nodes[position]?.leaf?.method.compared !== null,
      rule: describeScoring(node, { points, itemLabel }),
      source: leafSource(document, node.code),
    });
  }
  return leaves;
};

const labelsOf = (document: ModelDocument, leaves: ReadonlyMap<string, EntryLeaf>): ModelLabels => {
  const decided = [
    ...document.nodes,
    ...(document.bonus?.items ?? []),
    ...(document.penalty?.items ?? []),
    ...(document.vetoes ?? []),
  ];
  return {
    leafName: (leaf) => leaves.get(leaf)?.node.name ?? leaf,
    itemLabel: (leaf, item) => leaves.get(leaf)?.items.find((one) => one.item === item)?.label ?? item,
    decisionName: (code) => decided.find((one) => one.code === code)?.name ?? code,
  };
};

const build = (document: ModelDocument): EntryModel => {
  const compiled = compileModel(document);
  const leaves = readLeaves(document, compiled);
  const nodes = compiled.nodes.map(
    (node): EntryNode => ({
      code: node.code,
      name: node.name,
      parent: compiled.nodes[node.parent]?.code ?? null,
      depth: node.depth,
      points: nominalPoints(compiled, node.index),
      leaf: leaves.get(node.code) ?? null,
    }),
  );
  let rules: readonly ReadyRule[] | null = null;
  return {
    document,
    compiled,
    nodes,
    leaves,
    labels: labelsOf(document, leaves),
    rules: () => {
      rules ??= readAuditRules(document).rules;
      return rules;
    },
  };
};

/** The entry model of a stored version. */
export const entryModelOf = (version: ModelVersion): EntryModel => {
  const known = kept.get(version.digest);
  kept.delete(version.digest);
  const model = known ?? build(documentOf(version));
  kept.set(version.digest, model);
  const oldest = kept.keys().next().value;
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  return model;
};

/** Whether a role is asked for a value, rather than merely allowed to state one. */
export const isAsked = (leaf: EntryLeaf, item: EntryItem, role: EntryRole): boolean =>
  !item.drawn && leaf.askedOf.includes(role);

/** Who states values anew on a leaf that is open again: the final review, or where the roles' rates are weighed, each of them. */
export const recheckRoles = (leaf: EntryLeaf): readonly EntryRole[] =>
  leaf.weighted ? leaf.askedOf.filter(isEntryRole) : ['finalReview'];

/** Chinese names of the roles asked for a leaf. */
export const askedNames = (leaf: EntryLeaf): string =>
  leaf.askedOf
    .map((role) => (Object.hasOwn(scorerRoles, role) ? scorerRoles[role as keyof typeof scorerRoles] : role))
    .join('、');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The arithmetic of a leaf with its items called by their labels, as forms call them. */
export const withLabels = (leaf: EntryLeaf, trace: string): string => {
  const labels = new Map(leaf.items.map(({ item, label }) => [item, label]));
  const names = [...labels.keys()].sort((a, b) => b.length - a.length).map(escaped);
  if (names.length === 0) return trace;
  const name = new RegExp(`(?<![A-Za-z0-9_])(?:${names.join('|')})(?![A-Za-z0-9_])`, 'g');
  return trace.replace(name, (code) => labels.get(code) ?? code);
};

/** A bound of an item's range as text. */
export const boundText = (bound: Exact | undefined): string | null =>
  bound === undefined ? null : formatShort(quotient(bound), 15);
