/**
 * Is this a model? Lists every fault of a model document at once (model-spec §1): first the shape and range of each
 * field, then what needs several fields to judge. Error findings reject the model, warnings are advice.
 *
 * Readings taken where the specification leaves room:
 * - `missing`, `scorers`, `evidence`, `basis` and `metrics` on an inner node, and `aggregate` on a leaf, have no meaning
 *   there: a warning, not an error. A leaf's `aggregate` makes no geometric node.
 * - Empty lists of bands, items, levels, scorers and grades count as missing parameters; two scorers of one role are
 *   refused; `cap` of an item and `scoreAtMost` are ≥ 0; `maxShare` lies in [0, 1].
 * - A leaf is filled in by the assessed unit when a scorer has the role `self`, or when it has no scorers, is no survey
 *   and is not drawn from the credit database by `metrics`.
 * - A metric of the wrong shape is an error; one that names an unknown source or field is a warning, since it cannot
 *   change scoring. The same holds for an audit rule that cannot be read.
 */
import { checkMetric } from '../domain/metrics.ts';
import type { Finding } from '../errors/finding.ts';
import { readAuditRules } from './audit-rules/read-rules.ts';
import { checkScoring } from './check-scoring.ts';
import { checkJson, checkShape } from './check-shape.ts';
import type { ModelDocument } from './definition.ts';
import { errorFinding, hasErrors, warningFinding } from './findings.ts';
import {
  asArray,
  asNumber,
  asObjects,
  asText,
  compareCodes,
  isObject,
  type JsonObject,
  ownField,
} from './json-view.ts';

const repeated = (codes: readonly (string | null)[]): string[] => {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const code of codes) {
    if (code !== null && seen.has(code)) twice.add(code);
    if (code !== null) seen.add(code);
  }
  return [...twice].sort(compareCodes);
};

const codesOf = (list: readonly JsonObject[]): (string | null)[] => list.map((entry) => asText(entry.code));

const adjustmentItems = (document: JsonObject): readonly JsonObject[] =>
  [document.bonus, document.penalty].flatMap((block) => (isObject(block) ? asObjects(block.items) : []));

const checkCodes = (document: JsonObject): Finding[] => {
  const lists = [
    ['nodes', asObjects(document.nodes)],
    ['vetoes', asObjects(document.vetoes)],
    ['grades', asObjects(document.grades)],
    ['adjustments', adjustmentItems(document)],
  ] as const;
  return lists.flatMap(([list, entries]) =>
    repeated(codesOf(entries)).map((code) =>
      errorFinding({ code: 'model.code.twice', params: { code, list } }),
    ),
  );
};

/** The tree as far as it can be made out. */
type TreeView = {
  readonly nodes: readonly JsonObject[];
  readonly byCode: ReadonlyMap<string, JsonObject>;
  readonly parents: ReadonlySet<string>;
};

const viewTree = (document: JsonObject): TreeView => {
  const nodes = asObjects(document.nodes);
  const byCode = new Map<string, JsonObject>();
  const parents = new Set<string>();
  for (const node of nodes) {
    const code = asText(node.code);
    const parent = asText(node.parent);
    if (code !== null && !byCode.has(code)) byCode.set(code, node);
    if (parent !== null) parents.add(parent);
  }
  return { nodes, byCode, parents };
};

const isInner = (tree: TreeView, node: JsonObject): boolean => {
  const code = asText(node.code);
  return code !== null && tree.parents.has(code);
};

const isGeometric = (tree: TreeView, node: JsonObject): boolean =>
  node.aggregate === 'geometric' && isInner(tree, node);

/** Codes from a node up to its root (or round a cycle once), the node first. */
const lineage = (tree: TreeView, code: string): string[] => {
  const codes: string[] = [];
  const seen = new Set<string>();
  let at: string | null = code;
  while (at !== null && !seen.has(at)) {
    seen.add(at);
    codes.push(at);
    at = asText(tree.byCode.get(at)?.parent);
  }
  return codes;
};

const checkParents = (tree: TreeView): Finding[] => {
  const findings: Finding[] = [];
  const settled = new Set<string>();
  for (const [code, node] of tree.byCode) {
    const parent = asText(node.parent);
    if (parent !== null && !tree.byCode.has(parent)) {
      findings.push(errorFinding({ code: 'model.parent.unknown', params: { parent } }, { node: code }));
    }
    const path: string[] = [];
    let at: string | null = code;
    while (at !== null && !settled.has(at)) {
      if (path.includes(at)) {
        const codes = path.slice(path.indexOf(at)).sort(compareCodes);
        const first = codes[0] ?? at;
        findings.push(
          errorFinding({ code: 'model.parent.cycle', params: { codes: codes.join(', ') } }, { node: first }),
        );
        break;
      }
      path.push(at);
      at = asText(tree.byCode.get(at)?.parent);
    }
    for (const visited of path) settled.add(visited);
  }
  return findings;
};

const leafFields = ['missing', 'scorers', 'evidence', 'basis', 'metrics'] as const;

const filledByUnit = (node: JsonObject): boolean => {
  if (Array.isArray(node.scorers)) return asObjects(node.scorers).some((scorer) => scorer.role === 'self');
  const survey = isObject(node.scoring) && node.scoring.method === 'survey';
  return !survey && !isObject(node.metrics);
};

const checkNode = (tree: TreeView, node: JsonObject): Finding[] => {
  const code = asText(node.code);
  const place = code === null ? {} : { node: code };
  if (isInner(tree, node)) {
    const scored =
      ownField(node, 'scoring') === undefined
        ? []
        : [errorFinding({ code: 'model.inner.scoring', params: {} }, place)];
    const idle = leafFields
      .filter((field) => ownField(node, field) !== undefined)
      .map((field) => warningFinding({ code: 'model.inner.leafField', params: { field } }, place));
    return [...scored, ...idle];
  }
  const findings: Finding[] = [];
  if (ownField(node, 'scoring') === undefined) {
    findings.push(errorFinding({ code: 'model.leaf.noScoring', params: {} }, place));
  }
  if (ownField(node, 'aggregate') !== undefined) {
    findings.push(warningFinding({ code: 'model.leaf.aggregate', params: {} }, place));
  }
  for (const role of repeated(asObjects(node.scorers).map((scorer) => asText(scorer.role)))) {
    findings.push(errorFinding({ code: 'model.scorer.twice', params: { role } }, { ...place, role }));
  }
  if (isObject(node.scoring)) {
    findings.push(...checkScoring(node.scoring).map((fault) => errorFinding(fault, place)));
  }
  if (node.missing === 'exclude' && filledByUnit(node)) {
    findings.push(warningFinding({ code: 'model.missing.excludePays', params: {} }, place));
  }
  return findings;
};

const checkMetrics = (node: JsonObject): Finding[] => {
  if (!isObject(node.metrics)) return [];
  const code = asText(node.code);
  return Object.entries(node.metrics).flatMap(([item, metric]) =>
    checkMetric(metric, { ...(code === null ? {} : { node: code }), item }).map(
      (finding): Finding => (finding.code === 'metric.shape' ? finding : { ...finding, severity: 'warning' }),
    ),
  );
};

const checkGrades = (document: JsonObject): Finding[] => {
  const grades = asObjects(document.grades);
  const findings: Finding[] = [];
  grades.forEach((grade, index) => {
    const code = asText(grade.code) ?? String(index + 1);
    const min = asNumber(grade.min);
    const before = index === 0 ? null : asNumber(grades[index - 1]?.min);
    if (min !== null && before !== null && min >= before) {
      findings.push(errorFinding({ code: 'model.grades.order', params: { code } }));
    }
    if (index < grades.length - 1) return;
    if (min !== null && min !== 0)
      findings.push(errorFinding({ code: 'model.grades.lastMin', params: { code } }));
    if (ownField(grade, 'maxShare') !== undefined) {
      findings.push(errorFinding({ code: 'model.grades.lastQuota', params: { code } }));
    }
  });
  return findings;
};

const checkVetoes = (document: JsonObject, tree: TreeView): Finding[] => {
  const grades = new Set(codesOf(asObjects(document.grades)));
  return asObjects(document.vetoes).flatMap((veto) => {
    const code = asText(veto.code) ?? '';
    const grade = asText(veto.gradeAtMost);
    const unknownGrade =
      grade === null || grades.has(grade)
        ? []
        : [errorFinding({ code: 'model.veto.unknownGrade', params: { veto: code, grade } })];
    const unknownNodes = asArray(veto.zeroNodes)
      .filter((node) => typeof node === 'string')
      .filter((node) => !tree.byCode.has(node))
      .map((node) => errorFinding({ code: 'model.veto.unknownNode', params: { veto: code, node } }));
    return [...unknownGrade, ...unknownNodes];
  });
};

const checkGeometry = (document: JsonObject, tree: TreeView): Finding[] => {
  const geometric = tree.nodes.filter((node) => isGeometric(tree, node));
  const rounding = ownField(document, 'roundAt') ?? 'leaf';
  if (rounding !== 'leaf') return [];
  return geometric.map((node) =>
    errorFinding({ code: 'model.geometric.leafRounding', params: {} }, { node: asText(node.code) ?? '' }),
  );
};

/** Codes of all nodes at, below or above a geometric one. */
const touchedByGeometry = (tree: TreeView): Set<string> => {
  const geometric = new Set<string>();
  for (const [code, node] of tree.byCode) if (isGeometric(tree, node)) geometric.add(code);
  const touched = new Set<string>();
  for (const code of geometric) for (const above of lineage(tree, code)) touched.add(above);
  if (geometric.size === 0) return touched;
  for (const code of tree.byCode.keys()) {
    if (lineage(tree, code).some((above) => geometric.has(above))) touched.add(code);
  }
  return touched;
};

const checkTieBreak = (document: JsonObject, tree: TreeView): Finding[] => {
  const touched = touchedByGeometry(tree);
  return asArray(document.tieBreak)
    .filter((key) => typeof key === 'string')
    .flatMap((key) => {
      if (key === 'fewerVetoes') return [];
      if (!key.startsWith('node:'))
        return [errorFinding({ code: 'model.tieBreak.unknown', params: { key } })];
      const node = key.slice('node:'.length);
      if (!tree.byCode.has(node))
        return [errorFinding({ code: 'model.tieBreak.unknownNode', params: { node } })];
      return touched.has(node)
        ? [errorFinding({ code: 'model.tieBreak.geometric', params: { node } }, { node })]
        : [];
    });
};

/**
 * Whether a document as read from JSON may be scored; nothing is said about its audit rules, which take no part in it.
 * @returns the document itself (not a copy, nothing filled in) when it may be scored, otherwise null; and every finding.
 */
export const checkScorable = (input: unknown): { model: ModelDocument | null; findings: Finding[] } => {
  if (!isObject(input)) {
    return { model: null, findings: [errorFinding({ code: 'model.document.notAnObject', params: {} })] };
  }
  const unreadable = checkJson(input);
  if (unreadable.length > 0) return { model: null, findings: unreadable };
  const tree = viewTree(input);
  const findings = [
    ...checkShape(input),
    ...checkCodes(input),
    ...checkParents(tree),
    ...tree.nodes.flatMap((node) => [...checkNode(tree, node), ...checkMetrics(node)]),
    ...checkGeometry(input, tree),
    ...checkGrades(input),
    ...checkVetoes(input, tree),
    ...checkTieBreak(input, tree),
  ];
  return { model: hasErrors(findings) ? null : (input as ModelDocument), findings };
};

/** `checkScorable`, and advice about audit rules that cannot be read. */
export const checkModel = (input: unknown): { model: ModelDocument | null; findings: Finding[] } => {
  const { model, findings } = checkScorable(input);
  return { model, findings: model === null ? findings : [...findings, ...readAuditRules(model).findings] };
};
