import type { z } from 'zod';
import type { ledgerFailures, ledgerFindings } from '../../errors/codes/ledgers.ts';

type WordsFor<Codes extends Record<string, z.ZodType>> = {
  [C in keyof Codes]: (params: z.infer<Codes[C]>) => string;
};

/** Words for failures of ledgers. */
export const ledgerFailureWords = {
  'ledger.unknown': ({ ledger }) => `没有名为“${ledger}”的台账。请从台账目录进入。`,
  'ledger.rowUnknown': ({ noun }) => `没有找到这条${noun}，可能已随导入撤销而移除。请回到台账重新查找。`,
  'ledger.needsBasis': ({ ledger }) =>
    `“${ledger}”默认停用：没有法律依据，不得归集这类信息。确有依据的，请先在台账页面录入依据的文件名称和文号。`,
  'ledger.rowWithdrawn': ({ noun }) =>
    `这条${noun}已作废，只留作备查，不能再改。确需办理的，请重新登记一条。`,
  'ledger.stepNotNow': ({ step, state }) =>
    `现在的状态是“${state}”，不能办理“${step}”。请刷新后按页面所列步骤办理。`,
} satisfies WordsFor<typeof ledgerFailures>;

/** Words for findings about ledger rows. */
export const ledgerFindingWords = {
  'publication.notConfirmed': () => '这条记录不是“已认定”状态，不能公示。请先核对记录的状态。',
  'publication.notShown': () =>
    '这条记录按公开级别和程度不对社会公示。确需公示的，先在记录页说明理由、改为公示。',
  'publication.over': ({ until }) => `这条记录的最长公示期到 ${until} 已满，不能再公示。`,
  'ledger.notOverdue': ({ due }) => `还没有逾期（时限 ${due}），到期仍未完成的才能升级督办。`,
  'ledger.isLead': () => '这件事已经转为失信线索，见下面的关联事项，不要重复转办。',
  'ledger.childrenOpen': ({ count }) => `还有 ${count} 项整改没有销号，全部销号后才能办结。`,
  'repair.positive': () => '守信记录不需要修复。主体要求删除自身守信信息的，请在典型案例或记录页办理。',
  'repair.revoked': () => '这条记录已撤销，不需要修复。',
  'repair.done': () => '这条记录已经修复，不需要再次申请。',
  'repair.tooEarly': ({ first, until }) =>
    `最短公示期到 ${until ?? ''} 才满，还不能修复；最早 ${first} 可以申请和办理。`,
  'repair.conditions': ({ lacking }) =>
    `还不符合修复条件：${lacking}。补齐后在“修改”中改为“是”，再继续办理。`,
  'ledger.bodyMissing': () => '单位名称和统一社会信用代码都没有填写，至少填一项。',
  'ledger.bodyUnknown': ({ name }) =>
    `本库没有名为“${name}”的单位，请核对名称（与单位名录一致），或补填统一社会信用代码。`,
  'ledger.bodySeveral': ({ name }) => `本库有不止一个单位叫“${name}”，请补填统一社会信用代码。`,
  'ledger.officialUnknown': () => '本单位没有这名公职人员，请核对姓名；名单中没有的，请先登记。',
  'ledger.officialSeveral': () => '本单位有几名同名人员，请改填档案编号，或在页面上选择。',
  'ledger.recordUnknown': ({ text }) =>
    `没有找到文号为“${text}”的信用记录，请核对文号和单位；记录还没有登记的，请先登记。`,
  'ledger.recordSeveral': ({ text }) => `文号“${text}”有不止一条记录，请在页面上选择具体的一条。`,
  'ledger.recordElsewhere': ({ known }) => `这条记录属于“${known}”，与所填单位不同。请核对单位或文号。`,
  'ledger.rowUnknown': ({ text }) => `没有找到编号为“${text}”的关联事项，请核对编号。`,
  'ledger.rowSeveral': ({ text }) => `编号“${text}”对应不止一条，请在页面上选择具体的一条。`,
  'ledger.dateInFuture': ({ title, date }) => `“${title}”${date} 还没有到，请核对。`,
  'ledger.countTooLarge': ({ title, max }) => `“${title}”不能大于 ${max}，请核对。`,
  'ledger.moreThan': ({ more, less }) => `“${more}”不能大于“${less}”，请核对是否填反。`,
  'ledger.personalMasked': ({ title }) => `“${title}”是打了星号的，无法采用。请填写完整内容；没有的请留空。`,
  'ledger.stepBeforeLast': ({ last }) => `日期早于上一步骤的日期 ${last}，请核对。`,
  'ledger.duplicate': ({ noun, date }) =>
    `已登记过同样的${noun}（日期 ${date}），请打开那一条修改，不要重复登记。`,
} satisfies WordsFor<typeof ledgerFindings>;
