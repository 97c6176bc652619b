import type { z } from 'zod';
import type { runtimeFailures } from '../../errors/codes/runtime.ts';

/** Words for failures of the engine itself. */
export const runtimeWords = {
  'operation.unknown': ({ name }) => `程序不认识操作“${name}”。请把程序更新到同一版本。`,
  'operation.invalidInput': ({ issues }) =>
    `填写的内容不符合要求：${issues.map((issue) => `${issue.path || '内容'}（${issue.message}）`).join('；')}。请改正后重试。`,
  'operation.forbidden': ({ permission }) => `当前用户没有“${permission}”权限，操作没有执行。请联系管理员。`,
  'operation.cancelled': () => '已取消，没有任何改动。',
  'engine.stopped': () =>
    '数据服务中断，不知道这次操作有没有完成。服务恢复后请先核对有没有写入，再决定是否重做。',
  'engine.internal': ({ reference }) =>
    `程序内部出错，本次操作没有完成，数据没有改动。请把错误编号 ${reference} 和日志交给技术支持。`,
  'engine.protocolMismatch': ({ ours, theirs }) =>
    `程序各部分版本不一致（${ours} 与 ${theirs}）。请重新安装程序。`,
} satisfies {
  [C in keyof typeof runtimeFailures]: (params: z.infer<(typeof runtimeFailures)[C]>) => string;
};
