/**
 * 统计用区划代码表: the names of region codes down to the township, as published for one year. A table is a text: a
 * line of JSON that says year and source, then one line per unit, `CODE NAME` with the 2, 4 or 6 digits of a province,
 * prefecture or county, and ` NNN NAME` for a township of the county above. Small, and readable without a program.
 */
import { z } from 'zod';
import { checkRegionCode } from './region-code.ts';

export const regionTableHead = z.strictObject({
  format: z.literal('zhengxin-regions/1'),
  /** The year of the codes. */
  year: z.int().min(1980).max(2200),
  /** Who published them, and how they came here. */
  source: z.string().min(1).max(300),
});
export type RegionTableHead = z.infer<typeof regionTableHead>;

/** One unit of a table: its code, 12 digits, and its own name. */
export interface Region {
  code: string;
  name: string;
}

/** A unit with the names of what it lies in, from the top down: 河北省石家庄市长安区建北街道. */
export interface NamedRegion extends Region {
  path: string;
}

/** The part of a code that a table does not know. */
export interface UnknownPart {
  /** First and last digit of the part, counted from 1. */
  from: number;
  to: number;
  digits: string;
  /** The nearest unit above that is known; null when not even the province is. */
  parent: NamedRegion | null;
}

/** Lengths of the part of a code that names a unit: province, prefecture, county, township. */
const lengths = [2, 4, 6, 9] as const;

/** Names of units that only hold others together and that nobody says: 市辖区, 省直辖县级行政区划. */
const unspoken = /^(市辖区|县|(省|自治区)直辖县级行政区划)$/;

const padded = (digits: string): string => digits.padEnd(12, '0');

/** The prefixes of a code that name a unit, from the top down; a level that the code leaves empty has none. */
const prefixesOf = (code: string): string[] =>
  lengths.flatMap((length, index) => {
    const start = index === 0 ? 0 : (lengths[index - 1] ?? 0);
    return /^0+$/.test(code.slice(start, length)) ? [] : [code.slice(0, length)];
  });

/**
 * Codes that begin with 99 were never given to a province. The sample county, and who practises, uses them; they are
 * not looked up.
 */
const isForPractice = (code: string): boolean => code.startsWith('99');

export interface RegionTable extends RegionTableHead {
  /** Units in the table. */
  readonly size: number;
  /** The unit of a 12-digit code; of a village that of its township. Null where the table has none. */
  find(code: string): NamedRegion | null;
  /** The part of a code of valid form that the table does not know; null when it knows all, or need not. */
  unknownPart(code: string): UnknownPart | null;
  /**
   * Units whose code begins with the text, or in whose path every word of it stands; those that are called so
   * themselves first, then from the top down.
   */
  search(text: string, limit: number): NamedRegion[];
}

/** Prepares look-ups. The last of several units with one code counts. */
export function createRegionTable(head: RegionTableHead, regions: Iterable<Region>): RegionTable {
  const names = new Map<string, string>();
  for (const { code, name } of regions) names.set(code, name);
  const paths = new Map<string, string>();

  const pathOf = (code: string): string => {
    const known = paths.get(code);
    if (known !== undefined) return known;
    const parts = prefixesOf(code).map((prefix) => names.get(padded(prefix)) ?? '');
    const path = parts.filter((name) => !unspoken.test(name)).join('') || (names.get(code) ?? '');
    paths.set(code, path);
    return path;
  };
  const named = (code: string): NamedRegion | null => {
    const name = names.get(code);
    return name === undefined ? null : { code, name, path: pathOf(code) };
  };

  return {
    ...head,
    size: names.size,
    find: (code) => named(padded(code.slice(0, 9))),
    unknownPart(code) {
      if (isForPractice(code)) return null;
      let parent: NamedRegion | null = null;
      let above = 0;
      for (const prefix of prefixesOf(code)) {
        const region = named(padded(prefix));
        if (region === null) {
          const from = Math.max(above, lengths[lengths.indexOf(prefix.length as 2) - 1] ?? 0);
          return { from: from + 1, to: prefix.length, digits: prefix.slice(from), parent };
        }
        parent = region;
        above = prefix.length;
      }
      return null;
    },
    search(text, limit) {
      const words = text.normalize('NFKC').trim().split(/\s+/u).filter(Boolean);
      const [first = ''] = words;
      if (first === '') return [];
      if (words.length === 1 && /^\d+$/.test(first)) {
        const found: NamedRegion[] = [];
        for (const code of names.keys()) {
          if (!code.startsWith(first)) continue;
          const region = named(code);
          if (region !== null) found.push(region);
          if (found.length === limit) break;
        }
        return found;
      }
      const last = words.at(-1) ?? first;
      // How well a unit fits: it is called so, its name begins so, its name holds it, only its path does. Of those that
      // fit as well, the greater first.
      const ranks: NamedRegion[][] = [];
      for (const [code, name] of names) {
        const path = pathOf(code);
        if (!words.every((word) => path.includes(word) || name.includes(word))) continue;
        const fit = name === last ? 0 : name.startsWith(last) ? 1 : name.includes(last) ? 2 : 3;
        const rank = fit * 10 + (prefixesOf(code).at(-1)?.length ?? 0);
        ranks[rank] ??= [];
        if (ranks[rank].length < limit) ranks[rank].push({ code, name, path });
      }
      return ranks.flat().slice(0, limit);
    },
  };
}

/** Why a text is not a table: the line, counted from 1; line 1 is the head. */
export class RegionTableError extends Error {
  readonly line: number;
  constructor(line: number) {
    super(`line ${line} is no line of a region table`);
    this.line = line;
  }
}

/** Reads a table. @throws RegionTableError */
export function parseRegionTable(text: string): RegionTable {
  const [first = '', ...lines] = text.split('\n');
  let head: RegionTableHead;
  try {
    head = regionTableHead.parse(JSON.parse(first));
  } catch {
    throw new RegionTableError(1);
  }
  const regions: Region[] = [];
  let county = '';
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const match = /^(\d{2}|\d{4}|\d{6}| \d{3}) (.+)$/.exec(line);
    const [digits, name] = [match?.[1], match?.[2]];
    if (digits === undefined || name === undefined) throw new RegionTableError(index + 2);
    const township = digits.startsWith(' ');
    if (!township) county = digits.padEnd(6, '0');
    regions.push({ code: padded(township ? county + digits.trim() : digits), name });
  }
  return createRegionTable(head, regions);
}

/** Writes a table, sorted by code. Units below the township are left out. */
export function writeRegionTable(head: RegionTableHead, regions: Iterable<Region>): string {
  const names = new Map<string, string>();
  for (const { code, name } of regions) {
    const check = checkRegionCode(code);
    if (!check.valid) throw new RangeError(`${code}: ${check.reason.code}`);
    if (check.level !== 'village') names.set(code, name.replaceAll(/\s+/gu, ''));
  }
  const lines = [JSON.stringify(head)];
  let county = '';
  for (const [code, name] of [...names].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const own = lengths.findLast((length, index) => {
      const start = index === 0 ? 0 : (lengths[index - 1] ?? 0);
      return !/^0+$/.test(code.slice(start, length));
    });
    if (own === 9) {
      // A prefecture without counties has its townships under itself; a county that is not listed still needs its line.
      if (code.slice(0, 6) !== county) {
        county = code.slice(0, 6);
        lines.push(
          `${county} ${names.get(padded(county)) ?? names.get(padded(county.slice(0, 4))) ?? county}`,
        );
      }
      lines.push(` ${code.slice(6, 9)} ${name}`);
      continue;
    }
    county = padded(code.slice(0, own)).slice(0, 6);
    lines.push(`${code.slice(0, own)} ${name}`);
  }
  return `${lines.join('\n')}\n`;
}
