import { describe, expect, it } from 'vitest';
import { type FormatKind, formatKindOf } from '#engine/excel/reader/number-formats.ts';

// What each code shows in an office program: ECMA-376-1 §18.8.31.
const codes: [string, FormatKind][] = [
  ['General', 'number'],
  ['G/通用格式', 'number'],
  ['0.00', 'number'],
  ['#,##0.00_);[Red](#,##0.00)', 'number'],
  ['@', 'number'],
  ['0.00E+00', 'number'],
  ['"day "0', 'number'],
  ['\\d0', 'number'],
  ['0"元";[Red]-0"元"', 'number'],
  ['_-* #,##0.00\\ "€"_-', 'number'],
  ['[DBNum2][$-804]General', 'number'],
  ['[Green]0', 'number'],
  ['[>=100]0;0.0', 'number'],
  ['0"m"', 'number'],
  ['# ?/?', 'number'],
  ['0%', 'percent'],
  ['0.00%;[Red]-0.00%', 'percent'],
  ['0.0"%"', 'number'],
  ['0\\%', 'number'],
  ['yyyy-mm-dd', 'date'],
  ['yyyy"年"m"月"d"日"', 'date'],
  ['yyyy年m月d日', 'date'],
  ['[$-804]yyyy"年"m"月"d"日";@', 'date'],
  ['[DBNum1][$-804]yyyy"年"m"月"d"日";@', 'date'],
  ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', 'date'],
  ['yyyy/m/d;@', 'date'],
  ['mmm-yy', 'date'],
  ['m', 'date'],
  ['[$-804]aaaa;@', 'date'],
  ['[$-411]ge.m.d;@', 'date'],
  ['yyyy/m/d h:mm;@', 'dateTime'],
  ['yyyy/m/d\\ hh:mm:ss', 'dateTime'],
  ['m"月"d"日"\\ 上午/下午h"时"', 'dateTime'],
  ['h:mm', 'time'],
  ['h:mm AM/PM', 'time'],
  ['[$-F400]h:mm:ss AM/PM', 'time'],
  ['上午/下午h"时"mm"分"', 'time'],
  ['mm:ss.0', 'time'],
  ['[h]:mm:ss', 'elapsed'],
  ['[mm]:ss', 'elapsed'],
  ['', 'number'],
];

describe('number formats', () => {
  it.each(codes)('%s shows a %s', (code, kind) => {
    expect(formatKindOf(code)).toBe(kind);
  });
});
