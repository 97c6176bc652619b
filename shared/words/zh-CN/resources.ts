import type { z } from 'zod';
import type { resourceFailures } from '../../errors/codes/resources.ts';

type Words = { [C in keyof typeof resourceFailures]: (p: z.infer<(typeof resourceFailures)[C]>) => string };

/** Words for failures of the files that come with the program. */
export const resourceFailureWords = {
  'resource.missing': (p) =>
    `程序自带的文件“${p.file}”不见了，安装可能不完整，请重新安装程序；已有数据不受影响。`,
  'resource.invalid': (p) =>
    `程序自带的文件“${p.file}”内容不对${p.path === '' ? '' : `（${p.path}）`}，可能被改动过，请重新安装程序；已有数据不受影响。`,
} satisfies Words;
