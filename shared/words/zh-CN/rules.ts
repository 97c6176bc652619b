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
  'catalogue.unknown': ({ code }) => `信用目录里没有代码为“${code}”的事项。请回到目录页重新选择。`,
  'catalogue.overlaps': ({ item, present }) =>
    `“${item}”已有自 ${present} 起施行的版本，同一天不能有两个版本。请把施行日期改在 ${present} 之后。`,
  'catalogue.nameTaken': ({ name, code }) =>
    `目录里已有同名的事项“${name}”（${code}），导入台账时会分不清。请换一个名称，或直接变更那个事项。`,
  'catalogue.subjectFixed': ({ item }) =>
    `“${item}”的主体和性质不能改变，已有的记录都按它登记。确需改变的，请停用它，另增一个事项。`,
  'catalogue.notEffective': () =>
    '表彰文件、信用承诺书不能据以认定失信。请从失信事项允许的文书类型中去掉它们。',
  'catalogue.petition': () =>
    '没有法律、法规或中央政策依据的，不得把信访行为纳入信用记录。确有依据的，请在法律依据中写明，并勾选“已核实依据”。',
  'catalogue.ended': ({ item, lastDay }) => `“${item}”已停用，最后一天是 ${lastDay}。`,
  'catalogue.endsTooEarly': ({ item, validFrom }) =>
    `“${item}”自 ${validFrom} 起施行，停用日期不能早于这一天。`,
  'holiday.workedOnWeekday': ({ day }) =>
    `${day} 是周一至周五，本来就上班，不能记为调休上班。请核对日期，没有保存。`,
  'holiday.yearMissing': ({ year }) => `${year} 年的节假日安排还没有录入。请先录入这一年。`,
  'holiday.fileNotRead': ({ name }) =>
    `“${name}”里没有读到节假日。请使用日历文件（.ics）、本系统的节假日文件（.json），或有“日期”“类型”“说明”三列的工作簿。`,
} satisfies WordsFor<typeof ruleFailures>;

/** Words for findings of a holiday arrangement. */
export const ruleFindingWords = {
  'confirm.noItem': () => '还没有选定信用目录事项，不能认定为信用记录，只能作为线索。请先选定目录事项。',
  'confirm.itemUnknown': ({ code }) =>
    `信用目录里没有“${code}”这个事项。目录以外的信息不得记入信用记录，只能作为线索。`,
  'confirm.otherSubject': ({ item, subject }) =>
    `“${item}”是关于${subject}的事项，与这件事的主体不符。请另选事项。`,
  'confirm.noDocument': ({ missing }) =>
    `还缺${missing}。失信记录必须有生效的法律文书，没有文书的只能作为线索；收到文书后补齐再认定。`,
  'confirm.documentIncomplete': ({ missing }) => `还缺${missing}，补齐后才能登记为信用记录。`,
  'holiday.dateInvalid': ({ text }) => `“${text}”不是日期，这一行没有读入。请写成 2027-01-01 的样子。`,
  'holiday.kindUnknown': ({ text }) => `类型“${text}”看不懂，这一行没有读入。请写“放假”或“上班”。`,
  'holiday.dayTwice': ({ day }) => `${day} 出现了不止一次而且说法不同，按第一次的读入，请核对。`,
  'holiday.workedOnWeekday': ({ day }) =>
    `${day} 是周一至周五，本来就上班，没有作为调休上班读入。请核对日期。`,
} satisfies WordsFor<typeof ruleFindings>;
