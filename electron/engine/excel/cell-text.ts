/** Text as a cell can hold it, and how much room it takes. */
import { cellTextLimit } from './workbook-plan.ts';

/** Characters that XML 1.0 cannot carry, except tab and line feed; carriage returns become line feeds before. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is the purpose
const forbidden = /[\u0000-\u0008\u000B-\u001F\u007F\uFFFE\uFFFF]/g;
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
/** Spreadsheet programs decode `_x0041_` in a cell as `A`; the underscore is written as `_x005F_` to keep the text. */
const escapeLike = /_(?=x[0-9A-Fa-f]{4}_)/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: tab and line feed are allowed
const needsWork = /[^\u0009\u000A\u0020-\u005E\u0060-\u007E\u00A0-\uD7FF\uE000-\uFFFD]/;

/**
 * The text as the file stores it: control characters dropped, lone surrogates replaced by U+FFFD, cut at Excel's
 * limit of 32,767 (never inside a surrogate pair), escape look-alikes protected.
 */
export function storedText(text: string): string {
  if (text.length <= cellTextLimit && !needsWork.test(text)) return text;
  const clean = text.replace(/\r\n?/g, '\n').replace(forbidden, '').replace(loneSurrogate, '\uFFFD');
  return cutText(clean.replace(escapeLike, '_x005F_'), cellTextLimit);
}

function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
}

/** True when the text starts like a formula (`= + - @`, tab, carriage return), also in full-width form. */
export function startsLikeFormula(text: string): boolean {
  return /^[=+\-@\t\r＝＋－＠]/.test(text);
}

/** Width in half-width characters: a Chinese character counts two. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += isWide(character.codePointAt(0) ?? 0) ? 2 : 1;
  return width;
}

function isWide(point: number): boolean {
  return (
    point >= 0x1100 &&
    (point <= 0x115f ||
      (point >= 0x2010 && point <= 0x2027) ||
      (point >= 0x2030 && point <= 0x205e) ||
      (point >= 0x2190 && point <= 0x27bf) ||
      (point >= 0x2e80 && point <= 0xa4cf) ||
      (point >= 0xac00 && point <= 0xd7a3) ||
      (point >= 0xf900 && point <= 0xfaff) ||
      (point >= 0xfe30 && point <= 0xfe6f) ||
      (point >= 0xff00 && point <= 0xff60) ||
      (point >= 0xffe0 && point <= 0xffe6) ||
      point >= 0x1f300)
  );
}

/** Lines that a text takes in a cell of this width (half-width characters), at least one. */
export function linesNeeded(text: string, width: number): number {
  // Cells have an inner margin of about one character, and no line is broken inside a Chinese character.
  const room = Math.max(2, Math.floor(width - 1));
  if (text.length * 2 <= room) return 1;
  let lines = 0;
  for (const part of text.split('\n')) lines += Math.max(1, Math.ceil(textWidth(part) / room));
  return lines;
}
