import { shellWords } from './shell.ts';

/** Words of the page with everything that a search finds. */
export const searchWords = {
  title: '搜索结果',
  description: '名称、文号、事由、台账、材料中的任意几个字都能找到；也可输入拼音首字母，如 zfcg。',
  text: '搜索内容',
  textHint: '两个字以上，或拼音首字母',
  kind: '种类',
  list: '搜索结果',
  kindCount: (kind: keyof typeof shellWords.searchKinds, count: string) =>
    `${shellWords.searchKinds[kind]} ${count}`,
  moreThan: (count: string) => `超过 ${count}`,
  columns: { title: '名称', detail: '说明', excerpt: '摘录' },
  empty: '输入要查找的内容。',
  nothing: '这一类里没有找到。可以换一类，或只输入名称、文号的一部分。',
  namesOnly: '一个字只在单位、人员和指标的名称中查找；记录、台账、材料请输入两个字以上。',
  waiting: (rows: string) => `还有 ${rows} 条数据没有编入检索索引，查找会慢一些，但不会遗漏。`,
  build: '现在建立索引',
  buildTitle: '建立检索索引',
  built: (rows: string) => `检索索引已建好，共 ${rows} 条`,
} as const;
