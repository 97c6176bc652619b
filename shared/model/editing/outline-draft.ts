/**
 * The tree of a model document that nobody has checked yet, as far as it can be made out: an editor must show a tree whose nodes are
 * still being put right.
 */

import { isDecimalNumber } from '../../domain/decimal-number.ts';
import { type Exact, exactFromNumber, formatFixed, formatShort, quotient, zero } from '../../domain/exact.ts';
import { asNumber, asObjects, asText, compareCodes, isObject, type JsonObject } from '../json-view.ts';

export interface DraftNode {
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
  /** 0 for the roots, and for nodes whose parent cannot be found. */
  readonly depth: number;
  /** As written; empty where it is no number. */
  readonly weight: string;
  /** Among the siblings; null where one of their weights is missing or not above zero, here or further up. */
  readonly share: Exact | null;
  /** Nominal points (model-spec §1); null as `share`, and where the full score is no number above zero. */
  readonly points: string | null;
  readonly leaf: boolean;
  /** As written; null without one. */
  readonly method: string | null;
}

const usable = (value: unknown): value is number =>
  typeof value === 'number' && isDecimalNumber(value) && value > 0;

const sharesOf = (siblings: readonly JsonObject[]): (Exact | null)[] => {
  if (!siblings.every(({ weight }) => usable(weight))) return siblings.map(() => null);
  const weights = siblings.map(({ weight }) => exactFromNumber(weight as number));
  const total = weights.reduce((sum, weight) => sum.add(weight), zero);
  return weights.map((weight) => weight.div(total));
};

const methodOf = ({ scoring }: JsonObject): string | null =>
  isObject(scoring) ? asText(scoring.method) : null;

/**
 * Nodes in tree order, siblings by code; nodes that no root leads to (an unknown parent, a circle) come last. A code that stands twice
 * gives two nodes, and the children of the first.
 */
export const outlineDraft = (document: JsonObject): DraftNode[] => {
  const nodes = asObjects(document.nodes);
  const codes = new Set(nodes.map(({ code }) => code));
  const childrenOf = new Map<string | null, JsonObject[]>();
  for (const node of nodes) {
    const parent = asText(node.parent);
    const key = parent !== null && codes.has(parent) ? parent : null;
    childrenOf.set(key, [...(childrenOf.get(key) ?? []), node]);
  }
  const decimals = asNumber(document.decimals) ?? 2;
  const digits = Number.isInteger(decimals) && decimals >= 0 && decimals <= 4 ? decimals : 2;
  const rounding = document.rounding === 'half-even' ? 'half-even' : 'half-up';
  const full = usable(document.fullScore) ? exactFromNumber(document.fullScore) : null;
  const seen = new Set<JsonObject>();
  const expanded = new Set<string | null>();
  const drawn: DraftNode[] = [];
  // Without recursion: a tree may be deep.
  const waiting: { node: JsonObject; depth: number; share: Exact | null; points: Exact | null }[] = [];
  const push = (siblings: readonly JsonObject[], depth: number, whole: Exact | null): void => {
    const sorted = [...siblings].sort((a, b) => compareCodes(asText(b.code) ?? '', asText(a.code) ?? ''));
    const shares = sharesOf(sorted);
    sorted.forEach((node, index) => {
      const share = shares[index] ?? null;
      const points = share === null || whole === null ? null : whole.mul(share);
      waiting.push({ node, depth, share, points });
    });
  };
  const drain = (): void => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { node, depth, share, points } = next;
      if (seen.has(node)) continue;
      seen.add(node);
      const code = asText(node.code) ?? '';
      const children = expanded.has(code) ? [] : (childrenOf.get(code) ?? []);
      expanded.add(code);
      const weight = asNumber(node.weight);
      drawn.push({
        code,
        name: asText(node.name) ?? '',
        parent: asText(node.parent),
        depth,
        weight:
          weight === null || !isDecimalNumber(weight)
            ? ''
            : formatShort(quotient(exactFromNumber(weight)), 15),
        share,
        points: points === null ? null : formatFixed(quotient(points), digits, rounding),
        leaf: !childrenOf.has(code),
        method: methodOf(node),
      });
      push(children, depth + 1, points);
    }
  };
  push(childrenOf.get(null) ?? [], 0, full);
  drain();
  push(
    nodes.filter((node) => !seen.has(node)),
    0,
    null,
  );
  drain();
  return drawn;
};
