/**
 * W13 评价模型: a model document as five sheets that an office can read, print and edit, one column for each field of
 * model-spec §1. Written and read again it has the same digest: a blank cell is an absent field, nothing is filled in.
 * Parameters stand as canonical JSON beside the rule in words.
 */
import type { Finding } from '#shared/errors/finding.ts';
import type { AdjustmentBlock, ModelDocument, ModelNode, Scoring } from '#shared/model/definition.ts';
import { modelDigest } from '#shared/model/digest.ts';
import { describeScoring } from '#shared/words/zh-CN/scoring.ts';
import type { CellContent, WorkbookPlan } from '../workbook-plan.ts';
import {
  cellJson,
  cellPieces,
  decodeList,
  decodeText,
  encodeList,
  encodeText,
  jsonText,
  parseJson,
} from './exact-text.ts';
import { footerOf, labelsOf, metaOf } from './form-workbook.ts';
import type { ImportLayout } from './layout.ts';
import { type OutlineLeaf, outlineLeaves } from './model-outline.ts';
import type { RowReader } from './row-reader.ts';
import { buildTableSheet, type TableCells, type TableColumn, type TableSheet } from './table.ts';
import { openTableParser } from './table-parser.ts';

export interface ModelContext {
  /** The model that the form starts from; without it the form is empty. An import needs none. */
  model?: ModelDocument;
}

const identity = { layout: 'model', templateVersion: '1.0', title: '评价模型' } as const;

const methods: Record<Scoring['method'], string> = {
  ratio: '比率',
  linear: '线性',
  bands: '分档',
  deduct: '扣分',
  award: '加分',
  boolean: '是否',
  rubric: '等级评定',
  survey: '问卷',
  manual: '人工评分',
  relative: '相对比较',
  formula: '公式',
};
const aggregates = { arithmetic: '算术平均', geometric: '几何平均' } as const;
const missingPolicies = { zero: '记0分', exclude: '不计入', block: '不能计分' } as const;
const evidenceRules = { required: '必须', optional: '可选', none: '不需要' } as const;
const roundings = { 'half-up': '四舍五入', 'half-even': '四舍六入五成双' } as const;
const roundingPlaces = { leaf: '逐项取整', total: '总分取整' } as const;
const tieRules = { competition: '并列占位（1、2、2、4）', dense: '并列不占位（1、2、2、3）' } as const;
const yesNo = { true: '是', false: '否' } as const;
const blocks = { bonus: '加分', penalty: '扣分' } as const;

const lists = {
  method: labelsOf(methods),
  aggregate: labelsOf(aggregates),
  missing: labelsOf(missingPolicies),
  evidence: labelsOf(evidenceRules),
  yesNo: labelsOf(yesNo),
  block: labelsOf(blocks),
};

/** How the value of a field of 基本信息 is written. */
type FieldKind = 'text' | 'number' | 'list' | 'json' | 'flag' | Readonly<Record<string, string>>;

interface Field {
  label: string;
  kind: FieldKind;
}

/** Fields of 基本信息 in their order; every key under `extensions` has a row of its own besides. */
const fields: Readonly<Record<string, Field>> = {
  format: { label: '格式', kind: 'text' },
  code: { label: '模型代码', kind: 'text' },
  name: { label: '模型名称', kind: 'text' },
  version: { label: '版本', kind: 'text' },
  subjectKinds: { label: '适用对象', kind: 'list' },
  fullScore: { label: '满分', kind: 'number' },
  decimals: { label: '公布小数位数', kind: 'number' },
  rounding: { label: '取整方式', kind: roundings },
  roundAt: { label: '取整位置', kind: roundingPlaces },
  ties: { label: '并列名次', kind: tieRules },
  tieBreak: { label: '同分排序', kind: 'list' },
  vetoedLast: { label: '被否决的排在最后', kind: 'flag' },
  'bonus.cap': { label: '加分上限', kind: 'number' },
  'bonus.extensions': { label: '加分扩展', kind: 'json' },
  'penalty.cap': { label: '扣分上限', kind: 'number' },
  'penalty.extensions': { label: '扣分扩展', kind: 'json' },
  /** Written only when the list is there and empty; otherwise its sheet speaks for it. */
  vetoes: { label: '一票否决', kind: 'json' },
  auditRules: { label: '审核规则', kind: 'json' },
  extensions: { label: '扩展', kind: 'json' },
};
const extensionPrefix = 'extensions/';
const continued = '（续）';

const sheetNames = {
  info: '基本信息',
  nodes: '指标',
  adjustments: '加减分',
  vetoes: '一票否决',
  grades: '等次',
} as const;

const extensionsColumn: TableColumn = { key: 'extensions', title: '扩展', width: 14, look: 'long' };

const columnsOf: Record<keyof typeof sheetNames, readonly TableColumn[]> = {
  info: [
    { key: 'field', title: '字段', width: 24, look: 'code', required: 'cell' },
    { key: 'label', title: '项目', width: 24, look: 'text', automatic: true },
    { key: 'value', title: '内容', width: 90, look: 'long', required: 'cell' },
  ],
  nodes: [
    { key: 'code', title: '指标代码', width: 9, look: 'code', required: 'cell' },
    { key: 'parent', title: '上级代码', width: 9, look: 'code', required: 'column' },
    { key: 'level', title: '级次', width: 5.5, look: 'integer', automatic: true },
    { key: 'name', title: '指标名称', width: 20, look: 'text', required: 'cell' },
    { key: 'weight', title: '权重', width: 7.5, look: 'number', required: 'cell' },
    { key: 'aggregate', title: '汇总方式', width: 9, look: 'centre', list: 'aggregate' },
    { key: 'method', title: '计分方法', width: 9, look: 'centre', required: 'column', list: 'method' },
    { key: 'params', title: '参数', also: ['参数(JSON)'], width: 32, look: 'long', required: 'column' },
    { key: 'rule', title: '评分标准', width: 38, look: 'long', automatic: true },
    { key: 'missing', title: '缺填处理', width: 9, look: 'centre', list: 'missing' },
    { key: 'scorers', title: '评分人', width: 14, look: 'long' },
    { key: 'evidence', title: '佐证要求', width: 8, look: 'centre', list: 'evidence' },
    { key: 'basis', title: '依据', width: 24, look: 'long' },
    { key: 'metrics', title: '取数', width: 14, look: 'long' },
    extensionsColumn,
  ],
  adjustments: [
    { key: 'block', title: '类别', width: 10, look: 'centre', required: 'cell', list: 'block' },
    { key: 'code', title: '代码', width: 14, look: 'code', required: 'cell' },
    { key: 'name', title: '名称', width: 60, look: 'text', required: 'cell' },
    { key: 'points', title: '每次分值', width: 12, look: 'number', required: 'cell' },
    { key: 'cap', title: '最多分值', width: 12, look: 'number' },
    extensionsColumn,
  ],
  vetoes: [
    { key: 'code', title: '代码', width: 14, look: 'code', required: 'cell' },
    { key: 'name', title: '名称', width: 60, look: 'text', required: 'cell' },
    { key: 'scoreAtMost', title: '总分不超过', width: 12, look: 'number' },
    { key: 'gradeAtMost', title: '等次不高于', width: 14, look: 'code' },
    { key: 'zeroNodes', title: '清零指标', width: 26, look: 'text' },
    extensionsColumn,
  ],
  grades: [
    { key: 'code', title: '代码', width: 14, look: 'code', required: 'cell' },
    { key: 'name', title: '名称', width: 30, look: 'text', required: 'cell' },
    { key: 'min', title: '最低分', width: 12, look: 'number', required: 'cell' },
    { key: 'exclusive', title: '不含最低分', width: 14, look: 'centre', list: 'yesNo' },
    { key: 'maxShare', title: '最多占比', width: 12, look: 'number' },
    extensionsColumn,
  ],
};

const notes: Record<keyof typeof sheetNames, readonly string[]> = {
  info: ['“字段”一列用于导入，请不要改动；内容很长的分成几行，后面的行标“（续）”。'],
  nodes: [
    '按权重分配分值，只看同级之间的比例；末级指标必须有计分方法和参数，其他指标不填。',
    '参数、评分人、取数、扩展按原样的格式（JSON）填写；“评分标准”由程序按参数生成，不用填写。',
  ],
  adjustments: ['加分、扣分的总上限在“基本信息”中填写；“最多分值”留空表示单项不设上限。'],
  vetoes: ['“等次不高于”填等次代码；“清零指标”填指标代码，多个之间用顿号隔开。'],
  grades: ['从最好到最差排列，最后一等的最低分为0；“最多占比”填小数，如0.2表示不超过20%。'],
};

function tableFor(sheet: keyof typeof sheetNames, model: ModelDocument | undefined): TableSheet {
  return {
    name: sheetNames[sheet],
    title: `${model?.name ?? identity.title}　${sheetNames[sheet]}`,
    columns: columnsOf[sheet],
    signOff: false,
    notes: notes[sheet],
    blankRows: 0,
    entryRows: 500,
  };
}

const sheetOrder = ['info', 'nodes', 'adjustments', 'vetoes', 'grades'] as const;

// Writing

function build(model: ModelDocument | undefined): WorkbookPlan {
  const digest = model ? modelDigest(model) : '';
  const look = {
    asForm: true,
    footerLeft: footerOf(identity),
    ...(model ? { footerRight: `${model.code} ${model.version} · ${digest.slice(0, 12)}` } : {}),
  };
  const rows = model ? rowsOf(model) : null;
  return {
    title: model?.name ?? identity.title,
    meta: metaOf(
      identity,
      model ? { modelCode: model.code, modelVersion: model.version, modelDigest: digest } : {},
    ),
    lists,
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

/** The model as a workbook; `assembleModel` of what an import reads gives the same digest. */
export function buildModelWorkbook(model: ModelDocument): WorkbookPlan {
  return build(model);
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
  const rows = Object.entries(fields).flatMap(([key, { label, kind }]): TableCells[] => {
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

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
      optional(node.aggregate, (value) => aggregates[value]),
      optional(node.scoring, ({ method }) => methods[method]),
      optional(node.scoring, ({ method: _, ...params }) => cellJson(params, node.name)),
      leaf ? ruleText(leaf) : null,
      optional(node.missing, (value) => missingPolicies[value]),
      jsonCell(node.scorers, node.name),
      optional(node.evidence, (value) => evidenceRules[value]),
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

function adjustmentRows(block: keyof typeof blocks, given: AdjustmentBlock | undefined): TableCells[] {
  return (given?.items ?? []).map((item) => [
    blocks[block],
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

// Reading

/** One row of the workbook: a field of the document, or an element of one of its lists. */
export type ModelPiece =
  | { sheet: 'info'; field: string; value: unknown }
  /** A piece of a long text; the pieces of one field follow one another. */
  | { sheet: 'info'; field: string; part: string }
  | { sheet: 'nodes' | 'vetoes' | 'grades'; value: Record<string, unknown> }
  | { sheet: 'adjustments'; block: keyof typeof blocks; value: Record<string, unknown> };

function openParser(context: ModelContext) {
  const firstRows = new Map<string, number>();
  const bySheet = new Map<string, keyof typeof sheetNames>(
    sheetOrder.map((sheet) => [sheetNames[sheet], sheet]),
  );
  return openTableParser<ModelPiece>({
    layout: 'model',
    title: identity.title,
    templateVersion: identity.templateVersion,
    tables: sheetOrder.map((sheet) => tableFor(sheet, context.model)),
    plainRows: true,
    mapRow: (row, table, raw) => {
      const sheet = bySheet.get(table.name) ?? 'info';
      const value = readPiece(row, sheet);
      if (value === null) return { naturalKey: null, value: null };
      const key = 'field' in value ? value.field : String(value.value.code);
      const naturalKey = `${sheet}|${key}`;
      const first = firstRows.get(naturalKey);
      if (sheet === 'info' && first !== undefined && !isContinuation(row)) {
        row.report('error', 'modelSheet.fieldRepeated', { field: key, firstRow: first }, 'field');
      }
      if (first === undefined) firstRows.set(naturalKey, raw.row);
      return { naturalKey, value };
    },
    finish: (_meta, sheets): Finding[] => {
      const found = new Set(sheets.map((sheet) => sheet.sheet.replace(/\s/g, '')));
      const absent = sheetOrder.map((sheet) => sheetNames[sheet]).filter((name) => !found.has(name));
      if (sheets.length === 0 || absent.length === 0) return [];
      const params = { form: identity.title, sheets: absent.join('、') };
      return [{ code: 'layout.sheetMissing', severity: 'error', params }];
    },
  });
}

function isContinuation(row: RowReader): boolean {
  return row.cell('label')?.text.trim().startsWith(continued) ?? false;
}

function readPiece(row: RowReader, sheet: keyof typeof sheetNames): ModelPiece | null {
  switch (sheet) {
    case 'info':
      return readField(row);
    case 'nodes':
      return { sheet, value: readNode(row) };
    case 'adjustments': {
      const block = row.choice('block', blocks);
      const value = { ...readCoded(row), ...numbers(row, ['points', 'cap']), ...json(row, ['extensions']) };
      return block === null ? null : { sheet, block, value };
    }
    case 'vetoes':
      return { sheet, value: readVeto(row) };
    case 'grades': {
      const exclusive = row.choice('exclusive', yesNo);
      const flags = exclusive === null ? {} : { exclusive: exclusive === 'true' };
      const value = {
        ...readCoded(row),
        ...numbers(row, ['min', 'maxShare']),
        ...flags,
        ...json(row, ['extensions']),
      };
      return { sheet, value };
    }
  }
}

/** Text of a cell whose content is a code: a numeric cell may have lost a trailing 0 (1.10 → 1.1). */
function codeText(row: RowReader, key: string): string | null {
  const text = row.text(key);
  if (text === null) return null;
  const cell = row.cell(key);
  if (cell && cell.kind !== 'text') {
    row.report('error', 'row.codeInNumericCell', { title: '代码', digits: text.length }, key);
    return null;
  }
  return decodeText(text);
}

function readCoded(row: RowReader): Record<string, unknown> {
  const name = row.text('name');
  return { code: codeText(row, 'code'), ...(name === null ? {} : { name: decodeText(name) }) };
}

function numbers(row: RowReader, keys: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = row.decimal(key);
      return value === null ? [] : [[key, value] as const];
    }),
  );
}

function json(row: RowReader, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const text = row.text(key);
      if (text === null) return [];
      const value = parseJson(text);
      if (value === undefined) row.report('error', 'modelSheet.jsonInvalid', { title: titleOf(key) }, key);
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}

function titleOf(key: string): string {
  return columnsOf.nodes.find((column) => column.key === key)?.title ?? key;
}

function readNode(row: RowReader): Record<string, unknown> {
  const parent = codeText(row, 'parent');
  const aggregate = row.choice('aggregate', aggregates);
  const method = row.choice('method', methods);
  const missing = row.choice('missing', missingPolicies);
  const evidence = row.choice('evidence', evidenceRules);
  const basis = row.text('basis');
  const { params, ...rest } = json(row, ['params', 'scorers', 'metrics', 'extensions']);
  if (params !== undefined && !isPlainObject(params)) {
    row.report('error', 'modelSheet.jsonInvalid', { title: '参数' }, 'params');
  }
  // A method without parameters, or the reverse, is left for the model's own check to name.
  const scoring =
    method === null && params === undefined
      ? {}
      : { scoring: { ...(method === null ? {} : { method }), ...(isPlainObject(params) ? params : {}) } };
  return {
    ...readCoded(row),
    parent,
    ...numbers(row, ['weight']),
    ...(aggregate === null ? {} : { aggregate }),
    ...scoring,
    ...(missing === null ? {} : { missing }),
    ...(evidence === null ? {} : { evidence }),
    ...(basis === null ? {} : { basis: decodeText(basis) }),
    ...rest,
  };
}

function readVeto(row: RowReader): Record<string, unknown> {
  const gradeAtMost = codeText(row, 'gradeAtMost');
  const listed = row.text('zeroNodes');
  const zeroNodes = listed === null ? undefined : decodeList(listed);
  if (zeroNodes === null) row.report('error', 'modelSheet.jsonInvalid', { title: '清零指标' }, 'zeroNodes');
  return {
    ...readCoded(row),
    ...numbers(row, ['scoreAtMost']),
    ...(gradeAtMost === null ? {} : { gradeAtMost }),
    ...(zeroNodes ? { zeroNodes } : {}),
    ...json(row, ['extensions']),
  };
}

function readField(row: RowReader): ModelPiece | null {
  const field = row.text('field');
  const cell = row.cell('value');
  if (field === null || cell === null || row.text('value') === null) return null;
  if (field.startsWith(extensionPrefix)) return { sheet: 'info', field, part: cell.text };
  const known = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (!known) {
    row.report('error', 'modelSheet.fieldUnknown', { field }, 'field');
    return null;
  }
  const { kind } = known;
  if (kind === 'json') return { sheet: 'info', field, part: cell.text };
  const value = readFieldValue(row, kind);
  return value === null ? null : { sheet: 'info', field, value };
}

function readFieldValue(row: RowReader, kind: Exclude<FieldKind, 'json'>): unknown {
  if (kind === 'number') return row.decimal('value');
  if (kind === 'text') return decodeText(row.text('value') ?? '');
  if (kind === 'flag') {
    const flag = row.choice('value', yesNo);
    return flag === null ? null : flag === 'true';
  }
  if (kind === 'list') {
    const list = decodeList(row.text('value') ?? '');
    if (list === null) row.report('error', 'modelSheet.jsonInvalid', { title: '内容' }, 'value');
    return list;
  }
  return row.choice('value', kind);
}

/**
 * The model document from its rows, in any order of sheets but with the rows of a sheet in theirs. It is not checked
 * yet: `checkModel` says whether it is a model. Findings name the fields whose JSON cannot be read.
 */
export function assembleModel(pieces: readonly ModelPiece[]): { document: unknown; findings: Finding[] } {
  const { values, findings } = assembleFields(pieces);
  const listed = (sheet: 'nodes' | 'vetoes' | 'grades'): Record<string, unknown>[] =>
    pieces.flatMap((piece) => (piece.sheet === sheet ? [piece.value] : []));
  const items = (block: keyof typeof blocks): Record<string, unknown>[] =>
    pieces.flatMap((piece) => (piece.sheet === 'adjustments' && piece.block === block ? [piece.value] : []));

  const document: [string, unknown][] = [];
  const extensions: [string, unknown][] = [];
  for (const [field, value] of values) {
    if (field.startsWith(extensionPrefix)) {
      extensions.push([decodeText(field.slice(extensionPrefix.length)), value]);
    } else if (!field.includes('.') && field !== 'vetoes') document.push([field, value]);
  }
  if (extensions.length > 0) document.push(['extensions', Object.fromEntries(extensions)]);
  for (const block of ['bonus', 'penalty'] as const) {
    const blockItems = items(block);
    const cap = values.get(`${block}.cap`);
    if (cap === undefined && blockItems.length === 0) continue;
    const extra = values.get(`${block}.extensions`);
    document.push([
      block,
      {
        ...(cap === undefined ? {} : { cap }),
        items: blockItems,
        ...(extra === undefined ? {} : { extensions: extra }),
      },
    ]);
  }
  const vetoes = listed('vetoes');
  if (vetoes.length > 0 || values.has('vetoes')) document.push(['vetoes', vetoes]);
  document.push(['nodes', listed('nodes')], ['grades', listed('grades')]);
  return { document: Object.fromEntries(document), findings };
}

function assembleFields(pieces: readonly ModelPiece[]): {
  values: Map<string, unknown>;
  findings: Finding[];
} {
  const values = new Map<string, unknown>();
  const parts = new Map<string, string>();
  const findings: Finding[] = [];
  for (const piece of pieces) {
    if (piece.sheet !== 'info') continue;
    if ('part' in piece) parts.set(piece.field, (parts.get(piece.field) ?? '') + piece.part);
    else values.set(piece.field, piece.value);
  }
  for (const [field, text] of parts) {
    const value = parseJson(text);
    if (value !== undefined) values.set(field, value);
    else {
      const params = { title: field };
      findings.push({ code: 'modelSheet.jsonInvalid', severity: 'error', params, sheet: sheetNames.info });
    }
  }
  return { values, findings };
}

export const modelLayout: ImportLayout<ModelPiece, ModelContext> = {
  code: 'model',
  title: identity.title,
  templateVersion: identity.templateVersion,
  tables: (context) => sheetOrder.map((sheet) => tableFor(sheet, context.model)),
  lists: () => lists,
  buildTemplate: (context) => build(context.model),
  openParser,
};
