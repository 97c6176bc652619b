import type { OperationOutput } from '#shared/contract/client.ts';
import type { FormReport } from '#shared/contract/operations/reports.ts';

type ExportKind = OperationOutput<'reports.history'>['rows'][number]['kind'];

/** Words of 报表中心. */
export const reportsWords = {
  title: '报表中心',
  description: '选一张报表，看到的就是导出和打印的样子。',
  list: '报表',
  groups: { reports: '报表', ledgers: '台账', forms: '空表（填好后导入）', history: '记录' },
  reports: {
    bodies: '单位名录',
    officials: '公职人员诚信档案',
    records: '政务失信记录台账',
    'self-assessment': '自评表、填报表',
    review: '评分复核表',
    summary: '得分汇总表',
    'delivery-list': '报送清单',
    model: '指标体系',
  } satisfies Record<FormReport, string>,
  about: {
    bodies: '本库的全部单位，按统一社会信用代码排列。',
    officials: '各单位公职人员的诚信档案台账。身份证号默认遮盖。',
    records: '已认定的单位失信记录，按认定日期从新到旧。线索和已撤销的记录不在其中。',
    'self-assessment': '一个单位的考核表：评分标准、填报值、得分和佐证材料，可按填报人分别出表。',
    review:
      '一个单位的评分复核表：自评旁边是初审、复核的数、得分和原因。在表上填好初审或复核，再从“导入”装入。',
    summary:
      '一个周期的得分汇总表、分组汇总表、排名表和扣分明细，取正式结果；还没有确认的，取最近一次测算并标明试算稿。',
    'delivery-list': '随上报包交出的清单：文件名、表数、行数和校验码，供接收单位逐个核对。',
    model: '指标体系的五张表，可以在别的单位重新导入，内容不变。',
  } satisfies Record<FormReport, string>,
  aboutForms: {
    bodies: '登记单位用的空表，填好后在“导入”中装入。',
    officials: '登记公职人员用的空表，填好后在“导入”中装入。',
    records: '登记失信记录用的空表，领域、类型、程度等从下拉列表中选。',
    'self-assessment': '发给单位或部门填报的表，已有的填报值先填在表上；灰底的格子不用填。',
    model: '以现有模型为底的指标体系表，改好后可作为新版本导入。',
  } satisfies Record<Exclude<FormReport, 'summary' | 'review' | 'delivery-list'>, string>,
  aboutLedgerForm: '登记这本台账用的空表，填好后在“导入”中装入；下拉列表里有的只能从中选择。',
  history: '导出记录',

  parameters: '报表参数',
  cycle: '考核周期',
  noCycle: '还没有考核周期',
  unit: '单位',
  allUnits: '全部单位',
  chooseUnit: '选择单位',
  role: '填报人',
  model: '模型',
  unmasked: '显示完整的身份证号和电话（记入审计日志）',

  preview: '预览',
  sheets: '工作表',
  zoom: '显示比例',
  zoomFit: '适合宽度',
  zoomPercent: (percent: number) => `${percent}%`,
  building: '正在生成预览……',
  buildingRows: (rows: string) => `正在生成预览：已写 ${rows} 行`,
  page: (page: string, pages: string) => `第 ${page} 页，共 ${pages} 页`,
  paper: { landscape: 'A4 横向', portrait: 'A4 纵向' },
  size: (rows: string, pages: string) => `${rows} 行，约 ${pages} 页`,
  aboutPages: (pages: string) => `约 ${pages}`,
  scaled: (percent: string) => `打印时缩小到 ${percent}%`,
  cut: (shown: string, total: string) => `预览前 ${shown} 行，导出的工作表共 ${total} 行。`,
  drawnSheet: (name: string) => `工作表“${name}”的预览`,

  export: '导出 Excel',
  notYet: '预览生成以后才能导出',
  exportTitle: (name: string) => `导出 ${name}`,
  exportDone: (rows: string, digest: string) => `已写出 ${rows} 行 · 校验码 ${digest}`,
  exported: (name: string) => `已导出“${name}”。`,
  fileName: (parts: readonly string[]) => parts.join('-'),
  formMark: '空表',

  goToCycles: '新建考核周期',
  goToResults: '去测算',
  goToOutbox: '去生成上报包',

  historyDescription: '本机导出过的工作簿。用校验码（SHA-256）可以核对手上的文件是不是当时导出的那一份。',
  historyEmpty: '还没有导出过工作簿。在左边选一张报表，点“导出 Excel”。',
  at: '时间',
  actor: '操作人',
  actors: { local: '本机用户' } as Readonly<Record<string, string>>,
  kind: '类别',
  kinds: { report: '报表', form: '空表', list: '列表', document: '文书' } satisfies Record<
    ExportKind,
    string
  >,
  report: '内容',
  fileNameTitle: '文件名',
  rows: '行数',
  digest: '校验码（SHA-256）',
  personal: '个人信息',
  personalShown: '完整',
} as const;
