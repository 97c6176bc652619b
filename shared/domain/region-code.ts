/**
 * 统计用区划代码, 12 digits (国家统计局《统计用区划代码和城乡划分代码编制规则》): 2 province, 2 prefecture, 2 county,
 * 3 township, 3 village; a unit above the village ends in zeros. Codes are revised every year, so only the form is
 * checked here, never whether a code has been issued.
 */
import type { OfficeLevel } from './code-lists.ts';

/** Levels from the top down, with the number of digits that name a unit of the level. */
const levels = [
  ['province', 2],
  ['prefecture', 4],
  ['county', 6],
  ['township', 9],
  ['village', 12],
] as const;
export type RegionLevel = (typeof levels)[number][0];

/** Why a text is not a region code. Codes and parameters are those of `domainFindings`. */
export type RegionCodeReason =
  | { code: 'regionCode.length'; params: { length: number } }
  | { code: 'regionCode.character'; params: { position: number; character: string } }
  | { code: 'regionCode.gap'; params: { missing: RegionLevel } };

export type RegionCodeCheck =
  | { valid: true; level: RegionLevel }
  | { valid: false; reason: RegionCodeReason };

/**
 * Checks the form: 12 digits, and no unit under a level that is left empty. One exception exists in practice:
 * a few prefecture-level cities have townships but no counties (such as 4419 and 4420), so a township directly
 * under a prefecture is valid.
 */
export function checkRegionCode(text: string): RegionCodeCheck {
  const characters = [...text];
  const illegal = characters.findIndex((character) => !/\d/.test(character));
  if (illegal >= 0) {
    const params = { position: illegal + 1, character: characters[illegal] ?? '' };
    return { valid: false, reason: { code: 'regionCode.character', params } };
  }
  if (characters.length !== 12) {
    return { valid: false, reason: { code: 'regionCode.length', params: { length: characters.length } } };
  }
  const level = lowestLevel(text);
  const missing = levels.find(([name]) => name !== 'county' && isEmpty(text, name) && isAbove(name, level));
  if (level === null) return gap('province');
  if (missing) return gap(missing[0]);
  return { valid: true, level };
}

function gap(missing: RegionLevel): RegionCodeCheck {
  return { valid: false, reason: { code: 'regionCode.gap', params: { missing } } };
}

function part(code: string, level: RegionLevel): string {
  const index = levels.findIndex(([name]) => name === level);
  return code.slice(levels[index - 1]?.[1] ?? 0, levels[index]?.[1]);
}

function isEmpty(code: string, level: RegionLevel): boolean {
  return /^0+$/.test(part(code, level));
}

function isAbove(level: RegionLevel, other: RegionLevel | null): boolean {
  const order = (name: RegionLevel) => levels.findIndex(([candidate]) => candidate === name);
  return other !== null && order(level) < order(other);
}

function lowestLevel(code: string): RegionLevel | null {
  return levels.findLast(([name]) => !isEmpty(code, name))?.[0] ?? null;
}

function requireLevel(code: string): RegionLevel {
  const check = checkRegionCode(code);
  if (!check.valid) throw new RangeError(`not a region code: ${check.reason.code}`);
  return check.level;
}

/** Level of a valid code. @throws RangeError when the code is not valid. */
export function regionLevel(code: string): RegionLevel {
  return requireLevel(code);
}

/** Office level of a region: a prefecture is a 市级 office; a province has none here (null). */
export function officeLevelOfRegion(code: string): OfficeLevel | null {
  const level = requireLevel(code);
  if (level === 'province') return null;
  return level === 'prefecture' ? 'city' : level;
}

/** The code one level up (the prefecture for a township without county), null for a province. */
export function parentRegionCode(code: string): string | null {
  const level = requireLevel(code);
  const parent = levels.findLast(([name]) => isAbove(name, level) && !isEmpty(code, name));
  return parent ? code.slice(0, parent[1]).padEnd(12, '0') : null;
}

/** True when `code` lies strictly below `ancestor`. @throws RangeError when either is not valid. */
export function isRegionDescendant(code: string, ancestor: string): boolean {
  requireLevel(code);
  const level = requireLevel(ancestor);
  const digits = levels.find(([name]) => name === level)?.[1] ?? 12;
  return code !== ancestor && code.startsWith(ancestor.slice(0, digits));
}
