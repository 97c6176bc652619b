import type { z } from 'zod';
import type { subjectFailures } from '../../errors/codes/subjects.ts';

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
} satisfies WordsFor<typeof subjectFailures>;
