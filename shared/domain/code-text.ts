/**
 * Codes as people type them. Full-width digits, spaces (also U+3000) and small letters are typing habits, not
 * errors; they are normalised before any check. Never used for names: NFKC rewrites some Chinese characters.
 */

/** NFKC, every kind of white space removed, capital letters. `９１ 35x` → `9135X`. */
export function normaliseCode(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toUpperCase();
}

/** Labels and names are compared without regard to width of characters, case and spaces. */
export function comparable(text: string): string {
  // Most labels are plain Chinese; normalising every cell of a large file would cost more than reading it.
  if (/^[\u4E00-\u9FA5]*$/.test(text)) return text;
  return text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
}
