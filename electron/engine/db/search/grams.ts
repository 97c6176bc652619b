/**
 * Texts as the index of the search holds them. SQLite's own trigrams cannot answer two Chinese characters, so a text
 * becomes its pairs of neighbouring characters, in order; a run of letters and digits becomes triples, because there
 * are only a hundred pairs of digits and each would stand in nearly every row. A part of the text then is a row of
 * neighbours in the index, which FTS5 finds as a phrase, exactly and without looking at the text.
 */
import { foldText } from '#shared/domain/search-text.ts';

const space = 0x20;
/** The tokeniser parts words at ASCII signs; so those are moved to where Unicode has no characters of its own. */
const signs = 0xe000;

/** Stands where two texts meet in one column, so that no phrase reaches over. */
export const boundary = String.fromCharCode(signs);

const isAlphanumeric = (code: number | undefined): boolean =>
  code !== undefined && ((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a));

/** Half of a character outside of the basic plane. */
const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

const isLowSurrogate = (code: number | undefined): boolean =>
  code !== undefined && code >= 0xdc00 && code <= 0xdfff;

/** What each code unit becomes: 0 not known yet, 1 more or less than one unit, else the unit itself. */
const unitOf = new Uint16Array(0x10000);
const several = 1;

const withoutSign = (code: number): number => (code < 0x80 && !isAlphanumeric(code) ? code + signs : code);

const learn = (code: number): number => {
  const folded = foldText(String.fromCharCode(code));
  const unit = folded.length === 1 && !isSurrogate(code) ? withoutSign(folded.charCodeAt(0)) : several;
  unitOf[code] = unit;
  return unit;
};

/** A text's characters as code units, folded and with no sign left. Numbers, because imports come here by the million. */
let units = new Uint16Array(1024);
const readUnits = (text: string): number => {
  if (units.length < text.length) units = new Uint16Array(text.length * 2);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const unit = unitOf[code] || learn(code);
    if (unit === several) return readFolded(foldText(text));
    units[at] = unit;
  }
  return text.length;
};

/** For the few texts with a character that folds to none or to many. */
const readFolded = (folded: string): number => {
  if (units.length < folded.length) units = new Uint16Array(folded.length * 2);
  for (let at = 0; at < folded.length; at += 1) units[at] = withoutSign(folded.charCodeAt(at));
  return folded.length;
};

let written = Buffer.alloc(8192);
const write = (at: number, code: number): number => {
  written[at] = code & 0xff;
  written[at + 1] = code >>> 8;
  return at + 2;
};

/** The pairs and triples of a text, in order, parted by spaces. Empty for less than two characters. */
export const grams = (text: string): string => {
  const length = readUnits(text);
  // Each character stands in three places at most, with a space; one outside of the basic plane counts as two.
  if (written.length < length * 16) written = Buffer.alloc(length * 32);
  let end = 0;
  for (let at = 0; at < length; at += 1) {
    const one = units[at] as number;
    if (isLowSurrogate(one) && at > 0) continue;
    let next = at + 1;
    if (isSurrogate(one)) next += 1;
    if (next >= length) break;
    if (end > 0) end = write(end, space);
    for (let unit = at; unit <= next; unit += 1) end = write(end, units[unit] as number);
    const third = next + 1 < length ? units[next + 1] : undefined;
    const triple = isAlphanumeric(one) && isAlphanumeric(units[next]) && isAlphanumeric(third);
    if (third !== undefined && (triple || isLowSurrogate(third))) end = write(end, third);
  }
  return written.toString('utf16le', 0, end);
};

/** The same of the first letters of pinyin, which are always searched by pairs. */
export const letterGrams = (letters: string): string => {
  const pairs: string[] = [];
  for (let at = 0; at + 1 < letters.length; at += 1) pairs.push(letters.slice(at, at + 2));
  return pairs.join(' ');
};

/** Whether the index can answer: a single character is in no pair. */
export const isIndexable = (text: string): boolean => grams(text) !== '';

/** As a phrase of FTS5. What a user typed reaches the query as pairs only, in which no sign of its language is left. */
const phraseOf = (text: string): string => {
  const row = grams(text).split(' ');
  const last = row.at(-1) ?? '';
  const open = last.length === 2 && isAlphanumeric(last.charCodeAt(0)) && isAlphanumeric(last.charCodeAt(1));
  if (!open) return `"${row.join(' ')}"`;
  // What follows the last two letters is not known: in the text they may begin a triple.
  const covered = row.at(-2)?.endsWith(last) === true && row.at(-2)?.length === 3;
  return covered ? `"${row.slice(0, -1).join(' ')}"` : `"${row.join(' ')}" *`;
};

/**
 * What to match for a text of two characters or more, anywhere in a row.
 * @param initials whether letters may also be the first ones of pinyin
 */
export const matchOf = (text: string, { initials }: { initials: boolean }): string => {
  const phrase = `{title number text} : ${phraseOf(text)}`;
  const letters = foldText(text);
  return initials && /^[a-z]{2,}$/.test(letters)
    ? `(${phrase}) OR (initials : "${letterGrams(letters)}")`
    : phrase;
};
