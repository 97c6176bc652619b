/**
 * 信用记录: what each field of a record must be. Nothing is recorded outside the catalogue, and nothing without an
 * effective document of a kind that the catalogue item allows (发改财金〔2023〕1103号).
 * Natural key: body (and official), catalogue item and document number.
 */
import {
  disclosureLevels,
  documentTypes,
  domains,
  rectificationStatuses,
  repairStatuses,
  severities,
} from '../code-lists.ts';
import { comparable } from '../code-text.ts';
import type { CatalogueItem, CreditRecordContent } from '../entities.ts';
import { type PublicityPeriod, publicityPeriod } from '../publicity-period.ts';
import { inForce, type RuleTable } from '../rule-table.ts';
import type { FieldReader, Reading } from './field-reader.ts';
import { type KnownBodies, readKnownBody } from './known-bodies.ts';

export interface RecordReadingContext extends KnownBodies {
  /** Items that may be recorded here, of all dates. */
  catalogue: readonly CatalogueItem[];
  /** `yyyy-mm-dd`: no document can be dated later. */
  today: string;
  /** Publicity periods by severity and date. */
  rules: RuleTable;
}

/** The record as far as its own fields say; its publicity period is added by `withPublicity`. */
export type RecordReading = Reading<CreditRecordContent>;

/** What makes two rows the same record; brackets and spaces in document numbers are typed in many ways. */
export function recordNaturalKey(
  record: Pick<CreditRecordContent, 'bodyUscc' | 'catalogueItem' | 'documentNo'> & {
    officialId?: string | null;
  },
): string {
  const number = comparable(record.documentNo)
    .replace(/[([{【〔［]/g, '[')
    .replace(/[)\]}】〕］]/g, ']');
  const official = record.officialId ?? '';
  return `${record.bodyUscc}|${record.catalogueItem}|${number}${official === '' ? '' : `|${official}`}`;
}

/**
 * The record with the publicity period of the rule in force on its decision date, whatever period it had. Only
 * dishonesty records that are 社会公开 have one.
 * @param showAnyway a person decided to show what is not shown by default
 */
export function withPublicity(
  record: CreditRecordContent,
  rules: RuleTable,
  showAnyway = false,
): { record: CreditRecordContent; period: PublicityPeriod | null } {
  const applies = record.disclosureLevel === 'public' && record.polarity === 'negative';
  const period = applies ? publicityPeriod({ ...record, showAnyway }, rules) : null;
  const { publicFrom, publicMinUntil, publicMaxUntil } = period ?? noPeriod;
  return { record: { ...record, publicFrom, publicMinUntil, publicMaxUntil }, period };
}

/** True when somebody decided to show a record that its severity does not show by default. */
export function isShownAnyway(record: CreditRecordContent, rules: RuleTable): boolean {
  return record.publicFrom !== null && publicityPeriod(record, rules)?.rule.shownByDefault === false;
}

const noPeriod = { publicFrom: null, publicMinUntil: null, publicMaxUntil: null };

/** Prepares the catalogue once and answers the function that reads one record after another. */
export function openRecordReading(context: RecordReadingContext): (fields: FieldReader) => RecordReading {
  const catalogue = lookUpOf(context.catalogue);
  return (fields) => readRecord(fields, context, catalogue);
}

interface CatalogueLookUp {
  find(text: string): readonly CatalogueItem[];
  /** Names of the items, for a finding. */
  labels: string;
}

function lookUpOf(items: readonly CatalogueItem[]): CatalogueLookUp {
  const byText = new Map<string, CatalogueItem[]>();
  for (const item of items) {
    for (const text of new Set([comparable(item.code), comparable(item.name)])) {
      byText.set(text, [...(byText.get(text) ?? []), item]);
    }
  }
  const names = [...new Set(items.map((item) => item.name))];
  const shown = 20;
  const labels =
    names.length > shown ? `${names.slice(0, shown).join('、')} 等 ${names.length} 项` : names.join('、');
  return { find: (text) => byText.get(comparable(text)) ?? [], labels };
}

function readRecord(
  fields: FieldReader,
  context: RecordReadingContext,
  catalogue: CatalogueLookUp,
): RecordReading {
  const bodyUscc = readKnownBody(fields, context);
  const decisionDate = fields.date('decisionDate');
  if (decisionDate !== null && decisionDate > context.today) {
    fields.report('error', 'record.dateInFuture', { date: decisionDate }, 'decisionDate');
  }
  const documentType = fields.choice('documentType', documentTypes);
  const item = readItem(fields, catalogue, decisionDate);
  if (item && documentType !== null && !item.documentTypes.includes(documentType)) {
    const allowed = item.documentTypes.map((type) => documentTypes[type]).join('、');
    fields.report('error', 'record.documentTypeNotAllowed', { item: item.name, allowed }, 'documentType');
  }
  const domain = fields.choice('domain', domains) ?? item?.domain ?? null;
  if (item && domain !== null && domain !== item.domain) {
    const params = { item: item.name, domain: domains[item.domain] };
    fields.report('warning', 'record.domainDiffers', params, 'domain');
  }
  const documentNo = fields.text('documentNo', { maxLength: 100 });
  const issuingOrgan = fields.text('issuingOrgan', { maxLength: 100 });
  const factSummary = fields.text('fact', { maxLength: 500 });
  const rest = {
    title: fields.text('title', { maxLength: 100 }) ?? item?.name ?? '',
    amountFen: fields.amountFen('amount'),
    severity: fields.choice('severity', severities) ?? item?.severityDefault ?? null,
    disclosureLevel: fields.choice('disclosure', disclosureLevels) ?? item?.disclosureLevel ?? null,
    responsiblePersons: fields.text('persons', { maxLength: 200 }),
    rectificationStatus: fields.choice('rectification', rectificationStatuses) ?? rectificationOf(item),
    repairStatus: fields.choice('repair', repairStatuses) ?? ('none' as const),
    remarks: fields.text('remarks', { maxLength: 500 }),
  };
  const naturalKey =
    bodyUscc !== null && item && documentNo !== null
      ? recordNaturalKey({ bodyUscc, catalogueItem: item.code, documentNo })
      : null;
  if (
    bodyUscc === null ||
    !item ||
    domain === null ||
    documentType === null ||
    documentNo === null ||
    issuingOrgan === null ||
    decisionDate === null ||
    factSummary === null ||
    rest.severity === null ||
    rest.disclosureLevel === null
  ) {
    return { naturalKey, value: null };
  }
  const value: CreditRecordContent = {
    subjectType: item.subjectType,
    bodyUscc,
    officialId: null,
    catalogueItem: item.code,
    domain,
    polarity: item.polarity,
    title: rest.title,
    factSummary,
    documentType,
    documentNo,
    issuingOrgan,
    decisionDate,
    amountFen: rest.amountFen,
    severity: rest.severity,
    responsiblePersons: rest.responsiblePersons,
    disclosureLevel: rest.disclosureLevel,
    ...noPeriod,
    // What is registered names its effective document, so it is confirmed; a lead is no record yet.
    status: 'confirmed',
    rectificationStatus: rest.rectificationStatus,
    rectifyDueOn: null,
    rectifiedOn: null,
    repairStatus: rest.repairStatus,
    objectionFiledOn: null,
    objectionDueOn: null,
    objectionClosedOn: null,
    remarks: rest.remarks,
  };
  noteMissingRule(fields, value, context.rules);
  return { naturalKey, value };
}

/** Conduct that is praised leaves nothing to put right. */
function rectificationOf(item: CatalogueItem | null): 'none' | 'notStarted' {
  return item?.polarity === 'positive' ? 'none' : 'notStarted';
}

/** A record that should be shown to the public, but is older than every rule that says for how long. */
function noteMissingRule(fields: FieldReader, record: CreditRecordContent, rules: RuleTable): void {
  if (record.disclosureLevel !== 'public' || record.polarity !== 'negative') return;
  if (publicityPeriod(record, rules) !== null) return;
  fields.report('warning', 'publicity.noRule', { date: record.decisionDate }, 'decisionDate');
}

/** The catalogue item by name or code; of several with one name, the one in force on the decision date. */
function readItem(
  fields: FieldReader,
  catalogue: CatalogueLookUp,
  date: string | null,
): CatalogueItem | null {
  const text = fields.text('item', { maxLength: 200 });
  if (text === null) return null;
  const items = catalogue.find(text);
  const [first] = items;
  if (!first) {
    fields.report('error', 'record.catalogueUnknown', { text, allowed: catalogue.labels }, 'item');
    return null;
  }
  const holding = date === null ? items : items.filter((item) => inForce(item, date));
  if (date !== null && holding.length === 0) {
    fields.report('error', 'record.catalogueNotInForce', { item: first.name, date }, 'item');
    return null;
  }
  if (holding.length > 1) {
    const codes = holding.map((item) => item.code).join('、');
    fields.report('error', 'record.catalogueAmbiguous', { text, codes }, 'item');
    return null;
  }
  return holding[0] ?? null;
}
