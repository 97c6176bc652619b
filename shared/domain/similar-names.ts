/**
 * Names that may mean the same: written with other brackets or widths, with or without 县, 镇 and the like, or one
 * character apart. Names are looked up by pairs of neighbouring characters, so that five thousand new names are
 * compared with twenty thousand known ones without comparing every pair.
 */

/**
 * How two names are alike: the same but for brackets, spaces and widths; the same but for words that people leave out; or
 * one character apart.
 */
export type Likeness = 'same' | 'core' | 'oneApart';

export interface SimilarName<Item> {
  item: Item;
  likeness: Likeness;
}

/** Words at the end of a name that people leave out or put in. */
const ends = /(人民政府|街道办事处|街道|办事处|委员会|村民委员会|居民委员会|有限公司)$/u;
const places = /[省市县区镇乡村]/gu;

/** A name without what is written in many ways: width, case, brackets and all that is neither letter nor digit. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** A name without the words that people leave out: 示例县甲山镇人民政府 → 示例甲山. Never empty. */
export function coreName(name: string): string {
  const plain = plainName(name);
  const core = plain.replace(ends, '').replaceAll(places, '');
  return core.length >= 2 ? core : plain;
}

/** How two names differ, as far as it is a slip of one character. */
type Slip = 'leftOut' | 'exchanged' | 'swapped';

/**
 * The one slip between two names; null when they are equal or differ more. Counted in UTF-16 units, because it is asked
 * millions of times: of the rare characters beyond them one counts as two.
 */
function slipBetween(one: string, other: string): Slip | null {
  const [a, b] = one.length <= other.length ? [one, other] : [other, one];
  if (b.length - a.length > 1) return null;
  let start = 0;
  while (start < a.length && a.charCodeAt(start) === b.charCodeAt(start)) start += 1;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA -= 1;
    endB -= 1;
  }
  const [restA, restB] = [endA - start, endB - start];
  if (restA === 0) return restB === 1 ? 'leftOut' : null;
  if (restA === 1) return restB === 1 ? 'exchanged' : null;
  const swapped =
    restA === 2 &&
    restB === 2 &&
    a.charCodeAt(start) === b.charCodeAt(start + 1) &&
    a.charCodeAt(start + 1) === b.charCodeAt(start);
  return swapped ? 'swapped' : null;
}

/** True when one character was left out, put in or exchanged, or two neighbours were swapped. */
export function isOneCharacterApart(one: string, other: string): boolean {
  return slipBetween(one, other) !== null;
}

const pairsOf = (text: string): Set<string> => {
  const characters = [...text];
  return new Set(
    characters.length < 2
      ? characters
      : characters.slice(1).map((character, index) => `${characters[index]}${character}`),
  );
};

/** Cores shorter than this differ too easily by one character: 东镇 and 西镇 are two places. */
const shortestApart = 4;
/** An exchanged character makes another body of a short name: 财政局 and 民政局. */
const shortestExchanged = 8;

/** Characters that tell apart what is called alike otherwise: 第一小学 and 第二小学, 东街 and 西街. */
const telling = /[\d一二三四五六七八九十百甲乙丙丁戊己庚辛东南西北中上下前后左右大小老新]/u;

const tellsApart = (one: string, other: string): boolean => {
  const count = (text: string): string => [...text].filter((character) => telling.test(character)).join('');
  return count(one) !== count(other);
};

interface Entry<Item> {
  item: Item;
  plain: string;
  core: string;
}

/** An index of names to which more can be added. */
export interface NameIndex<Item> {
  add(name: string, item: Item): void;
  /** Names that may mean the same, the most alike first. */
  similar(name: string): SimilarName<Item>[];
}

/** Makes an empty index. Looking up costs what the names that share a pair of characters cost. */
export function createNameIndex<Item>(): NameIndex<Item> {
  const byPlain = new Map<string, Entry<Item>[]>();
  const byCore = new Map<string, Entry<Item>[]>();
  const byPair = new Map<string, Entry<Item>[]>();
  const put = (map: Map<string, Entry<Item>[]>, key: string, entry: Entry<Item>): void => {
    const list = map.get(key);
    if (list) list.push(entry);
    else map.set(key, [entry]);
  };
  return {
    add(name, item) {
      const entry = { item, plain: plainName(name), core: coreName(name) };
      put(byPlain, entry.plain, entry);
      put(byCore, entry.core, entry);
      for (const pair of pairsOf(entry.core)) put(byPair, pair, entry);
    },
    similar(name) {
      const [plain, core] = [plainName(name), coreName(name)];
      const found = new Map<Entry<Item>, Likeness>();
      for (const entry of byPlain.get(plain) ?? []) found.set(entry, 'same');
      for (const entry of byCore.get(core) ?? []) if (!found.has(entry)) found.set(entry, 'core');
      if (core.length >= shortestApart) {
        // Of a name that is one character apart at least one of two halves stands unchanged, so it shares a pair; the
        // rarest pairs hold the fewest others, and all but three pairs of such a name are shared.
        const pairs = [...pairsOf(core)]
          .map((pair) => byPair.get(pair) ?? [])
          .sort((a, b) => a.length - b.length)
          .slice(0, 4);
        for (const entry of pairs.flat()) {
          if (found.has(entry)) continue;
          const slip = slipBetween(core, entry.core);
          if (slip === null || (slip === 'exchanged' && core.length < shortestExchanged)) continue;
          if (!tellsApart(core, entry.core)) found.set(entry, 'oneApart');
        }
      }
      return [...found].map(([{ item }, likeness]) => ({ item, likeness }));
    },
  };
}
