/**
 * A checked model made ready for scoring, once per run: defaults filled in, numbers exact, the tree in order, nominal
 * points known (model-spec §1 *Points*). Nothing here depends on the order in which nodes or vetoes were written.
 */

import { type Exact, exactFromNumber, one, type Rounding, zero } from '../domain/exact.ts';
import { AppError } from '../errors/app-error.ts';
import { checkScorable } from './check-model.ts';
import type { AdjustmentBlock, Grade, MissingPolicy, ModelDocument, ModelNode } from './definition.ts';
import { compareCodes } from './json-view.ts';
import { compileMethod } from './methods/index.ts';
import type { Method } from './methods/method.ts';

export type CompiledScorer = { readonly role: string; readonly weight: Exact };

export type CompiledLeaf = {
  readonly method: Method;
  readonly missing: MissingPolicy;
  /** Null on a leaf without scorers. */
  readonly scorers: readonly CompiledScorer[] | null;
};

export type CompiledNode = {
  /** Position in `nodes`, which is tree order: a parent before its children, siblings by code. */
  readonly index: number;
  readonly code: string;
  readonly name: string;
  /** 0 for the roots. */
  readonly depth: number;
  /** Position of the parent, −1 for the roots. */
  readonly parent: number;
  readonly children: readonly number[];
  readonly weight: Exact;
  /** Nominal points P: `fullScore` × product of the shares on the path, nothing excluded. */
  readonly points: Exact;
  readonly geometric: boolean;
  /** At, below or above a geometric node, where points of single nodes mean nothing. */
  readonly touchesGeometry: boolean;
  readonly leaf: CompiledLeaf | null;
};

export type CompiledAdjustments = {
  readonly cap: Exact;
  readonly items: readonly { readonly code: string; readonly points: Exact; readonly cap: Exact | null }[];
};

export type CompiledVeto = {
  readonly code: string;
  readonly scoreAtMost: Exact | null;
  /** Position in `grades`. */
  readonly gradeAtMost: number | null;
  /** Positions of the leaves at or below its `zeroNodes`, and of the inner nodes among them. */
  readonly zeroed: ReadonlySet<number>;
};

export type CompiledGrade = {
  readonly code: string;
  readonly min: Exact;
  readonly exclusive: boolean;
  readonly maxShare: Exact | null;
};

export type TieBreakKey = { readonly kind: 'fewerVetoes' } | { readonly kind: 'node'; readonly node: number };

export type CompiledModel = {
  readonly document: ModelDocument;
  readonly fullScore: Exact;
  readonly decimals: number;
  readonly rounding: Rounding;
  readonly roundAt: 'leaf' | 'total';
  readonly nodes: readonly CompiledNode[];
  readonly roots: readonly number[];
  /** Positions of the leaves in tree order. */
  readonly leaves: readonly number[];
  readonly positionOf: ReadonlyMap<string, number>;
  readonly hasGeometry: boolean;
  readonly bonus: CompiledAdjustments;
  readonly penalty: CompiledAdjustments;
  readonly vetoes: ReadonlyMap<string, CompiledVeto>;
  /** From best to worst. */
  readonly grades: readonly CompiledGrade[];
  readonly ties: 'competition' | 'dense';
  readonly tieBreak: readonly TieBreakKey[];
  readonly vetoedLast: boolean;
};

const sumOf = (values: readonly Exact[]): Exact => values.reduce((sum, value) => sum.add(value), zero);

const compileLeaf = (node: ModelNode, points: Exact): CompiledLeaf | null => {
  if (node.scoring === undefined) return null;
  return {
    method: compileMethod(node.scoring, points),
    missing: node.missing ?? 'zero',
    scorers: node.scorers?.map(({ role, weight }) => ({ role, weight: exactFromNumber(weight) })) ?? null,
  };
};

type Draft = {
  node: ModelNode;
  depth: number;
  parent: number;
  children: number[];
  points: Exact;
};

/** Parents before children, siblings by code; without recursion, for a tree may be deep. */
const draftTree = (document: ModelDocument, fullScore: Exact): Draft[] => {
  const childrenOf = new Map<string | null, ModelNode[]>();
  for (const node of document.nodes) {
    const siblings = childrenOf.get(node.parent);
    if (siblings === undefined) childrenOf.set(node.parent, [node]);
    else siblings.push(node);
  }
  const drafts: Draft[] = [];
  const waiting: { node: ModelNode; depth: number; parent: number; points: Exact }[] = [];
  const push = (code: string | null, depth: number, parent: number, points: Exact): void => {
    const siblings = childrenOf.get(code);
    if (siblings === undefined) return;
    siblings.sort((a, b) => compareCodes(b.code, a.code));
    const total = sumOf(siblings.map((node) => exactFromNumber(node.weight)));
    for (const node of siblings) {
      const share = exactFromNumber(node.weight).div(total);
      waiting.push({ node, depth, parent, points: points.mul(share) });
    }
  };
  push(null, 0, -1, fullScore);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const index = drafts.length;
    drafts.push({ ...next, children: [] });
    drafts[next.parent]?.children.push(index);
    push(next.node.code, next.depth + 1, index, next.points);
  }
  return drafts;
};

/** Marks geometric nodes with everything below and above them. */
const markGeometry = (drafts: readonly Draft[]): { geometric: boolean[]; touched: boolean[] } => {
  const geometric = drafts.map((draft) => draft.node.aggregate === 'geometric' && draft.children.length > 0);
  const below = geometric.slice();
  drafts.forEach((draft, index) => {
    if (below[draft.parent]) below[index] = true;
  });
  const touched = below.slice();
  for (let index = drafts.length - 1; index >= 0; index -= 1) {
    const parent = drafts[index]?.parent ?? -1;
    if (touched[index] && parent >= 0) touched[parent] = true;
  }
  return { geometric, touched };
};

const compileTree = (document: ModelDocument, fullScore: Exact): CompiledNode[] => {
  const drafts = draftTree(document, fullScore);
  const { geometric, touched } = markGeometry(drafts);
  return drafts.map(({ node, depth, parent, children, points }, index) => ({
    index,
    code: node.code,
    name: node.name,
    depth,
    parent,
    children,
    weight: exactFromNumber(node.weight),
    points,
    geometric: geometric[index] ?? false,
    touchesGeometry: touched[index] ?? false,
    leaf: compileLeaf(node, points),
  }));
};

const compileAdjustments = (block: AdjustmentBlock | undefined): CompiledAdjustments => ({
  cap: exactFromNumber(block?.cap ?? 0),
  items: (block?.items ?? []).map(({ code, points, cap }) => ({
    code,
    points: exactFromNumber(points),
    cap: cap === undefined ? null : exactFromNumber(cap),
  })),
});

/** The named nodes and all below them. */
const subtree = (nodes: readonly CompiledNode[], codes: readonly string[]): Set<number> => {
  const named = new Set(codes);
  const covered = new Set<number>();
  for (const node of nodes) if (named.has(node.code) || covered.has(node.parent)) covered.add(node.index);
  return covered;
};

const compileVetoes = (
  document: ModelDocument,
  nodes: readonly CompiledNode[],
): Map<string, CompiledVeto> => {
  const vetoes = (document.vetoes ?? []).map((veto): CompiledVeto => {
    const grade = document.grades.findIndex(({ code }) => code === veto.gradeAtMost);
    return {
      code: veto.code,
      scoreAtMost: veto.scoreAtMost === undefined ? null : exactFromNumber(veto.scoreAtMost),
      gradeAtMost: grade < 0 ? null : grade,
      zeroed: subtree(nodes, veto.zeroNodes ?? []),
    };
  });
  return new Map(vetoes.map((veto) => [veto.code, veto]));
};

const compileGrade = (grade: Grade): CompiledGrade => ({
  code: grade.code,
  min: exactFromNumber(grade.min),
  exclusive: grade.exclusive ?? false,
  maxShare: grade.maxShare === undefined ? null : exactFromNumber(grade.maxShare),
});

const compileTieBreak = (keys: readonly string[], positionOf: ReadonlyMap<string, number>): TieBreakKey[] =>
  keys.map((key) =>
    key === 'fewerVetoes'
      ? { kind: 'fewerVetoes' }
      : { kind: 'node', node: positionOf.get(key.slice('node:'.length)) ?? -1 },
  );

/**
 * Compiles a model document.
 * @throws AppError `model.rejected` with all error findings when the document is no valid model.
 */
export const compileModel = (input: ModelDocument): CompiledModel => {
  const { model: document, findings } = checkScorable(input);
  if (document === null) throw new AppError('model.rejected', { findings });
  const fullScore = exactFromNumber(document.fullScore);
  const nodes = compileTree(document, fullScore);
  const positionOf = new Map(nodes.map((node) => [node.code, node.index]));
  return {
    document,
    fullScore,
    decimals: document.decimals ?? 2,
    rounding: document.rounding ?? 'half-up',
    roundAt: document.roundAt ?? 'leaf',
    nodes,
    roots: nodes.filter((node) => node.parent < 0).map((node) => node.index),
    leaves: nodes.filter((node) => node.leaf !== null).map((node) => node.index),
    positionOf,
    hasGeometry: nodes.some((node) => node.geometric),
    bonus: compileAdjustments(document.bonus),
    penalty: compileAdjustments(document.penalty),
    vetoes: compileVetoes(document, nodes),
    grades: document.grades.map(compileGrade),
    ties: document.ties ?? 'competition',
    tieBreak: compileTieBreak(document.tieBreak ?? [], positionOf),
    vetoedLast: document.vetoedLast ?? true,
  };
};

/**
 * Points of every node when only some leaves are in the tree: the shares of those left are re-shared (§4.1).
 * @param present by position; an inner node is present when a child is.
 * @returns by position; null where not present.
 */
export const sharedPoints = (model: CompiledModel, present: readonly boolean[]): (Exact | null)[] => {
  const points: (Exact | null)[] = model.nodes.map(() => null);
  const share = (siblings: readonly number[], whole: Exact): void => {
    const left = siblings.filter((index) => present[index]);
    const total = sumOf(left.map((index) => model.nodes[index]?.weight ?? one));
    for (const index of left) points[index] = whole.mul(model.nodes[index]?.weight ?? one).div(total);
  };
  share(model.roots, model.fullScore);
  for (const node of model.nodes) {
    const whole = points[node.index];
    if (whole !== null && whole !== undefined) share(node.children, whole);
  }
  return points;
};
