import { eachPage } from '#shared/contract/client.ts';
import { duplicatePolicy, formRole, importLayout } from '#shared/contract/operations/imports.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { exitStatus } from '../exit-status.ts';
import { type EngineSession, withEngine } from '../session.ts';
import { assignedColumns } from './column-file.ts';
import { defineCommand } from './define-command.ts';
import { dataOption } from './options.ts';

const allFindings = async (session: EngineSession, batch: string): Promise<Finding[]> => {
  const findings: Finding[] = [];
  const pages = eachPage((cursor) => session.call('imports.findings', { batch, cursor, limit: 1000 }));
  for await (const rows of pages) findings.push(...rows);
  return findings;
};

export const importCommand = defineCommand({
  words: 'import <layout> <file>',
  describe: '读入工作簿：暂存、核对、写入数据库',
  places: {
    layout: { choices: importLayout.options, demandOption: true, describe: '表种' },
    file: { type: 'string', demandOption: true, describe: '工作簿 (.xlsx)' },
  },
  options: {
    ...dataOption,
    cycle: { type: 'string', requiresArg: true, describe: '考核周期代号（表中已注明时可省略）' },
    unit: { type: 'string', requiresArg: true, describe: '单位的统一社会信用代码（表中已注明时可省略）' },
    role: { choices: formRole.options, describe: '填报角色（自评表默认 self 单位自评）' },
    columns: {
      type: 'string',
      requiresArg: true,
      describe: '列对应关系文件（JSON：表中的列 → 文件的列名或列号）；不写时按表头或上次的对应关系读取',
    },
    hidden: { type: 'boolean', default: false, describe: '连同隐藏的行一起读入（默认不读入）' },
    'dry-run': { type: 'boolean', default: false, describe: '只核对，不写入' },
    strict: { type: 'boolean', default: false, describe: '有一行不能导入就一行也不写入' },
    'on-duplicate': {
      choices: duplicatePolicy.options,
      default: 'skip' as const,
      describe: '已有的记录：skip 跳过、replace 替换、version 另存新版本',
    },
    errors: { type: 'string', requiresArg: true, describe: '把错误说明写成工作簿' },
  },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const columns =
        args.columns === undefined
          ? []
          : await assignedColumns(session, args.layout, args.file, args.columns);
      const staged = await session.call('imports.stage', {
        layout: args.layout,
        file: session.read(args.file),
        columns,
        hiddenRows: args.hidden,
        ...(args.cycle === undefined ? {} : { cycle: args.cycle }),
        ...(args.unit === undefined ? {} : { unit: args.unit }),
        ...(args.role === undefined ? {} : { role: args.role }),
      });
      const batch = staged.batch.id;
      const refuseAll = args.strict && staged.batch.refused > 0;
      const { accepted, refused, skipped } = staged.batch;
      const settle = async () => {
        const findings = await allFindings(session, batch);
        if (args.errors !== undefined && findings.length > 0) {
          await session.call('imports.exportFindings', { batch, file: session.write(args.errors) });
        }
        if (args['dry-run'] || refuseAll) {
          await session.call('imports.abandon', { batch });
          return { findings, counts: { accepted: refuseAll ? 0 : accepted, refused, skipped } };
        }
        const { strict, 'on-duplicate': onDuplicate } = args;
        return { findings, counts: await session.call('imports.commit', { batch, onDuplicate, strict }) };
      };
      const { findings, counts } = await settle().catch(async (error: unknown) => {
        // Of an import that failed or was interrupted no staged row stays behind.
        await session.tidyUp('imports.abandon', { batch });
        throw error;
      });
      const committed = !args['dry-run'] && !refuseAll;
      const remembered = staged.remembered.map(({ name }) => name);
      terminal.answer({
        remembered,
        rowsInFile: staged.batch.rowsInFile,
        ...(refuseAll
          ? { accepted: 0, refused: staged.batch.rowsInFile - counts.skipped, skipped: counts.skipped }
          : { accepted: counts.accepted, refused: counts.refused, skipped: counts.skipped }),
        committed,
        batch,
        ...('inserted' in counts
          ? { inserted: counts.inserted, updated: counts.updated, unchanged: counts.unchanged }
          : {}),
        rowsInXml: staged.batch.rowsInXml,
        structureRows: staged.structureRows,
        findings: findings.map((finding) => ({ ...finding, message: describeFinding(finding) })),
      });
      terminal.say(
        `${args.file}：数据行 ${staged.batch.rowsInFile}，${committed ? '已导入' : '可导入'} ${counts.accepted}，拒绝 ${counts.refused}，跳过 ${counts.skipped}。`,
      );
      if (remembered.length > 0) {
        terminal.say(`按上次的列对应关系“${remembered.join('”“')}”读取；要改时请用 --columns 另行指定。`);
      }
      terminal.findings(findings, staged.findingsTotal);
      if (args.errors !== undefined && findings.length > 0) terminal.say(`错误说明已写入 ${args.errors}。`);
      if (refuseAll) terminal.warn('按 --strict 的要求，一行也没有写入。');
      if (args['dry-run']) terminal.say('这是试运行，没有写入数据库。');
      return staged.batch.refused > 0 || findings.some((finding) => finding.severity === 'error')
        ? exitStatus.findings
        : exitStatus.done;
    }),
});
