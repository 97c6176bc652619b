import { type QualityKind, qualityKindOf } from '#shared/domain/quality-kinds.ts';
import type { RowOf } from '../../../engine/use-operation.ts';
import { places } from '../../../ui/places.ts';

export type QualityFinding = RowOf<'quality.findings'>;

/** The field of the form where a finding is put right; null where the row's own page is the place. */
const fieldOf = (kind: QualityKind, { own }: QualityFinding): string | null =>
  own ? (qualityKindOf(kind).field ?? null) : null;

/** Whether the finding leads into a form. */
export const isCorrectable = (kind: QualityKind, finding: QualityFinding): boolean =>
  fieldOf(kind, finding) !== null;

/** Where a finding is put right: the field of its form, or the page of its row. */
export const placeOf = (kind: QualityKind, finding: QualityFinding): string => {
  const { id, ledger } = finding;
  const field = fieldOf(kind, finding);
  switch (qualityKindOf(kind).subject) {
    case 'body':
      return field === null ? places.body(id) : places.editBody(id, field);
    case 'official':
      return field === null ? places.official(id) : places.editOfficial(id, field);
    case 'record':
      return field === null ? places.record(id) : places.editRecord(id, field);
    case 'ledgerRow':
      return places.ledgerRow(ledger ?? '', id);
  }
};
