/**
 * Writes `shared/domain/pinyin-table.ts`: the first letter of the pinyin of every character from U+4E00 to U+9FFF, from
 * the dictionary of the package pinyin-pro, which is not shipped. Run: `npm run generate:pinyin`.
 *
 * A character has the letter of its most usual reading. Those read in two ways in names of places, offices and persons
 * (长 in 长沙 and 镇长, 曾 as a surname) have every reading that is listed here; the dictionary must know each of them.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinyin } from 'pinyin-pro';

const first = 0x4e00;
const last = 0x9fff;

/** The usual letter and the others, of characters whose name alone decides between them. */
const readTwoWays: Readonly<Record<string, string>> = {
  ...{ 长: 'cz', 重: 'zc', 曾: 'zc', 单: 'ds', 解: 'jx', 仇: 'cq', 区: 'qo', 查: 'cz', 盖: 'g', 覃: 'tq' },
  ...{ 乐: 'ly', 会: 'hk', 行: 'xh', 厦: 'sx', 番: 'fp', 翟: 'dz', 尉: 'wy', 蔚: 'wy', 洞: 'dt', 藏: 'cz' },
  ...{ 歙: 'xs', 石: 'sd', 调: 'dt', 参: 'cs', 校: 'xj', 系: 'xj', 朝: 'cz', 盛: 'sc', 传: 'cz', 种: 'zc' },
  ...{
    铺: 'p',
    都: 'd',
    率: 'ls',
    省: 'sx',
    便: 'bp',
    提: 'td',
    角: 'j',
    缪: 'm',
    牟: 'm',
    召: 'zs',
    贾: 'jg',
  },
  ...{
    秘: 'mb',
    繁: 'fp',
    折: 'zs',
    朴: 'p',
    洗: 'x',
    冼: 'x',
    祭: 'jz',
    隗: 'wk',
    员: 'y',
    车: 'cj',
    沈: 's',
  },
  ...{
    殷: 'y',
    宿: 'sx',
    莘: 'sx',
    郇: 'xh',
    逄: 'p',
    冯: 'f',
    卜: 'b',
    句: 'jg',
    阿: 'ae',
    亳: 'b',
    泊: 'bp',
  },
};

const letterOf = (character: string): string => {
  const [letter = ''] = pinyin(character, { pattern: 'first', toneType: 'none', type: 'array' });
  return /^[a-z]$/.test(letter) ? letter : '-';
};

const letters: string[] = [];
for (let code = first; code <= last; code += 1) {
  const character = String.fromCodePoint(code);
  letters.push(readTwoWays[character]?.slice(0, 1) ?? letterOf(character));
}
const lines: string[] = [];
for (let at = 0; at < letters.length; at += 108) lines.push(`  '${letters.slice(at, at + 108).join('')}',`);

const others = Object.entries(readTwoWays).filter(([, readings]) => readings.length > 1);
for (const [character, readings] of others) {
  const known = pinyin(character, { multiple: true, pattern: 'first', toneType: 'none', type: 'array' });
  const surname = pinyin(character, {
    mode: 'surname',
    pattern: 'first',
    toneType: 'none',
    type: 'array',
  });
  const strange = [...readings].filter((letter) => ![...known, ...surname].includes(letter));
  if (strange.length > 0) throw new Error(`the dictionary does not read ${character} as ${strange.join()}`);
}

writeFileSync(
  join(import.meta.dirname, '../shared/domain/pinyin-table.ts'),
  `/** Made by \`npm run generate:pinyin\` from the dictionary of pinyin-pro (MIT). Not to be edited. */

/** Code of the first character of the table. */
export const firstCharacter = 0x${first.toString(16)};

/** The first letter of the pinyin of one character after the other; \`-\` where there is none. */
export const firstLetters: string = [
${lines.join('\n')}
].join('');

/** Every first letter of characters that are read in several ways, the usual one first. */
export const severalLetters: Readonly<Record<string, string>> = {
${others.map(([character, readings]) => `  ${character}: '${readings}',`).join('\n')}
};
`,
);
