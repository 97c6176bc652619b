/**
 * How texts are compared when something is searched for: full width like half width, capital like small letters,
 * 〔〕［］【】() alike, spaces not at all. Each character is folded by itself, so that a part of a text stays a part of the
 * folded text.
 */
import { checkCitizenId } from './citizen-id.ts';
import { findInitials } from './pinyin-initials.ts';

const opening = '([{〔【〖〈《「『';
const closing = ')]}〕】〗〉》」』';

const folds = new Map<string, string>();

const foldOne = (character: string): string => {
  const plain = character.normalize('NFKC').toLowerCase();
  if (opening.includes(plain)) return '(';
  if (closing.includes(plain)) return ')';
  // A lone half of a surrogate pair is no character, and no database takes it.
  return plain.isWellFormed() ? plain.replace(/[\s\p{C}]/gu, '') : '';
};

const fold = (character: string): string => {
  let folded = folds.get(character);
  if (folded === undefined) {
    folded = foldOne(character);
    folds.set(character, folded);
  }
  return folded;
};

/** A text in the form in which texts are compared. */
export const foldText = (text: string): string => {
  let folded = '';
  for (const character of text) folded += fold(character);
  return folded;
};

/** A part of a text, in UTF-16 units. */
export interface TextPart {
  at: number;
  length: number;
}

/** Where a text holds what was searched for, written out or as first letters of its pinyin; null if nowhere. */
export const findPart = (text: string, wanted: string): TextPart | null => {
  const sought = foldText(wanted);
  if (sought === '') return null;
  let folded = '';
  /** For every unit of the folded text where its character begins in the text; one more for the end. */
  const starts: number[] = [];
  let at = 0;
  for (const character of text) {
    const plain = fold(character);
    for (let unit = 0; unit < plain.length; unit += 1) starts.push(at);
    folded += plain;
    at += character.length;
  }
  starts.push(at);
  const found = folded.indexOf(sought);
  if (found < 0) return /^[a-z]{2,}$/.test(sought) ? findInitials(text, sought) : null;
  const begin = starts[found] ?? 0;
  const lastUnit = starts[found + sought.length - 1] ?? begin;
  const end = starts.slice(found + sought.length).find((start) => start > lastUnit) ?? at;
  return { at: begin, length: end - begin };
};

const longNumber = /\d{11}/;
const numbers = /\d{17}[\dXx]|\d{11,}/g;

/** True for what may be a telephone number or is a citizen number. */
const isPersonal = (digits: string): boolean =>
  /^1[3-9]\d{9}$/.test(digits) || checkCitizenId(digits.toUpperCase()).valid;

/** A text without citizen numbers and mobile numbers that somebody wrote into it: no index may hold those. */
export const withoutPersonalNumbers = (text: string): string =>
  longNumber.test(text) ? text.replace(numbers, (digits) => (isPersonal(digits) ? ' ' : digits)) : text;
