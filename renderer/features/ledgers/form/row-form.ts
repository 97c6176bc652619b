/** A ledger row as its form holds it: one text for each reference and each field that no step fills. */
import type { LedgerDefinition, LedgerField } from '#shared/ledgers/definition.ts';
import { fieldValue, type ShownRow, typedValue } from '../../../ui/ledger/ledger-values.ts';
import type { LedgerSubject } from '../../../ui/places.ts';

export type RowForm = Readonly<Record<string, string>>;

/** Fields of the form, in its order. */
export const formFields = ({ fields }: LedgerDefinition): [string, LedgerField][] =>
  Object.entries(fields).filter(([, { byStep }]) => byStep !== true);

const referenceKeys = { body: 'bodyUscc', official: 'officialId', record: 'recordId', row: 'rowId' } as const;
type ReferenceKind = keyof typeof referenceKeys;

/** What a row refers to, in the order of the form: what must be there and says more than itself comes first. */
export const referenceOrder = ({ references }: LedgerDefinition): ReferenceKind[] => {
  const all: ReferenceKind[] = ['body', 'official', 'record', 'row'];
  const leading = all.filter((kind) => (kind === 'record' || kind === 'row') && references[kind]?.required);
  return [...leading, ...all.filter((kind) => !leading.includes(kind))].filter(
    (kind) => references[kind] !== undefined,
  );
};

const referencesOf = (
  definition: LedgerDefinition,
  row: Pick<ShownRow, (typeof referenceKeys)[ReferenceKind]>,
): RowForm =>
  Object.fromEntries(
    referenceOrder(definition).map((kind) => [referenceKeys[kind], row[referenceKeys[kind]] ?? '']),
  );

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
