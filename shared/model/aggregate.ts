/**
 * From leaf rates to the base score of one subject (model-spec §4.1–§4.3): leaves that left the tree re-share their
 * weight, vetoed nodes are zeroed, inner nodes are aggregated.
 *
 * Readings taken where the specification leaves room:
 * - A tree is empty when no leaf is left *after* zeroing: a zeroed leaf stays in the tree.
 * - `notApplicable` alone keeps a leaf out of a zeroed node; one left out by `whenZero: exclude` is zeroed.
 * - A missing leaf that blocks is shown with the status `missing` and counts 0 in the nodes of its unscored subject.
 * - An inner node at or below a zeroed node is `zeroed`; one whose leaves are all excluded is `excluded`; all others
 *   are `scored`.
 * - The value of a geometric node is taken as a decimal of 30 places as a whole, also with a single child.
 */
import {
  addQuotients,
  divideQuotients,
  type Exact,
  exactFromUnits,
  formatShort,
  formatUnits,
  geometricMean,
  type LogarithmCache,
  multiplyQuotients,
  type Quotient,
  quotient,
  reduced,
  roundToUnits,
  zero,
  zeroQuotient,
} from '../domain/exact.ts';
import { type CompiledModel, type CompiledNode, sharedPoints } from './compiled-model.ts';
import type { JudgedSubject, LeafState } from './judge-leaves.ts';
import type { MissingValue, NodeStatus } from './result.ts';
import { traceWords } from './trace-words.ts';

export type NodeState = {
  readonly status: NodeStatus;
  /** Null when excluded. */
  readonly rate: Quotient | null;
  /** Exact points; null when excluded, and at, below or above a geometric node. */
  readonly earned: Quotient | null;
  /** Published points in units of 10^−`publishedDecimals`; null like `earned`. */
  readonly published: bigint | null;
  readonly trace: string;
};

export type Aggregated = {
  /** By position in the model's nodes. */
  readonly nodes: readonly NodeState[];
  readonly missing: readonly MissingValue[];
  /** Null when the subject is incomplete. */
  readonly base: Exact | null;
};

/** What many subjects of one run have in common and need not compute again. */
export type AggregationCache = {
  readonly points: Map<string, readonly (Exact | null)[]>;
  readonly logarithms: LogarithmCache;
};

export const newAggregationCache = (): AggregationCache => ({ points: new Map(), logarithms: new Map() });

/** Decimals of published points: the model's own, or 10 for display when only the total is rounded. */
export const publishedDecimals = (model: CompiledModel): number =>
  model.roundAt === 'leaf' ? model.decimals : 10;

/** Which nodes are in the tree of a subject: leaves that count, and inner nodes with one of them. */
const presentNodes = (model: CompiledModel, counts: (leaf: number) => boolean): boolean[] => {
  const present = model.nodes.map(() => false);
  for (let index = model.nodes.length - 1; index >= 0; index -= 1) {
    const node = model.nodes[index];
    if (node?.leaf) present[index] = counts(index);
    if (node !== undefined && present[index] && node.parent >= 0) present[node.parent] = true;
  }
  return present;
};

const pointsFor = (
  model: CompiledModel,
  present: readonly boolean[],
  cache: AggregationCache,
): readonly (Exact | null)[] => {
  const key = present.map((is) => (is ? '1' : '0')).join('');
  const known = cache.points.get(key);
  if (known !== undefined) return known;
  const points = sharedPoints(model, present);
  cache.points.set(key, points);
  return points;
};

const excluded = (trace: string): NodeState => ({
  status: 'excluded',
  rate: null,
  earned: null,
  published: null,
  trace,
});

/** One subject on its way up the tree; children are settled before their parents. */
type Climb = {
  readonly model: CompiledModel;
  readonly points: readonly (Exact | null)[];
  readonly states: (NodeState | undefined)[];
  readonly cache: AggregationCache;
  readonly decimals: number;
};

const leafState = (
  climb: Climb,
  node: CompiledNode,
  state: LeafState,
  zeroedBy: readonly string[],
): NodeState => {
  const points = climb.points[node.index];
  if (points === null || points === undefined) return excluded(state.trace);
  const zeroed = zeroedBy.length > 0;
  const rate = zeroed ? zero : (state.rate ?? zero);
  const status = zeroed ? 'zeroed' : state.status;
  const why = zeroed ? traceWords.zeroed(zeroedBy) : state.trace;
  if (node.touchesGeometry) {
    return { status, rate: quotient(rate), earned: null, published: null, trace: why };
  }
  const { model, decimals } = climb;
  const earned = quotient(points.mul(rate));
  const published = roundToUnits(earned, decimals, model.rounding);
  const shownPublished = model.roundAt === 'leaf' ? formatUnits(published, decimals) : null;
  const trace = `${why}；${traceWords.earned(points, node.points, rate, earned, shownPublished)}`;
  return { status, rate: quotient(rate), earned, published, trace };
};

type Child = { readonly node: CompiledNode; readonly state: NodeState };

const presentChildren = (climb: Climb, children: readonly number[]): Child[] =>
  children.flatMap((index): Child[] => {
    const node = climb.model.nodes[index];
    const state = climb.states[index];
    return node !== undefined && state !== undefined && state.status !== 'excluded' ? [{ node, state }] : [];
  });

/** The children's rates with their shares among those present. */
const termsOf = (children: readonly Child[]): { code: string; value: Quotient; share: Exact }[] => {
  const total = children.reduce((sum, { node }) => sum.add(node.weight), zero);
  return children.map(({ node, state }) => ({
    code: node.code,
    value: state.rate ?? zeroQuotient,
    share: node.weight.div(total),
  }));
};

const arithmeticMean = (terms: readonly { value: Quotient; share: Exact }[]): Quotient =>
  terms.reduce(
    (sum, { value, share }) => addQuotients(sum, multiplyQuotients(value, quotient(share))),
    zeroQuotient,
  );

/** An inner node without a geometric one anywhere near: its points are the sums of its leaves' points. */
const summedState = (
  climb: Climb,
  node: CompiledNode,
  children: readonly Child[],
  status: NodeStatus,
): NodeState => {
  const { decimals, model } = climb;
  let earned = zeroQuotient;
  let published = 0n;
  const parts: string[] = [];
  for (const child of children) {
    earned = addQuotients(earned, child.state.earned ?? zeroQuotient);
    published += child.state.published ?? 0n;
    parts.push(traceWords.part(child.node.code, shownPoints(model, child.state, decimals)));
  }
  const points = climb.points[node.index] ?? node.points;
  const rate = divideQuotients(earned, quotient(points));
  const state = { status, rate, earned, published };
  return { ...state, trace: traceWords.sum(parts, shownPoints(model, state, decimals)) };
};

/** Published points as printed, or with `roundAt: total` the exact ones shortened. */
const shownPoints = (
  model: CompiledModel,
  state: { earned: Quotient | null; published: bigint | null },
  decimals: number,
): string =>
  model.roundAt === 'leaf'
    ? formatUnits(state.published ?? 0n, decimals)
    : formatShort(state.earned ?? zeroQuotient, decimals);

const meanState = (
  climb: Climb,
  node: CompiledNode,
  children: readonly Child[],
  status: NodeStatus,
): NodeState => {
  const terms = termsOf(children);
  const nothing = { earned: null, published: null };
  if (node.geometric) {
    const values = terms.map(({ value, share }) => ({ value, share: quotient(share) }));
    const rate = quotient(geometricMean(values, climb.cache.logarithms));
    const parts = terms.map(({ code, value, share }) => traceWords.geometricTerm(code, value, share));
    return { status, rate, ...nothing, trace: traceWords.geometric(parts, rate) };
  }
  const rate = arithmeticMean(terms);
  const parts = terms.map(({ code, value, share }) => traceWords.arithmeticTerm(code, value, share));
  return { status, rate, ...nothing, trace: traceWords.arithmetic(parts, rate) };
};

const innerState = (climb: Climb, node: CompiledNode, zeroed: boolean): NodeState => {
  const children = presentChildren(climb, node.children);
  if (children.length === 0) return excluded(traceWords.excludedInner());
  const status = zeroed ? 'zeroed' : 'scored';
  return node.touchesGeometry
    ? meanState(climb, node, children, status)
    : summedState(climb, node, children, status);
};

const baseOf = (climb: Climb): Exact => {
  const { model } = climb;
  const roots = presentChildren(climb, model.roots);
  if (model.roundAt === 'leaf') {
    const published = roots.reduce((sum, { state }) => sum + (state.published ?? 0n), 0n);
    return exactFromUnits(published, climb.decimals);
  }
  if (!model.hasGeometry) {
    return reduced(
      roots.reduce((sum, { state }) => addQuotients(sum, state.earned ?? zeroQuotient), zeroQuotient),
    );
  }
  return reduced(multiplyQuotients(quotient(model.fullScore), arithmeticMean(termsOf(roots))));
};

/** Codes of the vetoes that zero a node, by position. */
const zeroingVetoes = (subject: JudgedSubject, index: number): string[] =>
  subject.reading.vetoes.filter((veto) => veto.zeroed.has(index)).map((veto) => veto.code);

/** Aggregates a valid subject; an invalid one has no tree. */
export const aggregate = (
  model: CompiledModel,
  subject: JudgedSubject,
  cache: AggregationCache,
): Aggregated => {
  if (model.nodes.length === 0) return { nodes: [], missing: [], base: model.fullScore };
  const zeroes = subject.reading.vetoes.some((veto) => veto.zeroed.size > 0);
  const zeroedBy = (index: number): string[] => (zeroes ? zeroingVetoes(subject, index) : []);
  const present = presentNodes(model, (index) => {
    const state = subject.leaves.get(index);
    if (state === undefined || state.notApplicable) return false;
    return state.status !== 'excluded' || zeroedBy(index).length > 0;
  });
  const climb: Climb = {
    model,
    points: pointsFor(model, present, cache),
    states: model.nodes.map(() => undefined),
    cache,
    decimals: publishedDecimals(model),
  };
  for (let index = model.nodes.length - 1; index >= 0; index -= 1) {
    const node = model.nodes[index];
    if (node === undefined) continue;
    const leaf = subject.leaves.get(index);
    climb.states[index] =
      leaf === undefined
        ? innerState(climb, node, zeroedBy(index).length > 0)
        : leafState(climb, node, leaf, zeroedBy(index));
  }
  const missing = model.leaves.flatMap((index) => subject.leaves.get(index)?.missing ?? []);
  const empty = !present.includes(true);
  const blocked = missing.some((value) => value.blocking);
  return {
    nodes: climb.states.flatMap((state) => (state === undefined ? [] : [state])),
    missing,
    base: empty || blocked ? null : baseOf(climb),
  };
};
