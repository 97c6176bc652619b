/**
 * One shape for every command: options in, an exit status out. Keeps yargs and `process.exitCode` out of the
 * commands themselves.
 */
import type { ArgumentsCamelCase, Argv, CommandModule, InferredOptionTypes, Options } from 'yargs';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { createTerminal, type Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

type OptionTable = Record<string, Options>;

interface CommandParts<Named extends OptionTable, Places extends OptionTable> {
  /** yargs command words, for example `import <layout> <file>`. */
  words: string;
  describe: string;
  places?: Places;
  options: Named;
  run: (
    args: InferredOptionTypes<Named> & InferredOptionTypes<Places>,
    terminal: Terminal,
  ) => Promise<ExitStatus | undefined>;
}

/** What yargs lets pass: an option given twice, without content, or with a word where a number is needed. */
const checkOptions = (options: OptionTable, args: ArgumentsCamelCase): void => {
  for (const [name, option] of Object.entries(options)) {
    const value = args[name];
    if (Array.isArray(value) && option.array !== true) throw new UsageError(`选项 --${name} 只能写一次。`);
    if (value === '') throw new UsageError(`选项 --${name} 后面没有内容。`);
    if (option.type === 'number' && Number.isNaN(value)) throw new UsageError(`选项 --${name} 应为数字。`);
  }
};

/** Makes a yargs command that sets the exit status its `run` returns (none: done). */
export const defineCommand = <
  const Named extends OptionTable,
  const Places extends OptionTable = OptionTable,
>(
  parts: CommandParts<Named, Places>,
): CommandModule => ({
  command: parts.words,
  describe: parts.describe,
  builder: (parser: Argv) => {
    const withPlaces = Object.entries(parts.places ?? {}).reduce(
      (current, [name, place]) => current.positional(name, place as never),
      parser,
    );
    return withPlaces.options(parts.options);
  },
  handler: async (args: ArgumentsCamelCase) => {
    checkOptions(parts.options, args);
    const terminal = createTerminal(args.json === true);
    const status = await parts.run(
      args as unknown as InferredOptionTypes<Named> & InferredOptionTypes<Places>,
      terminal,
    );
    process.exitCode = status ?? exitStatus.done;
  },
});

/** A command that only groups others. */
export const defineGroup = (words: string, describe: string, members: CommandModule[]): CommandModule => ({
  command: words,
  describe,
  builder: (parser: Argv) =>
    members
      .reduce((current: Argv, member) => current.command(member), parser)
      .demandCommand(1, `请写明 ${words} 的子命令。`),
  handler: () => {},
});
