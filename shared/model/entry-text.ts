/**
 * From what a person types, or pastes from a workbook, to a value of the data document, and back. Window and engine use
 * the same reading, so a paste preview never promises what the engine refuses. Whether a number lies in the range of its
 * item is judged by the model (`itemFault` of `read-subject.ts`).
 */
import { significantDigits, significantDigitsLimit } from '../domain/decimal-number.ts';
import type { Finding } from '../errors/finding.ts';
import type { ItemType } from './methods/method.ts';

/** A value of the data document; null is missing. */
export type EntryValue = number | boolean | string | null;

export type EntryReading =
  | { readonly value: EntryValue }
  /** Why the text is no value of this kind. */
  | { readonly fault: Pick<Finding, 'code' | 'params'> };

/** Compatible forms made alike (full-width digits), ends trimmed, case ignored: how words are compared. */
const comparable = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

const yesWords: ReadonlySet<string> = new Set(['是', 'true', 'yes', 'y', '√']);
const noWords: ReadonlySet<string> = new Set(['否', 'false', 'no', 'n', '×']);

const plainNumber = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)$/;
const groupedNumber = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

const fault = (code: string, params: Finding['params']): EntryReading => ({ fault: { code, params } });

const readNumber = (type: 'count' | 'number', text: string): EntryReading => {
  // U+2212 is the minus sign that word processors write.
  const plain = comparable(text).replace('\u2212', '-');
  if (/^[+-]?[\d.,]+%$/.test(plain)) return fault('entry.percent', { given: text.trim() });
  const digits = groupedNumber.test(plain) ? plain.replaceAll(',', '') : plain;
  if (!plainNumber.test(digits)) return fault('data.value.wrongType', { expected: type });
  if (significantDigits(digits) > significantDigitsLimit) {
    return fault('data.value.tooManyDigits', { limit: significantDigitsLimit });
  }
  const value = Number(digits);
  if (type === 'count' && value < 0) return fault('data.value.negative', { given: String(value) });
  return { value: value === 0 ? 0 : value };
};

const readFlag = (text: string): EntryReading => {
  const word = comparable(text);
  if (yesWords.has(word)) return { value: true };
  if (noWords.has(word)) return { value: false };
  return fault('data.value.wrongType', { expected: 'flag' });
};

const readLevel = (levels: readonly string[], text: string): EntryReading => {
  const level = levels.find((known) => comparable(known) === comparable(text));
  return level === undefined
    ? fault('data.value.unknownLevel', { given: text.trim(), allowed: levels.join('、') })
    : { value: level };
};

/**
 * Reads a typed text as a value of an item; an empty text is missing (null).
 * @param levels the levels that an item of type `level` knows
 */
export const readEntryText = (type: ItemType, levels: readonly string[], text: string): EntryReading => {
  if (text.trim() === '') return { value: null };
  switch (type) {
    case 'count':
    case 'number':
      return readNumber(type, text);
    case 'flag':
      return readFlag(text);
    case 'level':
      return readLevel(levels, text);
  }
};

/** Plain decimal notation of a number, never an exponent: what a person would type. */
const plainDecimal = (value: number): string => {
  const [mantissa = '', exponent] = String(value).split('e');
  if (exponent === undefined) return mantissa;
  const negative = mantissa.startsWith('-');
  const [whole = '', decimals = ''] = mantissa.replace('-', '').split('.');
  const shift = Number(exponent);
  const digits = `${whole}${decimals}`;
  const point = whole.length + shift;
  const text =
    point <= 0
      ? `0.${'0'.repeat(-point)}${digits}`
      : point >= digits.length
        ? digits.padEnd(point, '0')
        : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return negative ? `-${text}` : text;
};

/** The text that reads as this value again; empty for a missing one. */
export const writeEntryText = (value: EntryValue): string => {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  return typeof value === 'number' ? plainDecimal(value) : value;
};
