/** The form of a credit record: read with the rules of the ledger's import, and compared with what is there. */
import { type DocumentType, documentTypes } from '#shared/domain/code-lists.ts';
import { type Confirmation, mayConfirm } from '#shared/domain/confirmation.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import type { CatalogueItem, CreditRecord, CreditRecordContent } from '#shared/domain/entities.ts';
import { recordFields } from '#shared/domain/forms/field-titles.ts';
import {
  openRecordReading,
  type Publicity,
  publicityOf,
  type RecordReading,
  recordNaturalKey,
  withKeptPublicity,
  withPublicity,
} from '#shared/domain/forms/read-record.ts';
import { TypedFields } from '#shared/domain/forms/typed-fields.ts';
import type { RuleTable } from '#shared/domain/rule-table.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createCatalogueReader } from '../../db/repositories/catalogue.ts';
import { createRuleReader } from '../../db/repositories/dated-rules.ts';
import { createOfficialReader } from '../../db/repositories/officials.ts';
import { createRecordReader } from '../../db/repositories/records.ts';
import type { ReadDb } from '../../db/transaction.ts';

export type RecordForm = Readonly<Record<keyof typeof recordFields, string>> & {
  subjectType: CreditRecordContent['subjectType'];
  showAnyway: boolean;
};

export interface ReadRecordForm {
  /** What would be stored; null when an error stands in the way. */
  record: CreditRecordContent | null;
  findings: Finding[];
  bodyName: string | null;
  item: CatalogueItem | null;
  publicity: Publicity | null;
  /** Another record that speaks of the same document. */
  duplicate: CreditRecord | null;
  /** Whether what is known so far may be confirmed as a record, or why it stays a lead. */
  confirmation: Confirmation;
}

/** What the form does not show stays as it is. */
const keptOf = ({
  status,
  rectifyDueOn,
  rectifiedOn,
  objectionFiledOn,
  objectionDueOn,
  objectionClosedOn,
}: CreditRecord) => ({
  status,
  rectifyDueOn,
  rectifiedOn,
  objectionFiledOn,
  objectionDueOn,
  objectionClosedOn,
});

/** The last digit of a document number, -1 without any: a quick way to tell most numbers apart. */
const lastDigit = (text: string): number => {
  for (let index = text.length - 1; index >= 0; index -= 1) {
    const code = text.charCodeAt(index);
    if (code >= 0x30 && code <= 0x39) return code - 0x30;
    // Full-width digits.
    if (code >= 0xff10 && code <= 0xff19) return code - 0xff10;
  }
  return -1;
};

/** The record with the same natural key, one in force rather than one withdrawn. */
const findDuplicate = (
  db: ReadDb,
  reading: RecordReading,
  present: CreditRecord | null,
  typedNumber: string,
) => {
  const { known, naturalKey } = reading;
  if (naturalKey === null || known.bodyUscc === null || known.item === null) return null;
  const { bodyUscc, item } = known;
  const records = createRecordReader(db);
  const digit = lastDigit(typedNumber);
  const same = records
    .keysOfItem(bodyUscc, item.code)
    .filter(
      ({ id, ...key }) =>
        id !== present?.id &&
        lastDigit(key.documentNo) === digit &&
        recordNaturalKey({ ...key, bodyUscc, catalogueItem: item.code }) === naturalKey,
    )
    .flatMap(({ id }) => records.find(id) ?? []);
  return same.find(({ status }) => status !== 'revoked') ?? same[0] ?? null;
};

const publicitySoFar = (
  { known, value }: RecordReading,
  rules: RuleTable,
  showAnyway: boolean,
): Publicity | null => {
  const { item, decisionDate, severity, disclosureLevel } = known;
  if (value !== null) return publicityOf(value, rules, showAnyway);
  if (item === null || decisionDate === null || severity === null || disclosureLevel === null) return null;
  return publicityOf({ polarity: item.polarity, decisionDate, severity, disclosureLevel }, rules, showAnyway);
};

/** What the form says, as the question whether it may be confirmed. */
const confirmationOf = (
  form: RecordForm,
  { known }: RecordReading,
  catalogue: readonly CatalogueItem[],
  today: string,
): Confirmation => {
  const typed = form.item.trim();
  const named = catalogue.find(({ code, name }) => code === typed || name === typed);
  return mayConfirm(
    {
      catalogueItem: known.item?.code ?? named?.code ?? (typed === '' ? null : typed),
      subjectType: form.subjectType,
      documentType: Object.hasOwn(documentTypes, form.documentType)
        ? (form.documentType as DocumentType)
        : null,
      documentNo: form.documentNo,
      issuingOrgan: form.issuingOrgan,
      decisionDate: known.decisionDate,
    },
    catalogue,
    today,
  );
};

/**
 * Reads a form.
 * @param present the record that it changes, null for a new one
 * @param now instant of the call
 */
export const readRecordForm = (
  db: ReadDb,
  present: CreditRecord | null,
  form: RecordForm,
  now: string,
): ReadRecordForm => {
  const rules = createRuleReader(db).table;
  const { subjectType, showAnyway, ...typed } = form;
  const fields = new TypedFields(typed, recordFields);
  const bodyName = createBodyReader(db).nameOf;
  const catalogue = createCatalogueReader(db).list();
  const today = dayInChina(now);
  const reading = openRecordReading({
    catalogue: catalogue.filter((item) => item.subjectType === subjectType),
    bodyName,
    official: createOfficialReader(db).findShown,
    today,
    rules,
  })(fields);
  const duplicate = findDuplicate(db, reading, present, typed.documentNo);
  if (duplicate !== null) {
    const { id: record, documentNo, decisionDate: date, status } = duplicate;
    const revoked = status === 'revoked';
    fields.report(
      revoked ? 'warning' : 'error',
      revoked ? 'record.duplicateRevoked' : 'record.duplicate',
      { record, documentNo, date },
      'documentNo',
    );
  }
  const publicity = publicitySoFar(reading, rules, showAnyway);
  if (showAnyway && publicity?.rule?.shownByDefault === false && typed.remarks.trim() === '') {
    fields.report('error', 'record.showAnywayNeedsReason', {}, 'remarks');
  }
  const { value, known } = reading;
  const record =
    value === null || fields.refused
      ? null
      : present === null
        ? withPublicity(value, rules, showAnyway)
        : withKeptPublicity({ ...value, ...keptOf(present) }, present, rules, showAnyway);
  return {
    record,
    findings: fields.findings,
    bodyName: known.bodyUscc === null ? null : bodyName(known.bodyUscc),
    item: known.item,
    publicity,
    duplicate,
    confirmation: confirmationOf(form, reading, catalogue, today),
  };
};
