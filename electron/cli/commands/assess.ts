import { exitStatus } from '../exit-status.ts';
import { withEngine } from '../session.ts';
import { defineCommand } from './define-command.ts';
import { cycleOption, dataOption } from './options.ts';
import { sayRanking } from './ranking.ts';

export const assessCommand = defineCommand({
  words: 'assess',
  describe: '按模型测算一个考核周期并保存结果',
  options: {
    ...dataOption,
    ...cycleOption,
    why: { type: 'string', requiresArg: true, describe: '测算后说明该单位（代码）为何得此分' },
  },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const done = await session.call('runs.execute', { cycle: args.cycle });
      terminal.answer(done);
      for (const { run, ranking } of done.runs) {
        terminal.say(
          `模型 ${run.modelCode} ${run.modelVersion}，单位 ${run.subjects} 个，其中完整 ${run.complete} 个`,
        );
        sayRanking(terminal, ranking);
        terminal.say(`结果校验码 ${run.resultDigest.slice(0, 16)}（数据 ${run.dataDigest.slice(0, 16)}）`);
        terminal.say();
      }
      terminal.findings(done.findings);
      const { why } = args;
      const holder = done.runs.find(({ ranking }) => ranking.some((row) => row.code === why));
      if (why !== undefined && holder) {
        const explained = await session.call('runs.explain', { run: holder.run.id, subject: why });
        terminal.say(`\n${explained.subject.name} 为何得 ${explained.subject.score ?? '（未评）'} 分：`);
        for (const node of explained.nodes) {
          const indent = '  '.repeat(node.depth);
          terminal.say(
            `${indent}${node.code} ${node.name}  ${node.published ?? '—'}/${node.points}  ${node.trace}`,
          );
          for (const source of node.sources) {
            for (const record of source.records) {
              terminal.say(`${indent}  · ${source.item}：${record.documentNo} ${record.title}`);
            }
          }
        }
      }
      const unfinished = done.runs.some(({ run }) => run.complete < run.subjects);
      return unfinished || done.findings.some((finding) => finding.severity === 'error')
        ? exitStatus.findings
        : exitStatus.done;
    }),
});
