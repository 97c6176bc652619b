/** How the program starts, says how it is used, and refuses what it does not understand. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { main } from '#cli/main.ts';
import { type CliFailure, program, repository, runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

/** Makes any Node say that it is version 20; only the process that was started with it. */
const pretendOldNode = (): string => {
  const file = path.join(temporaryFolder(), 'old-node.cjs');
  writeFileSync(
    file,
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.11.1' } });\n",
  );
  return file;
};

/** The system's own Node where it is too old, besides the one that says so. */
const oldNodes = (): { node: string; nodeOptions: string[] }[] => {
  const system = '/usr/bin/node';
  const version = existsSync(system) ? spawnSync(system, ['--version'], { encoding: 'utf8' }).stdout : '';
  const major = Number(/^v(\d+)/.exec(version)?.[1] ?? 24);
  return [
    { node: process.execPath, nodeOptions: ['--require', pretendOldNode()] },
    ...(major < 24 ? [{ node: system, nodeOptions: [] }] : []),
  ];
};

it('starts under an old Node by the Node 24 beside it, and passes output and exit status on', async () => {
  for (const old of oldNodes()) {
    const folder = path.join(temporaryFolder(), 'data');
    const init = [
      'init',
      '--data',
      folder,
      '--office',
      '990101100000',
      '--name',
      '甲山镇',
      '--level',
      'township',
    ];
    const made = await runCli<{ office: { name: string } }>([...init, '--json'], old);
    expect(made).toMatchObject({ status: 0, stderr: '' });
    expect(made.json.office.name).toBe('甲山镇');
    expect((await runCli(init, old)).status).toBe(4);
    expect((await runCli(['no-such-command'], old)).status).toBe(2);
  }
});

it('says what is missing where there is no Node 24', async () => {
  const root = temporaryFolder();
  const folder = path.join(root, 'electron/cli');
  mkdirSync(folder, { recursive: true });
  const copy = path.join(folder, 'zhengxin.mjs');
  copyFileSync(program, copy);
  const nodeOptions = ['--require', pretendOldNode()];
  const result = await runCli(['--help'], { nodeOptions, program: copy });
  expect(result).toMatchObject({ status: 70, stdout: '' });
  expect(result.stderr).toBe('需要 Node 24（当前 20.11.1）。请先在程序目录运行 npm ci。\n');
});

it('runs from any folder', async () => {
  const cwd = temporaryFolder();
  const result = await runCli(['template', 'bodies', '-o', '名录.xlsx'], { cwd });
  expect(result).toMatchObject({ status: 0, stderr: '' });
  expect(readdirSync(cwd)).toEqual(['名录.xlsx']);
});

/** Every command of the README's table, `cycle create\|list` as two. */
const documentedCommands = (): string[] => {
  const readme = readFileSync(path.join(repository, 'README.md'), 'utf8');
  const table = readme.slice(readme.indexOf('| 命令 | 作用 |')).split('\n\n')[0] ?? '';
  return table
    .split('\n')
    .slice(2)
    .flatMap((line) =>
      [...(line.split(/(?<!\\)\|/)[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, text]) => text ?? ''),
    )
    .flatMap((text) => {
      const words = text.split(' ').filter((word) => /^[a-z\\|-]+$/.test(word) && word !== '-o');
      const last = words.pop() ?? '';
      return last.split('\\|').map((alternative) => [...words, alternative].join(' '));
    });
};

/** Help as the program prints it; asked within this process, because there are some forty of them. */
const helpOf = async (words: string): Promise<string> => {
  const lines: string[] = [];
  const printed = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  try {
    await main([...words.split(' ').filter((word) => word !== ''), '--help']);
  } finally {
    printed.mockRestore();
  }
  return lines.join('\n');
};

it('knows every command of the README, each with Chinese help', async () => {
  const commands = documentedCommands();
  // The README names some forty; a table that was not found would prove nothing.
  expect(commands.length).toBeGreaterThan(35);
  expect(commands).toContain('office key export');
  expect(commands).toContain('package return');
  for (const command of commands) {
    const help = await helpOf(command);
    expect(help).toContain(`zhengxin ${command}`);
    expect(help).toContain('选项：');
    // Each option says in Chinese what it is for.
    for (const line of help.split('\n').filter((text) => /^ +(-\w, )?--\w/.test(text))) {
      expect(line).toMatch(/[\u4e00-\u9fff]/);
    }
  }
  expect(process.exitCode ?? 0).toBe(0);
});

it('prints its help on stdout, with status 0', async () => {
  const help = await runCli(['--help']);
  expect(help).toMatchObject({ status: 0, stderr: '' });
  expect(help.stdout).toContain('政务诚信考评工作站 命令行');
});

it.each<[what: string, args: string[], says: RegExp]>([
  ['no command', [], /请写明命令/],
  ['an unknown command', ['destroy'], /没有这个命令|destroy/],
  ['a command that only groups others', ['package'], /请写明 package 的子命令/],
  ['an unknown subcommand', ['package', 'burn'], /没有这个命令|burn/],
  ['an unknown option', ['check', '--data', 'd', '--fast'], /fast/],
  ['a missing option', ['check'], /data/],
  ['an option without its value', ['check', '--data'], /data/],
  ['a missing argument', ['import', 'records', '--data', 'd'], /缺少/],
  ['an unknown form', ['import', 'letters', 'f.xlsx', '--data', 'd'], /letters/],
  [
    'an unknown level',
    ['init', '--data', 'd', '--office', '990101000000', '--name', '甲', '--level', 'empire'],
    /empire/,
  ],
  ['an unknown policy', ['import', 'records', 'f.xlsx', '--data', 'd', '--on-duplicate', 'guess'], /guess/],
  ['an unknown report', ['export', 'poem', '--data', 'd', '-o', 'f.xlsx'], /poem/],
  ['an option given twice', ['check', '--data', 'a', '--data', 'b'], /data 只能写一次/],
  ['an empty option', ['check', '--data', ''], /data 后面没有内容/],
  ['a word for a number', ['cycle', 'create', '2027', '--data', 'd', '--year', '今年'], /year 应为数字/],
])('answers %s with status 2 and Chinese words', async (_, args, says) => {
  const cwd = temporaryFolder();
  const result = await runCli<CliFailure>([...args, '--json'], { cwd });
  expect(result.status).toBe(2);
  expect(result.json.error).toMatchObject({ code: 'usage', message: expect.stringMatching(says) });
  expect(result.stderr).toBe(`${result.json.error.message}\n用 zhengxin --help 查看用法。\n`);
  expect(result.stderr).toMatch(/[\u4e00-\u9fff]/);
  expect(result.stderr).not.toMatch(/non-option|argument|Error|undefined|\bat /);
  expect(readdirSync(cwd)).toEqual([]);
});

it('says the same without --json, on stderr only', async () => {
  const result = await runCli(['check']);
  expect(result).toMatchObject({ status: 2, stdout: '' });
  expect(result.stderr).toContain('data');
});
