import path from 'node:path';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { withEngine } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { checkArchive } from './cycle-archive.ts';
import { defineCommand, defineGroup } from './define-command.ts';
import { dataOption, optionalDataOption } from './options.ts';

const create = defineCommand({
  words: 'create',
  describe: '备份数据库并检查备份',
  options: { ...dataOption },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const made = await session.call('backups.create', {});
      terminal.answer(made);
      terminal.say(`已备份为 ${path.join(args.data, 'backups', made.name)}（${made.rows} 行，已核验）。`);
      return undefined;
    }),
});

const backupFile = {
  places: { file: { type: 'string', demandOption: true, describe: '备份文件' } },
} as const;

const verify = defineCommand({
  words: 'verify <file>',
  describe: '检查备份能否使用',
  ...backupFile,
  options: { ...dataOption },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const checked = await session.call('backups.verify', { file: session.read(args.file) });
      terminal.answer(checked);
      terminal.say(`备份完好：${checked.rows} 行。`);
      return undefined;
    }),
});

const restore = defineCommand({
  words: 'restore <file>',
  describe: '用备份恢复数据库；原数据库保留在旁边',
  ...backupFile,
  options: { ...dataOption },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const done = await session.call('backups.restore', { file: session.read(args.file) });
      terminal.answer(done);
      terminal.say(`已恢复到 ${done.restored.createdAt} 的备份。`);
      if (done.replacedKeptAs !== null) terminal.say(`原数据库保留为 ${done.replacedKeptAs}。`);
      return undefined;
    }),
});

const list = defineCommand({
  words: 'list',
  describe: '列出备份',
  options: { ...dataOption },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const { backups } = await session.call('backups.list', {});
      terminal.answer({ backups });
      terminal.table(
        ['文件', '时间', '字节'],
        backups.map((backup) => [backup.name, backup.createdAt, String(backup.size)]),
        [2],
      );
      return undefined;
    }),
});

export const backupCommand = defineGroup('backup', '备份：建立、检查、恢复', [create, verify, restore, list]);

const checkNames: Record<string, string> = {
  database: '数据库',
  audit: '审计链',
  evidence: '佐证材料',
  search: '检索索引',
  runs: '测算结果',
};

const checkData = (data: string, terminal: Terminal): Promise<ExitStatus> =>
  withEngine(data, terminal, async (session) => {
    const done = await session.call('system.check', {});
    terminal.answer(done);
    terminal.table(
      ['检查', '结果', '检查数'],
      done.checks.map((check) => [
        checkNames[check.name] ?? check.name,
        check.passed ? '通过' : '未通过',
        String(check.examined),
      ]),
      [2],
    );
    terminal.findings(done.findings);
    return done.checks.every((check) => check.passed) ? exitStatus.done : exitStatus.findings;
  });

export const checkCommand = defineCommand({
  words: 'check [folder]',
  describe:
    '检查整个数据文件夹：数据库、审计链、佐证材料、检索索引、测算结果；或者验证一份考核归档，不需要数据库',
  places: { folder: { type: 'string', describe: '考核归档文件夹，同 --archive' } },
  options: {
    ...optionalDataOption,
    archive: { type: 'string', requiresArg: true, describe: '考核归档文件夹' },
    fingerprint: { type: 'string', requiresArg: true, describe: '归档单位留存的签名密钥指纹，用来核对' },
  },
  run: async (args, terminal) => {
    const archive = args.archive ?? args.folder;
    if (archive !== undefined) return checkArchive(archive, args, terminal);
    if (args.data === undefined)
      throw new UsageError('请用 --data 写明数据文件夹，或者用 --archive 写明归档文件夹。');
    return checkData(args.data, terminal);
  },
});
