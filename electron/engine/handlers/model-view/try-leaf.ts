/** The live example: what typed values earn on one leaf, by the very arithmetic of a run. */
import type { z } from 'zod';
import type { modelOperations } from '#shared/contract/operations/models.ts';
import { percentText, withoutTrailingZeros } from '#shared/domain/decimal-text.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { compileModel } from '#shared/model/compiled-model.ts';
import type { ItemValues } from '#shared/model/data.ts';
import type { CountedItem, ModelDocument, Scoring } from '#shared/model/definition.ts';
import { type EntryValue, readEntryText } from '#shared/model/entry-text.ts';
import { type LeafSubject, nominalPoints, scoreLeafAlone } from '#shared/model/score-leaf.ts';
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

/** Typed texts as values by role, with a finding for each that is no such value. */
const readTyped = (leaf: OutlineLeaf, asked: Asked) => {
  const findings: Finding[] = [];
  const byRole = new Map<string | null, Map<string, EntryValue>>();
  for (const { role, item, text } of asked.values) {
    const known = leaf.items.find(({ code }) => code === item);
    if (!known) continue;
    const read = readEntryText(known.type, known.levels, text);
    if ('fault' in read) {
      const place = { leaf: leaf.node.code, item, ...(role === null ? {} : { role }) };
      findings.push({ ...read.fault, severity: 'error', ...place });
    } else {
      const values = byRole.get(role) ?? new Map<string, EntryValue>();
      byRole.set(role, values.set(item, read.value));
    }
  }
  return { byRole, findings };
};

/** Values as a data document holds them: by role on a leaf with scorers. */
const valuesOf = (leaf: OutlineLeaf, itemsOf: (role: string | null) => ItemValues): LeafSubject['values'] =>
  leaf.node.scorers
    ? { by: Object.fromEntries(leaf.node.scorers.map(({ role }) => [role, itemsOf(role)])) }
    : itemsOf(null);

/** Other units of the group, for methods that compare; what is no number is passed over. */
const othersOf = (leaf: OutlineLeaf, asked: Asked, nameOf: (item: string) => string): LeafSubject[] => {
  const [item] = leaf.items;
  if (!item || leaf.node.scoring.method !== 'relative') return [];
  return asked.others.flatMap((text, index): LeafSubject[] => {
    const read = readEntryText(item.type, item.levels, text);
    if ('fault' in read || read.value === null) return [];
    const values = { [nameOf(item.code)]: read.value };
    return [{ code: `other${index}`, group: null, values: valuesOf(leaf, () => values) }];
  });
};

/** @throws AppError `model.leafUnknown` */
export const tryLeaf = (model: ModelDocument, asked: Asked): Tried => {
  const leaf = outlineLeaves(model).find(({ node }) => node.code === asked.leaf);
  if (!leaf) throw new AppError('model.leafUnknown', { leaf: asked.leaf, model: model.code });
  const { scoring, nameOf } = nameItems(leaf);
  const nodes = model.nodes.map((node) => (node.code === leaf.node.code ? { ...node, scoring } : node));
  const compiled = compileModel({ ...model, nodes });
  const position = compiled.positionOf.get(leaf.node.code) ?? 0;
  const nominal = nominalPoints(compiled, position);
  const nothing = { nominal, points: null, rate: null, trace: '' };

  const typed = readTyped(leaf, asked);
  if (typed.findings.length > 0) return { ...nothing, status: 'invalid', findings: typed.findings };
  const given = valuesOf(leaf, (role) =>
    Object.fromEntries([...(typed.byRole.get(role) ?? [])].map(([item, value]) => [nameOf(item), value])),
  );
  const subjects = [{ code: self, group: null, values: given }, ...othersOf(leaf, asked, nameOf)];
  const score = scoreLeafAlone(compiled, position, subjects).find(({ code }) => code === self);
  if (!score) throw new RangeError('the tried subject was not scored');

  /** Findings name the items as the model does, and no unit: there is none. */
  const findings = score.findings.map(({ subject: _, item, ...finding }): Finding => {
    const known = leaf.items.find(({ code }) => nameOf(code) === item);
    return item === undefined ? finding : { ...finding, item: known?.code ?? item };
  });
  if (score.missing.some(({ blocking }) => blocking)) {
    return { ...nothing, status: 'blocked', trace: score.trace, findings };
  }
  const rate = score.rate === null ? null : `${withoutTrailingZeros(percentText(score.rate))}%`;
  return { nominal, points: score.points, rate, status: score.status, trace: score.trace, findings };
};
