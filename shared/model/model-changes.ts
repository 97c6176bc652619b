/**
 * What differs between two versions of a model, as far as it can move a score: nodes that came and went, points that
 * follow from other weights, rules, and the parts outside the tree. Bases and extensions move nothing and are left
 * out; a node that only got another name is told, because a reader would otherwise look for it in vain. Pure.
 */
import { formatShort, quotient } from '../domain/exact.ts';
import { type CompiledModel, type CompiledNode, compileModel } from './compiled-model.ts';
import type { ModelDocument, ModelNode } from './definition.ts';
import { sameContent } from './digest.ts';

/** The parts of a model outside its tree. */
export const modelParts = [
  'fullScore',
  'rounding',
  'bonus',
  'penalty',
  'vetoes',
  'grades',
  'ranking',
] as const;
export type ModelPart = (typeof modelParts)[number];

export type ModelChange =
  | {
      readonly kind: 'nodeAdded' | 'nodeRemoved' | 'nodeMoved' | 'ruleChanged';
      readonly node: string;
      readonly name: string;
    }
  | {
      /** For `pointsChanged` the nominal points, at most four decimals. */
      readonly kind: 'renamed' | 'pointsChanged';
      readonly node: string;
      readonly name: string;
      readonly before: string;
      readonly after: string;
    }
  | { readonly kind: 'partChanged'; readonly part: ModelPart };

/** What decides a node's rate, with the defaults filled in. */
const ruleOf = ({ scoring, missing, scorers, aggregate }: ModelNode) => ({
  scoring,
  missing: missing ?? 'zero',
  scorers,
  aggregate: aggregate ?? 'arithmetic',
});

const partOf = (document: ModelDocument, part: ModelPart): unknown => {
  switch (part) {
    case 'rounding':
      return [document.decimals ?? 2, document.rounding ?? 'half-up', document.roundAt ?? 'leaf'];
    case 'ranking':
      return [document.ties ?? 'competition', document.tieBreak ?? [], document.vetoedLast ?? true];
    case 'bonus':
    case 'penalty':
      return document[part] ?? { cap: 0, items: [] };
    case 'vetoes':
      return document.vetoes ?? [];
    // Wrapped, so that the order of the grades counts as it does in a document.
    case 'grades':
      return { grades: document.grades };
    case 'fullScore':
      return document.fullScore;
  }
};

const shownPoints = (node: CompiledNode): string => formatShort(quotient(node.points), 4);

const documentNodes = (model: CompiledModel): Map<string, ModelNode> =>
  new Map(model.document.nodes.map((node) => [node.code, node]));

/**
 * The differences, in tree order of the later model, then nodes that are gone, then the other parts.
 * @throws AppError `model.rejected` when a document is no valid model
 */
export const listModelChanges = (before: ModelDocument, after: ModelDocument): ModelChange[] => {
  const [earlier, later] = [compileModel(before), compileModel(after)];
  const [earlierNodes, laterNodes] = [documentNodes(earlier), documentNodes(later)];

  const ofNode = (node: CompiledNode): ModelChange[] => {
    const { code, name } = node;
    const old = earlier.nodes[earlier.positionOf.get(code) ?? -1];
    const [oldSource, source] = [earlierNodes.get(code), laterNodes.get(code)];
    if (old === undefined || oldSource === undefined || source === undefined) {
      return [{ kind: 'nodeAdded', node: code, name }];
    }
    const changes: ModelChange[] = [];
    if (old.name !== name) changes.push({ kind: 'renamed', node: code, name, before: old.name, after: name });
    if (oldSource.parent !== source.parent) changes.push({ kind: 'nodeMoved', node: code, name });
    if (!old.points.equals(node.points)) {
      const [was, is] = [shownPoints(old), shownPoints(node)];
      changes.push({ kind: 'pointsChanged', node: code, name, before: was, after: is });
    }
    if (!sameContent(ruleOf(oldSource), ruleOf(source)))
      changes.push({ kind: 'ruleChanged', node: code, name });
    return changes;
  };

  return [
    ...later.nodes.flatMap(ofNode),
    ...earlier.nodes
      .filter(({ code }) => !later.positionOf.has(code))
      .map(({ code, name }): ModelChange => ({ kind: 'nodeRemoved', node: code, name })),
    ...modelParts
      .filter((part) => !sameContent(partOf(before, part), partOf(after, part)))
      .map((part): ModelChange => ({ kind: 'partChanged', part })),
  ];
};
