/**
 * 信用记录: what each field of a record must be. Nothing is recorded outside the catalogue, and nothing without an
 * effective document of a kind that the catalogue item allows (发改财金〔2023〕1103号).
 * Natural key: body (and official), catalogue item and document number.
 */
import {
  type DisclosureLevel,
  disclosureLevels,
  documentTypes,
  domains,
  rectificationStatuses,
  repairStatuses,
  type Severity,
  severities,
} from '../code-lists.ts';
import { comparable } from '../code-text.ts';
import { documentTypeReason, itemReason } from '../confirmation.ts';
import type { CatalogueItem, CreditRecordContent } from '../entities.ts';
import { type PublicityPeriod, publicityPeriod } from '../publicity-period.ts';
import { inForce, type PublicityRule, type RuleTable } from '../rule-table.ts';
import type { FieldReader, Reading } from './field-reader.ts';
import { type KnownBodies, readKnownBody } from './known-bodies.ts';

export interface RecordReadingContext extends KnownBodies {
  /** Items that may be recorded here, of all dates. */
  catalogue: readonly CatalogueItem[];
  /** `yyyy-mm-dd`: no document can be dated later. */
  today: string;
  /** Publicity periods by severity and date. */
  rules: RuleTable;
  /** An official by identifier, null for unknown ones. Asked only where the catalogue has items about officials. */
  official?(id: string): { bodyUscc: string } | null;
}

/** The record as far as its own fields say; its publicity period is added by `withPublicity`. */
export interface RecordReading extends Reading<CreditRecordContent> {
  /** What could be read, also while the record is incomplete. */
  known: {
    bodyUscc: string | null;
    officialId: string | null;
    item: CatalogueItem | null;
    decisionDate: string | null;
    severity: Severity | null;
    disclosureLevel: DisclosureLevel | null;
  };
}

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

/** Why a record is, or is not, shown to the public. */
export const publicityReasons = [
  'shown',
  'positive',
  'notPublic',
  'noRule',
  'notByDefault',
  /** It was withdrawn. */
  'revoked',
  /** The longest period is over: it is shown no more. */
  'expired',
  /** It came without a period, although a rule gives it one: storing it again computes it. */
  'notComputed',
] as const;
export type PublicityReason = (typeof publicityReasons)[number];

export interface Publicity extends Omit<PublicityPeriod, 'rule'> {
  /** The rule in force on the decision date; null when there is none, or none applies. */
  rule: PublicityRule | null;
  reason: PublicityReason;
}

const noPeriod = { publicFrom: null, publicMinUntil: null, publicMaxUntil: null };

/**
 * Whether, from when and to when a record is shown to the public by the rule in force on its decision date. Only
 * dishonesty records that are 社会公开 are.
 * @param showAnyway a person decided to show what is not shown by default
 */
export function publicityOf(
  record: Pick<CreditRecordContent, 'polarity' | 'disclosureLevel' | 'decisionDate' | 'severity'>,
  rules: RuleTable,
  showAnyway = false,
): Publicity {
  if (record.polarity === 'positive') return { ...noPeriod, rule: null, reason: 'positive' };
  if (record.disclosureLevel !== 'public') return { ...noPeriod, rule: null, reason: 'notPublic' };
  const period = publicityPeriod({ ...record, showAnyway }, rules);
  if (period === null) return { ...noPeriod, rule: null, reason: 'noRule' };
  return { ...period, reason: period.publicFrom === null ? 'notByDefault' : 'shown' };
}

/** Whether a stored record is shown: the dates that it carries, explained by the rule that gave them. */
export function storedPublicity(record: CreditRecordContent, rules: RuleTable): Publicity {
  const computed = publicityOf(record, rules, isShownAnyway(record, rules));
  if (record.status === 'revoked') return { ...noPeriod, rule: null, reason: 'revoked' };
  const { publicFrom, publicMinUntil, publicMaxUntil } = record;
  const lacking = publicFrom === null && computed.publicFrom !== null;
  const over = record.status === 'expired';
  const reason = over ? 'expired' : lacking ? 'notComputed' : publicFrom === null ? computed.reason : 'shown';
  const rule = ruleBehind(record, computed.rule, rules);
  return { publicFrom, publicMinUntil, publicMaxUntil, rule, reason };
}

/**
 * The version of the rule that gave a record its dates: the one in force on its decision date, or, where a later
 * entry changed what was in force on that day, the one that they were computed by.
 */
function ruleBehind(
  record: CreditRecordContent,
  inForceNow: PublicityRule | null,
  rules: RuleTable,
): PublicityRule | null {
  if (record.publicFrom === null) return inForceNow;
  const gives = (rule: PublicityRule): boolean => {
    const period = publicityPeriod(
      { ...record, showAnyway: true },
      { ...rules, rules: [{ ...rule, validFrom: record.decisionDate, validTo: null }] },
    );
    return (
      period !== null &&
      period.publicMinUntil === record.publicMinUntil &&
      period.publicMaxUntil === record.publicMaxUntil
    );
  };
  if (inForceNow !== null && gives(inForceNow)) return inForceNow;
  return (
    rules.rules.find(
      (rule): rule is PublicityRule =>
        rule.kind === 'publicity' && rule.severity === record.severity && gives(rule),
    ) ?? null
  );
}

/** The record with its publicity period, whatever period it had. */
export function withPublicity(
  record: CreditRecordContent,
  rules: RuleTable,
  showAnyway = false,
): CreditRecordContent {
  const { publicFrom, publicMinUntil, publicMaxUntil } = publicityOf(record, rules, showAnyway);
  return { ...record, publicFrom, publicMinUntil, publicMaxUntil };
}

/**
 * The record with a publicity period: the one that it had, while nothing changed that it depends on, because what was
 * decided under a rule stays so when the rule is changed; else one computed anew.
 * @param present the record as it is stored
 * @param showAnyway as for `publicityOf`
 */
export function withKeptPublicity(
  record: CreditRecordContent,
  present: CreditRecordContent,
  rules: RuleTable,
  showAnyway: boolean,
): CreditRecordContent {
  const unchanged = (['polarity', 'disclosureLevel', 'decisionDate', 'severity'] as const).every(
    (field) => record[field] === present[field],
  );
  if (!unchanged || present.publicFrom === null || showAnyway !== isShownAnyway(present, rules)) {
    return withPublicity(record, rules, showAnyway);
  }
  const { publicFrom, publicMinUntil, publicMaxUntil } = present;
  return { ...record, publicFrom, publicMinUntil, publicMaxUntil };
}

/** True when somebody decided to show a record that its severity does not show by default. */
export function isShownAnyway(record: CreditRecordContent, rules: RuleTable): boolean {
  return record.publicFrom !== null && publicityOf(record, rules).reason === 'notByDefault';
}

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
  const wrongType = item && documentType !== null ? documentTypeReason(item, documentType) : null;
  if (wrongType !== null) fields.report('error', wrongType.code, wrongType.params, 'documentType');
  const domain = fields.choice('domain', domains) ?? item?.domain ?? null;
  if (item && domain !== null && domain !== item.domain) {
    const params = { item: item.name, domain: domains[item.domain] };
    fields.report('warning', 'record.domainDiffers', params, 'domain');
  }
  const officialId = item?.subjectType === 'official' ? readOfficialOf(fields, bodyUscc, context) : null;
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
  const { severity, disclosureLevel } = rest;
  const known = { bodyUscc, officialId, item, decisionDate, severity, disclosureLevel };
  const naturalKey =
    bodyUscc !== null && item && documentNo !== null
      ? recordNaturalKey({ bodyUscc, officialId, catalogueItem: item.code, documentNo })
      : null;
  if (
    bodyUscc === null ||
    !item ||
    (item.subjectType === 'official' && officialId === null) ||
    domain === null ||
    documentType === null ||
    documentNo === null ||
    issuingOrgan === null ||
    decisionDate === null ||
    factSummary === null ||
    severity === null ||
    disclosureLevel === null
  ) {
    return { naturalKey, value: null, known };
  }
  const value: CreditRecordContent = {
    subjectType: item.subjectType,
    bodyUscc,
    officialId,
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
    severity,
    responsiblePersons: rest.responsiblePersons,
    disclosureLevel,
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
  return { naturalKey, value, known };
}

/** Conduct that is praised leaves nothing to put right. */
function rectificationOf(item: CatalogueItem | null): 'none' | 'notStarted' {
  return item?.polarity === 'positive' ? 'none' : 'notStarted';
}

/** A record that should be shown to the public, but is older than every rule that says for how long. */
function noteMissingRule(fields: FieldReader, record: CreditRecordContent, rules: RuleTable): void {
  if (publicityOf(record, rules).reason !== 'noRule') return;
  fields.report('warning', 'publicity.noRule', { date: record.decisionDate }, 'decisionDate');
}

/** The official whom a record is about: one of the body's own. */
function readOfficialOf(
  fields: FieldReader,
  bodyUscc: string | null,
  context: RecordReadingContext,
): string | null {
  const id = fields.text('officialId');
  if (id === null) return null;
  const official = context.official?.(id) ?? null;
  if (official === null) {
    fields.report('error', 'record.officialUnknown', {}, 'officialId');
    return null;
  }
  if (bodyUscc !== null && official.bodyUscc !== bodyUscc) {
    const elsewhere = context.bodyName(official.bodyUscc) ?? official.bodyUscc;
    fields.report('error', 'record.officialElsewhere', { elsewhere }, 'officialId');
    return null;
  }
  return id;
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
  const notInForce = date === null ? null : itemReason(items, date);
  if (notInForce !== null) {
    fields.report('error', notInForce.code, notInForce.params, 'item');
    return null;
  }
  if (holding.length > 1) {
    const codes = holding.map((item) => item.code).join('、');
    fields.report('error', 'record.catalogueAmbiguous', { text, codes }, 'item');
    return null;
  }
  return holding[0] ?? null;
}
