/** A data folder with a database of an invented county, and rows to fill it with. */
import { createHash } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { type CreditDatabase, createDatabase, openDatabase } from '#engine/db/open-database.ts';
import type { Sources } from '#engine/db/transaction.ts';
import type {
  BodyContent,
  CatalogueItem,
  CreditRecordContent,
  CycleContent,
  EntryContent,
  ModelVersion,
  OfficialContent,
} from '#shared/domain/entities.ts';

/** Identifiers that count up, and a clock that goes on by one second at each look. */
export function countingSources(
  start = '2026-03-01T08:00:00.000Z',
): Sources & { setClock(at: string): void } {
  let ids = 0;
  let at = Date.parse(start);
  return {
    newId() {
      ids += 1;
      return `00000000-0000-7000-8000-${ids.toString(16).padStart(12, '0')}`;
    },
    now() {
      at += 1_000;
      return new Date(at).toISOString();
    },
    setClock(instant) {
      at = Date.parse(instant) - 1_000;
    },
  };
}

/** Some well-formed key; nothing is signed here. */
export const sampleSigningKey = { publicKey: 'ab'.repeat(32), fingerprint: 'cd'.repeat(32) };

export const sampleOffice = { regionCode: '990101000000', name: '样例县信用办', level: 'county' } as const;

export function createSample(folder: string, sources: Sources = countingSources()): CreditDatabase {
  const db = createDatabase(folder, { ...sources, officeInfo: sampleOffice, signingKey: sampleSigningKey });
  onTestFinished(() => db.close());
  return db;
}

export function reopen(
  folder: string,
  options: Partial<Parameters<typeof openDatabase>[1]> = {},
): CreditDatabase {
  const db = openDatabase(folder, { ...countingSources('2026-06-01T08:00:00.000Z'), ...options });
  onTestFinished(() => db.close());
  return db;
}

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

/** The failure that a function ends with, as code and parameters; fails the test if there is none. */
export function failureOf(work: () => unknown): { code: string; params: unknown } {
  try {
    work();
  } catch (error) {
    const { code, params, message } = error as { code?: string; params?: unknown; message?: string };
    return { code: code ?? String(message), params };
  }
  throw new Error('it did not fail');
}

/** Every row of every table, as text: for comparing two databases whole. */
export function dumpTables(connection: CreditDatabase['connection']): Record<string, string[]> {
  const tables = connection
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all();
  return Object.fromEntries(
    tables.map((table) => [
      table,
      connection
        .prepare(`SELECT * FROM "${table}"`)
        .all()
        .map((row) => JSON.stringify(row))
        .sort(),
    ]),
  );
}
