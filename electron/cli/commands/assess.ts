import { runSealKinds, type SealException, sealExceptions } from '#shared/domain/run-seals.ts';
import { exitStatus } from '../exit-status.ts';
import { type EngineSession, withEngine } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { defineCommand } from './define-command.ts';
import { cycleOption, dataOption } from './options.ts';
import { sayRanking } from './ranking.ts';

const exceptionNames = Object.keys(sealExceptions) as SealException[];

/** `incomplete=理由`, once for each kind of thing that stands in the way. */
const acceptedFrom = (given: readonly string[]): Partial<Record<SealException, string>> => {
  const accepted: Partial<Record<SealException, string>> = {};
  for (const one of given) {
    const [name = '', ...rest] = one.split('=');
    const exception = exceptionNames.find((known) => known === name);
    if (exception === undefined || rest.join('=').trim() === '') {
      throw new UsageError(`--accept 应写成 种类=理由，种类为 ${exceptionNames.join('、')} 之一。`);
    }
    accepted[exception] = rest.join('=');
  }
  return accepted;
};

interface SealArguments {
  reason?: string | undefined;
  'approved-by'?: string | undefined;
  'document-no'?: string | undefined;
  accept?: readonly (string | number)[] | undefined;
}

/** Makes the runs the official ones, by the first kind that the stage of the cycle allows. */
const sealRuns = async (
  session: EngineSession,
  terminal: Terminal,
  runs: readonly string[],
  args: SealArguments,
): Promise<void> => {
  const accepted = acceptedFrom((args.accept ?? []).map(String));
  for (const run of runs) {
    const { kinds } = await session.call('runs.sealCheck', { run });
    const sealed = await session.call('runs.seal', {
      run,
      kind: kinds[0] ?? 'official',
      accepted,
      ...(args.reason === undefined ? {} : { reason: args.reason }),
      ...(args['approved-by'] === undefined ? {} : { approvedBy: args['approved-by'] }),
      ...(args['document-no'] === undefined ? {} : { documentNo: args['document-no'] }),
    });
    const { modelCode, seal, resultDigest } = sealed.run;
    terminal.say(
      `${modelCode} 已确认为${seal === null ? '' : runSealKinds[seal.kind]}，结果校验码 ${resultDigest}`,
    );
  }
};

export const assessCommand = defineCommand({
  words: 'assess',
  describe: '按模型测算一个考核周期并保存结果',
  options: {
    ...dataOption,
    ...cycleOption,
    why: { type: 'string', requiresArg: true, describe: '测算后说明该单位（代码）为何得此分' },
    seal: { type: 'boolean', default: false, describe: '测算后确认为正式结果' },
    reason: { type: 'string', requiresArg: true, describe: '确认（更正）的理由' },
    'approved-by': { type: 'string', requiresArg: true, describe: '批准人（单位），定级后更正必填' },
    'document-no': { type: 'string', requiresArg: true, describe: '批准文号' },
    accept: {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: '逐类说明仍要确认的理由，如 incomplete=两个单位年内撤并',
    },
  },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const done = await session.call('runs.execute', { cycle: args.cycle });
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
      if (args.seal) {
        const made = done.runs.map(({ run }) => run.id);
        await sealRuns(session, terminal, made, args);
        const { runs } = await session.call('runs.list', { cycle: args.cycle });
        const now = new Map(runs.map((run) => [run.id, run]));
        terminal.answer({
          ...done,
          runs: done.runs.map((one) => ({ ...one, run: now.get(one.run.id) ?? one.run })),
        });
      } else terminal.answer(done);
      const unfinished = done.runs.some(({ run }) => run.complete < run.subjects);
      return unfinished || done.findings.some((finding) => finding.severity === 'error')
        ? exitStatus.findings
        : exitStatus.done;
    }),
});
