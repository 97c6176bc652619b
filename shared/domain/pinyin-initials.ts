/** First letters of pinyin: 政府采购 → zfcg. A character that is read in several ways gives several answers. */
import { firstCharacter, firstLetters, severalLetters } from './pinyin-table.ts';

/** More combinations than this are not followed (of a person's name, of a longer text); the usual readings always are. */
const mostVariants = (text: string): number => (text.length <= 6 ? 8 : 4);

/** Every first letter of a character, the usual one first; a Latin letter or digit is its own, others have none. */
const lettersOf = (character: string): string => {
  const several = severalLetters[character];
  if (several !== undefined) return several;
  const letter = firstLetters[character.charCodeAt(0) - firstCharacter];
  if (letter !== undefined) return letter === '-' ? '' : letter;
  return /^[a-z0-9]$/i.test(character) ? character.toLowerCase() : '';
};

/**
 * The first letters of a text, as often as its characters are read differently, at most eight times. Characters without
 * pinyin are left out. Empty when nothing is left.
 */
export const pinyinInitials = (text: string): string[] => {
  let variants = [''];
  for (const character of text) {
    const letters = lettersOf(character);
    if (letters === '') continue;
    const readings = variants.length * letters.length > mostVariants(text) ? letters.slice(0, 1) : letters;
    variants = [...readings].flatMap((letter) => variants.map((variant) => variant + letter));
  }
  return variants[0] === '' ? [] : variants;
};

/**
 * Where in a text the characters stand whose pinyin begins with these letters, one after the other; null if nowhere.
 * @returns position and length, in UTF-16 units
 */
export const findInitials = (text: string, letters: string): { at: number; length: number } | null => {
  const characters: { letters: string; at: number; length: number }[] = [];
  let at = 0;
  for (const character of text) {
    const own = lettersOf(character);
    if (own !== '') characters.push({ letters: own, at, length: character.length });
    at += character.length;
  }
  for (let from = 0; from + letters.length <= characters.length; from += 1) {
    const found = characters.slice(from, from + letters.length);
    if (!found.every((character, index) => character.letters.includes(letters[index] ?? '-'))) continue;
    const [first, last] = [found[0], found.at(-1)];
    if (first && last) return { at: first.at, length: last.at + last.length - first.at };
  }
  return null;
};
