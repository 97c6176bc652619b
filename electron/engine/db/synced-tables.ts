/** The tables whose rows travel between offices, field by field. */
import type {
  BodyChangeContent,
  BodyContent,
  CheckExplanationContent,
  CreditRecordContent,
  CycleContent,
  DecisionContent,
  EntryContent,
  EvidenceContent,
  OfficialContent,
  OfficialFileItemContent,
} from '#shared/domain/entities.ts';
import type { LedgerRowContent } from '#shared/ledgers/ledger-row.ts';
import { mapSyncedTable, type SyncedTable } from './row-mapping.ts';

export const bodies = mapSyncedTable<BodyContent>(
  'bodies',
  {
    uscc: 'plain',
    name: 'plain',
    shortName: 'plain',
    bodyType: 'plain',
    adminLevel: 'plain',
    regionCode: 'plain',
    parentUscc: 'plain',
    groupCode: 'plain',
    headName: 'plain',
    liaison: 'plain',
    phone: 'phone',
    validFrom: 'plain',
    validTo: 'plain',
  },
  ['uscc'],
);

export const officials = mapSyncedTable<OfficialContent>('officials', {
  bodyUscc: 'plain',
  name: 'plain',
  idNo: 'citizenNumber',
  post: 'plain',
  staffCategory: 'plain',
  entryDate: 'plain',
  fileNo: 'plain',
  pledgeSignedOn: 'plain',
  trainingHours: 'plain',
});

export const bodyChanges = mapSyncedTable<BodyChangeContent>('body_changes', {
  bodyUscc: 'plain',
  kind: 'plain',
  effectiveOn: 'plain',
  fromName: 'plain',
  toName: 'plain',
  fromUscc: 'plain',
  toUscc: 'plain',
  documentNo: 'plain',
  reason: 'plain',
  withdrawnOn: 'plain',
  withdrawnReason: 'plain',
});

export const officialFileItems = mapSyncedTable<OfficialFileItemContent>('official_file_items', {
  officialId: 'plain',
  category: 'plain',
  result: 'plain',
  year: 'plain',
  happenedOn: 'plain',
  untilOn: 'plain',
  title: 'plain',
  organ: 'plain',
  documentNo: 'plain',
  remarks: 'plain',
  withdrawnOn: 'plain',
  withdrawnReason: 'plain',
});

export const creditRecords = mapSyncedTable<CreditRecordContent>('credit_records', {
  subjectType: 'plain',
  bodyUscc: 'plain',
  officialId: 'plain',
  catalogueItem: 'plain',
  domain: 'plain',
  polarity: 'plain',
  title: 'plain',
  factSummary: 'plain',
  documentType: 'plain',
  documentNo: 'plain',
  issuingOrgan: 'plain',
  decisionDate: 'plain',
  amountFen: 'plain',
  severity: 'plain',
  responsiblePersons: 'plain',
  disclosureLevel: 'plain',
  publicFrom: 'plain',
  publicMinUntil: 'plain',
  publicMaxUntil: 'plain',
  status: 'plain',
  rectificationStatus: 'plain',
  rectifyDueOn: 'plain',
  rectifiedOn: 'plain',
  repairStatus: 'plain',
  objectionFiledOn: 'plain',
  objectionDueOn: 'plain',
  objectionClosedOn: 'plain',
  remarks: 'plain',
});

export const evidence = mapSyncedTable<EvidenceContent>(
  'evidence',
  {
    ownerType: 'plain',
    ownerId: 'plain',
    fileName: 'plain',
    sha256: 'plain',
    size: 'plain',
    mime: 'plain',
    documentNo: 'plain',
    description: 'plain',
    classification: 'plain',
    documentDate: 'plain',
    pages: 'plain',
    addedAt: 'plain',
    addedBy: 'plain',
  },
  [],
  ['documentDate', 'pages', 'addedAt', 'addedBy'],
);

export const ledgerRows = mapSyncedTable<LedgerRowContent>('ledger_rows', {
  ledger: 'plain',
  bodyUscc: 'plain',
  officialId: 'plain',
  recordId: 'plain',
  rowId: 'plain',
  number: 'plain',
  title: 'plain',
  happenedOn: 'plain',
  amountFen: 'plain',
  state: 'plain',
  dueOn: 'plain',
  closedOn: 'plain',
  naturalKey: 'plain',
  details: 'json',
  clocks: 'json',
  steps: 'json',
  personal: 'sealed',
});

export const cycles = mapSyncedTable<CycleContent>(
  'cycles',
  {
    code: 'plain',
    name: 'plain',
    year: 'plain',
    periodFrom: 'plain',
    periodTo: 'plain',
    status: 'plain',
    planDocumentNo: 'plain',
  },
  ['code'],
);

export const entries = mapSyncedTable<EntryContent>(
  'entries',
  {
    cycleCode: 'plain',
    bodyUscc: 'plain',
    leaf: 'plain',
    item: 'plain',
    role: 'plain',
    value: 'json',
    note: 'plain',
    evidence: 'plain',
  },
  ['cycleCode', 'bodyUscc', 'leaf', 'item', 'role'],
);

export const decisions = mapSyncedTable<DecisionContent>(
  'decisions',
  {
    cycleCode: 'plain',
    bodyUscc: 'plain',
    kind: 'plain',
    code: 'plain',
    count: 'plain',
    reason: 'plain',
  },
  ['cycleCode', 'bodyUscc', 'kind', 'code'],
);

export const checkExplanations = mapSyncedTable<CheckExplanationContent>(
  'check_explanations',
  {
    cycleCode: 'plain',
    bodyUscc: 'plain',
    code: 'plain',
    rule: 'plain',
    leaf: 'plain',
    item: 'plain',
    role: 'plain',
    about: 'plain',
    text: 'plain',
  },
  ['cycleCode', 'bodyUscc', 'code', 'rule', 'leaf', 'item', 'role'],
);

/** All of them, parents before children: the order in which rows of a package are written. */
export const syncedTables = {
  bodies,
  bodyChanges,
  officials,
  officialFileItems,
  cycles,
  creditRecords,
  ledgerRows,
  evidence,
  entries,
  decisions,
  checkExplanations,
} as const;

/** The travelling table of this name in the database. */
export const syncedTableNamed = (name: string): SyncedTable<object> | null => {
  const found = Object.values(syncedTables).find(({ table }) => table === name);
  return (found as unknown as SyncedTable<object> | undefined) ?? null;
};
