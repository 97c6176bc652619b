import { officeLevels } from '#shared/domain/code-lists.ts';
import { withEngine } from '../session.ts';
import { defineCommand, defineGroup } from './define-command.ts';
import { dataOption, outputOption } from './options.ts';

const levels = Object.keys(officeLevels) as (keyof typeof officeLevels)[];

export const initCommand = defineCommand({
  words: 'init',
  describe: '新建数据文件夹：数据库、签名密钥、默认模型和目录',
  options: {
    ...dataOption,
    office: { type: 'string', demandOption: true, requiresArg: true, describe: '本单位 12 位行政区划代码' },
    name: { type: 'string', demandOption: true, requiresArg: true, describe: '本单位名称' },
    level: {
      choices: levels,
      demandOption: true,
      describe: '层级：village 村、township 乡镇、county 县、city 市',
    },
    sample: { type: 'boolean', default: false, describe: '同时装入虚构的示例县' },
  },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const made = await session.call('office.initialise', {
        regionCode: args.office,
        name: args.name,
        level: args.level,
        sample: args.sample,
      });
      terminal.answer(made);
      terminal.say(`已建立 ${made.office.name}（${made.office.regionCode}）的数据文件夹。`);
      terminal.say(
        `单位 ${made.bodies} 个，信用记录 ${made.records} 条，评价模型 ${made.models.join('、')}。`,
      );
      terminal.say(`签名密钥指纹：${made.key.fingerprint}`);
      return undefined;
    }),
});

const keyShow = defineCommand({
  words: 'show',
  describe: '显示本单位的公钥和指纹',
  options: { ...dataOption },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const { office, key } = await session.call('office.read', {});
      terminal.answer({ office, ...key });
      terminal.say(`${office.name}（${office.regionCode}）`);
      terminal.say(`公钥：${key.publicKey}`);
      terminal.say(`指纹：${key.fingerprint}`);
      return undefined;
    }),
});

const keyExport = defineCommand({
  words: 'export',
  describe: '把本单位的公钥写成文件，交给上级登记',
  options: { ...dataOption, ...outputOption },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const key = await session.call('keys.export', { file: session.write(args.output) });
      terminal.answer(key);
      terminal.say(`已写出 ${args.output}。请用电话或书面把指纹告诉接收单位：`);
      terminal.say(key.fingerprint);
      return undefined;
    }),
});

const trust = defineCommand({
  words: 'trust <keyfile>',
  describe: '登记一个单位的公钥：指纹须由对方另行告知',
  places: { keyfile: { type: 'string', demandOption: true, describe: '公钥文件' } },
  options: {
    ...dataOption,
    fingerprint: { type: 'string', demandOption: true, requiresArg: true, describe: '对方告知的指纹' },
    parent: { type: 'string', requiresArg: true, describe: '该单位经由哪个已登记单位上报（其指纹）' },
  },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const enrolled = await session.call('keys.trust', {
        file: session.read(args.keyfile),
        fingerprint: args.fingerprint,
        parentFingerprint: args.parent ?? null,
      });
      terminal.answer(enrolled);
      terminal.say(`已登记 ${enrolled.name}（${enrolled.regionCode}）。`);
      return undefined;
    }),
});

const list = defineCommand({
  words: 'list',
  describe: '列出已登记的单位，和经它们报来的单位',
  options: { ...dataOption },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const { offices, stated } = await session.call('keys.list', {});
      terminal.answer({ offices, stated });
      terminal.table(
        ['单位', '行政区划代码', '指纹', '登记时间'],
        offices.map((office) => [
          office.name,
          office.regionCode,
          office.fingerprint.slice(0, 16),
          office.enrolledAt.slice(0, 10),
        ]),
      );
      if (stated.length > 0) {
        terminal.say('经下级报来的单位（没有登记公钥，数据随下级的包报来，不接收它们自己的包）：');
        terminal.table(
          ['单位', '行政区划代码', '由谁报来', '最近一次'],
          stated.map(({ name, regionCode, statedBy, statedAt }) => [
            name,
            regionCode,
            statedBy.name,
            statedAt.slice(0, 10),
          ]),
        );
      }
      return undefined;
    }),
});

export const officeCommand = defineGroup('office', '本单位、密钥和已登记的单位', [
  defineGroup('key', '本单位的签名密钥', [keyShow, keyExport]),
  trust,
  list,
]);
