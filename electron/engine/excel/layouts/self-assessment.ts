/**
 * W1 考核自评表: one row per item of each leaf, the leaf's own cells merged over its rows. Hidden locked columns with
 * the codes of leaf and item are the import key; 自评得分 is shown, never read. The same form, under another title,
 * serves the other scorers (assessor, department, third party, survey).
 */
import { type ScorerRole, scorerRoles } from '#shared/domain/code-lists.ts';
import { exactFromNumber, exactFromText, formatFixed, formatShort, quotient } from '#shared/domain/exact.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import type { SubjectResult } from '#shared/model/result.ts';
import { describeScoring } from '#shared/words/zh-CN/scoring.ts';
import { linesNeeded } from '../cell-text.ts';
import type {
  CellContent,
  CellList,
  CellPlan,
  Look,
  RowPlan,
  WorkbookMeta,
  WorkbookPlan,
} from '../workbook-plan.ts';
import type { RawCell } from '../workbook-types.ts';
import { buildFormWorkbook } from './form-workbook.ts';
import type { ImportLayout } from './layout.ts';
import {
  fillingRoles,
  type OutlineItem,
  type OutlineLeaf,
  outlineDepth,
  outlineLeaves,
} from './model-outline.ts';
import { comparable, type RowReader } from './row-reader.ts';
import { headerRowOf, type TableColumn, type TableSheet } from './table.ts';
import { openTableParser } from './table-parser.ts';

export type EntryValue = number | boolean | string | null;

/** One filled-in row of the form. */
export interface EntryRow {
  leaf: string;
  item: string;
  /** Null: given as missing. */
  value: EntryValue;
  /** 说明 */
  note: string | null;
  /** 佐证材料 as named on the form. */
  evidence: string | null;
}

export interface SelfAssessmentContext {
  cycle: { code: string; year: number };
  unit: { uscc: string; name: string };
  model: ModelDocument;
  modelDigest: string;
  /** Who fills in; default `self`. Leaves of other roles are shown, greyed and locked. */
  role?: ScorerRole;
  /** Overrides which leaves are filled in here; default: those whose scorers or `filledBy` name the role. */
  fills?: (leaf: string) => boolean;
  /** Values that the form already holds. */
  entries?: readonly EntryRow[];
  /** Scores to show, as computed from the values; absent on an empty form. */
  result?: SubjectResult;
}

const version = '1.0';
const levelWords = [
  '一级指标',
  '二级指标',
  '三级指标',
  '四级指标',
  '五级指标',
  '六级指标',
  '七级指标',
  '八级指标',
];

function titleOf(context: SelfAssessmentContext): string {
  const role = context.role ?? 'self';
  const form = role === 'self' ? '政务诚信考核自评表' : `政务诚信考核数据填报表（${scorerRoles[role]}）`;
  return `${context.cycle.year}年度${context.unit.name}${form}`;
}

function identityOf(context: SelfAssessmentContext) {
  const self = (context.role ?? 'self') === 'self';
  const title = self ? '政务诚信考核自评表' : '政务诚信考核数据填报表';
  return { layout: 'self-assessment', templateVersion: version, title } as const;
}

function fillsLeaf(context: SelfAssessmentContext, leaf: OutlineLeaf): boolean {
  if (context.fills) return context.fills(leaf.node.code);
  return fillingRoles(context.model, leaf.node).includes(context.role ?? 'self');
}

function decimalsOf(model: ModelDocument): number {
  return model.decimals ?? 2;
}

function scoreLook(model: ModelDocument): Look {
  return (['score0', 'score1', 'score2', 'score3', 'score4'] as const)[decimalsOf(model)] ?? 'score2';
}

function levelTitle(index: number, depth: number): string {
  return depth === 1 ? '指标' : (levelWords[index] ?? `第${index + 1}级指标`);
}

function table(context: SelfAssessmentContext): TableSheet {
  const depth = outlineDepth(outlineLeaves(context.model));
  const levels = Array.from({ length: depth }, (_, index): TableColumn => {
    const leaf = index === depth - 1;
    const title = levelTitle(index, depth);
    return {
      key: `level${index + 1}`,
      title,
      width: leaf ? 18 : index === 0 ? 9 : 11,
      look: leaf ? 'text' : 'centre',
    };
  });
  return {
    name: '自评表',
    title: titleOf(context),
    unitLine: [`填报单位（盖章）：${context.unit.name}`, '填报人及电话：', '填报日期：'],
    columns: [
      { key: 'number', title: '序号', width: 5, look: 'integer', automatic: true, shaded: false },
      ...levels,
      {
        key: 'points',
        title: '分值',
        width: 7,
        look: scoreLook(context.model),
        automatic: true,
        shaded: false,
      },
      { key: 'rule', title: '评分标准', width: 42, look: 'long', automatic: true, shaded: false },
      { key: 'label', title: '项目', also: ['填报项目'], width: 22, look: 'text', required: 'column' },
      {
        key: 'value',
        title: '填报值',
        also: ['数值', '填报数'],
        width: 10,
        look: 'value',
        required: 'column',
        unlocked: true,
      },
      {
        key: 'score',
        title: '自评得分',
        also: ['得分'],
        width: 9,
        look: scoreLook(context.model),
        automatic: true,
      },
      { key: 'evidence', title: '佐证材料', width: 20, look: 'long', unlocked: true },
      { key: 'note', title: '说明', width: 15, look: 'long', unlocked: true },
      { key: 'leaf', title: '指标代码', width: 10, look: 'code', hidden: true },
      { key: 'item', title: '项目代码', width: 10, look: 'code', hidden: true },
    ],
    signOff: true,
    notes: [
      '只填“填报值”“佐证材料”“说明”三列，灰底和其他各列由程序填写，请不要改动。',
      '件数、比率的分子分母填普通数字，不带单位和百分号；“是/否”和等级从下拉列表中选择。没有发生的填0，不要留空。',
      '自评得分由程序按填报值计算；灰底的指标由考核人、主管部门等填报，本单位不用填。',
    ],
    blankRows: 0,
    entryRows: 0,
    locked: true,
    mergeBy: {
      key: 'leaf',
      columns: ['number', `level${depth}`, 'points', 'rule', 'score', 'evidence', 'note'],
    },
  };
}

/** Rows, merges and drop-downs of the form; row numbers follow from the header's. */
function body(context: SelfAssessmentContext) {
  const leaves = outlineLeaves(context.model);
  const depth = outlineDepth(leaves);
  const columns = table(context).columns;
  const widthOf = (key: string): number => columns.find((column) => column.key === key)?.width ?? 10;
  const numberOf = (key: string): number => columns.findIndex((column) => column.key === key) + 1;
  const entries = new Map(context.entries?.map((entry) => [`${entry.leaf} ${entry.item}`, entry]));
  const published = new Map(context.result?.nodes.map((node) => [node.code, node.published]));
  const decimals = decimalsOf(context.model);

  const rows: RowPlan[] = [];
  const merges: [number, number, number, number][] = [];
  const cellLists: CellList[] = [];
  let next = headerRowOf(table(context)) + 1;
  const blockStart: number[] = [];

  for (const [index, leaf] of leaves.entries()) {
    const before = leaves[index - 1];
    for (let level = 0; level < depth - 1; level += 1) {
      if (before?.path[level]?.code !== leaf.path[level]?.code || !before) blockStart[level] = next;
    }
    const items: readonly OutlineItem[] = leaf.items.length > 0 ? leaf.items : [];
    const own = fillsLeaf(context, leaf);
    const rule = describeScoring(leaf.node, {
      points: leaf.points,
      itemLabel: (code) => leaf.items.find((item) => item.code === code)?.label ?? code,
    });
    const height = leafRowHeight(leaf, rule, widthOf, items.length || 1, depth);
    const top = next;
    for (const [position, item] of items.entries()) {
      const entry = entries.get(`${leaf.node.code} ${item.code}`);
      const first = position === 0;
      const who = own ? null : `由${rolesText(context, leaf)}填报`;
      rows.push({
        role: 'data',
        height,
        cells: [
          first ? index + 1 : null,
          ...Array.from({ length: depth }, (_, level) =>
            first ? levelName(leaf, level, depth, before) : null,
          ),
          first ? Number(formatFixed(quotient(leaf.points), decimals)) : null,
          first ? rule : null,
          item.label,
          valueCell(item, entry?.value ?? null, own),
          first ? scoreCell(published.get(leaf.node.code)) : null,
          {
            content: first ? (entry?.evidence ?? null) : null,
            unlocked: own,
            ...(own ? {} : { emphasis: 'shaded' }),
          },
          noteCell(first ? (entry?.note ?? null) : null, first ? who : null, own),
          leaf.node.code,
          item.code,
        ],
      });
      const list = listOf(item);
      if (own && list)
        cellLists.push({ column: numberOf('value'), firstRow: next, lastRow: next, list: list.name });
      next += 1;
    }
    if (next - top > 1) {
      for (const key of table(context).mergeBy?.columns ?? []) {
        merges.push([top, numberOf(key), next - 1, numberOf(key)]);
      }
    }
    // A leaf that hangs higher up leaves the columns between empty over all of its rows.
    for (let level = leaf.path.length - 1; level < depth - 1 && next - top > 1; level += 1) {
      const column = numberOf(`level${level + 1}`);
      merges.push([top, column, next - 1, column]);
    }
    const after = leaves[index + 1];
    for (let level = 0; level < depth - 1; level += 1) {
      const ends = after?.path[level]?.code !== leaf.path[level]?.code;
      const start = blockStart[level] ?? next;
      if (ends && leaf.path.length > level + 1 && next - start > 1) {
        merges.push([start, numberOf(`level${level + 1}`), next - 1, numberOf(`level${level + 1}`)]);
      }
    }
    if (depth > 1 && after?.path[0]?.code !== leaf.path[0]?.code && leaf.path.length > 1) {
      const root = leaf.path[0];
      const inside = leaves.filter((other) => other.path[0]?.code === root?.code);
      rows.push(sumRow('subtotal', `小计（${root?.name ?? ''}）`, inside, context, published, depth));
      next += 1;
    }
  }
  rows.push(sumRow('total', '合计', leaves, context, published, depth));
  return { rows, merges, cellLists };
}

/** Inner nodes stand in the columns of their levels; the leaf stands in the last, whatever its depth. */
function levelName(
  leaf: OutlineLeaf,
  level: number,
  depth: number,
  before: OutlineLeaf | undefined,
): string | null {
  if (level === depth - 1) return leaf.node.name;
  const node = leaf.path[level];
  if (!node || leaf.path.length - 1 <= level) return null;
  return before?.path[level]?.code === node.code ? null : node.name;
}

function rolesText(context: SelfAssessmentContext, leaf: OutlineLeaf): string {
  const names = fillingRoles(context.model, leaf.node).map((role) =>
    Object.hasOwn(scorerRoles, role) ? scorerRoles[role as ScorerRole] : role,
  );
  return names.join('、');
}

/** Each of the leaf's rows gets its share of what the longest merged text needs. */
function leafRowHeight(
  leaf: OutlineLeaf,
  rule: string,
  widthOf: (key: string) => number,
  rows: number,
  depth: number,
): number {
  const needed = (text: string, width: number): number => linesNeeded(text, width) * 14.5 + 6;
  const whole = Math.max(needed(rule, widthOf('rule')), needed(leaf.node.name, widthOf(`level${depth}`)));
  const single = Math.max(...leaf.items.map((item) => needed(item.label, widthOf('label'))), 21);
  return Math.min(409, Math.max(single, Math.ceil((whole / rows) * 2) / 2));
}

function valueCell(item: OutlineItem, value: EntryValue, own: boolean): CellPlan {
  const content: CellContent = typeof value === 'boolean' ? (value ? '是' : '否') : value;
  const text = item.type === 'flag' || item.type === 'level';
  return {
    content: text && typeof content === 'number' ? String(content) : content,
    look: text ? 'code' : 'value',
    unlocked: own,
    ...(own ? {} : { emphasis: 'shaded' as const }),
  };
}

function scoreCell(published: string | null | undefined): CellContent {
  return published === undefined ? null : published === null ? '—' : Number(published);
}

function noteCell(note: string | null, who: string | null, own: boolean): CellPlan {
  if (own) return { content: note, unlocked: true };
  return { content: who, unlocked: false, emphasis: 'shaded' };
}

function sumRow(
  role: 'subtotal' | 'total',
  label: string,
  leaves: readonly OutlineLeaf[],
  context: SelfAssessmentContext,
  published: ReadonlyMap<string, string | null>,
  depth: number,
): RowPlan {
  const decimals = decimalsOf(context.model);
  const points = leaves.reduce((sum, leaf) => sum.add(leaf.points), exactFromNumber(0));
  const scores = leaves.map(
    (leaf) => exactFromText(published.get(leaf.node.code) ?? '0') ?? exactFromNumber(0),
  );
  const earned = scores.reduce((sum, score) => sum.add(score), exactFromNumber(0));
  return {
    role,
    spans: [[1, depth + 1]],
    cells: [
      { content: label, look: 'centre' },
      ...Array.from({ length: depth }, () => null),
      Number(formatFixed(quotient(points), decimals)),
      null,
      null,
      null,
      published.size === 0 ? null : Number(formatFixed(quotient(earned), decimals)),
      null,
      null,
      null,
      null,
    ],
  };
}

/** Drop-down of an item; equal level lists share one. */
function listOf(item: OutlineItem): { name: string; entries: readonly string[] } | null {
  if (item.type === 'flag') return { name: '是否', entries: ['是', '否'] };
  if (item.type === 'level') return { name: `等级：${item.levels.join('/')}`, entries: item.levels };
  return null;
}

function listsOf(context: SelfAssessmentContext): Record<string, readonly string[]> {
  const lists: Record<string, readonly string[]> = {};
  for (const leaf of outlineLeaves(context.model)) {
    for (const item of leaf.items) {
      const list = listOf(item);
      if (list) lists[list.name] = list.entries;
    }
  }
  return lists;
}

function metaOf(context: SelfAssessmentContext): Omit<WorkbookMeta, 'template' | 'templateVersion'> {
  return {
    cycle: context.cycle.code,
    unit: context.unit.uscc,
    role: context.role ?? 'self',
    modelCode: context.model.code,
    modelVersion: context.model.version,
    modelDigest: context.modelDigest,
  };
}

function build(context: SelfAssessmentContext): WorkbookPlan {
  return buildFormWorkbook(identityOf(context), table(context), body(context), {
    asForm: true,
    lists: listsOf(context),
    meta: metaOf(context),
    footerRight: `模型 ${context.model.code} ${context.model.version} · ${context.modelDigest.slice(0, 12)}`,
  });
}

/** The form with what was filled in and, with `result`, the scores. It imports again through the same layout. */
export function buildSelfAssessmentWorkbook(context: SelfAssessmentContext): WorkbookPlan {
  return build(context);
}

interface LeafState {
  leaf: OutlineLeaf;
  evidence: string | null;
  note: string | null;
  values: Map<string, number>;
  evidenceAsked: boolean;
}

function openParser(context: SelfAssessmentContext) {
  const leaves = outlineLeaves(context.model);
  const byCode = new Map(leaves.map((leaf) => [leaf.node.code, leaf]));
  const byName = new Map<string, OutlineLeaf[]>();
  for (const leaf of leaves) {
    const name = comparable(leaf.node.name);
    byName.set(name, [...(byName.get(name) ?? []), leaf]);
  }
  const nameKey = `level${outlineDepth(leaves)}`;
  const firstRows = new Map<string, number>();
  const states = new Map<string, LeafState>();
  let lastName: string | null = null;
  let keysLost = false;

  const stateOf = (leaf: OutlineLeaf): LeafState => {
    const found = states.get(leaf.node.code);
    if (found) return found;
    const state = {
      leaf,
      evidence: null,
      note: null,
      values: new Map<string, number>(),
      evidenceAsked: false,
    };
    states.set(leaf.node.code, state);
    return state;
  };

  const findLeaf = (row: RowReader): OutlineLeaf | null => {
    const name = row.text(nameKey);
    if (name !== null) lastName = name;
    const code = row.cell('leaf')?.text.trim() ?? '';
    if (code !== '') {
      const leaf = byCode.get(code);
      if (!leaf) row.report('error', 'entry.leafUnknown', { text: code }, 'leaf');
      return leaf ?? null;
    }
    keysLost = true;
    const matches = byName.get(comparable(lastName ?? '')) ?? [];
    if (matches.length > 1) row.report('error', 'entry.leafAmbiguous', { name: lastName ?? '' }, nameKey);
    if (matches.length === 0) row.report('error', 'entry.leafUnknown', { text: lastName ?? '' }, nameKey);
    return matches.length === 1 ? (matches[0] ?? null) : null;
  };

  const findItem = (row: RowReader, leaf: OutlineLeaf): OutlineItem | null => {
    const code = row.cell('item')?.text.trim() ?? '';
    if (code === '') keysLost = true;
    const label = comparable(row.text('label') ?? '');
    const item =
      code === ''
        ? leaf.items.find((known) => comparable(known.label) === label || comparable(known.code) === label)
        : leaf.items.find((known) => known.code === code);
    if (item) return item;
    const params = { leaf: leaf.node.code, text: code === '' ? (row.text('label') ?? '') : code };
    row.report('error', 'entry.itemUnknown', params, code === '' ? 'label' : 'item');
    return null;
  };

  return openTableParser<EntryRow>({
    layout: 'self-assessment',
    title: identityOf(context).title,
    templateVersion: version,
    tables: [table(context)],
    mapRow: (row, _table, raw) => {
      const leaf = findLeaf(row);
      if (!leaf) return { naturalKey: null, value: null };
      const filled = (row.cell('value')?.text.trim() ?? '') !== '';
      if (!fillsLeaf(context, leaf)) {
        if (!filled) return { structure: 'note' };
        const params = { leaf: leaf.node.code, by: rolesText(context, leaf) };
        row.report('error', 'entry.notForUnit', params, 'value');
        return { naturalKey: null, value: null };
      }
      const item = findItem(row, leaf);
      if (!item) return { naturalKey: null, value: null };
      const state = stateOf(leaf);
      // Evidence and note are merged over the leaf's rows, so only the first row holds them.
      state.evidence = row.text('evidence', { maxLength: 500 }) ?? state.evidence;
      state.note = row.text('note', { maxLength: 500 }) ?? state.note;
      const naturalKey = entryKey(context, leaf.node.code, item.code);
      const firstRow = firstRows.get(naturalKey);
      if (firstRow !== undefined) {
        row.report('error', 'entry.repeated', { leaf: leaf.node.code, item: item.label, firstRow }, 'value');
      } else {
        firstRows.set(naturalKey, raw.row);
      }
      const value = readValue(row, leaf, item);
      if (typeof value === 'number') {
        state.values.set(item.code, value);
        compareQuotient(row, state, item.code);
      }
      if (
        value !== null &&
        state.evidence === null &&
        leaf.node.evidence === 'required' &&
        !state.evidenceAsked
      ) {
        state.evidenceAsked = true;
        row.report('warning', 'entry.evidenceMissing', {}, 'evidence');
      }
      const { note, evidence } = state;
      return { naturalKey, value: { leaf: leaf.node.code, item: item.code, value, note, evidence } };
    },
    finish: (meta, sheets) => [
      ...(sheets.length > 0 ? judgeMeta(meta, context) : []),
      ...(keysLost ? [{ code: 'layout.keysLost', severity: 'warning' as const, params: {} }] : []),
    ],
  });
}

/** What makes an entry the same entry in the next file. */
export function entryKey(context: SelfAssessmentContext, leaf: string, item: string): string {
  return [context.cycle.code, context.unit.uscc, context.role ?? 'self', leaf, item].join('|');
}

function judgeMeta(meta: Partial<WorkbookMeta> | null, context: SelfAssessmentContext): Finding[] {
  if (!meta) return [{ code: 'layout.metaMissing', severity: 'warning', params: {} }];
  const fault = (code: string, params: Finding['params']): Finding => ({ code, severity: 'error', params });
  const findings: Finding[] = [];
  const role = context.role ?? 'self';
  if (meta.role !== undefined && meta.role !== role) {
    const known = Object.hasOwn(scorerRoles, meta.role) ? scorerRoles[meta.role as ScorerRole] : meta.role;
    findings.push(fault('layout.wrongTemplate', { form: titleOf(context), found: `${known}填报的表` }));
  }
  if (meta.cycle !== undefined && meta.cycle !== context.cycle.code) {
    findings.push(fault('layout.wrongCycle', { cycle: context.cycle.code, found: meta.cycle }));
  }
  if (meta.unit !== undefined && meta.unit !== context.unit.uscc) {
    findings.push(
      fault('layout.wrongUnit', { unit: `${context.unit.name}（${context.unit.uscc}）`, found: meta.unit }),
    );
  }
  if (meta.modelDigest !== undefined && meta.modelDigest !== context.modelDigest) {
    const model = `${context.model.code} ${context.model.version}`;
    const found = `${meta.modelCode ?? ''} ${meta.modelVersion ?? ''}`.trim();
    findings.push(fault('layout.wrongModel', { model, found }));
  }
  return findings;
}

function readValue(row: RowReader, leaf: OutlineLeaf, item: OutlineItem): EntryValue {
  const cell = row.cell('value');
  if (item.type === 'flag') return readFlag(row, cell);
  const text = row.text('value');
  if (text === null || !cell) return null;
  if (item.type === 'level') return readLevel(row, item, text);
  return readNumber(row, cell, leaf, item);
}

const yesWords = new Set(['是', 'true', 'yes', 'y', '√']);
const noWords = new Set(['否', 'false', 'no', 'n', '×']);

function readFlag(row: RowReader, cell: RawCell | null): boolean | null {
  const text = row.text('value');
  if (text === null || !cell) return null;
  const word = comparable(text);
  if (yesWords.has(word)) return true;
  if (noWords.has(word)) return false;
  row.report('error', 'entry.flagInvalid', { text }, 'value');
  return null;
}

function readLevel(row: RowReader, item: OutlineItem, text: string): string | null {
  const level = item.levels.find((known) => comparable(known) === comparable(text));
  if (level !== undefined) return level;
  row.report('error', 'entry.levelUnknown', { text, allowed: item.levels.join('、') }, 'value');
  return null;
}

function readNumber(row: RowReader, cell: RawCell, leaf: OutlineLeaf, item: OutlineItem): number | null {
  const title = item.label;
  if (cell.percent) {
    row.report('error', 'row.percentCell', { title, stored: cell.number ?? cell.text }, 'value');
    return null;
  }
  const value = row.decimal('value', title);
  if (value === null) return null;
  if (item.type === 'count' && value < 0) {
    row.report('error', 'row.negative', { title }, 'value');
    return null;
  }
  judgeRange(row, leaf, item, value);
  return value;
}

/** Points given by hand must lie within the leaf's; a survey's mean outside its scale is doubtful. */
function judgeRange(row: RowReader, leaf: OutlineLeaf, item: OutlineItem, value: number): void {
  const scoring = leaf.node.scoring;
  if (scoring.method === 'manual' && (value < 0 || exactFromNumber(value).compare(leaf.points) > 0)) {
    const max = formatShort(quotient(leaf.points), 4);
    row.report('error', 'entry.outOfRange', { min: '0', max }, 'value');
  }
  if (
    scoring.method === 'survey' &&
    item.code === scoring.mean &&
    (value < scoring.min || value > scoring.max)
  ) {
    row.report(
      'warning',
      'entry.outOfRange',
      { min: String(scoring.min), max: String(scoring.max) },
      'value',
    );
  }
}

/** A numerator above its denominator is almost always a slip; overfulfilment exists, so it may pass with a note. */
function compareQuotient(row: RowReader, state: LeafState, item: string): void {
  const scoring = state.leaf.node.scoring;
  if (!('numerator' in scoring) || scoring.numerator === undefined || scoring.denominator === undefined)
    return;
  if (item !== scoring.numerator && item !== scoring.denominator) return;
  const numerator = state.values.get(scoring.numerator);
  const denominator = state.values.get(scoring.denominator);
  if (numerator === undefined || denominator === undefined || numerator <= denominator) return;
  const label = (code: string | undefined): string =>
    state.leaf.items.find((known) => known.code === code)?.label ?? '';
  const params = {
    numerator: label(scoring.numerator),
    denominator: label(scoring.denominator),
    left: String(numerator),
    right: String(denominator),
  };
  row.report('warning', 'entry.numeratorLarger', params, 'value');
}

export const selfAssessmentLayout: ImportLayout<EntryRow, SelfAssessmentContext> = {
  code: 'self-assessment',
  title: '政务诚信考核自评表',
  templateVersion: version,
  tables: (context) => [table(context)],
  lists: listsOf,
  buildTemplate: build,
  openParser,
};
