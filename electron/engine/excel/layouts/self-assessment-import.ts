/** W1 as it is read: rows matched to leaf and item by their hidden codes, values checked against the model. */
import { type ScorerRole, scorerRoles } from '#shared/domain/code-lists.ts';
import { comparable } from '#shared/domain/code-text.ts';
import { exactFromNumber, formatShort, quotient } from '#shared/domain/exact.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { WorkbookMeta } from '../workbook-plan.ts';
import type { RawCell } from '../workbook-types.ts';
import { type OutlineItem, type OutlineLeaf, outlineDepth, outlineLeaves } from './model-outline.ts';
import type { RowReader } from './row-reader.ts';
import {
  type EntryRow,
  type EntryValue,
  fillsLeaf,
  formIdentity,
  formTable,
  formTitle,
  rolesText,
  type SelfAssessmentContext,
  templateVersion,
} from './self-assessment-table.ts';
import { openTableParser } from './table-parser.ts';

interface LeafState {
  leaf: OutlineLeaf;
  evidence: string | null;
  note: string | null;
  values: Map<string, number>;
  evidenceAsked: boolean;
}

export function openFormParser(context: SelfAssessmentContext) {
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
    title: formIdentity(context).title,
    templateVersion,
    tables: [formTable(context)],
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
    findings.push(fault('layout.wrongTemplate', { form: formTitle(context), found: `${known}填报的表` }));
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
