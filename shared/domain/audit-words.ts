/** Everything that the audit log tells of, and the names of what it tells. A new act needs its words here to compile. */

export const auditActions = {
  'bodies.put': '登记或修改单位',
  'conflicts.decide': '决定冲突',
  'cycles.create': '新建考核周期',
  'cycles.removeUnits': '移出被考核单位',
  'cycles.setStatus': '变更周期阶段',
  'cycles.setUnits': '调整被考核单位',
  'database.create': '新建数据库',
  'database.restore': '恢复备份',
  'decisions.put': '考核认定',
  'entries.put': '填报数值',
  'imports.commit': '导入数据',
  'imports.revert': '撤销导入',
  'keys.revoke': '停用单位密钥',
  'keys.trust': '登记单位密钥',
  'lists.export': '导出列表',
  'models.enable': '启用指标模型',
  'models.import': '导入指标模型',
  'office.initialise': '登记本单位',
  'officials.put': '登记或修改公职人员',
  'officials.reveal': '查看完整证件号',
  'packages.create': '生成报送包',
  'packages.merge': '汇入报送包',
  'packages.receiveReturn': '收下退回',
  'records.put': '登记或修改信用记录',
  'records.revoke': '撤销信用记录',
  'reports.export': '导出报表',
  'runs.execute': '测算',
  'templates.write': '导出空表',
} as const;
export type AuditAction = keyof typeof auditActions;

export const auditDetails = {
  accepted: '接收行数',
  after: '改后',
  before: '改前',
  code: '代码',
  columns: '列数',
  conflict: '冲突编号',
  corrected: '改正行数',
  count: '次数',
  cycle: '周期',
  differences: '得分差异',
  digest: '模型校验码',
  file: '文件校验码',
  fileName: '文件名',
  fingerprint: '密钥指纹',
  from: '原阶段',
  item: '项目',
  keep: '保留',
  kind: '种类',
  layout: '表式',
  leaf: '指标',
  legalBasis: '法律依据',
  lineage: '数据分支',
  model: '模型',
  models: '模型数',
  parent: '原数据分支',
  putBack: '还原行数',
  reason: '理由',
  refused: '拒绝行数',
  removed: '移除数',
  restorePoint: '恢复点',
  result: '结果校验码',
  revision: '第几版',
  role: '角色',
  rows: '行数',
  sample: '示例数据',
  sender: '报送单位编号',
  senderAuditHash: '对方日志校验码',
  senderAuditSequence: '对方日志序号',
  sha256: '文件校验码',
  signingKey: '密钥指纹',
  skipped: '跳过行数',
  status: '阶段',
  table: '表',
  unit: '单位代码',
  units: '单位数',
  unmasked: '证件号不打星号',
  version: '版本',
} as const;
export type AuditDetail = keyof typeof auditDetails;

const nameIn = (names: Readonly<Record<string, string>>, code: string): string =>
  Object.hasOwn(names, code) ? (names[code] ?? code) : code;

/** What an act of the log is called. One that another version of the program wrote may have no words: its code. */
export const auditActionName = (action: string): string => nameIn(auditActions, action);

/** What a detail of the log is called. */
export const auditDetailName = (detail: string): string => nameIn(auditDetails, detail);
