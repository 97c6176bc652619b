import path from 'node:path';
import type { OperationOutput } from '#shared/contract/client.ts';
import { groupDigest, parseFingerprint } from '#shared/domain/fingerprint.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { withEngine } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { defineCommand } from './define-command.ts';
import { cycleOption, dataOption } from './options.ts';

type Archive = OperationOutput<'cycles.verifyArchive'>;

const checkNames: Record<Archive['checks'][number]['name'], string> = {
  signature: '签名',
  files: '文件',
  models: '指标模型',
  runs: '重算封存的测算',
  audit: '操作日志',
};

const tell = (archive: Archive, terminal: Terminal): void => {
  terminal.say(
    `${archive.cycleName}，${archive.officeName} ${archive.createdAt} 归档，${archive.files} 个文件。`,
  );
  terminal.say(`签名密钥指纹：${groupDigest(archive.fingerprint)}`);
  terminal.table(
    ['检查', '结果', '检查数'],
    archive.checks.map(({ name, passed, examined }) => [
      checkNames[name],
      passed ? '通过' : '未通过',
      String(examined),
    ]),
    [2],
  );
  terminal.findings(archive.findings);
};

/** Writes the archive of a cycle. */
export const archiveCommand = defineCommand({
  words: 'archive',
  describe: '归档：把已定级的考核周期写成一个可以长期验证的文件夹',
  options: {
    ...dataOption,
    ...cycleOption,
    output: {
      alias: 'o',
      type: 'string',
      demandOption: true,
      requiresArg: true,
      describe: '写出的文件夹（新建）',
    },
  },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const file = session.write(args.output);
      const archive = await session.call('cycles.archive', { cycle: args.cycle, file });
      terminal.answer(archive);
      tell(archive, terminal);
      terminal.say(`已归档到 ${path.resolve(args.output)}，已核验。`);
      return archive.findings.length === 0 ? exitStatus.done : exitStatus.findings;
    }),
});

/** The fingerprint as it was typed. @throws UsageError */
const expectedFingerprint = (typed: string | undefined): { fingerprint?: string } => {
  if (typed === undefined) return {};
  const fingerprint = parseFingerprint(typed);
  if (fingerprint === null) throw new UsageError('指纹应为 64 位十六进制数字。');
  return { fingerprint };
};

/** Verifies an archive; a data folder is needed only to know whose key it was signed with. */
export const checkArchive = (
  folder: string,
  options: { data?: string | undefined; fingerprint?: string | undefined },
  terminal: Terminal,
): Promise<ExitStatus> =>
  withEngine(options.data ?? null, terminal, async (session) => {
    const archive = await session.call('cycles.verifyArchive', {
      file: session.read(folder),
      ...expectedFingerprint(options.fingerprint),
    });
    terminal.answer(archive);
    tell(archive, terminal);
    return archive.checks.every(({ passed }) => passed) ? exitStatus.done : exitStatus.findings;
  });
