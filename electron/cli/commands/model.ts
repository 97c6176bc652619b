/** The model engine on files (no database), and models in and out of the database. */

import { readFileSync } from 'node:fs';
import { checkData } from '#shared/model/check-data.ts';
import { checkModel } from '#shared/model/check-model.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import { modelDigest, resultJson } from '#shared/model/digest.ts';
import type { SubjectResult } from '#shared/model/result.ts';
import { scoreModel } from '#shared/model/score-model.ts';
import { sensitivity } from '#shared/model/sensitivity/sensitivity.ts';
import { exitStatus } from '../exit-status.ts';
import { type EngineSession, withEngine } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { defineCommand, defineGroup } from './define-command.ts';
import { readJsonFile, reject, withMessages } from './model-files.ts';
import { dataOption, outputOption } from './options.ts';

const modelFile = {
  model: { type: 'string', demandOption: true, requiresArg: true, describe: '模型文件 (JSON)' },
} as const;
const dataFile = {
  data: { type: 'string', demandOption: true, requiresArg: true, describe: '数据文件 (JSON)' },
} as const;

const check = defineCommand({
  words: 'check',
  describe: '检查模型文件',
  options: { ...modelFile },
  run: async (args, terminal) => {
    const { model, findings } = checkModel(readJsonFile(args.model));
    if (!model) return reject(terminal, '模型', findings);
    const digest = modelDigest(model);
    terminal.answer({ code: model.code, version: model.version, digest, findings: withMessages(findings) });
    terminal.say(`模型 ${model.code} ${model.version}《${model.name}》没有错误。`);
    terminal.say(
      `指标 ${model.nodes.length} 个，其中末级 ${model.nodes.filter((node) => node.scoring).length} 个。`,
    );
    terminal.say(`校验码 ${digest}`);
    terminal.findings(findings);
    return exitStatus.done;
  },
});

/** Lines of the tree in document order of siblings, with depth. */
const treeLines = (model: ModelDocument): { depth: number; node: ModelDocument['nodes'][number] }[] => {
  const below = (parent: string | null, depth: number): ReturnType<typeof treeLines> =>
    model.nodes
      .filter((node) => node.parent === parent)
      .flatMap((node) => [{ depth, node }, ...below(node.code, depth + 1)]);
  return below(null, 0);
};

const show = defineCommand({
  words: 'show',
  describe: '显示模型的指标、分值和等次',
  options: { ...modelFile },
  run: async (args, terminal) => {
    const { model, findings } = checkModel(readJsonFile(args.model));
    if (!model) return reject(terminal, '模型', findings);
    // The nominal points are the engine's own: an empty subject shows each node's points.
    const empty = scoreModel(model, {
      format: 'zhengxin-data/1',
      subjects: [{ code: '-', name: '-', values: {} }],
    });
    const points = new Map(empty.subjects[0]?.nodes.map((node) => [node.code, node.points]));
    terminal.answer({
      code: model.code,
      version: model.version,
      name: model.name,
      digest: modelDigest(model),
      nodes: treeLines(model).map(({ depth, node }) => ({
        code: node.code,
        name: node.name,
        depth,
        points: points.get(node.code) ?? null,
        method: node.scoring?.method ?? null,
      })),
    });
    terminal.say(`${model.name}（${model.code} ${model.version}），满分 ${model.fullScore}`);
    terminal.table(
      ['指标', '分值', '计分方法'],
      treeLines(model).map(({ depth, node }) => [
        `${'  '.repeat(depth)}${node.code} ${node.name}`,
        (points.get(node.code) ?? '').replace(/\.?0+$/, ''),
        node.scoring?.method ?? '',
      ]),
      [1],
    );
    return exitStatus.done;
  },
});

const statusWords = { complete: '', incomplete: '数据不全', invalid: '数据有误' } as const;

const sayResult = (
  terminal: Terminal,
  subjects: readonly SubjectResult[],
  nameOf: Map<string, string>,
): void =>
  terminal.table(
    ['名次', '代码', '名称', '得分', '等次', '组内名次', '备注'],
    subjects.map((subject) => [
      subject.rank === null ? '—' : String(subject.rank),
      subject.code,
      nameOf.get(subject.code) ?? '',
      subject.score ?? '—',
      subject.grade ?? '—',
      subject.groupRank === null ? '—' : String(subject.groupRank),
      statusWords[subject.status],
    ]),
    [0, 3, 5],
  );

const score = defineCommand({
  words: 'score',
  describe: '用模型文件对数据文件计分',
  options: { ...modelFile, ...dataFile },
  run: async (args, terminal) => {
    const checkedModel = checkModel(readJsonFile(args.model));
    if (!checkedModel.model) return reject(terminal, '模型', checkedModel.findings);
    const checkedData = checkData(checkedModel.model, readJsonFile(args.data));
    if (!checkedData.data) return reject(terminal, '数据', checkedData.findings);
    const result = scoreModel(checkedModel.model, checkedData.data);
    terminal.answerText(resultJson(result));
    sayResult(
      terminal,
      result.subjects,
      new Map(checkedData.data.subjects.map((subject) => [subject.code, subject.name])),
    );
    terminal.findings(result.subjects.flatMap((subject) => subject.findings));
    const invalid = result.subjects.some((subject) => subject.status === 'invalid');
    return invalid ? exitStatus.findings : exitStatus.done;
  },
});

const sensitivityCommand = defineCommand({
  words: 'sensitivity',
  describe: '权重随机变动时名次是否稳定',
  options: {
    ...modelFile,
    ...dataFile,
    runs: { type: 'number', default: 2000, requiresArg: true, describe: '次数' },
    spread: { type: 'number', default: 0.2, requiresArg: true, describe: '权重变动幅度，0.2 即 ±20%' },
    seed: { type: 'number', default: 42, requiresArg: true, describe: '随机种子' },
  },
  run: async (args, terminal) => {
    const checkedModel = checkModel(readJsonFile(args.model));
    if (!checkedModel.model) return reject(terminal, '模型', checkedModel.findings);
    const checkedData = checkData(checkedModel.model, readJsonFile(args.data));
    if (!checkedData.data) return reject(terminal, '数据', checkedData.findings);
    const answer = sensitivity(checkedModel.model, checkedData.data, {
      runs: args.runs,
      spread: args.spread,
      seed: args.seed,
      onProgress: ({ done, total }) => terminal.onProgress({ phase: 'model.sensitivity', done, total }),
    });
    terminal.endProgress();
    terminal.answer(answer);
    terminal.table(
      ['代码', '名次 5%', '中位', '95%', '平均'],
      answer.subjects.map((subject) => [
        subject.code,
        ...[subject.p5, subject.median, subject.p95, subject.mean].map((value) =>
          String(Math.round(value * 100) / 100),
        ),
      ]),
      [1, 2, 3, 4],
    );
    // What is not scored is not shaken either; say why it is missing from the table.
    const scored = scoreModel(checkedModel.model, checkedData.data).subjects;
    terminal.findings(scored.flatMap((subject) => subject.findings));
    return scored.some((subject) => subject.status === 'invalid') ? exitStatus.findings : exitStatus.done;
  },
});

const importJson = async (
  session: EngineSession,
  terminal: Terminal,
  file: string,
  legalBasis: string | null,
) => {
  const answer = await session.call('models.import', { document: readFileSync(file, 'utf8'), legalBasis });
  terminal.answer({ ...answer, findings: withMessages(answer.findings) });
  terminal.findings(answer.findings);
  if (!answer.stored) {
    terminal.say('模型有错误，没有导入。');
    return exitStatus.fileRefused;
  }
  terminal.say(`已导入模型 ${answer.stored.code} ${answer.stored.version}，校验码 ${answer.stored.digest}`);
  return exitStatus.done;
};

const importWorkbook = async (session: EngineSession, terminal: Terminal, file: string) => {
  const staged = await session.call('imports.stage', { layout: 'model', file: session.read(file) });
  if (staged.errors > 0) {
    await session.call('imports.abandon', { batch: staged.batch.id });
    return reject(terminal, '指标体系工作簿', staged.findings);
  }
  const committed = await session.call('imports.commit', { batch: staged.batch.id });
  terminal.answer({ ...committed, findings: withMessages(staged.findings) });
  terminal.say('已导入指标体系。');
  terminal.findings(staged.findings);
  return exitStatus.done;
};

const importCommand = defineCommand({
  words: 'import <file>',
  describe: '把模型文件 (.json) 或指标体系工作簿 (.xlsx) 导入数据库',
  places: { file: { type: 'string', demandOption: true, describe: '模型文件' } },
  options: {
    ...dataOption,
    'legal-basis': { type: 'string', requiresArg: true, describe: '法律依据（个人积分模型必须填写）' },
  },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      session.read(args.file);
      return args.file.toLowerCase().endsWith('.xlsx')
        ? importWorkbook(session, terminal, args.file)
        : importJson(session, terminal, args.file, args['legal-basis'] ?? null);
    }),
});

const exportCommand = defineCommand({
  words: 'export <code>',
  describe: '把数据库中的模型写成文件 (.json 或 .xlsx)',
  places: { code: { type: 'string', demandOption: true, describe: '模型代号' } },
  options: {
    ...dataOption,
    ...outputOption,
    'model-version': { type: 'string', requiresArg: true, describe: '版本（缺省为最新）' },
  },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const file = session.write(args.output);
      if (args.output.toLowerCase().endsWith('.xlsx')) {
        await session.call('reports.export', { report: 'model', model: args.code, file });
      } else {
        const version = args['model-version'];
        await session.call('models.export', {
          code: args.code,
          file,
          ...(version === undefined ? {} : { version }),
        });
      }
      terminal.answer({ file: args.output });
      terminal.say(`已写出 ${args.output}。`);
      return exitStatus.done;
    }),
});

const enable = defineCommand({
  words: 'enable <code>',
  describe: '填写法律依据，启用一个停用的模型',
  places: { code: { type: 'string', demandOption: true, describe: '模型代号' } },
  options: {
    ...dataOption,
    'model-version': { type: 'string', demandOption: true, requiresArg: true, describe: '版本' },
    'legal-basis': {
      type: 'string',
      demandOption: true,
      requiresArg: true,
      describe: '法律依据（文件名称和文号）',
    },
  },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const enabled = await session.call('models.enable', {
        code: args.code,
        version: args['model-version'],
        legalBasis: args['legal-basis'],
      });
      terminal.answer(enabled);
      terminal.say(`已启用 ${enabled.code} ${enabled.version}。`);
      return exitStatus.done;
    }),
});

const list = defineCommand({
  words: 'list',
  describe: '列出数据库中的模型',
  options: { ...dataOption },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const { models } = await session.call('models.list', {});
      terminal.answer({ models });
      terminal.table(
        ['代号', '版本', '名称', '状态', '校验码'],
        models.map((model) => [
          model.code,
          model.version,
          model.name,
          { draft: '草稿', published: '已发布', disabled: '未启用' }[model.status],
          model.digest.slice(0, 16),
        ]),
      );
      return exitStatus.done;
    }),
});

export const modelCommand = defineGroup('model', '指标模型：检查、计分、敏感性、导入导出', [
  check,
  show,
  score,
  sensitivityCommand,
  importCommand,
  exportCommand,
  enable,
  list,
]);
