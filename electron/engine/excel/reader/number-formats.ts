/**
 * What a number format makes of a number: a date, a time, a percentage, or just a number. Read from the format
 * code, and for built-in formats from their number, among them those of the Chinese edition (ECMA-376-1 §18.8.30,
 * numFmtId 27–36 and 50–58), which carry no code in the file.
 */
export type FormatKind = 'number' | 'percent' | 'date' | 'time' | 'dateTime' | 'elapsed';

const builtIn = new Map<number, FormatKind>([
  [9, 'percent'],
  [10, 'percent'],
  ...kinds('date', [14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]),
  // 34, 35, 55 and 56 are times in the Chinese edition (上午/下午h时mm分) and dates in the Japanese one.
  ...kinds('time', [18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56]),
  [22, 'dateTime'],
  [46, 'elapsed'],
]);

function kinds(kind: FormatKind, ids: readonly number[]): [number, FormatKind][] {
  return ids.map((id) => [id, kind]);
}

export const builtInFormat = (id: number): FormatKind => builtIn.get(id) ?? 'number';

/** Reads a format code, such as `yyyy"年"m"月"d"日"`, `[h]:mm`, `0.00%`; only its first section counts. */
export function formatKindOf(code: string): FormatKind {
  // In quotes, after a backslash, an underscore (width) or an asterisk (fill) stands plain text.
  const bare = code.replace(/"[^"]*"?|[\\_*]./g, '').split(';', 1)[0] ?? '';
  if (/\[(?:h+|m+|s+)\]/i.test(bare)) return 'elapsed';
  const percent = bare.includes('%');
  const tokens = bare
    .replace(/\[[^\]]*\]?/g, '')
    .replace(/general|g\/通用格式|通用格式|常规|e[+-]/gi, '')
    .replace(/am\/pm|a\/p|上午\/下午/gi, 'h')
    .toLowerCase();
  // `m` is a month, unless only times stand around it.
  const time = /[hs]/.test(tokens);
  const date = /[yde]|aaa|gg/.test(tokens) || (tokens.includes('m') && !time);
  if (date && time) return 'dateTime';
  if (date) return 'date';
  if (time) return 'time';
  return percent ? 'percent' : 'number';
}
