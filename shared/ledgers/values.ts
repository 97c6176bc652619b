/** The values of one ledger row, and what can be told from them alone. */
import { comparable } from '../domain/code-text.ts';
import type { LedgerDefinition, LedgerField, LedgerValue, LedgerValues } from './definition.ts';

/** Field keys with a database column of their own. */
export const columnFields = ['number', 'title', 'happenedOn', 'amountFen'] as const;

/** A text value, null for any other. */
export const textOf = (values: LedgerValues, key: string): string | null => {
  const value = values[key];
  return typeof value === 'string' ? value : null;
};

/** Fields that may be stored openly; personal ones are kept apart. */
export const openFields = (definition: LedgerDefinition): [string, LedgerField][] =>
  Object.entries(definition.fields).filter(([, field]) => field.kind !== 'personal');

/** Fields about private persons. */
export const personalFields = (definition: LedgerDefinition): [string, LedgerField][] =>
  Object.entries(definition.fields).filter(([, field]) => field.kind === 'personal');

/** What makes two rows the same one; null while a part of it is missing. No personal value ever belongs to it. */
export function ledgerNaturalKey(
  definition: LedgerDefinition,
  row: { bodyUscc: string | null; officialId: string | null; recordId: string | null; values: LedgerValues },
): string | null {
  const parts = definition.keyFields.map((key) => row.values[key] ?? null);
  if (parts.length === 0 || parts.every((part) => part === null)) return null;
  const written = parts.map((part) => (part === null ? '' : comparable(String(part))));
  return [row.bodyUscc ?? '', row.officialId ?? '', row.recordId ?? '', ...written].join('|');
}

/** Texts and numbers by which a row may be found; nothing personal. */
export function searchTextOf(definition: LedgerDefinition, values: LedgerValues): string {
  return openFields(definition)
    .filter(([, { kind }]) => kind === 'text' || kind === 'code')
    .flatMap(([key]) => textOf(values, key) ?? [])
    .join('\n');
}

/** A person as shown: the family name of `张三丰` stays, `138****5678`, `4201**********1234`. */
export function maskPersonalValue(
  text: string,
  form: Extract<LedgerField, { kind: 'personal' }>['form'],
): string {
  const characters = [...text];
  if (form === 'name') return `${characters[0] ?? ''}${'*'.repeat(Math.max(characters.length - 1, 1))}`;
  if (form === 'address') return `${characters.slice(0, 6).join('')}****`;
  if (characters.length < 8) return '*'.repeat(characters.length);
  const head = characters.length >= 15 ? 4 : 3;
  return `${characters.slice(0, head).join('')}${'*'.repeat(characters.length - head - 4)}${characters.slice(-4).join('')}`;
}

/**
 * Keys at which values are not what the definition says they are: for rows of packages, which no form has checked.
 */
export function strangeValues(definition: LedgerDefinition, values: LedgerValues): string[] {
  return Object.entries(values)
    .filter(([key, value]) => {
      const field = Object.hasOwn(definition.fields, key) ? definition.fields[key] : undefined;
      if (field === undefined || field.kind === 'personal') return true;
      return value !== null && !fits(field, value);
    })
    .map(([key]) => key);
}

function fits(field: LedgerField, value: LedgerValue): boolean {
  switch (field.kind) {
    case 'text':
    case 'code':
    case 'personal':
      return typeof value === 'string';
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(field.list, value);
    case 'count':
    case 'money':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
    case 'yesNo':
      return typeof value === 'boolean';
  }
}
