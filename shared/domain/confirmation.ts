/**
 * Whether a matter may become a confirmed record. Nothing is recorded outside the catalogue in force on the day of the
 * document, and no dishonesty without an effective document of a kind that the catalogue item allows; until then it
 * stays a lead (线索). (全国公共信用信息基础目录; 发改财金〔2023〕1103号)
 */
import type { Finding } from '../errors/finding.ts';
import { type DocumentType, documentTypes, type SubjectType, subjectTypes } from './code-lists.ts';
import { versionOn } from './dated-versions.ts';
import type { CatalogueItem } from './entities.ts';

/** What is known of a matter; null or empty where it is not known yet. */
export interface ConfirmationCandidate {
  /** Code of the catalogue item. */
  catalogueItem: string | null;
  subjectType: SubjectType;
  documentType: DocumentType | null;
  documentNo: string | null;
  issuingOrgan: string | null;
  /** Date of the document. */
  decisionDate: string | null;
}

/** Either it may be confirmed, by this version of its catalogue item, or every reason why not. */
export type Confirmation =
  | { allowed: true; item: CatalogueItem }
  | { allowed: false; item: CatalogueItem | null; reasons: Finding[] };

/** A reason against it, as a finding of severity error with the field that it concerns. */
const reason = (code: string, params: Finding['params'], field: string): Finding => ({
  code,
  severity: 'error',
  params,
  field,
});

/** Why a document of this kind does not establish what the item says; null when it does. */
export function documentTypeReason(item: CatalogueItem, documentType: DocumentType): Finding | null {
  if (item.documentTypes.includes(documentType)) return null;
  const allowed = item.documentTypes.map((type) => documentTypes[type]).join('、');
  return reason('record.documentTypeNotAllowed', { item: item.name, allowed }, 'documentType');
}

/** Why an item does not hold on the day of the document; null when one of its versions does. */
export function itemReason(versions: readonly CatalogueItem[], decisionDate: string): Finding | null {
  const [first] = versions;
  if (first === undefined || versionOn(versions, decisionDate) !== null) return null;
  return reason('record.catalogueNotInForce', { item: first.name, date: decisionDate }, 'catalogueItem');
}

/** What of an effective document is missing, in words. */
function missingParts({
  documentType,
  documentNo,
  issuingOrgan,
  decisionDate,
}: ConfirmationCandidate): string[] {
  const parts = { 文书类型: documentType, 文号: documentNo, 认定机关: issuingOrgan, 认定日期: decisionDate };
  return Object.entries(parts).flatMap(([title, value]) =>
    value === null || value.trim() === '' ? [title] : [],
  );
}

/**
 * Answers “may this be confirmed, if not why”. The reasons are findings, to be told with `describeFinding`.
 * @param catalogue every version of every item
 * @param today no document can be dated later
 */
export function mayConfirm(
  candidate: ConfirmationCandidate,
  catalogue: readonly CatalogueItem[],
  today: string,
): Confirmation {
  const { catalogueItem, decisionDate, documentType } = candidate;
  const reasons: Finding[] = [];
  const versions = catalogue.filter(({ code }) => code === catalogueItem);
  const [first] = versions;
  const item = (decisionDate === null ? null : versionOn(versions, decisionDate)) ?? first ?? null;

  if (catalogueItem === null || catalogueItem === '') {
    reasons.push(reason('confirm.noItem', {}, 'catalogueItem'));
  } else if (item === null) {
    reasons.push(reason('confirm.itemUnknown', { code: catalogueItem }, 'catalogueItem'));
  } else if (decisionDate !== null) {
    const notInForce = itemReason(versions, decisionDate);
    if (notInForce !== null) reasons.push(notInForce);
  }
  if (item !== null && item.subjectType !== candidate.subjectType) {
    const params = { item: item.name, subject: subjectTypes[item.subjectType] };
    reasons.push(reason('confirm.otherSubject', params, 'catalogueItem'));
  }
  const missing = missingParts(candidate);
  if (missing.length > 0) {
    const code = item?.polarity === 'positive' ? 'confirm.documentIncomplete' : 'confirm.noDocument';
    reasons.push(reason(code, { missing: missing.join('、') }, 'documentNo'));
  }
  if (item !== null && documentType !== null) {
    const notAllowed = documentTypeReason(item, documentType);
    if (notAllowed !== null) reasons.push(notAllowed);
  }
  if (decisionDate !== null && decisionDate > today) {
    reasons.push(reason('record.dateInFuture', { date: decisionDate }, 'decisionDate'));
  }
  if (item !== null && reasons.length === 0) return { allowed: true, item };
  return { allowed: false, item, reasons };
}
