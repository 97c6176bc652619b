/** W1 as it is read: rows matched to leaf and item by their hidden codes, values checked against the model. */
import { type ScorerRole, scorerRoles } from '#shared/domain/code-lists.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { WorkbookMeta } from '../workbook-plan.ts';
import { readEntryValue } from './entry-value.ts';
import { judgeFormMeta } from './form-meta.ts';
import { openFormRows } from './form-rows.ts';
import type { OutlineLeaf } from './model-outline.ts';
import type { RowReader } from './row-reader.ts';
import {
  type EntryRow,
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
  const { findLeaf, findItem, keysLost } = openFormRows(context.model);
  const firstRows = new Map<string, number>();
  const states = new Map<string, LeafState>();

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
      const value = readEntryValue(row, leaf, item, 'value');
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
      ...(sheets.length > 0 ? judgeOwnMeta(meta, context) : []),
      ...(keysLost() ? [{ code: 'layout.keysLost', severity: 'warning' as const, params: {} }] : []),
    ],
  });
}

/** What makes an entry the same entry in the next file. */
export function entryKey(context: SelfAssessmentContext, leaf: string, item: string): string {
  return [context.cycle.code, context.unit.uscc, context.role ?? 'self', leaf, item].join('|');
}

/** A form of another role, or of another cycle, unit or model, is refused. */
function judgeOwnMeta(meta: Partial<WorkbookMeta> | null, context: SelfAssessmentContext): Finding[] {
  const role = context.role ?? 'self';
  const findings = judgeFormMeta(meta, context);
  if (meta?.role === undefined || meta.role === role) return findings;
  const known = Object.hasOwn(scorerRoles, meta.role) ? scorerRoles[meta.role as ScorerRole] : meta.role;
  const params = { form: formTitle(context), found: `${known}填报的表` };
  return [{ code: 'layout.wrongTemplate', severity: 'error', params }, ...findings];
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
