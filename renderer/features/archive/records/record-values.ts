/** A stored record as its form shows it, and an empty form. */
import type { OperationOutput } from '#shared/contract/client.ts';
import type { CreditRecordContent } from '#shared/domain/entities.ts';
import { type RecordField, recordFields } from '#shared/domain/forms/field-titles.ts';
import { formatWan } from '#shared/domain/money.ts';

export type RecordValues = Readonly<Record<RecordField | 'subjectType' | 'showAnyway', string>>;

/** Every value of a form is a text; this one stands for a ticked box. */
export const ticked = 'yes';

const empty = Object.fromEntries(Object.keys(recordFields).map((field) => [field, ''])) as Record<
  RecordField,
  string
>;

export const emptyRecord = (unit: string | null, official: string | null): RecordValues => ({
  ...empty,
  bodyUscc: unit ?? '',
  officialId: official ?? '',
  subjectType: official === null ? 'body' : 'official',
  showAnyway: '',
});

export const valuesOf = ({ record, publicity }: OperationOutput<'records.read'>): RecordValues => ({
  subjectType: record.subjectType,
  bodyUscc: record.bodyUscc,
  officialId: record.officialId ?? '',
  item: record.catalogueItem,
  title: record.title,
  documentType: record.documentType,
  documentNo: record.documentNo,
  issuingOrgan: record.issuingOrgan,
  decisionDate: record.decisionDate,
  fact: record.factSummary,
  amount: record.amountFen === null ? '' : formatWan(record.amountFen),
  domain: record.domain,
  severity: record.severity,
  disclosure: record.disclosureLevel,
  persons: record.responsiblePersons ?? '',
  rectification: record.rectificationStatus,
  repair: record.repairStatus,
  remarks: record.remarks ?? '',
  showAnyway: publicity.publicFrom !== null && publicity.rule?.shownByDefault === false ? ticked : '',
});

/** As the engine is asked. */
export const formOf = ({ subjectType, showAnyway, ...typed }: RecordValues) => ({
  ...typed,
  subjectType: subjectType as CreditRecordContent['subjectType'],
  showAnyway: showAnyway === ticked,
});
