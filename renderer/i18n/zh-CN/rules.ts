import type { Rule, RuleStanding, Span } from '#shared/domain/rule-table.ts';
import type { CalendarDayKind } from '#shared/domain/working-days.ts';

const units: Readonly<Record<Span['unit'], string>> = {
  workingDays: '个工作日',
  days: '日',
  months: '个月',
  years: '年',
};

/** `7 个工作日`. */
const spanText = ({ amount, unit }: Span): string => `${amount} ${units[unit]}`;

/** What a rule says, in one line. */
const ruleText = (rule: Rule): string => {
  if (rule.kind === 'limit') {
    const longer = rule.extension === undefined ? '' : `，可延长 ${spanText(rule.extension)}`;
    return `${spanText(rule.limit)}${longer}`;
  }
  const { minimumMonths: least, maximumMonths: most, shownByDefault } = rule;
  return [
    shownByDefault ? '默认公示' : '默认不公示',
    ...(least === null ? [] : [`最短 ${least} 个月`]),
    ...(most === null ? [] : [`最长 ${most} 个月`]),
  ].join('，');
};

const standings: Readonly<Record<RuleStanding, string>> = {
  verified: '已核实',
  local: '地方规定',
  unverified: '待核实',
  suggested: '本系统建议值',
};

const kinds: Readonly<Record<CalendarDayKind, string>> = { off: '放假', worked: '调休上班' };

/** Words of 期限规则. */
export const timeRuleWords = {
  title: '期限规则',
  description: '办理期限和公示期按施行日期取用。变更只影响施行以后新计的期限，已经作出的决定不变。',
  exportName: '期限规则',
  empty: '没有期限规则。重新打开程序会装入随程序的规则。',
  emptyFiltered: '没有符合条件的规则。可以放宽筛选条件。',
  change: '变更规则',
  chooseFirst: '先在表里点一条规则',
  standing: '依据可靠程度',
  standings,
  origins: { bundled: '随程序', office: '本单位录入' },
  units,
  spanText,
  ruleText,
  text: '查找',
  textHint: '名称、依据中的几个字',
  columns: {
    name: '规则',
    content: '内容',
    countedFrom: '起算',
    basis: '依据',
    standing: '可靠程度',
    validFrom: '施行日期',
    validTo: '截止日期',
    versions: '版本数',
    afterwards: '到期后将',
    note: '说明',
    origin: '来源',
  },
  publicityFrom: '文书作出之日',
  rollsOver: '最后一日是休息日的，顺延到下一个工作日',
  rollsOverNot: '最后一日是休息日的，不顺延',
  now: '施行中',
  future: '尚未施行',
  past: '已被替代',
  stillValid: '至今',
  history: '各个版本',
  withdraw: '撤回',
  withdrawn: '已撤回，前一个版本继续施行',

  formTitle: (name: string) => `变更“${name}”`,
  formText: '从施行日期起用新的内容，现行版本到前一天为止。此前已经计算和作出的期限、公示期都不改变。',
  validFrom: '施行日期',
  validFromHint: '例如 2027-01-01',
  dayInvalid: '请写成 2027-01-01 的样子',
  required: '必须填写',
  amount: '期限',
  unit: '单位',
  countedFrom: '从什么时候起算',
  extension: '最长可延长',
  extensionHint: '不能延长的留空',
  minimum: '最短公示期（月）',
  minimumHint: '没有最短公示期的留空',
  maximum: '最长公示期（月）',
  shownByDefault: '默认向社会公示',
  basis: '依据',
  basisHint: '文件名称和文号；没有文件依据的写“本系统建议值”或本单位的决定',
  afterwards: '到期后将',
  note: '说明',
  save: '保存新版本',
  cancel: '取消',
  saved: (previous: string | null) =>
    previous === null ? '新版本已保存' : `新版本已保存，原版本到 ${previous} 为止`,
} as const;

/** Words of 节假日. */
export const holidayWords = {
  title: '节假日',
  description:
    '工作日按国务院办公厅每年公布的放假调休安排推算。没有安排的年份只按周末推算，期限会注明“可能顺延”。',
  exportName: '节假日安排',
  list: '各年安排',
  empty: '还没有任何年份的安排。点“导入安排”，或选年份手工录入。',
  import: '导入安排',
  reading: (name: string) => `读取 ${name}`,
  read: (years: string) => `读到 ${years} 个年份`,
  columns: {
    year: '年份',
    state: '状态',
    document: '通知名称和文号',
    off: '放假天数',
    worked: '调休上班天数',
    standing: '核对情况',
    origin: '来源',
  },
  held: '已录入',
  missing: '未录入',
  missingHint: '期限算到这一年的，日期可能顺延',
  standings: { verified: '已对照通知逐日核对', unverified: '待对照原文核实' },
  origins: { bundled: '随程序', office: '本单位录入' },
  yearTitle: (year: number) => `${year} 年`,
  nothingHeld: '这一年的放假调休安排还没有录入。点“修改”逐日录入，或点“导入安排”。',
  edit: '修改',
  editText: '点一天在“照常”和“放假”（周末为“上班”）之间切换；周末在长假里的也请记为放假。',
  save: '保存',
  cancel: '取消',
  documentMissing: '请填写通知名称和文号',
  unchanged: '没有改动',
  verified: '已对照通知原文逐日核对',
  saved: (year: number) => `${year} 年的安排已保存`,
  remove: '移除这一年',
  removeTitle: (year: number) => `移除 ${year} 年的安排？`,
  removeText:
    '移除后算到这一年的期限又不确定；以前算好的日期不变。随程序带有这一年安排的，下次打开时恢复为随程序的安排。',
  removed: (year: number) => `${year} 年的安排已移除`,
  months: (month: number) => `${month} 月`,
  weekdays: ['一', '二', '三', '四', '五', '六', '日'],
  kinds,
  marks: { off: '休', worked: '班' } satisfies Record<CalendarDayKind, string>,
  dayLabel: (month: number, day: number, weekday: string, what: string) =>
    `${month}月${day}日 周${weekday}，${what}`,
  usual: { working: '照常上班', weekend: '周末' },
  name: '新增放假日的节日名称',
  nameHint: '例如：元旦',
  days: '放假调休的日子',
  summary: (off: number, worked: number) => `放假 ${off} 天，调休上班 ${worked} 天`,

  importTitle: (name: string) => `从“${name}”读到的安排`,
  importText: '勾选要录入的年份。已录入的年份会被替换；只有几天的（跨年的元旦）并入那一年。',
  take: '录入',
  into: '做法',
  replace: '替换',
  merge: '并入',
  add: '新录入',
  document: '通知名称和文号',
  unreadable: '没有读入的行',
  chooseYear: '请至少勾选一个年份',
  taken: (years: string) => `${years} 年的安排已录入`,
  defaultDocument: (year: number) => `国务院办公厅关于${year}年部分节假日安排的通知`,
} as const;

/** Words of 信用目录. */
export const catalogueWords = {
  title: '信用目录',
  description: '只有目录里在用的事项才能记入信用记录。变更从施行日期起生效，以前的记录按当时的版本。',
  exportName: '信用目录',
  add: '增加事项',
  change: '变更',
  end: '停用',
  empty: '目录是空的，什么都不能记录。点“增加事项”。',
  emptyFiltered: '没有符合条件的事项。可以放宽筛选条件。',
  text: '查找',
  textHint: '代码、名称、依据中的几个字',
  on: '在用日期',
  subjectType: '主体',
  polarity: '性质',
  all: '含已停用和尚未施行的',
  clear: '清除条件',
  columns: {
    code: '代码',
    name: '事项',
    subjectType: '主体',
    polarity: '性质',
    domain: '领域',
    legalBasis: '法律依据',
    documentTypes: '可以据以认定的文书',
    severityDefault: '程度',
    disclosureLevel: '公开级别',
    updateCycle: '更新周期',
    validFrom: '施行日期',
    validTo: '停用日期',
    versions: '版本数',
    suggested: '来源',
  },
  suggested: '本系统建议值',
  given: '有目录依据',
  history: '各个版本',
  records: (count: string) => `已有 ${count} 条记录按它登记`,
  inUse: '在用',
  future: '尚未施行',
  past: '已停用',
  stillValid: '至今',
  notSaid: '未规定',

  addTitle: '增加目录事项',
  changeTitle: (name: string) => `变更“${name}”`,
  addText: '代码由程序按主体和性质编排。',
  changeText: '从施行日期起用新的内容，现行版本到前一天为止；认定日期在此以前的记录不变。',
  codeGiven: (code: string) => `已增加，代码 ${code}`,
  saved: (previous: string | null) =>
    previous === null ? '新版本已保存' : `新版本已保存，原版本到 ${previous} 为止`,
  validFrom: '施行日期',
  dayInvalid: '请写成 2027-01-01 的样子',
  required: '必须填写',
  legalBasisHint: '法律、法规、规章或目录的名称和文号',
  documentsRequired: '至少选一种文书',
  legislation: '已核实：有法律、法规或中央政策依据，可以把信访行为纳入信用记录',
  suggestedLabel: '没有目录依据，是本单位或本系统的建议',
  save: '保存',
  cancel: '取消',

  endTitle: (name: string) => `停用“${name}”`,
  endText: '停用以后，认定日期在最后一天之后的不能再按它登记；已有的记录不变。',
  lastDay: '最后一天',
  ended: '已停用',
} as const;
