import { formRole, importLayout } from '#shared/contract/operations/imports.ts';
import { withEngine } from '../session.ts';
import { defineCommand } from './define-command.ts';
import { optionalDataOption, outputOption } from './options.ts';

export const templateCommand = defineCommand({
  words: 'template <layout>',
  describe: '写出空白或已预填的工作簿供填写',
  places: { layout: { choices: importLayout.options, demandOption: true, describe: '表种' } },
  options: {
    ...outputOption,
    ...optionalDataOption,
    cycle: { type: 'string', requiresArg: true, describe: '考核周期代号' },
    unit: { type: 'string', requiresArg: true, describe: '单位的统一社会信用代码' },
    role: { choices: formRole.options, describe: '填报角色（自评表默认 self 单位自评）' },
    model: { type: 'string', requiresArg: true, describe: '评价模型代号' },
  },
  run: (args, terminal) =>
    withEngine(args.data ?? null, terminal, async (session) => {
      const written = await session.call('templates.write', {
        layout: args.layout,
        file: session.write(args.output),
        ...(args.cycle === undefined ? {} : { cycle: args.cycle }),
        ...(args.unit === undefined ? {} : { unit: args.unit }),
        ...(args.role === undefined ? {} : { role: args.role }),
        ...(args.model === undefined ? {} : { model: args.model }),
      });
      terminal.answer({ file: args.output, ...written });
      terminal.say(`已写出 ${args.output}。`);
      return undefined;
    }),
});
