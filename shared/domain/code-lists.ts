/**
 * Closed code lists of the credit database. Codes are stored, Chinese labels are shown; a list's order is the
 * order of the drop-downs. Sources: 国发〔2016〕76号 for the domains, 发改财金〔2023〕1103号 for document types,
 * 信用修复管理办法 (国家发展改革委令第36号 2025) for severity.
 */

/** 单位类型. */
export const bodyTypes = {
  party: '党委机关',
  congress: '人大',
  government: '政府机关',
  cppcc: '政协',
  supervision: '监委',
  mass: '群团',
  town: '乡镇',
  subdistrict: '街道',
  department: '县直部门',
  institution: '事业单位',
  village: '村(居)委会',
  other: '其他',
} as const;
export type BodyType = keyof typeof bodyTypes;

/** 行政层级. */
export const officeLevels = { village: '村级', township: '乡镇级', county: '县级', city: '市级' } as const;
export type OfficeLevel = keyof typeof officeLevels;

/** 领域. */
export const domains = {
  procurement: '政府采购',
  ppp: '政府和社会资本合作',
  tendering: '招标投标',
  investment: '招商引资',
  debt: '地方政府债务',
  township: '街道乡镇',
  publicResource: '公共资源交易',
  talent: '人才引进',
  industry: '产业扶持',
  financing: '投资融资',
  enterpriseFee: '涉企收费',
  disclosure: '政务公开',
  lawfulAdministration: '依法行政',
  personalDuty: '个人履职',
} as const;
export type Domain = keyof typeof domains;

/** 文书类型: only an effective document of one of these kinds makes a dishonesty record. */
export const documentTypes = {
  judgment: '司法裁判',
  arbitration: '仲裁裁决',
  penalty: '行政处罚',
  reconsideration: '行政复议',
  partyDiscipline: '纪律处分',
  disciplinaryAction: '政务处分',
  accountability: '问责决定',
  breachDetermination: '违约失信认定书',
  defaulterNotice: '失信被执行人公告',
  commendation: '表彰文件',
  pledge: '信用承诺书',
} as const;
export type DocumentType = keyof typeof documentTypes;

/** 程度. */
export const severities = { minor: '轻微', general: '一般', serious: '严重' } as const;
export type Severity = keyof typeof severities;

/** 公开级别. */
export const disclosureLevels = {
  public: '社会公开',
  shared: '政务共享',
  authorised: '授权查询',
  internal: '内部',
} as const;
export type DisclosureLevel = keyof typeof disclosureLevels;

/** 更新周期: how often information of a catalogue item is brought up to date. */
export const updateCycles = {
  event: '产生后一个月内',
  monthly: '每月',
  quarterly: '每季度',
  yearly: '每年',
} as const;

/** 信用记录状态 (lifecycle of domain rules; `lead` is a clue without an effective document). */
export const recordStatuses = {
  lead: '线索',
  verifying: '核实中',
  rectifying: '整改中',
  confirmed: '已认定',
  published: '已公示',
  repaired: '已修复',
  expired: '已期满',
  archived: '已归档',
  revoked: '已撤销',
} as const;
export type RecordStatus = keyof typeof recordStatuses;

/** Statuses of records that are shown to the public while their period lasts. */
export const onShowStatuses = ['confirmed', 'published'] as const satisfies readonly RecordStatus[];

/** 整改状态. */
export const rectificationStatuses = {
  none: '无需整改',
  notStarted: '未整改',
  inProgress: '整改中',
  done: '已完成',
  deferred: '延期',
} as const;

/** 修复状态. */
export const repairStatuses = {
  none: '未申请',
  applied: '已申请',
  approved: '已修复',
  refused: '不予修复',
} as const;

/** 信息性质. */
export const polarities = { negative: '失信', positive: '守信' } as const;
export type Polarity = keyof typeof polarities;

/** 主体类别. */
export const subjectTypes = { body: '单位', official: '公职人员' } as const;
export type SubjectType = keyof typeof subjectTypes;

/** 人员类别. */
export const staffCategories = {
  civilServant: '公务员',
  reference: '参公人员',
  institution: '事业编制',
  villageCadre: '村(社区)干部',
  other: '其他',
} as const;
export type StaffCategory = keyof typeof staffCategories;

/** 查看完整身份证号的事由: a closed list, because the audit log holds no free text about persons. */
export const revealReasons = { verify: '核对身份', correct: '更正档案', inquiry: '依法查询' } as const;
export type RevealReason = keyof typeof revealReasons;

/**
 * 填报角色: who gave a value. `assessor` states at the first review (初审), `finalReview` at the final one (复核);
 * `derived` is computed from the credit database.
 */
export const scorerRoles = {
  self: '单位自评',
  assessor: '考核人',
  finalReview: '复核人',
  department: '主管部门',
  thirdParty: '第三方',
  survey: '问卷调查',
  derived: '信用数据库',
} as const;
export type ScorerRole = keyof typeof scorerRoles;

/** 考核周期状态. */
export const cycleStatuses = {
  draft: '草拟',
  issued: '已下发',
  selfAssess: '自评',
  firstReview: '初审',
  externalInput: '外部评价',
  finalReview: '复核',
  publicNotice: '公示',
  objection: '异议复核',
  finalised: '已定级',
  applied: '结果运用',
  archived: '已归档',
} as const;
export type CycleStatus = keyof typeof cycleStatuses;

/** Forms of the credit database and the assessment that can be imported; ledgers have theirs (`import-layouts.ts`). */
export const formLayouts = {
  bodies: '单位名录',
  officials: '公职人员诚信档案',
  records: '政务失信记录台账',
  'self-assessment': '考核自评表、数据填报表',
  'unit-values': '部门数据、第三方评分表',
  'survey-summary': '满意度测评汇总表',
  'survey-answers': '满意度问卷答卷表',
  review: '考核评分复核表',
  model: '评价模型',
} as const;

/** How far an import is. */
export const importStatuses = {
  staged: '待写入',
  committed: '已写入',
  reverted: '已撤销',
  abandoned: '已放弃',
} as const;

/** What becomes of a row of an import. */
export const importRowStates = {
  ready: '可写入',
  refused: '有错误',
  duplicate: '已有',
  skipped: '已跳过',
  omitted: '不导入',
  committed: '已写入',
} as const;
