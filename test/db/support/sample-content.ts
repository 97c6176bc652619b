/** Rows of an invented county, to fill a database with. */
import { createHash } from 'node:crypto';
import type {
  BodyContent,
  CatalogueItem,
  CreditRecordContent,
  CycleContent,
  EntryContent,
  ModelVersion,
  OfficialContent,
} from '#shared/domain/entities.ts';

/** The unified code of the n-th invented body: right characters, no check digit (the database does not compute it). */
export const usccOf = (n: number): string => `11990101MB${n.toString().padStart(7, '0')}X`;

export const bodyContent = (n: number, more: Partial<BodyContent> = {}): BodyContent => ({
  uscc: usccOf(n),
  name: `样例镇${n}`,
  shortName: null,
  bodyType: 'town',
  adminLevel: 'township',
  regionCode: '990101100000',
  parentUscc: null,
  groupCode: '乡镇',
  headName: null,
  liaison: null,
  phone: null,
  validFrom: null,
  validTo: null,
  ...more,
});

export const officialContent = (bodyUscc: string, more: Partial<OfficialContent> = {}): OfficialContent => ({
  bodyUscc,
  name: '张三',
  idNo: null,
  post: null,
  staffCategory: 'civilServant',
  entryDate: null,
  fileNo: null,
  pledgeSignedOn: null,
  trainingHours: 0,
  ...more,
});

export const recordContent = (
  bodyUscc: string,
  more: Partial<CreditRecordContent> = {},
): CreditRecordContent => ({
  subjectType: 'body',
  bodyUscc,
  officialId: null,
  catalogueItem: 'N-01',
  domain: 'debt',
  polarity: 'negative',
  title: '拖欠账款',
  factSummary: '未按约定支付工程款。',
  documentType: 'judgment',
  documentNo: '（2026）样01民初1号',
  issuingOrgan: '样例县人民法院',
  decisionDate: '2026-02-01',
  amountFen: 1_234_500,
  severity: 'general',
  responsiblePersons: null,
  disclosureLevel: 'public',
  publicFrom: null,
  publicMinUntil: null,
  publicMaxUntil: null,
  status: 'confirmed',
  rectificationStatus: 'notStarted',
  rectifyDueOn: null,
  rectifiedOn: null,
  repairStatus: 'none',
  objectionFiledOn: null,
  objectionDueOn: null,
  objectionClosedOn: null,
  remarks: null,
  ...more,
});

export const catalogueItem = (more: Partial<CatalogueItem> = {}): CatalogueItem => ({
  code: 'N-01',
  name: '拖欠账款',
  subjectType: 'body',
  polarity: 'negative',
  domain: 'debt',
  legalBasis: '保障中小企业款项支付条例',
  documentTypes: ['judgment', 'breachDetermination'],
  severityDefault: 'general',
  disclosureLevel: 'public',
  updateCycle: null,
  validFrom: '2026-01-01',
  validTo: null,
  suggested: true,
  ...more,
});

export const cycleContent = (more: Partial<CycleContent> = {}): CycleContent => ({
  code: '2026',
  name: '2026 年度考核',
  year: 2026,
  periodFrom: '2026-01-01',
  periodTo: '2026-12-31',
  status: 'selfAssess',
  planDocumentNo: null,
  ...more,
});

export const entryContent = (bodyUscc: string, more: Partial<EntryContent> = {}): EntryContent => ({
  cycleCode: '2026',
  bodyUscc,
  leaf: 'A11',
  item: 'done',
  role: 'self',
  value: 3,
  note: null,
  evidence: null,
  ...more,
});

export const modelVersion = (more: Partial<ModelVersion> = {}): ModelVersion => ({
  code: 'TOWNSHIP-2026',
  version: '1.0.0',
  name: '乡镇模型',
  digest: createHash('sha256').update('model').digest('hex'),
  document: '{"code":"TOWNSHIP-2026"}',
  status: 'published',
  legalBasis: null,
  ...more,
});
