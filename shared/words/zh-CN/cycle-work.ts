import type { z } from 'zod';
import { cycleStatuses, scorerRoles } from '../../domain/code-lists.ts';
import { unitStates, unitSteps } from '../../domain/unit-states.ts';
import type { cycleWorkFailures, cycleWorkFindings } from '../../errors/codes/cycle-work.ts';

type WordsFor<Codes extends Record<string, z.ZodType>> = {
  [C in keyof Codes]: (params: z.infer<Codes[C]>) => string;
};

/** Words for failures of planning a cycle and of its units' steps. */
export const cycleWorkFailureWords = {
  'cycle.stageDatesInvalid': ({ stage, from, to, after }) =>
    after === null
      ? `“${cycleStatuses[stage]}”阶段的日期不成立：${from} 至 ${to}。起始日期不能晚于截止日期。`
      : `“${cycleStatuses[stage]}”阶段从 ${from} 开始，早于前一阶段的开始日期 ${after}。请按阶段先后安排日期。`,
  'cycle.planFixed': ({ status }) =>
    `周期已到“${cycleStatuses[status]}”阶段，名称、考核期间和方案文号不能再改。确需更正的，请先把周期退回“已下发”。`,
  'cycle.fillerInvalid': ({ leaf, model }) =>
    `评价模型 ${model} 在本周期没有末级指标 ${leaf}，不能指定填报单位。请重新选择指标。`,
  'cycle.notLater': ({ stage, until, last }) =>
    `“${cycleStatuses[stage]}”阶段现在的截止日期是 ${last}，延期到 ${until} 没有更晚。请填更晚的日期。`,
  'cycle.stageUndated': ({ stage }) =>
    `“${cycleStatuses[stage]}”阶段没有安排截止日期，不用延期。要设期限，请先在方案中填写日期。`,
  'cycle.reasonNeeded': ({ step }) => `${unitSteps[step]}要写明原因，单位会看到。`,
  'cycle.runNotSealed': ({ status, models }) =>
    `进入“${cycleStatuses[status]}”以前，每个评价模型都要先有正式结果。还没有的：${models.join('、')}。请在“测算结果”页把一次测算确认为正式结果。`,
  'cycle.unitHandedIn': ({ unit, state }) =>
    `${unit}${unitStates[state]}，自评值不能再改动。确需更正的，请先退回该单位再导入。`,
} satisfies WordsFor<typeof cycleWorkFailures>;

/** Words for why a step cannot be taken, and for locks by the plan or the unit's state. */
export const cycleWorkFindingWords = {
  'unit.stepState': ({ step, state }) => `本单位现在是“${unitStates[state]}”，不能办理“${unitSteps[step]}”。`,
  'unit.stepTooEarly': ({ step, status, openIn }) =>
    `“${unitSteps[step]}”要到“${cycleStatuses[openIn]}”阶段才能办理，现在是“${cycleStatuses[status]}”阶段。`,
  'unit.stepTooLate': ({ step, status }) =>
    `周期已到“${cycleStatuses[status]}”阶段，不能再办理“${unitSteps[step]}”。`,
  'entry.locked.handedIn': ({ state }) =>
    `本单位${unitStates[state]}，自评值不能再改动。需要改动时，请由考核单位退回。`,
  'entry.locked.confirmed': () => '本单位复核完成，复核值不能再改动。需要改动时，请先撤回复核完成。',
  'entry.locked.deadline': ({ role, due }) =>
    `“${scorerRoles[role]}”的填报截止日期是 ${due}，已经过期。需要继续填报时，请申请延期。`,
} satisfies WordsFor<typeof cycleWorkFindings>;
