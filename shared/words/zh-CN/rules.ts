import type { z } from 'zod';
import type { ruleFailures, ruleFindings } from '../../errors/codes/rules.ts';

type WordsFor<Codes extends Record<string, z.ZodType>> = {
  [C in keyof Codes]: (params: z.infer<Codes[C]>) => string;
};

/** Words for failures of 期限规则, 节假日, 信用目录 and 期限. */
export const ruleFailureWords = {
  'rule.unknown': ({ rule }) => `没有“${rule}”这条期限规则。请回到期限规则页重新选择。`,
  'rule.kindDiffers': ({ rule }) => `“${rule}”的种类不能改变（公示期与办理期限不能互换）。`,
  'rule.overlaps': ({ rule, present }) =>
    `“${rule}”已有自 ${present} 起施行的版本，同一天不能有两个版本。请把施行日期改在 ${present} 之后；那个版本录错了又还没有施行的，先撤回它。`,
  'rule.periodReversed': ({ minimum, maximum }) =>
    `最短公示期（${minimum} 个月）不能长于最长公示期（${maximum} 个月），请核对。`,
  'rule.inForce': ({ rule, validFrom }) =>
    `“${rule}”自 ${validFrom} 起已经施行，可能已据此作出决定，不能撤回。需要改变的，请录入新的版本。`,
  'holiday.workedOnWeekday': ({ day }) =>
    `${day} 是周一至周五，本来就上班，不能记为调休上班。请核对日期，没有保存。`,
  'holiday.yearMissing': ({ year }) => `${year} 年的节假日安排还没有录入。请先录入这一年。`,
  'holiday.fileNotRead': ({ name }) =>
    `“${name}”里没有读到节假日。请使用日历文件（.ics）、本系统的节假日文件（.json），或有“日期”“类型”“说明”三列的工作簿。`,
} satisfies WordsFor<typeof ruleFailures>;

/** Words for findings of a holiday arrangement. */
export const ruleFindingWords = {
  'holiday.dateInvalid': ({ text }) => `“${text}”不是日期，这一行没有读入。请写成 2027-01-01 的样子。`,
  'holiday.kindUnknown': ({ text }) => `类型“${text}”看不懂，这一行没有读入。请写“放假”或“上班”。`,
  'holiday.dayTwice': ({ day }) => `${day} 出现了不止一次而且说法不同，按第一次的读入，请核对。`,
  'holiday.workedOnWeekday': ({ day }) =>
    `${day} 是周一至周五，本来就上班，没有作为调休上班读入。请核对日期。`,
} satisfies WordsFor<typeof ruleFindings>;
