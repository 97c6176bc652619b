/** W13 as it is written: a blank cell stands for an absent field, JSON is canonical. */
import type { AdjustmentBlock, ModelDocument, ModelNode } from '#shared/model/definition.ts';
import { modelDigest } from '#shared/model/digest.ts';
import {
  adjustmentNames,
  aggregateNames,
  evidenceNames,
  methodNames,
  missingNames,
} from '#shared/words/zh-CN/model-terms.ts';
import { describeScoring } from '#shared/words/zh-CN/scoring.ts';
import type { CellContent, WorkbookPlan } from '../workbook-plan.ts';
import { cellJson, cellPieces, encodeList, encodeText, jsonText } from './exact-text.ts';
import { footerOf, metaOf } from './form-workbook.ts';
import { type OutlineLeaf, outlineLeaves } from './model-outline.ts';
import {
  continued,
  extensionPrefix,
  type FieldKind,
  isPlainObject,
  modelFields,
  modelForm,
  modelLists,
  type sheetNames,
  sheetOrder,
  tableFor,
} from './model-sheets.ts';
import { buildTableSheet, type TableCells } from './table.ts';

export function buildSheets(model: ModelDocument | undefined): WorkbookPlan {
  const digest = model ? modelDigest(model) : '';
  const look = {
    asForm: true,
    footerLeft: footerOf(modelForm),
    ...(model ? { footerRight: `${model.code} ${model.version} · ${digest.slice(0, 12)}` } : {}),
  };
  const rows = model ? rowsOf(model) : null;
  return {
    title: model?.name ?? modelForm.title,
    meta: metaOf(
      modelForm,
      model ? { modelCode: model.code, modelVersion: model.version, modelDigest: digest } : {},
    ),
    lists: modelLists,
    sheets: sheetOrder.map((sheet) => {
      const table = { ...tableFor(sheet, model), blankRows: model ? 0 : 20 };
      return buildTableSheet(table, { rows: rows?.[sheet] ?? [] }, look);
    }),
  };
}

function rowsOf(model: ModelDocument): Record<keyof typeof sheetNames, TableCells[]> {
  return {
    info: infoRows(model),
    nodes: nodeRows(model),
    adjustments: [...adjustmentRows('bonus', model.bonus), ...adjustmentRows('penalty', model.penalty)],
    vetoes: vetoRows(model),
    grades: gradeRows(model),
  };
}

function infoRows(model: ModelDocument): TableCells[] {
  const values: Record<string, unknown> = {
    ...model,
    'bonus.cap': model.bonus?.cap,
    'bonus.extensions': model.bonus?.extensions,
    'penalty.cap': model.penalty?.cap,
    'penalty.extensions': model.penalty?.extensions,
    vetoes: model.vetoes?.length === 0 ? [] : undefined,
    extensions: isPlainObject(model.extensions) ? undefined : model.extensions,
  };
  const rows = Object.entries(modelFields).flatMap(([key, { label, kind }]): TableCells[] => {
    const value = values[key];
    if (value === undefined) return [];
    if (kind === 'number') return [[key, label, value as number]];
    return cellPieces(fieldText(value, kind, label)).map((piece, index): TableCells => {
      return [key, index === 0 ? label : continued + label, piece];
    });
  });
  if (!isPlainObject(model.extensions)) return rows;
  const extensions = Object.entries(model.extensions);
  if (extensions.length === 0) return [...rows, ['extensions', '扩展', '{}']];
  return [...rows, ...extensions.flatMap(([key, value]) => extensionRows(key, value))];
}

function extensionRows(key: string, value: unknown): TableCells[] {
  const field = extensionPrefix + encodeText(key, '扩展');
  return cellPieces(jsonText(value)).map((piece, index): TableCells => {
    return [field, `${index === 0 ? '' : continued}扩展`, piece];
  });
}

function fieldText(value: unknown, kind: Exclude<FieldKind, 'number'>, label: string): string {
  if (kind === 'text') return encodeText(String(value), label);
  if (kind === 'list') return encodeList(value as string[], label);
  if (kind === 'flag') return value ? '是' : '否';
  if (kind === 'json') return jsonText(value);
  return kind[String(value)] ?? String(value);
}

const optional = <T, R>(value: T | undefined, write: (value: T) => R): R | null =>
  value === undefined ? null : write(value);
const jsonCell = (value: unknown, what: string): CellContent =>
  value === undefined ? null : cellJson(value, what);

function nodeRows(model: ModelDocument): TableCells[] {
  const leaves = new Map(outlineLeaves(model).map((leaf) => [leaf.node.code, leaf]));
  return inTreeOrder(model.nodes).map(({ node, level }): TableCells => {
    const leaf = leaves.get(node.code);
    const text = (value: string): string => encodeText(value, `${node.code} ${node.name}`);
    return [
      text(node.code),
      node.parent === null ? null : text(node.parent),
      level,
      text(node.name),
      node.weight,
      optional(node.aggregate, (value) => aggregateNames[value]),
      optional(node.scoring, ({ method }) => methodNames[method]),
      optional(node.scoring, ({ method: _, ...params }) => cellJson(params, node.name)),
      leaf ? ruleText(leaf) : null,
      optional(node.missing, (value) => missingNames[value]),
      jsonCell(node.scorers, node.name),
      optional(node.evidence, (value) => evidenceNames[value]),
      optional(node.basis, text),
      jsonCell(node.metrics, node.name),
      jsonCell(node.extensions, node.name),
    ];
  });
}

function ruleText(leaf: OutlineLeaf): string {
  const label = (code: string): string => leaf.items.find((item) => item.code === code)?.label ?? code;
  return describeScoring(leaf.node, { points: leaf.points, itemLabel: label });
}

/** Parents before children, siblings by code; the digest does not depend on it, a reader does. */
function inTreeOrder(nodes: readonly ModelNode[]): { node: ModelNode; level: number }[] {
  const children = new Map<string | null, ModelNode[]>();
  for (const node of nodes) children.set(node.parent, [...(children.get(node.parent) ?? []), node]);
  const ordered: { node: ModelNode; level: number }[] = [];
  const visit = (parent: string | null, level: number): void => {
    for (const node of (children.get(parent) ?? []).sort((a, b) => (a.code < b.code ? -1 : 1))) {
      ordered.push({ node, level });
      visit(node.code, level + 1);
    }
  };
  visit(null, 1);
  return ordered;
}

function adjustmentRows(
  block: keyof typeof adjustmentNames,
  given: AdjustmentBlock | undefined,
): TableCells[] {
  return (given?.items ?? []).map((item) => [
    adjustmentNames[block],
    encodeText(item.code, item.name),
    encodeText(item.name, item.name),
    item.points,
    item.cap ?? null,
    jsonCell(item.extensions, item.name),
  ]);
}

function vetoRows(model: ModelDocument): TableCells[] {
  return (model.vetoes ?? []).map((veto) => [
    encodeText(veto.code, veto.name),
    encodeText(veto.name, veto.name),
    veto.scoreAtMost ?? null,
    optional(veto.gradeAtMost, (code) => encodeText(code, veto.name)),
    optional(veto.zeroNodes, (codes) => encodeList(codes, veto.name)),
    jsonCell(veto.extensions, veto.name),
  ]);
}

function gradeRows(model: ModelDocument): TableCells[] {
  return model.grades.map((grade) => [
    encodeText(grade.code, grade.name),
    encodeText(grade.name, grade.name),
    grade.min,
    optional(grade.exclusive, (value) => (value ? '是' : '否')),
    grade.maxShare ?? null,
    jsonCell(grade.extensions, grade.name),
  ]);
}
