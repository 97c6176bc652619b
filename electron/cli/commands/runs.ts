import type { OperationOutput } from '#shared/contract/client.ts';
import { runSealKinds } from '#shared/domain/run-seals.ts';
import { exitStatus } from '../exit-status.ts';
import { withEngine } from '../session.ts';
import { defineCommand, defineGroup } from './define-command.ts';
import { dataOption } from './options.ts';

type Run = OperationOutput<'runs.list'>['runs'][number];

const standing = ({ official, seal }: Run): string =>
  seal === null ? '试算' : `${runSealKinds[seal.kind]}${official ? '' : '（已被更正）'}`;

const ofCycle = { cycle: { type: 'string', requiresArg: true, describe: '只看这个考核周期' } } as const;

const list = defineCommand({
  words: 'list',
  describe: '列出历次测算，新的在前',
  options: { ...dataOption, ...ofCycle },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const { runs } = await session.call('runs.list', args.cycle === undefined ? {} : { cycle: args.cycle });
      terminal.answer({ runs });
      terminal.table(
        ['编号', '周期', '模型', '时间', '单位', '完整', '结果校验码', '状态'],
        runs.map((run) => [
          run.id,
          run.cycle,
          `${run.modelCode} ${run.modelVersion}`,
          run.createdAt.slice(0, 16).replace('T', ' '),
          String(run.subjects),
          String(run.complete),
          run.resultDigest.slice(0, 16),
          standing(run),
        ]),
        [4, 5],
      );
      return undefined;
    }),
});

const checkSummary = defineCommand({
  words: 'check-summary <file>',
  describe: '核对汇总表：拿回来的得分汇总表与它注明的那次测算逐格比较（不导入）',
  places: { file: { type: 'string', demandOption: true, describe: '得分汇总表 (.xlsx)' } },
  options: { ...dataOption },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const checked = await session.call('reports.checkSummary', { file: session.read(args.file) });
      terminal.answer(checked);
      const { cells, differences, differing, missingSheets } = checked;
      for (const sheet of missingSheets) terminal.warn(`缺少工作表“${sheet}”。`);
      if (differing > 0) {
        terminal.table(
          ['工作表', '单元格', '行', '列', '应为', '现为'],
          differences.map(({ sheet, cell, row, title, expected, found }) => [
            sheet,
            cell,
            row,
            title,
            expected,
            found,
          ]),
        );
      }
      terminal.say(`核对 ${cells} 格，不同 ${differing} 格。`);
      return differing === 0 && missingSheets.length === 0 ? exitStatus.done : exitStatus.findings;
    }),
});

const verify = defineCommand({
  words: 'verify [run]',
  describe: '重算并核对：用保存的模型和数据再算一遍，结果必须逐字节相同',
  places: { run: { type: 'string', describe: '测算编号（见 runs list）；不写就核对所有正式结果' } },
  options: { ...dataOption, ...ofCycle },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const { runs } = await session.call('runs.list', args.cycle === undefined ? {} : { cycle: args.cycle });
      const wanted =
        args.run === undefined ? runs.filter(({ seal }) => seal !== null).map(({ id }) => id) : [args.run];
      const verdicts: OperationOutput<'runs.verify'>[] = [];
      for (const run of wanted) verdicts.push(await session.call('runs.verify', { run }));
      terminal.answer({ verdicts });
      if (verdicts.length === 0) terminal.say('还没有确认过的正式结果，没有可核对的。');
      for (const { run, same, findings } of verdicts) {
        const what = `${run.cycle} ${run.modelCode} ${run.modelVersion}（${standing(run)}）`;
        terminal.say(`${what}  ${same ? '一致' : '不一致'}  结果校验码 ${run.resultDigest}`);
        terminal.findings(findings);
      }
      return verdicts.every(({ same }) => same) ? exitStatus.done : exitStatus.findings;
    }),
});

export const runsCommand = defineGroup('runs', '历次测算：列出、重算核对', [list, verify, checkSummary]);
