import type { QualityKind } from '#shared/domain/quality-kinds.ts';

/** Words of 数据质量. */
export const qualityWords = {
  title: '数据质量',
  description: '查出缺漏、迟录、重复、悬空引用、超期公示、逾期和错码。点一行看是哪些，再到该改的地方。',
  check: '重新检查',
  checkFirst: '开始检查',
  running: '检查数据质量',
  closing: (errors: string, warnings: string) => `错误 ${errors} 项 · 警告 ${warnings} 项`,
  never: '还没有检查过。点“开始检查”，看看数据有没有缺漏和差错。',
  checkedAt: (at: string) => `${at} 检查`,
  stale: '此后数据有改动或已过了一天，件数可能变化，请重新检查；清单总是现在的情况。',
  counts: (errors: string, warnings: string) => `错误 ${errors} 项，警告 ${warnings} 项`,

  view: '怎样看',
  views: { kinds: '按问题', units: '按单位' },
  unit: '单位',
  group: '类别',
  withSound: '也列出没有问题的',
  kindList: '数据质量问题',
  columns: {
    group: '类别',
    title: '问题',
    severity: '程度',
    found: '件数',
    among: '应查',
    share: '占比',
    amongWhat: '应查的是',
    advice: '怎样改',
  },
  noFindings: '没有发现问题。',
  noData: '还没有可查的数据。先导入或登记单位、人员和信用记录。',
  exportKinds: '数据质量检查表',

  unitList: '各单位的数据质量',
  exportUnits: '各单位数据质量',
  unitColumns: {
    name: '单位',
    errors: '错误',
    warnings: '警告',
    entered: '按期录入',
    enteredShare: '按期录入率',
    periodEntered: '期间按期录入 n',
    periodAmong: '期间录入总数 d',
    periodShare: '期间录入率',
    periodErrors: '期间差错条数',
  },
  noUnits: '还没有单位。先导入或登记单位，再检查数据质量。',
  periodNote: (from: string, to: string) =>
    `“期间”是所选考核周期的评价期间 ${from} 至 ${to}，按认定日期计：录入率对应乡镇模型 D2.2，差错条数对应 D2.3，可照此填报。`,
  noPeriod: '选定考核周期后，这里还会列出评价期间的录入率（D2.2）和差错条数（D2.3）。',
  entryRule: (name: string, amount: string, unit: string, basis: string) =>
    `按期：${name}，认定之日起 ${amount} ${unit}内（${basis}）`,
  noEntryRule: '没有现行的录入期限，不算按期录入率。',
  limitUnits: { workingDays: '个工作日', days: '日', months: '个月', years: '年' } as Readonly<
    Record<string, string>
  >,

  back: '返回数据质量',
  unknownKind: '没有这种检查',
  side: '看哪些',
  sides: { found: '有问题的', sound: '没有问题的' },
  lateSides: { found: '超期录入的', sound: '按期录入的' },
  findingColumns: { name: '名称', number: '文号、编号', unit: '单位', says: '情况', place: '处理' },
  findings: '有问题的数据',
  toField: '去更正',
  toRow: '去查看',
  foreign: '由报送单位更正',
  noneFound: '没有这种问题。',
  noneSound: '没有可列的数据。',
  share: (found: string, among: string, what: string) => `${what} ${among} 件中 ${found} 件`,

  /** What a finding says beside its name; by kind, from the texts of the engine. */
  says: {
    'body.similarName': (names = '') => `相近：${names}`,
    'body.parentUnknown': (code = '') => `上级代码 ${code}`,
    'body.parentClosed': (name = '', day = '') => `${name}已于 ${day} 停用`,
    'official.bodyClosed': (day = '') => `单位已于 ${day} 停用`,
    'official.duplicate': (names = '') => `还登记在 ${names}`,
    'record.noAmount': (item = '') => `目录事项 ${item}`,
    'record.late': (decided = '', entered = '') => `认定 ${decided}，录入 ${entered}`,
    'record.duplicate': (count = '') => `共 ${count} 条`,
    'record.afterClosing': (decided = '', day = '') => `认定 ${decided}，单位 ${day} 停用`,
    'record.itemNotInForce': (item = '', decided = '') => `目录事项 ${item}，认定 ${decided}`,
    'record.shownTooLong': (day = '') => `公示期至 ${day}`,
    'record.shownWithoutPeriod': (decided = '') => `认定 ${decided}`,
    'record.rectificationOverdue': (day = '') => `整改期限 ${day}`,
    'record.objectionOverdue': (day = '') => `应于 ${day} 前答复`,
    'ledgerRow.overdue': (day = '') => `期限 ${day}`,
    'body.codeWrong': (code = '') => code,
    'body.regionWrong': (code = '') => code,
    'body.regionUnknown': (code = '', year = '') => `${code}，代码表为 ${year} 年`,
    'body.levelDiffers': (level = '', region = '') => `登记为${level}，代码是${region}的`,
  } satisfies Partial<Record<QualityKind, (...texts: string[]) => string>> as Partial<
    Record<QualityKind, (...texts: string[]) => string>
  >,
} as const;
