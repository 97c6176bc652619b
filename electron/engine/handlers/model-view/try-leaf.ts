/** The live example: what typed values earn on one leaf, by the very arithmetic of a run. */
import type { z } from 'zod';
import type { modelOperations } from '#shared/contract/operations/models.ts';
import { exactFromText, formatFixed, formatShort, quotient, zero } from '#shared/domain/exact.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { DataSubject, ItemValues, ModelData } from '#shared/model/data.ts';
import type { CountedItem, ModelDocument, Scoring } from '#shared/model/definition.ts';
import { scoreModel } from '#shared/model/score-model.ts';
import { readTypedValue } from '#shared/model/typed-value.ts';
import { type OutlineLeaf, outlineLeaves } from '../../excel/layouts/model-outline.ts';

type Asked = z.output<(typeof modelOperations)['models.tryLeaf']['input']>;
type Tried = z.input<(typeof modelOperations)['models.tryLeaf']['output']>;

const self = 'tried';

/**
 * The method with its items called as forms call them, so that the arithmetic reads `按期办结数÷办结总数`. Formulas
 * keep their names, which are part of the expression, and so do leaves whose labels are not unique.
 */
const nameItems = (leaf: OutlineLeaf): { scoring: Scoring; nameOf: (item: string) => string } => {
  const { scoring } = leaf.node;
  const labels = new Map(leaf.items.map(({ code, label }) => [code, label]));
  const unnamed = scoring.method === 'formula' || new Set(labels.values()).size < labels.size;
  const nameOf = (item: string): string => (unnamed ? item : (labels.get(item) ?? item));
  return { scoring: unnamed ? scoring : renamed(scoring, nameOf), nameOf };
};

/** The parameters that name items, in all methods (model-spec §3). */
const itemFields: ReadonlySet<string> = new Set([
  'numerator',
  'denominator',
  'value',
  'item',
  'mean',
  'count',
]);

const renamed = (scoring: Scoring, nameOf: (item: string) => string): Scoring => {
  const rename = ([field, value]: [string, unknown]): [string, unknown] => {
    if (itemFields.has(field) && typeof value === 'string') return [field, nameOf(value)];
    if (field !== 'items') return [field, value];
    return [field, (value as CountedItem[]).map((counted) => ({ ...counted, item: nameOf(counted.item) }))];
  };
  return Object.fromEntries(Object.entries(scoring).map(rename)) as Scoring;
};

/** The same model with nothing but the tried leaf to be decided: what others lack neither blocks nor re-shares. */
const trialModel = (model: ModelDocument, leaf: OutlineLeaf, scoring: Scoring): ModelDocument => ({
  ...model,
  nodes: model.nodes.map((node) => {
    if (node.code === leaf.node.code) return { ...node, scoring };
    return node.scoring === undefined ? node : { ...node, missing: 'zero' };
  }),
});

/** Typed texts as values by role, with a finding for each that is no such value. */
const readTyped = (leaf: OutlineLeaf, asked: Asked) => {
  const findings: Finding[] = [];
  const byRole = new Map<string | null, Map<string, unknown>>();
  for (const { role, item, text } of asked.values) {
    const type = leaf.items.find((known) => known.code === item)?.type;
    if (type === undefined) continue;
    const typed = readTypedValue(type, text);
    if (typed.fault) {
      const place = { leaf: leaf.node.code, item, ...(role === null ? {} : { role }) };
      findings.push({ ...typed.fault, severity: 'error', ...place });
    } else {
      const values = byRole.get(role) ?? new Map<string, unknown>();
      byRole.set(role, values.set(item, typed.value));
    }
  }
  return { byRole, findings };
};

/** Other units of the group, for methods that compare; what is no number is passed over. */
const othersOf = (leaf: OutlineLeaf, asked: Asked, nameOf: (item: string) => string): DataSubject[] => {
  const [item] = leaf.items;
  if (!item || leaf.node.scoring.method !== 'relative') return [];
  return asked.others.flatMap((text, index): DataSubject[] => {
    const { value } = readTypedValue(item.type, text);
    if (typeof value !== 'number') return [];
    const values: ItemValues = { [nameOf(item.code)]: value };
    const given = leaf.node.scorers
      ? { by: Object.fromEntries(leaf.node.scorers.map(({ role }) => [role, values])) }
      : values;
    return [{ code: `other${index}`, name: '', values: { [leaf.node.code]: given } }];
  });
};

/** @throws AppError `model.leafUnknown` */
export const tryLeaf = (model: ModelDocument, asked: Asked): Tried => {
  const leaf = outlineLeaves(model).find(({ node }) => node.code === asked.leaf);
  if (!leaf) throw new AppError('model.leafUnknown', { leaf: asked.leaf, model: model.code });
  const decimals = model.decimals ?? 2;
  const nominal = formatFixed(quotient(leaf.points), decimals, model.rounding);
  const { byRole, findings: typedFindings } = readTyped(leaf, asked);
  const invalid = (findings: Finding[]): Tried => ({
    nominal,
    points: null,
    rate: null,
    status: 'invalid',
    trace: '',
    findings,
  });
  if (typedFindings.length > 0) return invalid(typedFindings);

  const { scoring, nameOf } = nameItems(leaf);
  const named = (values: ReadonlyMap<string, unknown> | undefined): ItemValues =>
    Object.fromEntries([...(values ?? [])].map(([item, value]) => [nameOf(item), value]));
  const given = leaf.node.scorers
    ? { by: Object.fromEntries(leaf.node.scorers.map(({ role }) => [role, named(byRole.get(role))])) }
    : named(byRole.get(null));
  const subject: DataSubject = { code: self, name: '', values: { [leaf.node.code]: given } };
  const data: ModelData = {
    format: 'zhengxin-data/1',
    subjects: [subject, ...othersOf(leaf, asked, nameOf)],
  };
  /** Findings name the items as the model does, and no unit: there is none. */
  const atTypedPlace = ({ subject: _, item, ...finding }: Finding): Finding => {
    const known = leaf.items.find(({ code }) => nameOf(code) === item);
    return item === undefined ? finding : { ...finding, item: known?.code ?? item };
  };
  const result = scoreModel(trialModel(model, leaf, scoring), data).subjects.find(
    ({ code }) => code === self,
  );
  const node = result?.nodes.find(({ code }) => code === leaf.node.code);
  if (!result || !node) {
    return invalid((result?.findings ?? []).map(atTypedPlace));
  }
  const blocked = result.missing.some((missing) => missing.leaf === leaf.node.code && missing.blocking);
  const rate = node.rate === null ? null : (exactFromText(node.rate) ?? zero);
  const counts = !blocked && rate !== null;
  return {
    nominal,
    points: counts
      ? formatFixed(
          quotient(exactFromText(node.earned ?? '') ?? leaf.points.mul(rate)),
          decimals,
          model.rounding,
        )
      : null,
    rate: counts ? `${formatShort(quotient(rate.mul(100)), 2)}%` : null,
    status: blocked ? 'blocked' : node.status === 'zeroed' ? 'scored' : node.status,
    trace: node.trace,
    findings: result.findings.map(atTypedPlace),
  };
};
