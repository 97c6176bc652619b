import type { z } from 'zod';
import type { consequenceFailures } from '../../errors/codes/consequences.ts';

/** Words for failures of what follows from grades. */
export const consequenceWords = {
  'consequence.noRun': ({ cycle }) =>
    `周期 ${cycle} 还没有正式测算结果，不能提出结果运用建议。请先到“测算结果”把一次测算确认为正式结果。`,
  'consequence.notFinal': ({ cycle, status }) =>
    `周期 ${cycle} 现在是“${status}”阶段，定级以后才能提出和决定结果运用。请先完成公示、异议复核和定级。`,
  'consequence.archived': ({ cycle }) => `周期 ${cycle} 已归档，不能再提出或者决定结果运用。`,
  'consequence.unknown': () => '没有这条结果运用建议。请刷新页面后重新选择。',
  'consequence.decided': ({ unit, action }) =>
    `“${unit}”的“${action}”已经作出决定，没有重复办理。请刷新页面，去掉已经决定的再试。`,
  'consequence.lapsed': ({ unit, action }) =>
    `结果更正后，“${unit}”不再符合“${action}”的条件，不能采纳。请去掉这一条再试。`,
  'consequence.noteNeeded': () => '不采纳的，请写明理由。',
  'consequence.dayInvalid': ({ day }) => `决定日期 ${day} 晚于今天。请填写今天或者以前的日期。`,
} satisfies {
  [C in keyof typeof consequenceFailures]: (params: z.infer<(typeof consequenceFailures)[C]>) => string;
};
