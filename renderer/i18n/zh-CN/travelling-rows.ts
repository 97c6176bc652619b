/** Names of the tables that travel between offices, of their fields, and of the codes in them. */
import {
  bodyTypes,
  cycleStatuses,
  disclosureLevels,
  documentTypes,
  domains,
  officeLevels,
  polarities,
  recordStatuses,
  rectificationStatuses,
  repairStatuses,
  scorerRoles,
  severities,
  staffCategories,
  subjectTypes,
} from '#shared/domain/code-lists.ts';
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
import { formatWan } from '#shared/domain/money.ts';
import { bodyChangeKinds, fileCategories, fileResults } from '#shared/domain/subject-lists.ts';
import type { LedgerDefinition } from '#shared/ledgers/definition.ts';
import { ledgers } from '#shared/ledgers/ledgers.ts';

/** The tables of a package, and `units`, which belongs to the cycle. */
export const travellingTables = {
  bodies: '单位',
  bodyChanges: '单位沿革',
  officials: '公职人员',
  officialFileItems: '公职人员档案事项',
  creditRecords: '信用记录',
  ledgerRows: '台账事项',
  entries: '填报数值',
  decisions: '考核认定',
  checkExplanations: '审核说明',
  evidence: '佐证材料',
  cycles: '考核周期',
  units: '被考核单位',
  offices: '下级报送单位',
  comments: '退回意见',
  explanationReadings: '没有采纳的说明',
} as const;

const bodyFields = {
  uscc: '统一社会信用代码',
  name: '名称',
  shortName: '简称',
  bodyType: '单位类型',
  adminLevel: '行政层级',
  regionCode: '区划代码',
  parentUscc: '上级单位',
  groupCode: '组别',
  headName: '负责人',
  liaison: '联系人',
  phone: '联系电话',
  validFrom: '成立日期',
  validTo: '撤销日期',
} satisfies Record<keyof BodyContent, string>;

const officialFields = {
  bodyUscc: '所在单位',
  name: '姓名',
  idNo: '身份证号',
  post: '职务',
  staffCategory: '人员类别',
  entryDate: '入职日期',
  fileNo: '档案编号',
  pledgeSignedOn: '承诺书签订日期',
  trainingHours: '培训学时',
} satisfies Record<keyof OfficialContent, string>;

const bodyChangeFields = {
  bodyUscc: '单位',
  kind: '变动',
  effectiveOn: '生效日期',
  fromName: '原名称（原上级）',
  toName: '新名称（新上级）',
  fromUscc: '原上级代码',
  toUscc: '去向单位',
  documentNo: '文号',
  reason: '事由',
  withdrawnOn: '更正日期',
  withdrawnReason: '更正原因',
} satisfies Record<keyof BodyChangeContent, string>;

const fileItemFields = {
  officialId: '人员编号',
  category: '类别',
  result: '结果',
  year: '考核年度',
  happenedOn: '日期',
  untilOn: '截止日期',
  title: '事项',
  organ: '有关单位',
  documentNo: '文号',
  remarks: '备注',
  withdrawnOn: '更正日期',
  withdrawnReason: '更正原因',
} satisfies Record<keyof OfficialFileItemContent, string>;

const recordFields = {
  subjectType: '主体类别',
  bodyUscc: '单位',
  officialId: '人员编号',
  catalogueItem: '目录事项',
  domain: '领域',
  polarity: '信息性质',
  title: '标题',
  factSummary: '事实',
  documentType: '文书类型',
  documentNo: '文号',
  issuingOrgan: '认定机关',
  decisionDate: '认定日期',
  amountFen: '金额',
  severity: '程度',
  responsiblePersons: '责任人',
  disclosureLevel: '公开级别',
  publicFrom: '公示起始日',
  publicMinUntil: '最短公示期满',
  publicMaxUntil: '最长公示期满',
  status: '状态',
  rectificationStatus: '整改状态',
  rectifyDueOn: '整改时限',
  rectifiedOn: '整改完成日',
  repairStatus: '修复状态',
  objectionFiledOn: '异议提出日',
  objectionDueOn: '异议办理时限',
  objectionClosedOn: '异议办结日',
  remarks: '备注',
} satisfies Record<keyof CreditRecordContent, string>;

const evidenceFields = {
  ownerType: '附在哪类内容',
  ownerId: '所附内容编号',
  fileName: '文件名',
  sha256: '文件校验码',
  size: '大小（字节）',
  mime: '文件类型',
  documentNo: '文号',
  description: '说明',
  classification: '密级',
  documentDate: '文件日期',
  pages: '页数',
  addedAt: '添加时间',
  addedBy: '添加人',
} satisfies Record<keyof EvidenceContent, string>;

const entryFields = {
  cycleCode: '考核周期',
  bodyUscc: '单位',
  leaf: '指标',
  item: '项目',
  role: '填报角色',
  value: '数值',
  note: '说明',
  evidence: '佐证材料',
} satisfies Record<keyof EntryContent, string>;

const decisionFields = {
  cycleCode: '考核周期',
  bodyUscc: '单位',
  kind: '认定种类',
  code: '代码',
  count: '次数',
  reason: '理由',
} satisfies Record<keyof DecisionContent, string>;

const cycleFields = {
  code: '代号',
  name: '名称',
  year: '年度',
  periodFrom: '期间起',
  periodTo: '期间止',
  status: '阶段',
  planDocumentNo: '方案文号',
} satisfies Record<keyof CycleContent, string>;

/** Every ledger has fields of its own; one key means the same wherever it appears. */
const ledgerFields: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.values<LedgerDefinition>(ledgers).flatMap(({ fields }) =>
      Object.entries(fields).map(([key, { title }]) => [key, title]),
    ),
  ),
  ledger: '台账',
  bodyUscc: '单位',
  officialId: '公职人员',
  recordId: '信用记录',
  rowId: '关联事项',
  state: '状态',
  steps: '已办步骤数',
  dueOn: '期限',
  closedOn: '办结日期',
};

const explanationFields = {
  cycleCode: '考核周期',
  bodyUscc: '单位',
  code: '审核结果类别',
  rule: '审核公式',
  leaf: '指标',
  item: '项目',
  role: '角色',
  about: '当时的数值',
  text: '说明',
} satisfies Record<keyof CheckExplanationContent, string>;

const fieldNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  bodies: bodyFields,
  bodyChanges: bodyChangeFields,
  officials: officialFields,
  officialFileItems: fileItemFields,
  creditRecords: recordFields,
  evidence: evidenceFields,
  ledgerRows: ledgerFields,
  entries: entryFields,
  decisions: decisionFields,
  checkExplanations: explanationFields,
  cycles: cycleFields,
};

const decisionKinds = { adjustment: '加分扣分', veto: '一票否决', notApplicable: '不适用' } as const;

/** Codes of closed lists, by the field that holds them. */
const codeNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  bodyType: bodyTypes,
  adminLevel: officeLevels,
  staffCategory: staffCategories,
  subjectType: subjectTypes,
  domain: domains,
  polarity: polarities,
  documentType: documentTypes,
  severity: severities,
  disclosureLevel: disclosureLevels,
  rectificationStatus: rectificationStatuses,
  repairStatus: repairStatuses,
  role: scorerRoles,
  kind: { ...decisionKinds, ...bodyChangeKinds },
  category: fileCategories,
  result: fileResults,
  classification: { public: '公开', internal: '内部' },
  ownerType: { record: '信用记录', entry: '填报数值' },
};

const statusNames = { creditRecords: recordStatuses, cycles: cycleStatuses } as const;

export const tableName = (table: string): string =>
  Object.hasOwn(travellingTables, table) ? travellingTables[table as keyof typeof travellingTables] : table;

export const fieldName = (table: string, field: string): string => fieldNames[table]?.[field] ?? field;

/** A field's value as people write it. */
export const fieldValue = (table: string, field: string, value: string | number | boolean | null): string => {
  if (value === null || value === '') return '（空）';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (field === 'amountFen' && typeof value === 'number') return `${formatWan(value)} 万元`;
  const names = field === 'status' ? statusNames[table as keyof typeof statusNames] : codeNames[field];
  return (names as Readonly<Record<string, string>> | undefined)?.[String(value)] ?? String(value);
};
