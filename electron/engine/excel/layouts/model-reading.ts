/** W13 as it is read: rows to pieces, pieces to the document they were. */
import type { Finding } from '#shared/errors/finding.ts';
import {
  adjustmentNames,
  aggregateNames,
  evidenceNames,
  methodNames,
  missingNames,
  yesNoNames,
} from '#shared/words/zh-CN/model-terms.ts';
import { decodeList, decodeText, parseJson } from './exact-text.ts';
import {
  columnsOf,
  continued,
  extensionPrefix,
  type FieldKind,
  isPlainObject,
  type ModelContext,
  modelFields,
  modelForm,
  sheetNames,
  sheetOrder,
  tableFor,
} from './model-sheets.ts';
import type { RowReader } from './row-reader.ts';
import { openTableParser } from './table-parser.ts';

/** One row of the workbook: a field of the document, or an element of one of its lists. */
export type ModelPiece =
  | { sheet: 'info'; field: string; value: unknown }
  /** A piece of a long text; the pieces of one field follow one another. */
  | { sheet: 'info'; field: string; part: string }
  | { sheet: 'nodes' | 'vetoes' | 'grades'; value: Record<string, unknown> }
  | { sheet: 'adjustments'; block: keyof typeof adjustmentNames; value: Record<string, unknown> };

export function openSheetsParser(context: ModelContext) {
  const firstRows = new Map<string, number>();
  const bySheet = new Map<string, keyof typeof sheetNames>(
    sheetOrder.map((sheet) => [sheetNames[sheet], sheet]),
  );
  return openTableParser<ModelPiece>({
    layout: 'model',
    title: modelForm.title,
    templateVersion: modelForm.templateVersion,
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
      const params = { form: modelForm.title, sheets: absent.join('、') };
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
      const block = row.choice('block', adjustmentNames);
      const value = { ...readCoded(row), ...numbers(row, ['points', 'cap']), ...json(row, ['extensions']) };
      return block === null ? null : { sheet, block, value };
    }
    case 'vetoes':
      return { sheet, value: readVeto(row) };
    case 'grades': {
      const exclusive = row.choice('exclusive', yesNoNames);
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
  const aggregate = row.choice('aggregate', aggregateNames);
  const method = row.choice('method', methodNames);
  const missing = row.choice('missing', missingNames);
  const evidence = row.choice('evidence', evidenceNames);
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
  const known = Object.hasOwn(modelFields, field) ? modelFields[field] : undefined;
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
    const flag = row.choice('value', yesNoNames);
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
  const items = (block: keyof typeof adjustmentNames): Record<string, unknown>[] =>
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
