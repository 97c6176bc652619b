import type { z } from 'zod';
import type { archiveFailures, archiveFindings } from '../../errors/codes/archive.ts';

type WordsFor<Codes extends Record<string, z.ZodType>> = {
  [C in keyof Codes]: (params: z.infer<Codes[C]>) => string;
};

/** Words for failures of 信用档案. */
export const archiveFailureWords = {
  'record.unknown': ({ record }) => `没有编号为 ${record} 的信用记录。请回到台账重新查找。`,
  'record.revoked': ({ documentNo }) =>
    `文号“${documentNo}”的记录已撤销，只留作档案，不能再改。确需重新登记的，请新登记一条。`,
  'record.notOver': ({ documentNo }) => `文号“${documentNo}”的记录还没有修复，公示期也没有满，不能归档。`,
  'official.unknown': ({ official }) => `没有编号为 ${official} 的公职人员。请回到名单重新查找。`,
  'form.changedMeanwhile': ({ what }) =>
    `${what}在您打开之后已被改动（例如导入了新的台账），为免互相覆盖，没有保存。请另记下您的改动，重新打开后再改。`,
} satisfies WordsFor<typeof archiveFailures>;

/** Words for findings of the forms of 信用档案. */
export const archiveFindingWords = {
  'body.exists': ({ name }) => `这个统一社会信用代码已登记为“${name}”，请核对代码，或直接修改那个单位。`,
  'body.codeFixed': ({ uscc }) =>
    `已登记单位的统一社会信用代码（${uscc}）不能改动，它的记录和得分都记在这个代码下。代码确实错了的，请另登记正确的单位。`,
  'official.alreadyHere': ({ body }) => `这个身份证号在“${body}”已有档案，请修改原有档案，不要重复登记。`,
  'official.elsewhere': ({ body }) =>
    `这个身份证号在“${body}”也有档案，请核对是否已经调动；确认无误可以保留。`,
  'official.namesake': ({ count }) =>
    `本单位已有 ${count} 名同名人员，请核对是否重复登记；确认无误可以保留。`,
  'record.officialUnknown': () => '没有这名公职人员，请从本单位的名单中选择；名单中没有的，请先登记。',
  'record.officialElsewhere': ({ elsewhere }) =>
    `这名人员的档案在“${elsewhere}”，不在所选单位。请核对单位或人员。`,
  'record.duplicate': ({ documentNo, date }) =>
    `本单位已登记过同一事项、同一文号“${documentNo}”的记录（认定日期 ${date}）。请打开那条记录修改，不要重复登记。`,
  'record.duplicateRevoked': ({ documentNo, date }) =>
    `同一事项、同一文号“${documentNo}”的记录（认定日期 ${date}）曾登记后撤销，请核对撤销原因；确认要重新登记的可以保留。`,
  'record.showAnywayNeedsReason': () => '轻微失信信息默认不公示，确需公示的，请在“备注”中写明理由。',
} satisfies WordsFor<typeof archiveFindings>;
