/** A ledger row as its form holds it: one text for each reference and each field that no step fills. */
import type { LedgerDefinition, LedgerField } from '#shared/ledgers/definition.ts';
import { fieldValue, type ShownRow, typedValue } from '../../../ui/ledger/ledger-values.ts';
import type { LedgerSubject } from '../../../ui/places.ts';

export type RowForm = Readonly<Record<string, string>>;

/** Fields of the form, in its order. */
export const formFields = ({ fields }: LedgerDefinition): [string, LedgerField][] =>
  Object.entries(fields).filter(([, { byStep }]) => byStep !== true);

/** In the order of the form. */
const referencesOf = (
  { references }: LedgerDefinition,
  { bodyUscc, officialId, recordId, rowId }: Pick<ShownRow, 'bodyUscc' | 'officialId' | 'recordId' | 'rowId'>,
): RowForm => ({
  ...(references.record === undefined ? {} : { recordId: recordId ?? '' }),
  ...(references.row === undefined ? {} : { rowId: rowId ?? '' }),
  ...(references.body === undefined ? {} : { bodyUscc: bodyUscc ?? '' }),
  ...(references.official === undefined ? {} : { officialId: officialId ?? '' }),
});

export const emptyRow = (definition: LedgerDefinition, about: LedgerSubject): RowForm => ({
  ...referencesOf(definition, {
    bodyUscc: about.unit ?? null,
    officialId: about.official ?? null,
    recordId: about.record ?? null,
    rowId: about.row ?? null,
  }),
  ...Object.fromEntries(formFields(definition).map(([key]) => [key, ''])),
});

export const formOfRow = (definition: LedgerDefinition, row: ShownRow): RowForm => ({
  ...referencesOf(definition, row),
  ...Object.fromEntries(
    formFields(definition).map(([key, field]) => [key, typedValue(field, fieldValue(row, key))]),
  ),
});
