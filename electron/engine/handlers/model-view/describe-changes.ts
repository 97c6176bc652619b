/** Two versions of a model side by side: each difference with what it was and what it is, in words. */
import type { z } from 'zod';
import type { modelOperations } from '#shared/contract/operations/models.ts';
import { compareModels, type ModelDifference } from '#shared/model/compare-models.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import {
  aggregateNames,
  evidenceNames,
  missingNames,
  modelFieldNames,
  modelPhrases,
  roundAtNames,
  roundingNames,
  subjectKindName,
  tieNames,
  yesNoNames,
} from '#shared/words/zh-CN/model-terms.ts';
import { describeModel, tieBreakWords } from './describe-model.ts';

type Change = z.input<(typeof modelOperations)['models.compare']['output']>['changes'][number];

/** One version with its descriptions by code. */
const sideOf = (model: ModelDocument) => {
  const described = describeModel(model);
  const byCode = <One extends { code: string }>(list: readonly One[]) =>
    new Map(list.map((one) => [one.code, one]));
  return {
    model,
    nodes: byCode(described.nodes),
    adjustments: byCode([...described.bonus.items, ...described.penalty.items]),
    vetoes: byCode(described.vetoes),
    grades: byCode(described.grades),
  };
};
type Side = ReturnType<typeof sideOf>;

const nodeText = (side: Side, code: string, field: string): string | null => {
  const node = side.nodes.get(code);
  if (!node) return null;
  const { leaf } = node;
  switch (field) {
    case '':
      return [modelPhrases.points(node.points), leaf?.rule].filter(Boolean).join('；');
    case 'parent':
      return node.parent === null ? null : `${node.parent} ${side.nodes.get(node.parent)?.name ?? ''}`.trim();
    case 'aggregate':
      return aggregateNames[node.aggregate];
    case 'scoring':
      return leaf?.rule ?? null;
    case 'missing':
      return leaf ? missingNames[leaf.missing] : null;
    case 'evidence':
      return leaf ? evidenceNames[leaf.evidence] : null;
    case 'scorers':
      return leaf?.filledBy.map(({ name, share }) => `${name}${share ?? ''}`).join('、') ?? null;
    case 'metrics': {
      const drawn = leaf?.items.flatMap((item) =>
        item.drawn === null ? [] : [`${item.label}：${item.drawn}`],
      );
      return drawn?.join('；') || null;
    }
    case 'name':
    case 'weight':
    case 'points':
    case 'basis':
      return node[field];
    default:
      return null;
  }
};

const settingText = (side: Side, field: string, value: unknown): string | null => {
  const { model } = side;
  switch (field) {
    case 'subjectKinds':
      return model.subjectKinds.map(subjectKindName).join('、');
    case 'rounding':
      return roundingNames[model.rounding ?? 'half-up'];
    case 'roundAt':
      return roundAtNames[model.roundAt ?? 'leaf'];
    case 'ties':
      return tieNames[model.ties ?? 'competition'];
    case 'tieBreak':
      return (model.tieBreak ?? []).map((key) => tieBreakWords(model, key)).join(modelPhrases.thenBy) || null;
    case 'auditRules':
      return modelPhrases.auditRules((model.auditRules ?? []).length);
    default:
      return plainText(value);
  }
};

/** Names and numbers as they are; for anything larger there are no words. */
const plainText = (value: unknown): string | null => {
  if (typeof value === 'boolean') return yesNoNames[`${value}`];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
};

const partText = (side: Side, { part, code, field }: ModelDifference, value: unknown): string | null => {
  if (value === undefined) return null;
  if (part === 'node') return nodeText(side, code, field);
  if (part === 'setting') return settingText(side, field, value);
  if (part === 'veto') {
    const effects = side.vetoes.get(code)?.effects.join('；') ?? null;
    return field === 'name' || field === 'scoreAtMost' ? plainText(value) : effects;
  }
  if (part === 'grade')
    return field === 'name' || field === 'maxShare'
      ? plainText(value)
      : (side.grades.get(code)?.range ?? null);
  const item = side.adjustments.get(code);
  return field === '' ? (item ? modelPhrases.points(item.points) : null) : plainText(value);
};

const fieldName = (part: ModelDifference['part'], field: string): string => {
  const names: Readonly<Record<string, string>> = modelFieldNames[part];
  return names[field] ?? field;
};

/** Both models must have been checked. */
export const describeChanges = (before: ModelDocument, after: ModelDocument): Change[] => {
  const [left, right] = [sideOf(before), sideOf(after)];
  return compareModels(before, after).map((difference): Change => {
    const { part, kind, code, name, field } = difference;
    return {
      part,
      kind,
      code,
      name,
      field,
      fieldName: fieldName(part, field),
      before: partText(left, difference, difference.before),
      after: partText(right, difference, difference.after),
    };
  });
};
