/** Words of the steps of units, extensions and the plan of a cycle. */
import type { UnitStep } from '#shared/domain/unit-states.ts';

/** What each step is called on its button and does, asked before it is taken. */
const steps: Record<UnitStep, { button: string; effect: string; reason: string | null }> = {
  submit: {
    button: '上报',
    effect: '上报以后自评值锁定，由考核单位初审；需要改动时由考核单位退回。',
    reason: null,
  },
  return: {
    button: '退回',
    effect: '退回以后单位可以按意见补正，再次上报。意见显示在单位的填报表上。',
    reason: '退回意见',
  },
  accept: {
    button: '初审通过',
    effect: '初审通过以后等待复核。核定得分与自评不同的，都应写明原因。',
    reason: null,
  },
  confirm: {
    button: '复核完成',
    effect: '复核完成以后，本单位的复核值、加减分和否决认定锁定。',
    reason: null,
  },
  reopen: { button: '撤回', effect: '撤回上一步，回到它以前的状态；已经填的值都保留。', reason: '撤回原因' },
};

export const cycleWorkWords = {
  steps,
  chosen: (count: number) => `已选 ${count} 个单位`,
  chooseColumn: '选',
  chooseAll: '选中所列单位',
  choose: (unit: string) => `选中 ${unit}`,
  noneChosen: '请先在列表中选中单位。',
  tooEarly: (stage: string) => `要到“${stage}”阶段才能办理。`,
  tooLate: (stage: string) => `“${stage}”阶段以后不再办理。`,
  notInState: (states: string) => `所选单位都不是“${states}”状态。`,
  askTitle: (step: string, unit: string, count: number) =>
    count === 1 ? `${step}：${unit}` : `${step}：${unit}等 ${count} 个单位`,
  someSkipped: (count: number) => `其中 ${count} 个单位现在不能办理这一步，会保持原样。`,
  dueOn: '补正截止日期',
  dueOnHint: '可以不填；填了，过期就不能再补正。',
  listRows: '列出有出入的指标',
  listRowsNone: '没有考核人填了意见或核定值不同的指标。',
  rowLine: (code: string, item: string, self: string, given: string, note: string) =>
    `${code} ${item}：自评 ${self || '未填'}，核定 ${given}${note === '' ? '' : `。${note}`}`,
  rowNote: (code: string, item: string, note: string) => `${code} ${item}：${note}`,
  cancel: '取消',
  resultTitle: (step: string) => `${step}结果`,
  result: (done: number, left: number) => `已办理 ${done} 个单位，${left} 个单位没有办理：`,
  openUnit: '打开填报表',
  understood: '知道了',
  done: (step: string, count: number) => `${step} ${count} 个单位。`,
  moreFindings: (count: number) => `另有 ${count} 条。`,

  state: '单位状态',
  allStates: '全部状态',
  stateCount: (state: string, count: number) => `${state} ${count}`,
  due: '填报截止',
  noneOfState: '没有这一状态的单位。',

  until: (day: string, left: number) =>
    left > 0
      ? `本阶段到 ${day} 为止，还有 ${left} 天。`
      : left === 0
        ? `本阶段今天（${day}）截止。`
        : `本阶段已于 ${day} 截止，过期 ${-left} 天；没有延期的单位不能再填。`,
  noDates: '本周期还没有安排各阶段的日期。',
  makePlan: '填写方案',
  locked: (roles: string) => `已锁定：${roles}。`,
  notYet: (roles: string) => `尚未开放：${roles}。`,
  open: (roles: string) => `可以填：${roles}。`,
  allLocked: '全部填报值锁定。',

  extend: '延期',
  extendTitle: (cycle: string) => `延期：${cycle}`,
  extendStage: '延长哪个阶段',
  extendUnits: '哪些单位',
  extendAll: '全部单位',
  extendChosen: (count: number) => `所选的 ${count} 个单位`,
  extendUntil: '延到哪天',
  extendReason: '延期理由',
  extendDocument: '批准文号',
  extendEffect: '原来的截止日期和延期理由都留存备查。',
  extended: (until: string) => `已延期到 ${until}。`,
  undated: '各阶段还没有日期，请先在“方案”中填写。',
  closed: '周期已定级，不再延期。',
  stageOption: (stage: string, to: string) => `${stage}（现在到 ${to}）`,

  returned: (reason: string, due: string | null) =>
    `考核单位退回：${reason}${due === null ? '' : `（请在 ${due} 前补正并再次上报）`}`,
} as const;
