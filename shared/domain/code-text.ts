/**
 * Codes as people type them. Full-width digits, spaces (also U+3000) and small letters are typing habits, not
 * errors; they are normalised before any check. Never used for names: NFKC rewrites some Chinese characters.
 */

/** NFKC, every kind of white space removed, capital letters. `９１ 35x` → `9135X`. */
export function normaliseCode(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toUpperCase();
}
