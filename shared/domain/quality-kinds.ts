/**
 * 数据质量: what is looked for in the credit database. Each kind tells what it is about, among what its share is counted,
 * how grave it is, and in which field of the form it is put right. The SQL that finds it stands in the engine.
 */

/** In the order in which they are shown. */
export const qualityGroups = {
  completeness: '完整性',
  timeliness: '及时性',
  duplicates: '重复',
  references: '悬空引用',
  publicity: '公示',
  clocks: '期限',
  codes: '代码',
} as const;
export type QualityGroup = keyof typeof qualityGroups;

/** What a finding is about: a row of which table. */
export type QualitySubject = 'body' | 'official' | 'record' | 'ledgerRow';

interface KindOf {
  group: QualityGroup;
  subject: QualitySubject;
  /** `error`: it is wrong, or contradicts itself. `warning`: something is missing, or should be looked at. */
  severity: 'error' | 'warning';
  title: string;
  /** What the share is a share of: its denominator, in words. */
  among: string;
  /** How it is put right. */
  advice: string;
  /** The field of the form in which it is put right; without it the row's own page is the place. */
  field?: string;
}

export const qualityKinds = {
  'body.noHead': {
    group: 'completeness',
    subject: 'body',
    severity: 'warning',
    title: '单位没有主要负责人',
    among: '在用单位',
    advice: '填写主要负责人姓名。',
    field: 'headName',
  },
  'body.noLiaison': {
    group: 'completeness',
    subject: 'body',
    severity: 'warning',
    title: '单位没有联络员',
    among: '在用单位',
    advice: '填写联络员，催办和退回时要找得到人。',
    field: 'liaison',
  },
  'body.noPhone': {
    group: 'completeness',
    subject: 'body',
    severity: 'warning',
    title: '单位没有联系电话',
    among: '在用单位',
    advice: '填写联系电话。',
    field: 'phone',
  },
  'body.noGroup': {
    group: 'completeness',
    subject: 'body',
    severity: 'warning',
    title: '单位没有分组',
    among: '在用单位',
    advice: '填写组别，排名按组进行。',
    field: 'groupCode',
  },
  'official.noIdNo': {
    group: 'completeness',
    subject: 'official',
    severity: 'warning',
    title: '人员没有身份证号',
    among: '在用单位的人员',
    advice: '补录身份证号，同名人员才分得清。',
    field: 'idNo',
  },
  'official.noFileNo': {
    group: 'completeness',
    subject: 'official',
    severity: 'warning',
    title: '人员没有档案编号',
    among: '在用单位的人员',
    advice: '填写诚信档案编号。',
    field: 'fileNo',
  },
  'official.noPledge': {
    group: 'completeness',
    subject: 'official',
    severity: 'warning',
    title: '人员没有签订承诺书',
    among: '在用单位的人员',
    advice: '签订以后填写承诺书签订日期。',
    field: 'pledgeSignedOn',
  },
  'official.noPost': {
    group: 'completeness',
    subject: 'official',
    severity: 'warning',
    title: '人员没有职务',
    among: '在用单位的人员',
    advice: '填写职务。',
    field: 'post',
  },
  'record.noFact': {
    group: 'completeness',
    subject: 'record',
    severity: 'error',
    title: '记录没有事实',
    among: '未撤销的记录',
    advice: '按文书写明事实。',
    field: 'fact',
  },
  'record.noAmount': {
    group: 'completeness',
    subject: 'record',
    severity: 'warning',
    title: '记录没有金额',
    among: '以金额衡量的目录事项的记录',
    advice: '按文书填写金额（万元）。',
    field: 'amount',
  },
  'record.noPersons': {
    group: 'completeness',
    subject: 'record',
    severity: 'warning',
    title: '失信记录没有责任人',
    among: '未撤销的失信记录',
    advice: '填写责任人。',
    field: 'persons',
  },
  'record.noEvidence': {
    group: 'completeness',
    subject: 'record',
    severity: 'warning',
    title: '记录没有佐证材料',
    among: '未撤销的记录',
    advice: '在记录页放入文书的扫描件。',
  },
  'record.evidenceBroken': {
    group: 'completeness',
    subject: 'record',
    severity: 'error',
    title: '佐证材料丢失或被改动',
    among: '有佐证材料的记录',
    advice: '在记录页重新放入原件；以最近一次“核对全部文件”的结果为准。',
  },
  'record.late': {
    group: 'timeliness',
    subject: 'record',
    severity: 'warning',
    title: '超过期限才录入',
    among: '认定日期在录入规则施行以后的记录',
    advice: '已经录入的无法补救；核对认定日期有没有填错，今后在期限内录入。',
    field: 'decisionDate',
  },
  'record.duplicate': {
    group: 'duplicates',
    subject: 'record',
    severity: 'error',
    title: '同一文书、单位和事项登记了多条',
    among: '未撤销的记录',
    advice: '核对后撤销多出的记录，保留一条。',
  },
  'official.duplicate': {
    group: 'duplicates',
    subject: 'official',
    severity: 'warning',
    title: '同一人登记在多个单位',
    among: '有身份证号的在用单位人员',
    advice: '人员已调动的，更正单位；确在两处任职的不用改。',
    field: 'bodyUscc',
  },
  'body.similarName': {
    group: 'duplicates',
    subject: 'body',
    severity: 'warning',
    title: '同级单位名称相近',
    among: '在用单位',
    advice: '核对是不是同一单位；重复登记的，停用一个，并登记沿革。',
  },
  'body.parentUnknown': {
    group: 'references',
    subject: 'body',
    severity: 'error',
    title: '上级单位不在名录中',
    among: '填了上级的单位',
    advice: '更正上级单位代码，或先登记上级单位。',
    field: 'parentUscc',
  },
  'body.parentClosed': {
    group: 'references',
    subject: 'body',
    severity: 'warning',
    title: '上级单位已经停用',
    among: '填了上级的在用单位',
    advice: '改为现在的上级单位。',
    field: 'parentUscc',
  },
  'official.bodyClosed': {
    group: 'references',
    subject: 'official',
    severity: 'warning',
    title: '人员仍在已停用的单位名下',
    among: '全部人员',
    advice: '改到现在的单位。',
    field: 'bodyUscc',
  },
  'record.afterClosing': {
    group: 'references',
    subject: 'record',
    severity: 'error',
    title: '认定日期在单位停用以后',
    among: '未撤销的记录',
    advice: '记到承接职能的单位名下，或更正认定日期、停用日期。',
    field: 'bodyUscc',
  },
  'record.itemNotInForce': {
    group: 'references',
    subject: 'record',
    severity: 'error',
    title: '认定日期时目录中没有这个事项',
    among: '未撤销的记录',
    advice: '改为当时有效的目录事项，或更正认定日期。',
    field: 'item',
  },
  'ledgerRow.referenceMissing': {
    group: 'references',
    subject: 'ledgerRow',
    severity: 'error',
    title: '台账所指的另一条台账不存在',
    among: '指向其他台账的台账',
    advice: '重新选择所指的台账。',
  },
  'record.shownTooLong': {
    group: 'publicity',
    subject: 'record',
    severity: 'error',
    title: '公示期满仍在公示',
    among: '公示中的记录',
    advice: '撤下公示。',
  },
  'record.shownWithoutPeriod': {
    group: 'publicity',
    subject: 'record',
    severity: 'error',
    title: '公示中但没有公示期',
    among: '公示中的记录',
    advice: '核对程度、公开级别和认定日期，保存一次即按规则计算公示期。',
    field: 'severity',
  },
  'record.rectificationOverdue': {
    group: 'clocks',
    subject: 'record',
    severity: 'warning',
    title: '整改逾期',
    among: '有整改期限的记录',
    advice: '督促整改；已经完成的，更正整改状态。',
    field: 'rectification',
  },
  'record.objectionOverdue': {
    group: 'clocks',
    subject: 'record',
    severity: 'warning',
    title: '异议办理逾期',
    among: '有异议的记录',
    advice: '尽快办结异议并答复。',
  },
  'ledgerRow.overdue': {
    group: 'clocks',
    subject: 'ledgerRow',
    severity: 'warning',
    title: '台账事项逾期',
    among: '有期限的台账事项',
    advice: '尽快办理；已经办结的，补记办理步骤。',
  },
  'body.codeWrong': {
    group: 'codes',
    subject: 'body',
    severity: 'error',
    title: '统一社会信用代码校验不符',
    among: '全部单位',
    advice: '对照证书更正代码。',
    field: 'uscc',
  },
  'body.regionWrong': {
    group: 'codes',
    subject: 'body',
    severity: 'error',
    title: '行政区划代码不合规则',
    among: '全部单位',
    advice: '更正行政区划代码。',
    field: 'regionCode',
  },
  'body.regionUnknown': {
    group: 'codes',
    subject: 'body',
    severity: 'warning',
    title: '区划代码表中没有这个代码',
    among: '全部单位',
    advice: '核对代码；新设的区划，导入新一年的区划代码表。',
    field: 'regionCode',
  },
  'body.levelDiffers': {
    group: 'codes',
    subject: 'body',
    severity: 'warning',
    title: '行政层级与区划代码不一致',
    among: '全部单位',
    advice: '更正行政层级或区划代码。',
    field: 'adminLevel',
  },
} as const satisfies Record<string, KindOf>;
export type QualityKind = keyof typeof qualityKinds;

export const qualityKindCodes = Object.keys(qualityKinds) as QualityKind[];

/** What is known of a kind. */
export const qualityKindOf = (kind: QualityKind): KindOf => qualityKinds[kind];
