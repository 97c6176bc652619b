/** Which indicators of two versions of a model, or of two models, mean the same and may be compared from year to year. */
import canonicalize from 'canonicalize';
import { formatFixed, quotient } from '../../domain/exact.ts';
import type { CompiledModel, CompiledNode } from '../compiled-model.ts';

/**
 * - `points`: the same rule and the same points.
 * - `rate`: the same rule, other points: the rate may be compared, points may not.
 * - `no`: another rule, or not in both.
 */
export type Comparability = 'points' | 'rate' | 'no';

const scoringOf = (model: CompiledModel, code: string): string | null => {
  const node = model.document.nodes.find((one) => one.code === code);
  if (node?.scoring === undefined) return null;
  const { scoring, missing = 'zero', scorers = null } = node;
  return canonicalize({ scoring, missing, scorers }) ?? null;
};

const childrenOf = (model: CompiledModel, node: CompiledNode): CompiledNode[] =>
  node.children.flatMap((index) => model.nodes[index] ?? []);

/** Every node of the later model by code. An inner node is only as comparable as all below it, and its children are the same. */
export const comparableNodes = (before: CompiledModel, after: CompiledModel): Map<string, Comparability> => {
  const earlier = new Map(before.nodes.map((node) => [node.code, node]));
  const found = new Map<string, Comparability>();
  for (const node of after.nodes.toReversed()) found.set(node.code, judge(node));
  return found;

  function judge(node: CompiledNode): Comparability {
    const was = earlier.get(node.code);
    if (was === undefined || (was.leaf === null) !== (node.leaf === null)) return 'no';
    const points = (one: CompiledNode): string => formatFixed(quotient(one.points), 10);
    if (node.leaf !== null) {
      if (scoringOf(before, node.code) !== scoringOf(after, node.code)) return 'no';
      return points(was) === points(node) ? 'points' : 'rate';
    }
    const [children, former] = [childrenOf(after, node), childrenOf(before, was)];
    const sameChildren =
      node.geometric === was.geometric &&
      children.map(({ code }) => code).join('\n') === former.map(({ code }) => code).join('\n');
    if (!sameChildren || children.some(({ code }) => found.get(code) === 'no')) return 'no';
    // A rate of an inner node weighs its children: other points below make another mean.
    return children.every(({ code }) => found.get(code) === 'points') ? 'points' : 'no';
  }
};
