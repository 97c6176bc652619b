/** A value as a person types it, made into what a data document holds (model-spec §2). */
import { significantDigits, significantDigitsLimit } from '../domain/decimal-number.ts';
import type { FindingParams } from '../errors/finding.ts';

export type ValueType = 'count' | 'number' | 'flag' | 'level';

export type TypedValue =
  | { value: number | boolean | string | null; fault: null }
  | { value: null; fault: { code: string; params: FindingParams } };

const flags: Readonly<Record<string, boolean>> = { 是: true, 否: false, true: true, false: false };

const accepted = (value: number | boolean | string | null): TypedValue => ({ value, fault: null });
const refused = (code: string, params: FindingParams): TypedValue => ({
  value: null,
  fault: { code, params },
});

/**
 * Full-width digits and well-formed thousands separators are made plain; an empty text is a missing value. Whether
 * the value lies in the range of its method is what scoring it says. The fault's code is one of the data findings.
 */
export const readTypedValue = (type: ValueType, text: string): TypedValue => {
  const plain = text.normalize('NFKC').trim();
  if (plain === '') return accepted(null);
  // A level is compared as it was written in the model.
  if (type === 'level') return accepted(text.trim());
  if (type === 'flag') {
    const flag = Object.hasOwn(flags, plain) ? flags[plain] : undefined;
    return flag === undefined ? refused('data.value.wrongType', { expected: type }) : accepted(flag);
  }
  const number = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : null;
  if (number === null) return refused('data.value.wrongType', { expected: type });
  if (significantDigits(number) > significantDigitsLimit) {
    return refused('data.value.tooManyDigits', { limit: significantDigitsLimit });
  }
  return accepted(Number(number));
};
