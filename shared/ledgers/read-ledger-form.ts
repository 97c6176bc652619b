/**
 * Reads a ledger row from the fields of a form or the cells of a workbook row, by the ledger's definition. The same
 * faults are found in both.
 */

import type { FieldReader } from '../domain/forms/field-reader.ts';
import { type KnownBodies, readKnownBody } from '../domain/forms/known-bodies.ts';
import type { FieldTitle } from '../domain/forms/typed-fields.ts';
import type { LedgerDefinition, LedgerField, LedgerValue, LedgerValues } from './definition.ts';
import { ledgerNaturalKey, maskPersonalValue } from './values.ts';

/** What a reference was found to mean; `several` when it could be more than one thing. */
export type Found<Thing> = { is: Thing } | 'unknown' | 'several';

/** Looks up what a row refers to. Forms give identifiers, workbooks names and document numbers. */
export interface LedgerLookUps extends KnownBodies {
  /** A body by its name, as workbooks often give nothing else. */
  bodyNamed(name: string): Found<{ uscc: string }>;
  /** Of that body. */
  official(text: string, bodyUscc: string | null): Found<{ id: string; bodyUscc: string }>;
  record(
    text: string,
    bodyUscc: string | null,
  ): Found<{ id: string; bodyUscc: string; officialId: string | null }>;
  row(text: string, ledgers: readonly string[]): Found<{ id: string }>;
}

export interface LedgerReadingContext extends LedgerLookUps {
  /** `yyyy-mm-dd` */
  today: string;
}

/** A row as read, before states, steps and clocks. */
export interface LedgerReading {
  bodyUscc: string | null;
  officialId: string | null;
  recordId: string | null;
  rowId: string | null;
  values: LedgerValues;
  personal: Readonly<Record<string, string>>;
  naturalKey: string | null;
}

export interface LedgerReadingOptions {
  /** `steps`: fields that a step fills are left as `present` has them, as in the form on screen. */
  keep?: 'steps';
  /** A workbook: personal values that it shows masked are left out instead of refused, as what is stored stays. */
  maskedStays?: true;
  /** The row as it is, when it is being changed. */
  present?: Pick<LedgerReading, 'values' | 'personal'> | null;
}

/** Titles of a ledger's form, references included, for `TypedFields`. */
export function ledgerFieldTitles(definition: LedgerDefinition): Record<string, FieldTitle> {
  const { body, official, record, row } = definition.references;
  const title = ({ title, required }: { title: string; required?: true }): FieldTitle => ({
    title,
    ...(required === true ? { required } : {}),
  });
  return {
    ...(body ? { bodyUscc: record?.required === true ? { title: body.title } : title(body) } : {}),
    ...(official ? { officialId: title(official) } : {}),
    ...(record ? { recordId: title(record) } : {}),
    ...(row ? { rowId: title(row) } : {}),
    ...Object.fromEntries(Object.entries(definition.fields).map(([key, field]) => [key, title(field)])),
  };
}

/** Reads one field by its kind. Personal values are read by `readLedgerForm` itself. */
export function readLedgerField(fields: FieldReader, key: string, field: LedgerField): LedgerValue {
  switch (field.kind) {
    case 'text':
      return fields.text(key, { maxLength: field.max });
    case 'personal':
      return fields.text(key, { maxLength: 100 });
    case 'code':
      return fields.text(key, { maxLength: field.max ?? 100 });
    case 'date':
      return fields.date(key);
    case 'count': {
      const count = fields.count(key);
      if (count === null || field.max === undefined || count <= field.max) return count;
      fields.report('error', 'ledger.countTooLarge', { title: field.title, max: field.max }, key);
      return null;
    }
    case 'money':
      return fields.amountFen(key);
    case 'choice':
      return fields.choice(key, field.list);
    case 'yesNo': {
      const answer = fields.choice(key, { yes: '是', no: '否' });
      return answer === null ? null : answer === 'yes';
    }
  }
}

/** A reader that knows whether anything was refused so far. */
export type RefusingReader = FieldReader & { readonly refused: boolean };

/** Reads a row. Null while anything about it stands in the way; what does is said to `fields`. */
export function readLedgerForm(
  definition: LedgerDefinition,
  fields: RefusingReader,
  context: LedgerReadingContext,
  { keep, maskedStays, present = null }: LedgerReadingOptions = {},
): LedgerReading | null {
  const references = readReferences(definition, fields, context);
  const values: Record<string, LedgerValue> = {};
  const personal: Record<string, string> = {};
  for (const [key, field] of Object.entries(definition.fields)) {
    if (keep === 'steps' && field.byStep === true) values[key] = present?.values[key] ?? null;
    else if (field.kind === 'personal') {
      const text = readPersonal(fields, key, field, present?.personal[key] ?? null, maskedStays === true);
      if (text !== null) personal[key] = text;
    } else values[key] = readLedgerField(fields, key, field);
  }
  checkDates(definition, values, fields, context.today);
  for (const { code, severity, params, field } of definition.check?.(values) ?? []) {
    fields.report(severity, code, params, field ?? '');
  }
  if (fields.refused) return null;
  const row = { ...references, values };
  return { ...row, personal, naturalKey: ledgerNaturalKey(definition, row) };
}

/** A value about a person: left as masked, it stays as it is. */
function readPersonal(
  fields: FieldReader,
  key: string,
  field: Extract<LedgerField, { kind: 'personal' }>,
  present: string | null,
  maskedStays: boolean,
): string | null {
  const text = fields.text(key, { maxLength: 100 });
  if (text === null) return null;
  if (present !== null && text === maskPersonalValue(present, field.form)) return present;
  if (/[*＊]{2,}/.test(text) || (maskedStays && /[*＊]/.test(text))) {
    if (maskedStays) return null;
    fields.report('error', 'ledger.personalMasked', { title: field.title }, key);
    return null;
  }
  return text;
}

function readReferences(
  { references }: LedgerDefinition,
  fields: RefusingReader,
  context: LedgerReadingContext,
): Pick<LedgerReading, 'bodyUscc' | 'officialId' | 'recordId' | 'rowId'> {
  const bodyRequired = references.body?.required === true && references.record?.required !== true;
  const given = references.body === undefined ? null : readBody(fields, context, bodyRequired);
  const record =
    references.record && find(fields, 'recordId', 'record', (text) => context.record(text, given));
  const bodyUscc = given ?? record?.bodyUscc ?? null;
  if (record && given !== null && record.bodyUscc !== given) {
    const known = context.bodyName(record.bodyUscc) ?? record.bodyUscc;
    fields.report('error', 'ledger.recordElsewhere', { known }, 'recordId');
  }
  const official =
    references.official && find(fields, 'officialId', 'official', (text) => context.official(text, bodyUscc));
  if (official && bodyUscc !== null && official.bodyUscc !== bodyUscc) {
    const elsewhere = context.bodyName(official.bodyUscc) ?? official.bodyUscc;
    fields.report('error', 'record.officialElsewhere', { elsewhere }, 'officialId');
  }
  const { row } = references;
  const other = row && find(fields, 'rowId', 'row', (text) => context.row(text, row.ledgers));
  return {
    bodyUscc,
    officialId: official?.id ?? record?.officialId ?? null,
    recordId: record?.id ?? null,
    rowId: other?.id ?? null,
  };
}

/** A body by its code, or by a name that only one body has. */
function readBody(fields: RefusingReader, context: LedgerReadingContext, required: boolean): string | null {
  if (fields.raw('bodyUscc').trim() !== '') return readKnownBody(fields, context);
  const name = fields.text('bodyName', { maxLength: 100 });
  if (name === null) {
    // On screen the one field is required; in a workbook either of two may be filled.
    if (required && fields.code('bodyUscc') === null && !fields.refused) {
      fields.report('error', 'ledger.bodyMissing', {}, 'bodyName');
    }
    return null;
  }
  const found = context.bodyNamed(name);
  if (typeof found === 'object') return found.is.uscc;
  const code = found === 'unknown' ? 'ledger.bodyUnknown' : 'ledger.bodySeveral';
  fields.report('error', code, { name }, 'bodyName');
  return null;
}

function find<Thing>(
  fields: FieldReader,
  key: string,
  what: 'official' | 'record' | 'row',
  lookUp: (text: string) => Found<Thing>,
): Thing | null {
  const text = fields.text(key, { maxLength: 200 });
  if (text === null) return null;
  const found = lookUp(text);
  if (typeof found === 'object') return found.is;
  const codes = {
    official: { unknown: 'ledger.officialUnknown', several: 'ledger.officialSeveral' },
    record: { unknown: 'ledger.recordUnknown', several: 'ledger.recordSeveral' },
    row: { unknown: 'ledger.rowUnknown', several: 'ledger.rowSeveral' },
  } as const;
  fields.report('error', codes[what][found], what === 'official' ? {} : { text }, key);
  return null;
}

/** Days that have not come yet, and days in the wrong order. */
export function checkDates(
  definition: LedgerDefinition,
  values: LedgerValues,
  fields: Pick<FieldReader, 'report'>,
  today: string,
): void {
  for (const [key, field] of Object.entries(definition.fields)) {
    const date = values[key];
    if (field.kind !== 'date' || typeof date !== 'string') continue;
    if (field.past === true && date > today) {
      fields.report('error', 'ledger.dateInFuture', { title: field.title, date }, key);
    }
    const earlier = field.notBefore === undefined ? null : values[field.notBefore];
    if (typeof earlier === 'string' && date < earlier) {
      const from = definition.fields[field.notBefore ?? '']?.title ?? '';
      fields.report('error', 'row.datesReversed', { from, to: field.title }, key);
    }
  }
}
