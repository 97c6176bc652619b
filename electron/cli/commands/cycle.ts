import { cycleStatuses, scorerRoles } from '#shared/domain/code-lists.ts';
import { exitStatus } from '../exit-status.ts';
import { withEngine } from '../session.ts';
import { archiveCommand } from './cycle-archive.ts';
import { defineCommand, defineGroup } from './define-command.ts';
import { cycleOption, dataOption } from './options.ts';

const modelOptions = {
  model: { type: 'string', requiresArg: true, describe: '评价模型代号' },
  'model-version': { type: 'string', requiresArg: true, describe: '模型版本（缺省为最新）' },
  unit: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: '被考核单位代码，可多个；缺省为模型适用的全部单位',
  },
} as const;

const unitSelection = (args: {
  model?: string | undefined;
  'model-version'?: string | undefined;
  unit?: string[] | undefined;
}) =>
  args.model === undefined
    ? []
    : [
        {
          modelCode: args.model,
          usccs: args.unit ?? [],
          ...(args['model-version'] === undefined ? {} : { modelVersion: args['model-version'] }),
        },
      ];

const create = defineCommand({
  words: 'create <code>',
  describe: '建立考核周期',
  places: { code: { type: 'string', demandOption: true, describe: '周期代号，例如 2026' } },
  options: {
    ...dataOption,
    name: { type: 'string', requiresArg: true, describe: '名称（缺省：年度政务诚信考核）' },
    year: { type: 'number', requiresArg: true, describe: '年度（缺省取自代号）' },
    from: { type: 'string', requiresArg: true, describe: '考核期起 yyyy-mm-dd（缺省当年 1 月 1 日）' },
    to: { type: 'string', requiresArg: true, describe: '考核期止 yyyy-mm-dd（缺省当年 12 月 31 日）' },
    plan: { type: 'string', requiresArg: true, describe: '方案文号' },
    ...modelOptions,
  },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const year = args.year ?? Number(/\d{4}/.exec(args.code)?.[0] ?? new Date().getFullYear());
      const made = await session.call('cycles.create', {
        code: args.code,
        name: args.name ?? `${year}年度政务诚信考核`,
        year,
        periodFrom: args.from ?? `${year}-01-01`,
        periodTo: args.to ?? `${year}-12-31`,
        planDocumentNo: args.plan ?? null,
        units: unitSelection(args),
      });
      terminal.answer(made);
      terminal.say(`已建立考核周期 ${made.cycle.code}《${made.cycle.name}》，被考核单位 ${made.units} 个。`);
      return undefined;
    }),
});

const units = defineCommand({
  words: 'units',
  describe: '把单位列入考核周期并指定模型',
  options: {
    ...dataOption,
    ...cycleOption,
    ...modelOptions,
    model: { ...modelOptions.model, demandOption: true },
  },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const [selection] = unitSelection(args);
      if (!selection) return exitStatus.usage;
      const set = await session.call('cycles.setUnits', { cycle: args.cycle, units: selection });
      terminal.answer(set);
      terminal.say(`考核周期 ${args.cycle} 现有被考核单位 ${set.units} 个。`);
      return undefined;
    }),
});

const list = defineCommand({
  words: 'list',
  describe: '列出考核周期',
  options: { ...dataOption },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const { cycles } = await session.call('cycles.list', {});
      terminal.answer({ cycles });
      terminal.table(
        ['代号', '名称', '考核期', '单位数', '阶段'],
        cycles.map((cycle) => [
          cycle.code,
          cycle.name,
          `${cycle.periodFrom} 至 ${cycle.periodTo}`,
          String(cycle.units),
          cycleStatuses[cycle.status],
        ]),
        [3],
      );
      return undefined;
    }),
});

const show = defineCommand({
  words: 'show',
  describe: '显示一个考核周期和被考核单位',
  options: { ...dataOption, ...cycleOption },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const read = await session.call('cycles.read', { cycle: args.cycle });
      terminal.answer(read);
      terminal.say(`${read.cycle.name}（${read.cycle.periodFrom} 至 ${read.cycle.periodTo}）`);
      terminal.table(
        ['统一社会信用代码', '组别', '模型'],
        read.units.map((unit) => [
          unit.bodyUscc,
          unit.groupCode ?? '',
          `${unit.modelCode} ${unit.modelVersion}`,
        ]),
      );
      return undefined;
    }),
});

const status = defineCommand({
  words: 'status <status>',
  describe: '设置考核周期所处阶段',
  places: {
    status: {
      choices: Object.keys(cycleStatuses) as (keyof typeof cycleStatuses)[],
      demandOption: true,
      describe: '阶段',
    },
  },
  options: { ...dataOption, ...cycleOption },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const cycle = await session.call('cycles.setStatus', { cycle: args.cycle, status: args.status });
      terminal.answer(cycle);
      terminal.say(`考核周期 ${cycle.code} 现处于“${cycleStatuses[cycle.status]}”阶段。`);
      return undefined;
    }),
});

const parseValue = (text: string): number | boolean | string | null => {
  if (text === '') return null;
  if (text === '是' || text === 'true') return true;
  if (text === '否' || text === 'false') return false;
  const number = Number(text);
  return Number.isFinite(number) && text.trim() !== '' ? number : text;
};

const enter = defineCommand({
  words: 'enter <leaf> <item> <value>',
  describe: '录入一个数值（考核人、主管部门、第三方或问卷）',
  places: {
    leaf: { type: 'string', demandOption: true, describe: '指标代码' },
    item: { type: 'string', demandOption: true, describe: '项目代码' },
    value: { type: 'string', demandOption: true, describe: '数值；是/否；档次；空字符串表示缺失' },
  },
  options: {
    ...dataOption,
    ...cycleOption,
    unit: { type: 'string', demandOption: true, requiresArg: true, describe: '单位的统一社会信用代码' },
    role: {
      choices: (Object.keys(scorerRoles) as (keyof typeof scorerRoles)[]).filter(
        (role) => role !== 'derived',
      ),
      default: 'assessor' as const,
      describe: '填报角色',
    },
    text: { type: 'boolean', default: false, describe: '数值按文字（档次）处理' },
    note: { type: 'string', requiresArg: true, describe: '说明' },
  },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const put = await session.call('entries.put', {
        cycle: args.cycle,
        bodyUscc: args.unit,
        leaf: args.leaf,
        item: args.item,
        role: args.role as Exclude<keyof typeof scorerRoles, 'derived'>,
        value: args.text ? args.value : parseValue(args.value),
        note: args.note ?? null,
      });
      terminal.answer(put);
      terminal.say(put.stored ? '已保存。' : '没有保存：');
      terminal.findings(put.findings);
      return put.stored ? exitStatus.done : exitStatus.findings;
    }),
});

const decide = defineCommand({
  words: 'decide <code>',
  describe: '登记加减分、一票否决或不适用指标',
  places: { code: { type: 'string', demandOption: true, describe: '加减分项、否决项或指标代码' } },
  options: {
    ...dataOption,
    ...cycleOption,
    unit: { type: 'string', demandOption: true, requiresArg: true, describe: '单位的统一社会信用代码' },
    kind: {
      choices: ['adjustment', 'veto', 'notApplicable'] as const,
      demandOption: true,
      describe: 'adjustment 加减分、veto 一票否决、notApplicable 不适用',
    },
    count: { type: 'string', default: '1', requiresArg: true, describe: '次数；0 表示撤回' },
    reason: { type: 'string', demandOption: true, requiresArg: true, describe: '理由和依据' },
  },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const decision = await session.call('decisions.put', {
        cycleCode: args.cycle,
        bodyUscc: args.unit,
        kind: args.kind,
        code: args.code,
        count: args.count,
        reason: args.reason,
      });
      terminal.answer(decision);
      terminal.say('已登记。');
      return undefined;
    }),
});

export const cycleCommand = defineGroup('cycle', '考核周期：建立、单位、录入、决定、归档', [
  create,
  units,
  list,
  show,
  status,
  enter,
  decide,
  archiveCommand,
]);
