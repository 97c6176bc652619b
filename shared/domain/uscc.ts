/**
 * 统一社会信用代码, GB 32100-2015: 18 characters of `0-9 A-Z` without I O S V Z.
 *
 * | position | meaning |
 * |---|---|
 * | 1 | registration department |
 * | 2 | class of body |
 * | 3–8 | region, six digits |
 * | 9–17 | organisation code (GB 11714), whose ninth character is its own check character |
 * | 18 | check character, weighted sum modulo 31 |
 */

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** 3^(i−1) mod 31 for positions 1…17. */
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/** GB 11714 weights of the eight characters before the organisation code's own check character. */
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** Why a text is not a unified social credit code. Codes and parameters are those of `domainFindings`. */
export type UsccReason =
  | { code: 'uscc.length'; params: { length: number } }
  | { code: 'uscc.character'; params: { position: number; character: string } }
  | { code: 'uscc.region'; params: { position: number; character: string } }
  | { code: 'uscc.checkDigit'; params: { expected: string; found: string } };

/** What is odd about a code that is valid all the same. */
export interface UsccWarning {
  code: 'uscc.organisationCheckDigit';
  params: { expected: string; found: string };
}

export type UsccCheck = { valid: true; warnings: UsccWarning[] } | { valid: false; reason: UsccReason };

/**
 * Check character of the first 17 characters: (31 − Σ aᵢ·3^(i−1) mod 31) mod 31, written in the alphabet.
 * Characters after the 17th are ignored.
 * @throws RangeError when a character is outside the alphabet or fewer than 17 are given.
 */
export function usccCheckDigit(first17: string): string {
  let sum = 0;
  for (const [index, weight] of weights.entries()) {
    const value = alphabet.indexOf(first17[index] ?? ' ');
    if (value < 0) throw new RangeError(`not a code character at position ${index + 1}`);
    sum += value * weight;
  }
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/**
 * Check character of an organisation code (GB 11714): 11 − Σ mod 11, where 10 is written X and 11 is written 0.
 * Letters count 10…35 over the full alphabet A…Z there. Characters after the eighth are ignored.
 * @throws RangeError when a character is neither digit nor capital letter or fewer than 8 are given.
 */
export function organisationCheckDigit(first8: string): string {
  let sum = 0;
  for (const [index, weight] of organisationWeights.entries()) {
    const value = Number.parseInt(first8[index] ?? ' ', 36);
    if (Number.isNaN(value)) throw new RangeError(`not a code character at position ${index + 1}`);
    sum += value * weight;
  }
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

/**
 * Checks a unified social credit code as it stands (see `normaliseCode` for typed text). The first failing rule is
 * named: length, characters from the left, region part, check character. A wrong check character *inside* the
 * organisation code is only a warning: codes issued before the conversion may carry one.
 */
export function checkUscc(text: string): UsccCheck {
  const characters = [...text];
  if (characters.length !== 18) {
    return { valid: false, reason: { code: 'uscc.length', params: { length: characters.length } } };
  }
  const illegal = characters.findIndex((character) => !alphabet.includes(character));
  if (illegal >= 0) return refuse('uscc.character', characters, illegal);
  const badRegion = characters.findIndex(
    (character, index) => index >= 2 && index < 8 && !/\d/.test(character),
  );
  if (badRegion >= 0) return refuse('uscc.region', characters, badRegion);

  const expected = usccCheckDigit(text);
  const found = text.charAt(17);
  if (expected !== found) {
    return { valid: false, reason: { code: 'uscc.checkDigit', params: { expected, found } } };
  }
  const organisation = text.slice(8, 17);
  const organisationExpected = organisationCheckDigit(organisation);
  if (organisationExpected === organisation.charAt(8)) return { valid: true, warnings: [] };
  const params = { expected: organisationExpected, found: organisation.charAt(8) };
  return { valid: true, warnings: [{ code: 'uscc.organisationCheckDigit', params }] };
}

function refuse(code: 'uscc.character' | 'uscc.region', characters: string[], index: number): UsccCheck {
  const params = { position: index + 1, character: characters[index] ?? '' };
  return { valid: false, reason: { code, params } };
}

/**
 * Builds a valid code, for samples and tests.
 * @param prefix registration department and class of body, e.g. `11` an organ, `12` a public institution
 * @param region six digits
 * @param serial the first eight characters of the organisation code; its check character is added
 * @throws RangeError when the parts do not make a valid code.
 */
export function buildUscc(prefix: string, region: string, serial: string): string {
  const first17 = `${prefix}${region}${serial}${organisationCheckDigit(serial)}`;
  const uscc = first17 + usccCheckDigit(first17);
  const check = checkUscc(uscc);
  if (!check.valid) throw new RangeError(`parts do not make a code: ${check.reason.code}`);
  return uscc;
}
