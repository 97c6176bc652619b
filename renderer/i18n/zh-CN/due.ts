import type { DueKindOfRecord } from '#shared/domain/due-matters.ts';

const recordKinds = {
  objection: '异议办理',
  rectification: '失信整改',
  publicity: '公示期满',
  repair: '可申请修复',
} as const satisfies Record<DueKindOfRecord, string>;

/** Words of 期限. */
export const dueWords = {
  title: '期限',
  description: '所有正在计时和已经逾期的事项，最早到期的在前。点一行到办理的地方。',
  list: '到期事项',
  settings: '提醒设置',
  exportName: '到期事项',
  empty: '没有正在计时的事项。登记线索、异议、整改、信访等，期限就自动计算并列在这里。',
  emptyFiltered: '没有符合条件的事项。可以放宽筛选条件。',
  recordKinds,
  kind: '事项',
  unit: '单位',
  urgency: '紧急程度',
  urgencies: { overdue: '已逾期', soon: '临近到期', later: '未到提醒' },
  clear: '清除条件',
  columns: {
    dueOn: '到期日',
    remaining: '还剩',
    urgency: '紧急程度',
    kind: '事项',
    title: '名称',
    number: '文号、编号',
    body: '单位',
    next: '到期后将',
    basis: '依据',
    certain: '日期是否确定',
  },
  setByPerson: '由经办人确定',
  repairOpens: (remaining: string) => `${remaining}后`,
  opensToday: '次日起',
  counts: (total: string, overdue: string, soon: string) =>
    `共 ${total} 件　已逾期 ${overdue} 件　临近到期 ${soon} 件`,
  noteAll: '全部',

  settingsTitle: '提前几个工作日提醒',
  settingsText: '到期前这么多个工作日起列为“临近到期”。预填的天数为本系统建议值，可以改。',
  settingsDays: '提前（工作日）',
  settingsChanged: '已改',
  save: '保存',
  cancel: '取消',
  saved: '提醒设置已保存',
  unchanged: '没有改动',
} as const;
