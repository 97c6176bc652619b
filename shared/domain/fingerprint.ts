/**
 * Fingerprints of keys and digests of files as people handle them: read aloud, printed on paper, typed in again
 * (SHA-256, 64 hexadecimal digits, in 16 groups of four).
 */

const groupLength = 4;

/** The digits in groups of four. */
export const digestGroups = (digest: string): string[] => digest.match(/.{1,4}/g) ?? [];

/** The digits in groups of four, with a space between. */
export const groupDigest = (digest: string): string => digestGroups(digest).join(' ');

/**
 * What a person has typed or pasted of a fingerprint so far, without the separators that people and papers put in
 * between, full-width digits made plain, lower case. Anything that is no digit stays, so that it can be pointed out.
 */
export const plainDigits = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s:·-]/g, '');

/** What a person typed or pasted as a fingerprint, as 64 lower-case hex digits; null if it is none. */
export const parseFingerprint = (text: string): string | null => {
  const digits = plainDigits(text);
  return /^[0-9a-f]{64}$/.test(digits) ? digits : null;
};

/** How one typed group of four compares with the expected one. */
export interface ComparedGroup {
  text: string;
  /** `open` while it is not complete and agrees so far. */
  state: 'same' | 'differs' | 'open';
}

/**
 * Compares what has been typed so far with the fingerprint it should be, group by group.
 * @param expected 64 lower-case hex digits
 * @returns one item per group begun; one more, `differs`, for what is typed beyond the end
 */
export const compareFingerprint = (typed: string, expected: string): ComparedGroup[] =>
  digestGroups(plainDigits(typed)).map((text, index) => {
    const group = expected.slice(index * groupLength, (index + 1) * groupLength);
    if (text === group) return { text, state: 'same' };
    return { text, state: text.length < group.length && group.startsWith(text) ? 'open' : 'differs' };
  });
