/**
 * The command line: the same operations as the window, in Chinese, for scripts, offices without a display and
 * tests. Parses the words, runs one command, maps what went wrong to an exit status.
 */
import yargs, { type Argv, type CommandModule } from 'yargs';
import { AppError, type FailureCode } from '#shared/errors/app-error.ts';
import { describeFailure } from '#shared/words/zh-CN/index.ts';
import { assessCommand } from './commands/assess.ts';
import { backupCommand, checkCommand } from './commands/backup.ts';
import { cycleCommand } from './commands/cycle.ts';
import { demoCommand } from './commands/demo.ts';
import { expireCommand } from './commands/expire.ts';
import { exportCommand } from './commands/export.ts';
import { importCommand } from './commands/import.ts';
import { importsCommand } from './commands/imports.ts';
import { modelCommand } from './commands/model.ts';
import { initCommand, officeCommand } from './commands/office.ts';
import { packageCommand } from './commands/package.ts';
import { runsCommand } from './commands/runs.ts';
import { searchCommand } from './commands/search.ts';
import { templateCommand } from './commands/template.ts';
import { weightsCommand } from './commands/weights.ts';
import { type ExitStatus, exitStatus, exitStatusOf } from './exit-status.ts';
import { hintAfter } from './hints.ts';
import { createTerminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Sentences of yargs that its Chinese translation leaves half in English, or that say too little. */
const usageWords = {
  'Not enough non-option arguments: got %s, need at least %s': {
    one: '缺少必须写明的内容：只写了 %s 项，至少需要 %s 项。',
    other: '缺少必须写明的内容：只写了 %s 项，至少需要 %s 项。',
  },
  'Too many non-option arguments: got %s, maximum of %s': {
    one: '多写了内容：写了 %s 项，最多 %s 项。',
    other: '多写了内容：写了 %s 项，最多 %s 项。',
  },
  'Did you mean %s?': '没有这个命令。是不是要用 %s？',
};

const commands = [
  initCommand,
  officeCommand,
  templateCommand,
  importCommand,
  importsCommand,
  cycleCommand,
  assessCommand,
  runsCommand,
  exportCommand,
  expireCommand,
  modelCommand,
  weightsCommand,
  packageCommand,
  backupCommand,
  checkCommand,
  searchCommand,
  demoCommand,
] as CommandModule[];

const buildParser = (argv: string[]): Argv =>
  commands
    .reduce((parser: Argv, command) => parser.command(command), yargs(argv))
    .scriptName('zhengxin')
    .locale('zh_CN')
    .updateStrings(usageWords as unknown as Record<string, string>)
    .usage('政务诚信考评工作站 命令行\n\n用法：zhengxin <命令> [选项]')
    .option('json', {
      type: 'boolean',
      default: false,
      describe: '在标准输出上只写一个 JSON 文档',
      global: true,
    })
    .demandCommand(1, '请写明命令。')
    .strict()
    .recommendCommands()
    .version(false)
    .help('help')
    .alias('help', 'h')
    .exitProcess(false)
    .fail((message, error) => {
      // yargs throws some of its complaints and reports others.
      if (error && error.name !== 'YError') throw error;
      throw new UsageError(message ?? error.message);
    });

/** Says what went wrong and tells the exit status. */
const report = (error: unknown, json: boolean): ExitStatus => {
  const terminal = createTerminal(json);
  if (error instanceof UsageError) {
    terminal.warn(`${error.message}\n用 zhengxin --help 查看用法。`);
    terminal.answer({ error: { code: 'usage', params: {}, message: error.message } });
    return exitStatus.usage;
  }
  if (error instanceof AppError) {
    const code: FailureCode = error.code;
    const message = `${describeFailure(code, error.params)}${hintAfter(code)}`;
    terminal.warn(message);
    terminal.answer({ error: { code, params: error.params, message } });
    return exitStatusOf(code);
  }
  terminal.warn(`程序内部出错：${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  terminal.answer({ error: { code: 'engine.internal', params: {}, message: '程序内部出错' } });
  return exitStatus.internal;
};

/** Runs one command and sets the process's exit status. @param argv words after the program's name */
export const main = async (argv: string[]): Promise<void> => {
  // A reader that closes early (head, less) is no error of ours.
  process.stdout.removeAllListeners('error').on('error', () => process.exit(exitStatus.done));
  try {
    await buildParser(argv).parseAsync();
  } catch (error) {
    process.exitCode = report(error, argv.includes('--json'));
  }
};
