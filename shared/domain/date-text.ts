/** Dates as Chinese offices write them. */
import { isDate } from './dates.ts';

const chineseDigits = '〇一二三四五六七八九';

/**
 * `2026-03-01`, `2026/3/1`, `2026.3.1`, `2026年3月1日` (also with 号 or spaces), `20260301`, full-width digits,
 * `二〇二六年三月一日`, with or without a time of day, to `yyyy-mm-dd`. Null when it is none of these, when the day
 * does not exist, or when the year lies outside 1900–2099.
 */
export function parseDateText(text: string): string | null {
  const plain = arabicDate(text.normalize('NFKC').trim());
  const match =
    /^(\d{4})\s*[-/.年\u2010-\u2015]\s*(\d{1,2})\s*[-/.月\u2010-\u2015]\s*(\d{1,2})\s*[日号]?(?:[\sT]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/.exec(
      plain,
    ) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (!match) return null;
  const [, year = '', month = '', day = ''] = match;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(date) && year >= '1900' && year <= '2099' ? date : null;
}

/** `二〇二六年三月十五日` with the numbers in digits; other text unchanged. */
function arabicDate(text: string): string {
  const match =
    /^([〇零○Ｏ0一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十廿卅]{1,3})[日号]$/.exec(
      text.replace(/\s+/g, ''),
    );
  if (!match) return text;
  const [, year = '', month = '', day = ''] = match;
  const digits = [...year].map((character) => Math.max(0, chineseDigits.indexOf(character))).join('');
  return `${digits}年${chineseNumber(month)}月${chineseNumber(day)}日`;
}

function chineseNumber(text: string): number {
  const spelled = text.replace('廿', '二十').replace('卅', '三十');
  const digit = (character: string | undefined): number => chineseDigits.indexOf(character ?? '〇');
  if (!spelled.includes('十')) return spelled.length === 1 ? digit(spelled) : Number.NaN;
  const [tens = '', ones = ''] = spelled.split('十');
  return (tens === '' ? 1 : digit(tens)) * 10 + (ones === '' ? 0 : digit(ones));
}
