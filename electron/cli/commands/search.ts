import type { searchKinds } from '#shared/contract/operations/search.ts';
import { withEngine } from '../session.ts';
import { defineCommand, defineGroup } from './define-command.ts';
import { dataOption } from './options.ts';

const kindNames = {
  body: '单位',
  official: '公职人员',
  record: '信用记录',
  ledger: '台账',
  evidence: '佐证材料',
  indicator: '指标',
} as const satisfies Record<(typeof searchKinds)[number], string>;

const find = defineCommand({
  words: 'find <text>',
  describe: '按名称、文号、事由的一部分或拼音首字母查找',
  places: { text: { type: 'string', demandOption: true, describe: '要找的内容' } },
  options: { ...dataOption },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const found = await session.call('search.everything', { text: args.text, limit: 20 });
      terminal.answer(found);
      terminal.table(
        ['种类', '名称', '说明'],
        found.groups.flatMap(({ kind, hits }) =>
          hits.map(({ title, detail }) => [kindNames[kind], title.text, detail.text]),
        ),
      );
      for (const { kind, hits, total, more } of found.groups) {
        if (!more && total <= hits.length) continue;
        terminal.say(`${kindNames[kind]}${more ? '超过' : '共'} ${total} 条，只列出前 ${hits.length} 条。`);
      }
      if (found.groups.length === 0) terminal.say('没有找到。');
      return undefined;
    }),
});

const rebuild = defineCommand({
  words: 'rebuild',
  describe: '重建检索索引（数据不变）',
  options: { ...dataOption },
  run: (args, terminal) =>
    withEngine(args.data, terminal, async (session) => {
      const done = await session.call('search.build', { anew: true });
      terminal.answer(done);
      terminal.say(`检索索引已重建，共 ${done.indexed} 条。`);
      return undefined;
    }),
});

export const searchCommand = defineGroup('search', '查找，或重建检索索引', [find, rebuild]);
