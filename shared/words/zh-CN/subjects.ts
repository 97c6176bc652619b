import type { z } from 'zod';
import { bodyChangeKinds } from '../../domain/subject-lists.ts';
import type { subjectFailures, subjectFindings } from '../../errors/codes/subjects.ts';

type WordsFor<Codes extends Record<string, z.ZodType>> = {
  [C in keyof Codes]: (params: z.infer<Codes[C]>) => string;
};

/** Words for failures of region codes, of what became of bodies, and of officials' files. */
export const subjectFailureWords = {
  'regions.notATable': ({ name }) =>
    `“${name}”里没有找到区划代码和名称，没有导入。请选择每行有代码（2、4、6、9 或 12 位）和名称的 xlsx、csv 或 json 文件。`,
  'regions.tooLarge': ({ name, limitMb }) =>
    `“${name}”超过 ${limitMb} MB，没有导入。请只保留到乡镇、街道一级，去掉村和社区后再导入。`,
  'regions.codeInvalid': ({ row, code }) =>
    `第 ${row} 行的代码“${code}”不是区划代码，没有导入。请对照原表更正后重试。`,
  'regions.parentMissing': ({ row, code, name }) =>
    `第 ${row} 行“${name}”（${code}）的上级区划不在文件里，没有导入。请使用从省到乡镇的完整代码表。`,
  'regions.bundledInUse': () => '现在用的就是内置的区划代码表，不用恢复。',
  'fileItem.unknown': () => '没有这条档案事项。请刷新后重试。',
  'fileItem.withdrawn': ({ date }) => `这条档案事项已于 ${date} 更正，不能再改。需要的请另登记一条。`,
  'bodyChange.unknown': () => '没有这条沿革。请刷新后重试。',
  'bodyChange.withdrawn': ({ date }) => `这条沿革已于 ${date} 更正，不用再更正。`,
  'bodyChange.laterChange': ({ date }) =>
    `${date} 还有一条后来的同类变动建立在它上面，没有更正。请先更正后来的那一条。`,
} satisfies WordsFor<typeof subjectFailures>;

const likenessWords = {
  same: '名称相同（只有括号、空格、全半角的差别）',
  core: '名称只差“县、镇、人民政府”这类字',
  oneApart: '名称只差一个字',
} as const;

/** Words for findings about what became of bodies, and about who may be there already. */
export const subjectFindingWords = {
  'bodyChange.inFuture': ({ date }) => `${date} 还没有到，请在生效以后再登记。`,
  'bodyChange.needed': ({ kind }) =>
    kind === 'rename'
      ? '请填写更名后的名称。'
      : kind === 'merge'
        ? '请选择并入的单位；名单中没有的，请先登记那个单位。'
        : '请选择分设出来的单位；名单中没有的，请先登记那个单位。',
  'bodyChange.formerNameNeeded': ({ name }) =>
    `“${name}”就是现在的名称。补登以前的更名，请在“原名称”填写当时的旧名。`,
  'bodyChange.sameName': () => '新旧名称相同，请核对。',
  'bodyChange.notItsName': ({ name }) => `这个单位现在叫“${name}”，与填写的原名称不符，请核对。`,
  'bodyChange.laterRename': ({ date, name }) =>
    `这个单位 ${date} 由“${name}”更名，在那以前的更名应当改成“${name}”，请核对。`,
  'bodyChange.laterMove': ({ date }) => `${date} 已登记过后来的隶属变动，请按先后顺序登记，或先更正那一条。`,
  'bodyChange.alreadyClosed': ({ date }) =>
    `这个单位已于 ${date} 停用，请核对；停用日期有误的，请先修改资料。`,
  'bodyChange.beforeItsTime': ({ date }) => `生效日期早于这个单位的启用日期 ${date}，请核对。`,
  'bodyChange.otherUnknown': ({ uscc }) => `没有代码为 ${uscc} 的单位，请先登记那个单位。`,
  'bodyChange.otherClosed': ({ name, date }) => `“${name}”已于 ${date} 停用，不能并入，请核对。`,
  'bodyChange.itself': () => '这就是本单位，请选择另一个单位。',
  'bodyChange.sameSuperior': () => '与现在的上级单位相同，没有变动。',
  'bodyChange.shortNameStays': ({ shortName }) =>
    `简称仍是“${shortName}”，不再合适的请登记后在“修改资料”里改。`,
  'bodyChange.subordinates': ({ count }) =>
    `这个单位还有 ${count} 个下级单位，不会随它变动，请逐个登记它们的${bodyChangeKinds.moved}。`,
  'fileItem.inFuture': ({ date }) => `${date} 还没有到，请在发生以后再登记。`,
  'fileItem.yearUnlikely': ({ year }) => `“${year}”不像年度，请填写四位年份，不能晚于今年。`,
  'fileItem.assessedAlready': ({ year }) =>
    `${year} 年度考核已经登记，不能重复登记。等次有变的，请修改或更正原来的一条。`,
  'fileItem.untilDiffers': ({ expected, name, basis }) =>
    `按“${name}”（${basis}）影响期应到 ${expected}，与填写的不同，请核对；有另外规定的可以保留。`,
  'fileItem.noRule': ({ date }) =>
    `规则表里没有 ${date} 生效的处分影响期，没有推算。请按处分决定填写“影响期至”。`,
  'body.similarName': ({ name, how, former }) =>
    `与已登记的“${name}”${former ? '（曾用名）' : ''}${likenessWords[how]}，请核对是否同一个单位；确实不是的可以保留。`,
  'body.similarInFile': ({ name, row, how }) =>
    `与本表第 ${row} 行“${name}”${likenessWords[how]}，请核对是否同一个单位；确实不是的可以保留。`,
  'official.similar': ({ name, how }) =>
    how === 'same'
      ? `本单位已有同名的“${name}”，请核对是否重复登记；确认不是一个人的可以保留。`
      : `与本单位的“${name}”姓名只差一个字，入职日期或档案编号又相同，请核对是否同一个人；确认不是的可以保留。`,
  'official.similarInFile': ({ name, row, how }) =>
    how === 'same'
      ? `与本表第 ${row} 行同单位的“${name}”同名，请核对是否重复；确认不是一个人的可以保留。`
      : `与本表第 ${row} 行“${name}”姓名只差一个字，入职日期或档案编号又相同，请核对是否同一个人；确认不是的可以保留。`,
} satisfies WordsFor<typeof subjectFindings>;
