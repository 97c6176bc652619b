/** A model as a person reads it: the tree with effective points, every rule in words, and what stands beside the tree. */
import type { z } from 'zod';
import type { modelOperations } from '#shared/contract/operations/models.ts';
import {
  type Exact,
  exactFromNumber,
  formatFixed,
  formatShort,
  quotient,
  zero,
} from '#shared/domain/exact.ts';
import { compileModel } from '#shared/model/compiled-model.ts';
import type { AdjustmentBlock, Grade, ModelDocument, ModelNode, Veto } from '#shared/model/definition.ts';
import { explainWords } from '#shared/model/explain-words.ts';
import { asArray, asText, isObject, ownField } from '#shared/model/json-view.ts';
import { describeMetric } from '#shared/words/zh-CN/metrics.ts';
import {
  methodNames,
  modelPhrases,
  ownProposalMark,
  roundAtNames,
  roundingNames,
  scorerRoleName,
  subjectKindName,
  tieNames,
} from '#shared/words/zh-CN/model-terms.ts';
import { describeScoring } from '#shared/words/zh-CN/scoring.ts';
import { scoringParameters } from '#shared/words/zh-CN/scoring-parameters.ts';
import {
  fillingRoles,
  leafSource,
  type OutlineLeaf,
  outlineLeaves,
} from '../../excel/layouts/model-outline.ts';

type Described = z.input<(typeof modelOperations)['models.describe']['output']>;
type DescribedNode = Described['nodes'][number];
type DescribedLeaf = NonNullable<DescribedNode['leaf']>;

const short = (value: number): string => formatShort(quotient(exactFromNumber(value)), 15);

/** A share in percent, at most two decimals. */
const percentOf = (share: Exact): string => `${formatShort(quotient(share.mul(100)), 2)}%`;

/** A text that the author keeps under `extensions`, by path. */
const remark = (model: ModelDocument, ...path: string[]): string | null => {
  let at: unknown = model.extensions;
  for (const step of path) at = isObject(at) ? ownField(at, step) : undefined;
  return asText(at);
};

const anchorsOf = (model: ModelDocument, leaf: OutlineLeaf): DescribedLeaf['anchors'] => {
  const rows = isObject(model.extensions) ? ownField(model.extensions, 'rows') : undefined;
  const row = isObject(rows) ? ownField(rows, leaf.node.code) : undefined;
  const anchors = isObject(row) ? ownField(row, 'anchors') : undefined;
  if (!isObject(anchors)) return [];
  const levels = leaf.items.flatMap((item) => item.levels);
  return levels.flatMap((level) => {
    const meaning = asText(ownField(anchors, level));
    return meaning === null ? [] : [{ level, meaning }];
  });
};

const filledBy = (model: ModelDocument, node: ModelNode): DescribedLeaf['filledBy'] => {
  const total = (node.scorers ?? []).reduce((sum, { weight }) => sum.add(exactFromNumber(weight)), zero);
  return fillingRoles(model, node).map((role) => {
    const scorer = node.scorers?.find((one) => one.role === role);
    const share = scorer && exactFromNumber(scorer.weight).div(total);
    return { role, name: scorerRoleName(role), share: share ? percentOf(share) : null };
  });
};

const describeLeaf = (model: ModelDocument, leaf: OutlineLeaf): DescribedLeaf => {
  const { node } = leaf;
  const words = {
    points: leaf.points,
    itemLabel: (code: string) => leaf.items.find((item) => item.code === code)?.label ?? code,
  };
  return {
    method: node.scoring.method,
    methodName: methodNames[node.scoring.method],
    rule: describeScoring(node, words),
    parameters: scoringParameters(node.scoring, words),
    missing: node.missing ?? 'zero',
    evidence: node.evidence ?? 'optional',
    filledBy: filledBy(model, node),
    byRole: node.scorers !== undefined,
    source: leafSource(model, node.code),
    anchors: anchorsOf(model, leaf),
    note: remark(model, 'rows', node.code, 'note'),
    items: leaf.items.map(({ code, label, type, levels }) => {
      const metric = node.metrics && Object.hasOwn(node.metrics, code) ? node.metrics[code] : undefined;
      return { code, label, type, levels: [...levels], drawn: metric ? describeMetric(metric) : null };
    }),
  };
};

const describeNodes = (model: ModelDocument, decimals: number): DescribedNode[] => {
  const leaves = new Map(outlineLeaves(model).map((leaf) => [leaf.node.code, leaf]));
  const given = new Map(model.nodes.map((node) => [node.code, node]));
  const compiled = compileModel(model);
  return compiled.nodes.map((node): DescribedNode => {
    const written = given.get(node.code);
    const leaf = leaves.get(node.code);
    const whole = compiled.nodes[node.parent]?.points ?? compiled.fullScore;
    const basis = written?.basis ?? remark(model, 'basis', node.code);
    return {
      code: node.code,
      name: node.name,
      parent: written?.parent ?? null,
      depth: node.depth,
      weight: short(written?.weight ?? 0),
      share: percentOf(node.points.div(whole)),
      points: formatFixed(quotient(node.points), decimals, compiled.rounding),
      aggregate: node.geometric ? 'geometric' : 'arithmetic',
      basis,
      ownProposal: basis?.includes(ownProposalMark) ?? false,
      leaf: leaf ? describeLeaf(model, leaf) : null,
    };
  });
};

const describeAdjustments = (
  model: ModelDocument,
  block: AdjustmentBlock | undefined,
): Described['bonus'] => ({
  cap: short(block?.cap ?? 0),
  items: (block?.items ?? []).map(({ code, name, points, cap }) => ({
    code,
    name,
    points: short(points),
    cap: cap === undefined ? null : short(cap),
    basis: remark(model, 'adjustments', code, 'basis'),
  })),
});

const describeVeto = (model: ModelDocument, veto: Veto): Described['vetoes'][number] => {
  const gradeName = (code: string): string => model.grades.find((grade) => grade.code === code)?.name ?? code;
  return {
    code: veto.code,
    name: veto.name,
    effects: [
      ...(veto.scoreAtMost === undefined ? [] : [explainWords.scoreAtMost(veto.scoreAtMost)]),
      ...(veto.gradeAtMost === undefined ? [] : [explainWords.gradeAtMost(gradeName(veto.gradeAtMost))]),
      ...(veto.zeroNodes === undefined ? [] : [explainWords.zeroNodes(veto.zeroNodes)]),
    ],
    basis: remark(model, 'vetoes', veto.code, 'basis'),
  };
};

const describeGrade = (grade: Grade, better: Grade | undefined): Described['grades'][number] => ({
  code: grade.code,
  name: grade.name,
  range: modelPhrases.range(
    short(grade.min),
    grade.exclusive ?? false,
    better ? { min: short(better.min), exclusive: better.exclusive ?? false } : null,
  ),
  quota: grade.maxShare === undefined ? null : modelPhrases.quota(percentOf(exactFromNumber(grade.maxShare))),
});

/** One key of `tieBreak`. */
export const tieBreakWords = (model: ModelDocument, key: string): string => {
  if (key === 'fewerVetoes') return modelPhrases.fewerVetoes;
  const code = key.replace(/^node:/, '');
  return modelPhrases.betterNode(model.nodes.find((one) => one.code === code)?.name ?? code);
};

const describeSettings = (model: ModelDocument, decimals: number): Described['settings'] => {
  const order = (model.tieBreak ?? []).map((key) => tieBreakWords(model, key));
  const rounding = [roundingNames[model.rounding ?? 'half-up'], roundAtNames[model.roundAt ?? 'leaf']];
  const lines = [
    [modelPhrases.subjectKinds, model.subjectKinds.map(subjectKindName).join('、')],
    [modelPhrases.fullScore, modelPhrases.points(short(model.fullScore))],
    [modelPhrases.decimals, modelPhrases.digits(decimals)],
    [modelPhrases.rounding, rounding.join('，')],
    [modelPhrases.ties, tieNames[model.ties ?? 'competition']],
    ...(order.length === 0 ? [] : [[modelPhrases.tieBreak, order.join(modelPhrases.thenBy)]]),
    [modelPhrases.vetoed, (model.vetoedLast ?? true) ? modelPhrases.vetoedLast : modelPhrases.vetoedByScore],
  ];
  return lines.map(([name = '', value = '']) => ({ name, value }));
};

/** What the author says of the whole: notes and rules kept under `extensions`. */
const remarksOf = (model: ModelDocument): string[] => {
  const extensions = isObject(model.extensions) ? model.extensions : {};
  const rules = asArray(ownField(extensions, 'rules')).map(asText);
  return [remark(model, 'note'), remark(model, 'blocks', 'note'), ...rules].filter((text) => text !== null);
};

/** Everything that a page shows of a checked model. */
export const describeModel = (model: ModelDocument): Omit<Described, 'model' | 'rules' | 'findings'> => {
  const decimals = model.decimals ?? 2;
  return {
    fullScore: short(model.fullScore),
    decimals,
    settings: describeSettings(model, decimals),
    remarks: remarksOf(model),
    nodes: describeNodes(model, decimals),
    bonus: describeAdjustments(model, model.bonus),
    penalty: describeAdjustments(model, model.penalty),
    vetoes: (model.vetoes ?? []).map((veto) => describeVeto(model, veto)),
    grades: model.grades.map((grade, index) => describeGrade(grade, model.grades[index - 1])),
    gradesBasis: remark(model, 'grades', 'basis'),
  };
};
