/**
 * 公民身份号码, GB 11643-1999: six digits of region, eight of birth date, three of sequence (odd male, even female)
 * and a check character modulo 11. Reasons never repeat the number or parts of it that name a person.
 */
import { isDate } from './dates.ts';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';

/** Why a text is not a citizen number. Codes and parameters are those of `domainFindings`. */
export type CitizenIdReason =
  | { code: 'citizenId.length'; params: { length: number } }
  | { code: 'citizenId.oldForm'; params: Record<string, never> }
  | { code: 'citizenId.character'; params: { position: number } }
  | { code: 'citizenId.date'; params: Record<string, never> }
  | { code: 'citizenId.checkCharacter'; params: Record<string, never> };

export type CitizenIdCheck =
  | { valid: true; birthDate: string; sex: 'male' | 'female' }
  | { valid: false; reason: CitizenIdReason };

/**
 * Check character of the first 17 digits; what follows is ignored.
 * @throws RangeError when one of them is not a digit or fewer are given.
 */
export function citizenIdCheckCharacter(first17: string): string {
  if (!/^\d{17}/.test(first17)) throw new RangeError('seventeen digits needed');
  const sum = weights.reduce((total, weight, index) => total + Number(first17.charAt(index)) * weight, 0);
  return checkCharacters.charAt(sum % 11);
}

/**
 * Checks an 18-character citizen number as it stands (see `normaliseCode` for typed text): length, characters,
 * existence of the birth date, check character, in this order. A 15-digit number of the old form is named as such:
 * it is no longer in use and cannot be converted without the person's papers.
 */
export function checkCitizenId(text: string): CitizenIdCheck {
  if (/^\d{15}$/.test(text)) return { valid: false, reason: { code: 'citizenId.oldForm', params: {} } };
  const characters = [...text];
  if (characters.length !== 18) {
    return { valid: false, reason: { code: 'citizenId.length', params: { length: characters.length } } };
  }
  const illegal = characters.findIndex((character, index) => !(index < 17 ? /\d/ : /[\dX]/).test(character));
  if (illegal >= 0) {
    return { valid: false, reason: { code: 'citizenId.character', params: { position: illegal + 1 } } };
  }
  const birthDate = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  if (!isDate(birthDate)) return { valid: false, reason: { code: 'citizenId.date', params: {} } };
  if (citizenIdCheckCharacter(text) !== text.charAt(17)) {
    return { valid: false, reason: { code: 'citizenId.checkCharacter', params: {} } };
  }
  return { valid: true, birthDate, sex: Number(text.charAt(16)) % 2 === 1 ? 'male' : 'female' };
}

/** The form shown on screen and in exports: `4201**********1234`. A text of eight characters or fewer is all stars. */
export function maskCitizenId(text: string): string {
  const characters = [...text];
  if (characters.length <= 8) return '*'.repeat(characters.length);
  const hidden = '*'.repeat(characters.length - 8);
  return characters.slice(0, 4).join('') + hidden + characters.slice(-4).join('');
}
