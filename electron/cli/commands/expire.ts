import { withEngine } from '../session.ts';
import { defineCommand } from './define-command.ts';
import { dataOption } from './options.ts';

export const expireCommand = defineCommand({
  words: 'expire',
  describe: '公示期已满的记录停止公示（窗口打开时也会自动进行；重复执行不会改动第二次）',
  options: { ...dataOption },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const done = await session.call('records.expire', {});
      terminal.answer(done);
      terminal.say(
        done.expired === 0
          ? `到 ${done.today} 没有公示期满的记录。`
          : `${done.expired} 条记录公示期满，已停止公示（${done.today}）。`,
      );
      return undefined;
    }),
});
