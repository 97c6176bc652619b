/**
 * The entities of the credit database as the engine passes them between its rooms. Field names follow the
 * glossary (ARCHITECTURE.md). Dates are `yyyy-mm-dd` text, instants ISO 8601 UTC text, money integer 分,
 * identifiers UUIDv7 text.
 */
import { z } from 'zod';
import {
  bodyTypes,
  cycleStatuses,
  disclosureLevels,
  documentTypes,
  domains,
  importRowStates,
  importStatuses,
  officeLevels,
  polarities,
  recordStatuses,
  rectificationStatuses,
  repairStatuses,
  revealReasons,
  scorerRoles,
  severities,
  staffCategories,
  subjectTypes,
  updateCycles,
} from './code-lists.ts';
import { isDate } from './dates.ts';
import { evidenceClassifications, evidenceOwners } from './evidence.ts';
import { bodyChangeKinds, fileCategories, fileResults } from './subject-lists.ts';
import { unitStates, unitSteps } from './unit-states.ts';

const codes = <T extends Record<string, string>>(list: T) =>
  z.enum(Object.keys(list) as [keyof T & string, ...(keyof T & string)[]]);

export const bodyTypeCode = codes(bodyTypes);
export const officeLevelCode = codes(officeLevels);
export const domainCode = codes(domains);
export const documentTypeCode = codes(documentTypes);
export const severityCode = codes(severities);
export const disclosureLevelCode = codes(disclosureLevels);
export const updateCycleCode = codes(updateCycles);
export const recordStatusCode = codes(recordStatuses);
export const rectificationStatusCode = codes(rectificationStatuses);
export const repairStatusCode = codes(repairStatuses);
export const polarityCode = codes(polarities);
export const subjectTypeCode = codes(subjectTypes);
export const staffCategoryCode = codes(staffCategories);
export const revealReasonCode = codes(revealReasons);
export const scorerRoleCode = codes(scorerRoles);
export const cycleStatusCode = codes(cycleStatuses);
export const bodyChangeKindCode = codes(bodyChangeKinds);
export const fileCategoryCode = codes(fileCategories);
export const fileResultCode = codes(fileResults);

export const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
export const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** A day that the calendar has, where more is done with it than to keep it. */
export const calendarDay = isoDate.refine(isDate, 'not a day of the calendar');
export const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** Carried by every row that may travel between offices (who owns it, in which line of edits, how new). */
export const syncFields = z.object({
  id: uuid,
  ownerOffice: uuid,
  lineage: uuid,
  revision: z.int().positive(),
  contentHash: sha256Hex,
  updatedAt: instant,
});
export type SyncFields = z.infer<typeof syncFields>;

export const office = z.object({
  id: uuid,
  regionCode: z.string().length(12),
  name: z.string().min(1),
  level: officeLevelCode,
  /** Current lineage of this database's edits; a restore starts a new one. */
  lineage: uuid,
  createdAt: instant,
});
export type Office = z.infer<typeof office>;

export const bodyContent = z.object({
  /** 统一社会信用代码, 18 characters. The natural key between offices. */
  uscc: z.string().length(18),
  name: z.string().min(1),
  shortName: z.string().nullable(),
  bodyType: bodyTypeCode,
  adminLevel: officeLevelCode,
  regionCode: z.string().length(12),
  parentUscc: z.string().length(18).nullable(),
  /** 组别: ranking group. */
  groupCode: z.string().nullable(),
  headName: z.string().nullable(),
  liaison: z.string().nullable(),
  /** Plain here, encrypted at rest. */
  phone: z.string().nullable(),
  validFrom: isoDate.nullable(),
  validTo: isoDate.nullable(),
});
export type BodyContent = z.infer<typeof bodyContent>;
export type Body = BodyContent & SyncFields;

export const officialContent = z.object({
  bodyUscc: z.string().length(18),
  name: z.string().min(1),
  /** Citizen number: plain here, encrypted at rest with an HMAC index and a masked form. */
  idNo: z.string().length(18).nullable(),
  post: z.string().nullable(),
  staffCategory: staffCategoryCode,
  entryDate: isoDate.nullable(),
  fileNo: z.string().nullable(),
  pledgeSignedOn: isoDate.nullable(),
  trainingHours: z.int().nonnegative(),
});
export type OfficialContent = z.infer<typeof officialContent>;
export type Official = OfficialContent & SyncFields;

/**
 * 单位沿革: a body was renamed, merged into another, split, put under another superior, or closed. A wrong one is
 * withdrawn, never deleted.
 */
export const bodyChangeContent = z.object({
  bodyUscc: z.string().length(18),
  kind: bodyChangeKindCode,
  /** The first day on which it is so. */
  effectiveOn: isoDate,
  /** Names before and after: of the body when it was renamed, of its superior when it was moved. */
  fromName: z.string().nullable(),
  toName: z.string().nullable(),
  /** Its superior before, when it was moved. */
  fromUscc: z.string().length(18).nullable(),
  /** The body that it was merged into, the body that was split from it, or its new superior. */
  toUscc: z.string().length(18).nullable(),
  documentNo: z.string().nullable(),
  reason: z.string().nullable(),
  withdrawnOn: isoDate.nullable(),
  withdrawnReason: z.string().nullable(),
});
export type BodyChangeContent = z.infer<typeof bodyChangeContent>;
export type BodyChange = BodyChangeContent & SyncFields;

/** One line of an official's file. A wrong one is withdrawn, never deleted. */
export const officialFileItemContent = z.object({
  officialId: uuid,
  category: fileCategoryCode,
  /** One of the results of its category; null where the category has none. */
  result: fileResultCode.nullable(),
  /** 考核年度. */
  year: z.int().min(1949).max(2200).nullable(),
  happenedOn: isoDate,
  /** Last day: of a post, or on which a disciplinary action still has effect (影响期至). */
  untilOn: isoDate.nullable(),
  /** The post, the rank, what was queried, what was promised. */
  title: z.string().nullable(),
  /** Who examined, assessed, decided or employed. */
  organ: z.string().nullable(),
  documentNo: z.string().nullable(),
  remarks: z.string().nullable(),
  withdrawnOn: isoDate.nullable(),
  withdrawnReason: z.string().nullable(),
});
export type OfficialFileItemContent = z.infer<typeof officialFileItemContent>;
export type OfficialFileItem = OfficialFileItemContent & SyncFields;

export const catalogueItem = z.object({
  code: z.string().min(1),
  name: z.string().min(1),
  subjectType: subjectTypeCode,
  polarity: polarityCode,
  domain: domainCode,
  legalBasis: z.string().min(1),
  documentTypes: z.array(documentTypeCode).min(1),
  severityDefault: severityCode,
  disclosureLevel: disclosureLevelCode,
  /** How often it is brought up to date; null where nobody said. */
  updateCycle: updateCycleCode.nullable().default(null),
  validFrom: isoDate,
  validTo: isoDate.nullable(),
  /** True where the item is our own proposal (本系统建议值). */
  suggested: z.boolean(),
});
export type CatalogueItem = z.infer<typeof catalogueItem>;

export const creditRecordContent = z.object({
  subjectType: subjectTypeCode,
  /** The body concerned, or for an official the body the official belongs to. */
  bodyUscc: z.string().length(18),
  officialId: uuid.nullable(),
  catalogueItem: z.string().min(1),
  domain: domainCode,
  polarity: polarityCode,
  title: z.string(),
  /** 事实, at most 500 characters. */
  factSummary: z.string().max(500),
  documentType: documentTypeCode,
  /** 文号. */
  documentNo: z.string().min(1),
  issuingOrgan: z.string().min(1),
  /** 认定日期: date of the effective document; the publicity clock starts here. */
  decisionDate: isoDate,
  amountFen: z.int().nonnegative().nullable(),
  severity: severityCode,
  responsiblePersons: z.string().nullable(),
  disclosureLevel: disclosureLevelCode,
  publicFrom: isoDate.nullable(),
  publicMinUntil: isoDate.nullable(),
  publicMaxUntil: isoDate.nullable(),
  status: recordStatusCode,
  rectificationStatus: rectificationStatusCode,
  rectifyDueOn: isoDate.nullable(),
  rectifiedOn: isoDate.nullable(),
  repairStatus: repairStatusCode,
  objectionFiledOn: isoDate.nullable(),
  objectionDueOn: isoDate.nullable(),
  objectionClosedOn: isoDate.nullable(),
  remarks: z.string().nullable(),
});
export type CreditRecordContent = z.infer<typeof creditRecordContent>;
export type CreditRecord = CreditRecordContent & SyncFields;

export const evidenceContent = z.object({
  ownerType: codes(evidenceOwners),
  ownerId: uuid,
  fileName: z.string().min(1),
  sha256: sha256Hex,
  size: z.int().nonnegative(),
  mime: z.string(),
  documentNo: z.string().nullable(),
  description: z.string().nullable(),
  /** 公开 / 内部; 涉密 material is never stored. */
  classification: codes(evidenceClassifications),
  /** Date of the document that the file is. */
  documentDate: isoDate.nullable().default(null),
  pages: z.int().positive().nullable().default(null),
  /** When and by whom it was added; null where an earlier version did not say. */
  addedAt: instant.nullable().default(null),
  addedBy: z.string().nullable().default(null),
});
export type EvidenceContent = z.infer<typeof evidenceContent>;
export type Evidence = EvidenceContent & SyncFields;

export const modelVersion = z.object({
  code: z.string(),
  version: z.string(),
  name: z.string(),
  digest: sha256Hex,
  /** Canonical JSON of the model document. */
  document: z.string(),
  /** `draft` may be replaced; `published` never changes; `disabled` lacks its legal basis. */
  status: z.enum(['draft', 'published', 'disabled']),
  legalBasis: z.string().nullable(),
});
export type ModelVersion = z.infer<typeof modelVersion>;

export const unitStateCode = codes(unitStates);
export const unitStepCode = codes(unitSteps);

export const cycleContent = z.object({
  /** Short code chosen by the issuing office, for example 2026. The natural key between offices. */
  code: z.string().min(1),
  name: z.string().min(1),
  year: z.int(),
  periodFrom: isoDate,
  periodTo: isoDate,
  status: cycleStatusCode,
  planDocumentNo: z.string().nullable(),
});
export type CycleContent = z.infer<typeof cycleContent>;
export type Cycle = CycleContent & SyncFields;

/** Which bodies a cycle assesses, with which frozen model version. */
export const cycleUnit = z.object({
  cycleCode: z.string(),
  bodyUscc: z.string().length(18),
  groupCode: z.string().nullable(),
  modelCode: z.string(),
  modelVersion: z.string(),
});
export type CycleUnit = z.infer<typeof cycleUnit>;

/** One value of one item of one leaf, given by one role. */
export const entryContent = z.object({
  cycleCode: z.string(),
  bodyUscc: z.string().length(18),
  leaf: z.string(),
  item: z.string(),
  role: scorerRoleCode,
  /** JSON scalar as the model's data document holds it; null when given as missing. */
  value: z.union([z.number(), z.boolean(), z.string(), z.null()]),
  note: z.string().nullable(),
  /** 佐证材料 as named on the form; the files themselves are evidence rows. */
  evidence: z.string().nullable(),
});
export type EntryContent = z.infer<typeof entryContent>;
export type Entry = EntryContent & SyncFields;

/** A decision that only the assessor takes: bonus and penalty counts, vetoes, leaves that do not apply. */
export const decisionContent = z.object({
  cycleCode: z.string(),
  bodyUscc: z.string().length(18),
  kind: z.enum(['adjustment', 'veto', 'notApplicable']),
  /** Bonus or penalty item, veto, or node code of the model. */
  code: z.string(),
  /** Count for adjustments, 1 otherwise. Decimal text. */
  count: z.string(),
  reason: z.string(),
});
export type DecisionContent = z.infer<typeof decisionContent>;
export type Decision = DecisionContent & SyncFields;

/**
 * 说明: why something that the check found doubtful may stand. `text` is empty when it was taken back. It explains the
 * finding as it was: `about` holds the finding's parameters then, as canonical JSON.
 */
export const checkExplanationContent = z.object({
  cycleCode: z.string(),
  bodyUscc: z.string().length(18),
  /** Of the finding. */
  code: z.string(),
  /** Code of the audit rule; empty for the program's own checks. */
  rule: z.string(),
  leaf: z.string(),
  /** Empty where the finding is about the leaf as a whole. */
  item: z.string(),
  /** Empty where the finding is about nobody's value. */
  role: z.string(),
  about: z.string(),
  text: z.string().max(2000),
});
export type CheckExplanationContent = z.infer<typeof checkExplanationContent>;
export type CheckExplanation = CheckExplanationContent & SyncFields;

/** `committed`: its good rows are in the database; `reverted`: they were, and all of it was undone. */
export const importBatchStatus = codes(importStatuses);
export const importBatch = z.object({
  id: uuid,
  layout: z.string(),
  fileName: z.string(),
  fileSha256: sha256Hex,
  status: importBatchStatus,
  /** Layout-specific context, JSON: template version, cycle, unit. */
  context: z.string(),
  rowsInXml: z.int().nonnegative(),
  rowsInFile: z.int().nonnegative(),
  accepted: z.int().nonnegative(),
  refused: z.int().nonnegative(),
  skipped: z.int().nonnegative(),
  createdAt: instant,
  committedAt: instant.nullable(),
  /** JSON of the commit's answer, returned again when a commit is repeated. */
  result: z.string().nullable(),
  revertedAt: instant.nullable(),
});
export type ImportBatch = z.infer<typeof importBatch>;

/**
 * `ready`: goes in; `refused`: an error stands in the way; `duplicate`: the database holds it, the policy decides;
 * `skipped`: left alone (it repeats another row of the file, or a commit kept what was there); `omitted`: left out by a
 * person; `committed`: is in the database.
 */
export const stagedRowState = codes(importRowStates);

export type StagedRowState = z.infer<typeof stagedRowState>;

export const enrolledOffice = z.object({
  id: uuid,
  regionCode: z.string().length(12),
  name: z.string(),
  level: officeLevelCode,
  /** Enrolled office that this one reports through, if any: its rows may come in that office's package. */
  parentId: uuid.nullable(),
  /** Raw Ed25519 public key, hex. */
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  /** SHA-256 of the raw public key, hex: what is read aloud or compared on paper. */
  fingerprint: sha256Hex,
  enrolledAt: instant,
  revokedAt: instant.nullable(),
});
export type EnrolledOffice = z.infer<typeof enrolledOffice>;
