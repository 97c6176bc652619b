import { formRole } from '#shared/contract/operations/imports.ts';
import { reportCode } from '#shared/contract/operations/reports.ts';
import { withEngine } from '../session.ts';
import { defineCommand } from './define-command.ts';
import { dataOption, outputOption } from './options.ts';

export const exportCommand = defineCommand({
  words: 'export <report>',
  describe: '把数据库的内容写成工作簿',
  places: { report: { choices: reportCode.options, demandOption: true, describe: '报表' } },
  options: {
    ...dataOption,
    ...outputOption,
    cycle: { type: 'string', requiresArg: true, describe: '考核周期代号' },
    unit: { type: 'string', requiresArg: true, describe: '单位的统一社会信用代码' },
    role: { choices: formRole.options, describe: '填报角色（自评表默认 self 单位自评）' },
    model: { type: 'string', requiresArg: true, describe: '评价模型代号' },
    run: {
      type: 'string',
      requiresArg: true,
      describe: '测算编号（得分汇总表；缺省为正式结果，没有时为最近一次测算）',
    },
    unmasked: {
      type: 'boolean',
      default: false,
      describe: '身份证号和电话不遮盖（需要权限，并记入审计日志）',
    },
  },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const written = await session.call('reports.export', {
        report: args.report,
        file: session.write(args.output),
        unmasked: args.unmasked,
        ...(args.cycle === undefined ? {} : { cycle: args.cycle }),
        ...(args.unit === undefined ? {} : { unit: args.unit }),
        ...(args.run === undefined ? {} : { run: args.run }),
        ...(args.role === undefined ? {} : { role: args.role }),
        ...(args.model === undefined ? {} : { model: args.model }),
      });
      terminal.answer({ file: args.output, ...written });
      terminal.say(`已写出 ${args.output}，共 ${written.rows} 行。`);
      return undefined;
    }),
});
