import type { OperationOutput } from '#shared/contract/client.ts';
import { eachPage } from '#shared/contract/client.ts';
import { importStatuses } from '#shared/domain/code-lists.ts';
import { type ImportLayout, importLayouts } from '#shared/ledgers/import-layouts.ts';
import { exitStatus } from '../exit-status.ts';
import { withEngine } from '../session.ts';
import { defineCommand, defineGroup } from './define-command.ts';
import { dataOption } from './options.ts';

type Batch = OperationOutput<'imports.list'>['rows'][number];

const list = defineCommand({
  words: 'list',
  describe: '列出导入过的文件，新的在前',
  options: { ...dataOption },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const batches: Batch[] = [];
      const pages = eachPage((cursor) => session.call('imports.list', { cursor, limit: 1000 }));
      for await (const rows of pages) batches.push(...rows);
      terminal.answer({ batches });
      terminal.table(
        ['编号', '时间', '表种', '文件', '状态', '导入', '拒绝', '跳过', '可撤销'],
        batches.map((batch) => [
          batch.id,
          (batch.committedAt ?? batch.createdAt).slice(0, 16).replace('T', ' '),
          importLayouts[batch.layout as ImportLayout] ?? batch.layout,
          batch.fileName,
          importStatuses[batch.status],
          String(batch.accepted),
          String(batch.refused),
          String(batch.skipped),
          batch.revertible ? '是' : '否',
        ]),
        [5, 6, 7],
      );
      return undefined;
    }),
});

const undo = defineCommand({
  words: 'undo <batch>',
  describe: '撤销一次导入：新增的取出，改过的恢复原样；有一行不能撤销就全部不动',
  places: { batch: { type: 'string', demandOption: true, describe: '编号（见 imports list）' } },
  options: {
    ...dataOption,
    'dry-run': { type: 'boolean', default: false, describe: '只看会怎样，不撤销' },
  },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const { batch, 'dry-run': dryRun } = args;
      const done = dryRun
        ? { ...(await session.call('imports.planRevert', { batch })), reverted: false }
        : await session.call('imports.revert', { batch });
      terminal.answer(done);
      terminal.findings(done.findings, done.findingsTotal);
      if (done.findingsTotal > 0) {
        terminal.warn('不能撤销，没有改动任何数据。');
        return exitStatus.findings;
      }
      const what = `取出 ${done.removed} 行，恢复 ${done.putBack} 行`;
      terminal.say(dryRun ? `可以撤销：将${what}。这是试运行，没有改动。` : `已撤销：${what}。`);
      return exitStatus.done;
    }),
});

export const importsCommand = defineGroup('imports', '导入历史：列出、撤销', [list, undo]);
