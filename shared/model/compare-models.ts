/**
 * How one version of a model differs from another, part by part. Values are the JSON of the documents; what a reader
 * sees of them is for the caller to say. Effective points are compared beside the weights, because a new sibling changes
 * the points of all others without touching their weights.
 */
import { formatFixed, quotient } from '../domain/exact.ts';
import { compileModel } from './compiled-model.ts';
import type { AdjustmentBlock, ModelDocument } from './definition.ts';
import { compareCodes, type JsonObject, ownField } from './json-view.ts';

export type ModelPart = 'node' | 'bonus' | 'penalty' | 'veto' | 'grade' | 'setting';

export interface ModelDifference {
  part: ModelPart;
  kind: 'added' | 'removed' | 'changed';
  /** Code of the part; of a setting its field. */
  code: string;
  name: string;
  /** The field that changed, `''` for a part added or removed. */
  field: string;
  /** Undefined where there is none. */
  before: unknown;
  after: unknown;
}

interface Coded {
  code: string;
  name: string;
}

/** Fields of a node that are compared, and `points`, which follow from the weights. */
const nodeFields = [
  'name',
  'parent',
  'weight',
  'points',
  'aggregate',
  'scoring',
  'missing',
  'scorers',
  'evidence',
  'basis',
  'metrics',
  'extensions',
] as const;
const adjustmentFields = ['name', 'points', 'cap', 'extensions'] as const;
const vetoFields = ['name', 'scoreAtMost', 'gradeAtMost', 'zeroNodes', 'extensions'] as const;
const gradeFields = ['name', 'min', 'exclusive', 'maxShare', 'extensions'] as const;
const settingFields = [
  'code',
  'name',
  'subjectKinds',
  'fullScore',
  'decimals',
  'rounding',
  'roundAt',
  'ties',
  'tieBreak',
  'vetoedLast',
  'auditRules',
  'extensions',
] as const;

/** Equal as JSON, whatever the order of fields. */
const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => compareCodes(a, b)))
      : inner,
  ) ?? '';

const compareFields = (
  part: ModelPart,
  place: Coded,
  fields: readonly string[],
  before: JsonObject,
  after: JsonObject,
): ModelDifference[] =>
  fields.flatMap((field) => {
    const [left, right] = [ownField(before, field), ownField(after, field)];
    if (same(left, right)) return [];
    const { code, name } = place;
    return [{ part, kind: 'changed' as const, code, name, field, before: left, after: right }];
  });

/** Differences of two lists of coded parts: in the order of `after`, with what is gone at the end. */
const compareLists = <Part extends Coded>(
  part: ModelPart,
  fields: readonly string[],
  before: readonly Part[],
  after: readonly Part[],
): ModelDifference[] => {
  const old = new Map(before.map((one) => [one.code, one]));
  const now = new Set(after.map((one) => one.code));
  const whole = (kind: 'added' | 'removed', one: Part): ModelDifference => ({
    part,
    kind,
    code: one.code,
    name: one.name,
    field: '',
    before: kind === 'removed' ? one : undefined,
    after: kind === 'added' ? one : undefined,
  });
  return [
    ...after.flatMap((one) => {
      const previous = old.get(one.code);
      if (previous === undefined) return [whole('added', one)];
      return compareFields(
        part,
        one,
        fields,
        previous as unknown as JsonObject,
        one as unknown as JsonObject,
      );
    }),
    ...before.filter(({ code }) => !now.has(code)).map((one) => whole('removed', one)),
  ];
};

/** Nodes in tree order with the points that they are worth. */
const weighedNodes = (model: ModelDocument) => {
  const written = new Map(model.nodes.map((node) => [node.code, node]));
  const compiled = compileModel(model);
  return compiled.nodes.map((node) => ({
    ...written.get(node.code),
    code: node.code,
    name: node.name,
    points: formatFixed(quotient(node.points), model.decimals ?? 2, compiled.rounding),
  }));
};

/** The cap of a block counts as a setting of the block. */
const compareBlocks = (
  part: 'bonus' | 'penalty',
  before: AdjustmentBlock | undefined,
  after: AdjustmentBlock | undefined,
): ModelDifference[] => {
  const place = { code: part, name: '' };
  return [
    ...compareFields(part, place, ['cap'], { cap: before?.cap ?? 0 }, { cap: after?.cap ?? 0 }),
    ...compareLists(part, adjustmentFields, before?.items ?? [], after?.items ?? []),
  ];
};

/** Everything that differs between two checked models. */
export const compareModels = (before: ModelDocument, after: ModelDocument): ModelDifference[] => [
  ...settingFields.flatMap((field) =>
    compareFields('setting', { code: field, name: '' }, [field], before as JsonObject, after as JsonObject),
  ),
  ...compareLists('node', nodeFields, weighedNodes(before), weighedNodes(after)),
  ...compareBlocks('bonus', before.bonus, after.bonus),
  ...compareBlocks('penalty', before.penalty, after.penalty),
  ...compareLists('veto', vetoFields, before.vetoes ?? [], after.vetoes ?? []),
  ...compareLists('grade', gradeFields, before.grades, after.grades),
];
