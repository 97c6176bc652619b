/** The values of a ledger row as people read them and as forms hold them. */
import { formatWan } from '#shared/domain/money.ts';
import type { LedgerDefinition, LedgerField, LedgerValue } from '#shared/ledgers/definition.ts';
import { valuesOf } from '#shared/ledgers/ledger-row.ts';
import type { RowOf } from '../../engine/use-operation.ts';
import { formatCount, wanText } from '../../i18n/format.ts';
import { ledgerWords } from '../../i18n/zh-CN/ledgers.ts';

/** A row as the engine shows it. */
export type ShownRow = RowOf<'ledgers.list'>;
export type ShownClock = NonNullable<ShownRow['clock']>;

/** A value as text to read; empty for none. */
export const shownValue = (field: LedgerField, value: LedgerValue | undefined): string => {
  if (value === null || value === undefined || value === '') return '';
  switch (field.kind) {
    case 'money':
      return wanText(Number(value));
    case 'count':
      return formatCount(Number(value));
    case 'yesNo':
      return value === true ? ledgerWords.form.yes : ledgerWords.form.no;
    case 'choice':
      return field.list[String(value)] ?? String(value);
    default:
      return String(value);
  }
};

/** A value as a form holds it. */
export const typedValue = (field: LedgerField, value: LedgerValue | undefined): string => {
  if (value === null || value === undefined) return '';
  if (field.kind === 'money') return formatWan(Number(value));
  if (field.kind === 'yesNo') return value === true ? 'yes' : 'no';
  return String(value);
};

/** The value of one field of a row; personal ones as masked. */
export const fieldValue = (row: ShownRow, key: string): LedgerValue => {
  const { [key]: masked } = row.masked;
  return masked ?? valuesOf(row)[key] ?? null;
};

/** One field of a row as text to read. */
export const shownField = (row: ShownRow, key: string, field: LedgerField): string =>
  shownValue(field, fieldValue(row, key));

/** What a row is called where only one line has room: its title, else its record's or its number. */
export const nameOfRow = (definition: LedgerDefinition | null, row: ShownRow): string => {
  const { title, record, number, bodyName, officialName, happenedOn } = row;
  const firstText = Object.entries(definition?.fields ?? {})
    .filter(([, field]) => field.kind === 'text')
    .map(([key]) => fieldValue(row, key))
    .find((value) => typeof value === 'string' && value !== '');
  return (
    title ??
    record?.title ??
    (typeof firstText === 'string' ? firstText : null) ??
    number ??
    officialName ??
    bodyName ??
    happenedOn
  );
};

/** Its name for a heading or a line: problems are described at length. */
export const shortNameOfRow = (
  definition: LedgerDefinition | null,
  row: ShownRow,
  longest: number,
): string => {
  const name = nameOfRow(definition, row);
  return name.length > longest ? `${name.slice(0, longest)}…` : name;
};
