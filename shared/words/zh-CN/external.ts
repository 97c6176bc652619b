import type { z } from 'zod';
import { scorerRoles } from '../../domain/code-lists.ts';
import { spotCheckPopulations } from '../../domain/spot-checks.ts';
import type { externalFailures, externalFindings } from '../../errors/codes/external.ts';

type WordsFor<Codes extends Record<string, z.ZodType>> = {
  [C in keyof Codes]: (params: z.infer<Codes[C]>) => string;
};

const wrongSurvey = {
  overall: '总体题不在问卷的题目里，请重新选择。',
  questionTwice: '有两道题用了同一个题号，请改成不同的题号。',
  satisfiedFrom: '“算作满意”的分值不在总体题的刻度以内，请更正。',
  dates: '调查结束日期早于开始日期，请更正。',
  target: '采用的指标或题目不在本周期的评价模型、问卷里，请重新选择。',
  targetTwice: '同一个指标选了两道题，请只留一道。',
} as const;

/** Words for failures of scoring from outside the assessed units. */
export const externalFailureWords = {
  'external.modelNeeded': () =>
    '本周期有几个评价模型，没有说明是哪一个。请先选定主管部门再导入，或者使用程序导出的填报表。',
  'external.nothingAsked': ({ role }) =>
    `本周期的评价模型没有由“${scorerRoles[role]}”填报的指标，或者没有给它指定指标。请到“方案”里指定。`,
  'survey.unknown': () => '没有这次满意度测评，可能已被删除。请回到列表重新选择。',
  'survey.needed': ({ what }) =>
    `没有说明这份《${what}》属于哪一次测评。请从“外部评价 · 满意度”里打开测评再导入。`,
  'survey.wrong': ({ what }) => `测评没有保存：${wrongSurvey[what]}`,
  'survey.questionsStay': () =>
    '已经有了答卷或汇总，题目、刻度、总体题和对象不能再改动。需要改动时请另建一次测评。',
  'survey.taken': ({ survey }) => `“${survey}”的结果已经采用，不能删除。`,
  'survey.noTargets': () => '还没有选定把哪道题用到哪个指标。请先修改测评，选好采用的指标。',
  'survey.nothingToTake': () => '还没有可以采用的结果。请先导入答卷或汇总表。',
  'thirdParty.reportUnknown': () => '没有这份评估报告，可能已经作废。请重新选择报告。',
  'thirdParty.noFile': ({ report }) =>
    `“${report}”还没有报告文件，得分没有填入。请先在报告的“佐证材料”里添加报告文件。`,
  'thirdParty.otherCycle': ({ report, cycle }) =>
    `“${report}”登记的考核周期是 ${cycle}，不是本周期，得分没有填入。请选择本周期的报告，或更正报告的登记。`,
  'spotCheck.unknown': () => '没有这次抽查或这一项。请回到列表重新选择。',
  'spotCheck.frameEmpty': ({ population }) =>
    `本周期还没有可抽查的“${spotCheckPopulations[population]}”，没有抽取。请等有了填报或登记再抽。`,
  'spotCheck.reasonNeeded': ({ title }) => `已经抽取过（“${title}”）。重新抽取请写明理由；原来的抽取会保留。`,
  'spotCheck.superseded': ({ title }) => `“${title}”已被后来的抽取代替，不再登记结果。请打开后来的抽取。`,
  'spotCheck.findingNeeded': () => '不属实的，请写明发现了什么问题。',
} satisfies WordsFor<typeof externalFailures>;

/** Words for findings about rows of their workbooks. */
export const externalFindingWords = {
  'external.unitUnknown': ({ unit, cycle }) => `“${unit}”不是“${cycle}”的被考核单位，请核对名称或代码。`,
  'external.unitAmbiguous': ({ unit }) => `有几个单位都叫“${unit}”，请填写统一社会信用代码。`,
  'external.otherAudience': ({ found, audience }) =>
    `这一行的对象是“${found}”，本次测评的对象是“${audience}”，请核对。`,
  'external.validAboveIssued': ({ issued, valid }) =>
    `有效份数 ${valid} 大于发放份数 ${issued}，差 ${valid - issued}，请更正。`,
  'external.hasAnswers': ({ unit, answers }) =>
    `${unit}已录入 ${answers} 份答卷，均分和满意率由程序统计，不能用汇总数代替；这里只填发放份数。`,
  'entry.thirdPartyWithoutReport': () =>
    '第三方的得分没有注明评估报告及其文件指纹。请在“外部评价 · 第三方评估”里选定报告填入，或者附上报告文件。',
  'import.undoSurveyGone': () => '这次导入的满意度测评已经删除，答卷和汇总也一并删除了，没有可撤销的内容。',
  'import.undoSurveyLater': ({ survey, unit }) =>
    `“${survey}”中${unit}的结果在这次导入以后又导入过。请先撤销后来的那次导入，再撤销这一次；或者更正后重新导入，已有的选“替换”。`,
  'import.undoSurveyTaken': ({ survey, unit }) =>
    `“${survey}”中${unit}的结果在这次导入以后已经采用，填入了考核数据。请先在填报页清除“问卷调查”的值，再撤销。`,
} satisfies WordsFor<typeof externalFindings>;
