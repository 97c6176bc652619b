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

/** What a UTF-16 unit is for the breaking of lines: a look-up, because every cell of a large table is measured. */
const wideMark = 1;
/** Never begins a line. */
const closingMark = 2;
/** Never ends a line. */
const openingMark = 4;
const unitMarks = (): Uint8Array => {
  const marks = Uint8Array.from({ length: 0x1_0000 }, (_, unit) => (isWide(unit) ? wideMark : 0));
  const add = (characters: string, mark: number): void => {
    for (const character of characters) {
      const unit = character.charCodeAt(0);
      marks[unit] = (marks[unit] ?? 0) | mark;
    }
  };
  add('，。、；：！？）〕】》〉”’％,.;:!?)]}%', closingMark);
  add('（〔【《〈“‘([{', openingMark);
  return marks;
};
let marksOfUnits: Uint8Array | undefined;
const space = 0x20;
const hyphen = 0x2d;

/** Lines that a text takes in a cell of this width (half-width characters), at least one. */
export function linesNeeded(text: string, width: number): number {
  // Cells have an inner margin of about one character.
  const room = Math.max(2, Math.floor(width - 1));
  if (text.length * 2 <= room && !text.includes('\n')) return 1;
  let lines = 0;
  for (const part of text.split('\n')) lines += linesOfParagraph(part, room);
  return lines;
}

/**
 * Fills lines as office programs do: words and numbers are kept together where they fit, Chinese text may break after
 * each character but for the marks that belong to their neighbours.
 */
function linesOfParagraph(text: string, room: number): number {
  marksOfUnits ??= unitMarks();
  let lines = 1;
  let used = 0;
  /** What cannot be parted, not yet on a line. */
  let piece = 0;
  let before = 0;
  let mayBreak = false;
  for (let at = 0; at <= text.length; at += 1) {
    const unit = at < text.length ? text.charCodeAt(at) : space;
    // Both halves of a pair count one: together as much as a Chinese character.
    const mark = marksOfUnits[unit] ?? 0;
    const wide = (mark & wideMark) !== 0;
    const apart = (wide || mayBreak) && (mark & closingMark) === 0 && (before & openingMark) === 0;
    if (apart || unit === space) {
      if (used + piece > room) {
        if (used > 0) lines += 1;
        lines += Math.ceil(piece / room) - 1;
        used = piece > room ? piece % room || room : piece;
      } else used += piece;
      piece = 0;
    }
    // A space at the end of a line takes no room.
    if (unit === space) used = Math.min(room, used + 1);
    else piece += wide ? 2 : 1;
    before = mark;
    mayBreak = wide || unit === hyphen;
  }
  return lines;
}
