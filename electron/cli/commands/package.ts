import { eachPage, type OperationOutput } from '#shared/contract/client.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { describeFailure } from '#shared/words/zh-CN/index.ts';
import { exitStatus, exitStatusOf } from '../exit-status.ts';
import { withEngine } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { defineCommand, defineGroup } from './define-command.ts';
import { cycleOption, dataOption, outputOption } from './options.ts';

const tableNames: Record<string, string> = {
  bodies: '单位',
  officials: '公职人员',
  creditRecords: '信用记录',
  ledgerRows: '台账事项',
  entries: '填报数值',
  decisions: '考核决定',
  checkExplanations: '审核说明',
  evidence: '佐证材料',
  units: '被考核单位',
};

const sayPackage = (terminal: Terminal, view: OperationOutput<'packages.inspect'>): void => {
  terminal.say(`报送单位：${view.sender.name}（${view.sender.regionCode}）`);
  terminal.say(`生成时间：${view.createdAt}　考核周期：${view.cycle ?? '—'}`);
  const counts = Object.entries(view.counts).map(([name, count]) => `${tableNames[name] ?? name} ${count}`);
  terminal.say(`内容：${counts.join('，')}；文件 ${view.files} 个，共 ${view.size} 字节`);
  terminal.say(`签名密钥指纹：${view.fingerprint}`);
  terminal.say(`文件校验码：${view.sha256}`);
};

const create = defineCommand({
  words: 'create',
  describe: '生成上报包并签名',
  options: { ...dataOption, ...cycleOption, ...outputOption },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const made = await session.call('packages.create', {
        cycle: args.cycle,
        file: session.write(args.output),
      });
      // Beside the package, for the receiver to check what arrived.
      const list = `${args.output.replace(/\.[^./\\]+$/, '')}-报送清单.xlsx`;
      await session.call('reports.export', {
        report: 'delivery-list',
        cycle: args.cycle,
        file: session.write(list),
      });
      terminal.answer({ file: args.output, list, ...made });
      sayPackage(terminal, made);
      terminal.say(`已写出 ${args.output} 和 ${list} 并复核无误，可以拔出 U 盘。`);
      return undefined;
    }),
});

const fileOnly = {
  places: { file: { type: 'string', demandOption: true, describe: '报送包文件' } },
} as const;

const inspect = defineCommand({
  words: 'inspect <file>',
  describe: '查看报送包自己声明的内容（不证明来源）',
  ...fileOnly,
  options: { data: { type: 'string', requiresArg: true, describe: '数据文件夹' } },
  run: (args, terminal) =>
    withEngine(args.data ?? null, terminal, async (session) => {
      const view = await session.call('packages.inspect', { file: session.read(args.file) });
      terminal.answer(view);
      sayPackage(terminal, view);
      terminal.say('以上是报送包自己的声明，来源尚未核验。');
      return undefined;
    }),
});

const verify = defineCommand({
  words: 'verify <file>',
  describe: '用已登记的公钥核验报送包',
  ...fileOnly,
  options: { ...dataOption },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const view = await session.call('packages.verify', { file: session.read(args.file) });
      terminal.answer(view);
      sayPackage(terminal, view);
      terminal.say(`签名有效，来自已登记单位：${view.enrolledAs}。`);
      return undefined;
    }),
});

const deliveryStates: Record<OperationOutput<'packages.checkDelivery'>['files'][number]['state'], string> = {
  matches: '相符',
  differs: '不符',
  missing: '缺少',
  damaged: '损坏',
  unlisted: '清单外',
};

const checkList = defineCommand({
  words: 'check-list <list> [files..]',
  describe: '按报送清单逐个核对收到的报送包：在不在、校验码和行数对不对（不证明来源）',
  places: {
    list: { type: 'string', demandOption: true, describe: '报送清单 (.xlsx)' },
    files: { type: 'string', array: true, default: [] as string[], describe: '收到的报送包文件，可多个' },
  },
  options: { ...dataOption },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const checked = await session.call('packages.checkDelivery', {
        list: session.read(args.list),
        packages: args.files.map((file) => session.read(file)),
      });
      terminal.answer(checked);
      terminal.table(
        ['文件', '结果', '清单行数', '实有行数', '清单校验码', '实际校验码'],
        checked.files.map(({ fileName, state, listed, found }) => [
          fileName,
          deliveryStates[state],
          String(listed?.rows ?? ''),
          String(found?.rows ?? ''),
          listed?.sha256.slice(0, 16) ?? '',
          found?.sha256.slice(0, 16) ?? '',
        ]),
        [2, 3],
      );
      terminal.findings(checked.findings);
      return checked.files.every(({ state }) => state === 'matches') ? exitStatus.done : exitStatus.findings;
    }),
});

type Merged = OperationOutput<'packages.merge'> & { file: string };

const sayMerged = (terminal: Terminal, done: Merged): void => {
  sayPackage(terminal, done.package);
  if (done.alreadyMerged) terminal.say('这个报送包以前已经汇入，没有改动。');
  terminal.table(
    ['内容', '新增', '更新', '未变', '跳过', '冲突'],
    Object.entries(done.tables).map(([name, counts]) => [
      tableNames[name] ?? name,
      ...[counts.inserted, counts.updated, counts.unchanged, counts.skipped, counts.conflicts].map(String),
    ]),
    [1, 2, 3, 4, 5],
  );
  terminal.findings(done.findings);
  if (done.package.kind === 'submission' && !done.alreadyMerged && done.scoreDifferences.length === 0) {
    terminal.say('按原始数据重新计算，得分与申报一致。');
  }
  terminal.say();
};

const merge = defineCommand({
  words: 'merge <files..>',
  describe: '核验并汇入报送包；重复汇入不会改变数据',
  places: { files: { type: 'string', array: true, demandOption: true, describe: '报送包文件，可多个' } },
  options: { ...dataOption },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const merged: Merged[] = [];
      const refused: { file: string; code: string; message: string }[] = [];
      let firstRefusal: AppError | null = null;
      for (const file of args.files) {
        try {
          const done = { file, ...(await session.call('packages.merge', { file: session.read(file) })) };
          merged.push(done);
          sayMerged(terminal, done);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          firstRefusal ??= error;
          const message = describeFailure(error.code, error.params);
          refused.push({ file, code: error.code, message });
          // Another package may be good; an unusable database or Ctrl+C concerns them all.
          if (exitStatusOf(error.code) !== exitStatus.fileRefused) break;
        }
      }
      // Only where nothing was merged may the exit status say that nothing has changed.
      if (firstRefusal && merged.length === 0) throw firstRefusal;
      for (const { file, message } of refused) terminal.warn(`${file}：${message}`);
      terminal.answer({ merged, refused });
      const unsettled = merged.some(
        (done) =>
          done.scoreDifferences.length > 0 || done.findings.some((finding) => finding.severity === 'error'),
      );
      return unsettled || refused.length > 0 ? exitStatus.findings : exitStatus.done;
    }),
});

const returnCommand = defineCommand({
  words: 'return <file>',
  describe: '退回一个收到的报送包：写明理由，签名后交还报送单位',
  ...fileOnly,
  options: {
    ...dataOption,
    ...outputOption,
    reason: { type: 'string', demandOption: true, requiresArg: true, describe: '退回理由' },
  },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const made = await session.call('packages.return', {
        submission: session.read(args.file),
        reason: args.reason,
        file: session.write(args.output),
      });
      terminal.answer({ file: args.output, ...made });
      terminal.say(`已写出退回包 ${args.output}，请交给原报送单位接收（zhengxin package merge）。`);
      return undefined;
    }),
});

const list = defineCommand({
  words: 'list',
  describe: '列出已生成和已接收的报送包',
  options: { ...dataOption },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const packages: OperationOutput<'packages.list'>['rows'] = [];
      for await (const rows of eachPage((cursor) => session.call('packages.list', { cursor }))) {
        packages.push(...rows);
      }
      terminal.answer({ packages });
      terminal.table(
        ['方向', '报送单位', '周期', '时间', '校验码'],
        packages.map((entry) => [
          entry.direction === 'sent' ? '报出' : '收到',
          entry.sender.name,
          entry.cycle ?? '',
          entry.at.slice(0, 10),
          entry.sha256.slice(0, 16),
        ]),
      );
      return undefined;
    }),
});

export const packageCommand = defineGroup('package', '报送包：生成、查看、核验、汇入', [
  create,
  inspect,
  verify,
  checkList,
  merge,
  returnCommand,
  list,
]);
