import type { ClockReading } from '#shared/domain/clocks.ts';
import type { DueKindOfRecord } from '#shared/domain/due-matters.ts';

/** What a clock says, in a few words: “还剩 3 个工作日”, “今天到期”, “已逾期 2 天”, “按期办结”, “逾期 2 天办结”. */
export function clockText({
  state,
  remaining,
  unit,
}: Pick<ClockReading, 'state' | 'remaining' | 'unit'>): string {
  switch (state) {
    case 'running':
      // Nothing left after today: today is the last day, or only days off come before it.
      if (remaining === 0) return '今天到期';
      return `还剩 ${remaining} ${unit === 'days' ? '天' : '个工作日'}`;
    case 'overdue':
      return `已逾期 ${-remaining} 天`;
    case 'met':
      return '按期办结';
    case 'late':
      return `逾期 ${-remaining} 天办结`;
  }
}

/** Beside a last day that touches a year whose holidays are not held. */
export const uncertainDueText = '该年节假日安排未录入，日期可能顺延';

/** What happens when the time is over, where the rule itself does not say. */
export const dueNextWords: Readonly<Record<DueKindOfRecord, string>> = {
  objection: '逾期未办结的列入超期；办结以前保留异议标注。',
  rectification: '逾期未完成的列入督办，可以约谈。',
  publicity: '期满自动停止公示。',
  repair: '满最短公示期，次日起可以申请信用修复。',
};
