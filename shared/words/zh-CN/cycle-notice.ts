import type { z } from 'zod';
import type { cycleNoticeFailures, cycleNoticeFindings } from '../../errors/codes/cycle-notice.ts';

type WordsFor<Codes extends Record<string, z.ZodType>> = {
  [C in keyof Codes]: (params: z.infer<Codes[C]>) => string;
};

/** Words for failures of notices, rechecks and corrections. */
export const cycleNoticeFailureWords = {
  'notice.unknown': () => '没有找到这次公示。请回到“公示与异议”页面重新打开。',
  'notice.noRule': ({ from }) =>
    `${from} 没有施行中的“考核结果公示”期限规则，算不出公示期。请先在“系统 → 期限规则”中录入。`,
  'notice.notNow': ({ status }) =>
    `考核周期处于“${status}”阶段，只有在“公示”和“异议复核”阶段才能公示。请先在“进度”页转到公示阶段。`,
  'notice.noResult': () => '还没有正式结果，没有可以公示的内容。请先在“测算结果”中测算并确认正式结果。',
  'notice.running': ({ until }) =>
    `上一次公示要到 ${until} 才结束，不能同时再公示。确需提前结束的，请先写明理由。`,
  'notice.tooShort': ({ until, least }) =>
    `公示截止日 ${until} 早于规则算出的 ${least}，公示期不够。请改为 ${least} 或者更晚。`,
  'notice.notRunning': ({ until }) => `这次公示已经结束（${until}），不用再提前结束。`,
  'notice.dateInFuture': ({ date }) => `${date} 还没有到，请填写实际的日期。`,
  'reopening.unknown': () => '没有找到这项复核，请回到“公示与异议”页面重新打开。',
  'reopening.closed': ({ at }) =>
    `这项复核在 ${at.slice(0, 10)} 已经结束，不能再填写。确需再改的，请重新办理异议或者更正申请。`,
  'reopening.decisions': ({ unit }) =>
    `这次打开的是“${unit}”的加分、扣分、否决和不适用认定，请到“填报”页的“考核认定”中修改。`,
  'reopening.nothingStated': ({ unit, leaf }) =>
    `“${unit}”的指标 ${leaf} 重新打开以后还没有填写复核值，不能结束。请先填写更正后的数值。`,
  'correction.unknown': () => '没有找到这条更正申请，请回到“公示与异议”页面重新打开。',
  'correction.notNow': ({ status }) =>
    `考核周期处于“${status}”阶段。定级以后、归档以前才办理更正；定级以前请按异议复核办理。`,
  'correction.leafUnknown': ({ leaf }) => `本单位所用的模型中没有指标 ${leaf}，请重新选择。`,
  'correction.decided': ({ by }) => `这条更正申请已由 ${by} 审批，不能再次审批。`,
  'correction.samePerson': ({ name }) => `更正不能由申请人（${name}）自己审批，请由另外的负责人审批。`,
  'cycle.stageWaits': ({ to, reasons }) =>
    `还不能进入“${to}”阶段：${reasons.join('')}办完后在“公示与异议”页核对，再转入下一阶段。`,
} satisfies WordsFor<typeof cycleNoticeFailures>;

/** Words for findings about objections to scores and about what a result waits for. */
export const cycleNoticeFindingWords = {
  'scoreObjection.cycleUnknown': ({ text }) =>
    `没有编号为“${text}”的考核周期，请核对编号（不是名称），例如 2026。`,
  'scoreObjection.notAssessed': ({ cycle }) =>
    `这个单位不在考核周期“${cycle}”的考核范围内，请核对单位和周期。`,
  'scoreObjection.leafUnknown': ({ text, model }) =>
    `“${model}”中没有指标“${text}”，请填写三级指标的代码；对总分有异议的不填。`,
  'scoreObjection.notNow': ({ status }) =>
    `考核周期处于“${status}”阶段，只有在“公示”和“异议复核”阶段才受理考核异议。定级以后请办理更正申请。`,
  'scoreObjection.early': ({ from }) => `公示从 ${from} 开始，提出日期早于公示，请核对日期。`,
  'scoreObjection.late': ({ until }) =>
    `公示期到 ${until} 已满。逾期提出的，请写明逾期的理由；没有正当理由的不予受理。`,
  'scoreObjection.lateAccepted': ({ until }) =>
    `这条异议在公示期满（${until}）以后提出，受理的，请写明受理的理由。`,
  'scoreObjection.nothingReopened': () =>
    `这条异议没有写明指标，请填写要重新打开的指标代码；只改加减分、否决、不适用的，写“考核认定”。`,
  'scoreObjection.recheckOpen': ({ count }) =>
    `还有 ${count} 项复核没有结束。请先填写更正后的数值并结束复核，再确认更正后的结果。`,
  'scoreObjection.notSealed': () =>
    '更正后的数值还没有计入正式结果。请再测算一次，确认为“复核更正结果”后告知。',
  'notice.cannotStart.stage': ({ status }) =>
    `现在是“${status}”阶段。正式结果确认后，在“进度”页转到“公示”阶段，再开始公示。`,
  'notice.cannotStart.noResult': () => '还没有正式结果。请先在“测算结果”中测算并确认正式结果。',
  'notice.cannotStart.running': ({ until }) => `正在公示，到 ${until} 结束。`,
  'result.noNotice': () => '结果还没有公示。',
  'result.noticeRunning': ({ until, left }) => `公示到 ${until} 才结束（还有 ${left} 个工作日）。`,
  'result.notSealed': ({ model }) => `“${model}”还没有正式结果。`,
  'result.stale': ({ model, count }) =>
    `“${model}”的正式结果确认以后，数据有 ${count} 处变动，需要重新测算并确认更正后的结果。`,
  'result.objectionsOpen': ({ count }) => `还有 ${count} 条考核异议没有办结（告知或者不予受理）。`,
  'result.recheckOpen': ({ count }) => `还有 ${count} 项复核没有结束。`,
  'result.recheckNotSealed': ({ count }) => `有 ${count} 项复核的新数值还没有计入正式结果。`,
  'result.noApproval': () => '还没有登记审定会议或者审批人。',
} satisfies WordsFor<typeof cycleNoticeFindings>;
