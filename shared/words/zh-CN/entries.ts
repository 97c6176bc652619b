import type { z } from 'zod';
import { type CycleStatus, cycleStatuses, scorerRoles } from '../../domain/code-lists.ts';
import type { entryFailures, entryFindings } from '../../errors/codes/entries.ts';

type WordsFor<Codes extends Record<string, z.ZodType>> = {
  [C in keyof Codes]: (params: z.infer<Codes[C]>) => string;
};

const stage = (status: CycleStatus): string => `“${cycleStatuses[status]}”`;

/** Words for failures of entry work and of the stages of a cycle. */
export const entryFailureWords = {
  'cycle.stageOrder': ({ cycle, from, to, allowed }) =>
    `考核周期“${cycle}”现处于${stage(from)}阶段，不能直接改到${stage(to)}。${
      allowed.length === 0 ? '它不再变动。' : `可以改到：${allowed.map(stage).join('、')}。`
    }`,
  'cycle.unitInUse': ({ unit }) =>
    `${unit}在本周期已有填报值或认定，不能移出。确实不考核的，请先清空它的填报值并撤回认定。`,
  'entry.modelNotOfCycle': ({ cycle, model }) =>
    `考核周期“${cycle}”没有按评价模型 ${model} 考核的单位。请重新选择指标。`,
  'entry.itemUnknownHere': ({ leaf, item }) =>
    `本周期的评价模型没有指标 ${leaf} 的填报项目“${item}”。请重新选择指标。`,
  'entry.branchUnknownHere': ({ branch }) => `本周期的评价模型没有指标 ${branch}。请重新选择指标。`,
  'entry.otherUnit': ({ unit }) =>
    `${unit}的填报表只由该单位和考核单位查看，本单位看不到。请在周期页打开本单位的填报表。`,
  'entry.columnNotForUnits': () =>
    '“按指标填报”和“单位×指标”会列出全部单位的值，只供考核单位使用。请打开本单位的填报表逐项填写。',
  'decision.locked': ({ status, openIn, confirmed }) =>
    confirmed
      ? '本单位复核完成，加减分、一票否决和不适用认定不能再改动。需要改动时，请先撤回复核完成。'
      : openIn === null
        ? `周期已到${stage(status)}阶段，加减分、一票否决和不适用认定不能再改动。`
        : `周期已到${stage(status)}阶段，加减分、一票否决和不适用认定不能再改动。需要改动时，请先把周期退回${stage(openIn)}阶段。`,
} satisfies WordsFor<typeof entryFailures>;

/** Words for findings about values being entered. */
export const entryFindingWords = {
  'entry.percent': ({ given }) =>
    `“${given}”带百分号。请按项目名称的要求填普通数字：分子、分母分别填件数，或填百分制得分。`,
  'entry.draftNotScored': () => '这里填的内容不是有效的值，没有计分。请改正或清空。',

  'entry.reasonOwed': ({ label, self, given, selfPoints, givenPoints, difference, limit }) =>
    `${label}：核定值 ${given} ≠ 自评值 ${self}${
      difference === null
        ? ''
        : `，得分由 ${selfPoints} 变为 ${givenPoints}，差 ${difference} 分${limit === '0' ? '' : `，超过 ${limit} 分`}`
    }，还没有写明原因。请在“原因”中写明。`,

  'entry.locked.closed': ({ status }) => `周期${cycleStatuses[status]}，填报值不能再改动。`,
  'entry.locked.over': ({ role, status, openIn }) =>
    `周期已到${stage(status)}阶段，“${scorerRoles[role]}”的值不能再改动。需要改动时，请先把周期退回${stage(openIn)}阶段。`,
  'entry.locked.notYet': ({ role, status, openIn }) =>
    `“${scorerRoles[role]}”的值要到${stage(openIn)}阶段才能填，现在是${stage(status)}阶段。`,
  'entry.locked.otherRole': ({ by }) => `本指标由${by}填报。`,
  'entry.locked.otherOffice': () => '此值由上报单位填报，本级不改动。有误时请退回上报单位更正。',
  'entry.locked.notApplicable': ({ reason }) =>
    `本指标已认定为不适用（${reason}），不用填。要填请先撤回认定。`,
  'entry.locked.weighted': () => '本指标按各角色的评分加权计分，不另设复核值。',
  'entry.locked.modelDisabled': ({ model }) => `评价模型 ${model} 尚未启用，不能填报。请先填写它的法律依据。`,

  'entry.missing.blocks': () => '必须填报，现在还空着；补报后本单位才能计分。',
  'entry.missing.zero': () => '还没有填；不填按 0 分计。',
  'entry.missing.excluded': () => '还没有填；不填则本指标不计入，分值由同级指标分担。',
  'entry.missing.asMissing': ({ why }) => `${why}。请核对所填的值。`,
  'entry.differsFromRecords': ({ self, derived, difference, records }) =>
    `自评值 ${self} ≠ 信用数据库 ${derived}${difference === null ? '' : `，差 ${difference}`}（依据 ${records} 条记录），不按自评值计分。请核对。`,
  'entry.differsFromSelf': ({ self, given, difference }) =>
    `核定值 ${given} ≠ 自评值 ${self}${difference === null ? '' : `，差 ${difference}`}，还没有说明原因。请在“说明”中写明。`,
} satisfies WordsFor<typeof entryFindings>;
