/** Numbers of a model as a person types them: exactly the decimal written, rates in percent. */
import type { Finding } from '#shared/errors/finding.ts';
import { readEntryText, writeEntryText } from '#shared/model/entry-text.ts';

export type NumberReading =
  | { readonly value: number | null }
  /** Why the text is no number. */
  | { readonly fault: Finding };

/** Moves the point of a plain decimal text to the right, or to the left. */
const movePoint = (text: string, places: number): string => {
  const [, sign, whole, decimals = ''] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
  if (whole === undefined || sign === undefined) return text;
  const digits = places < 0 ? `${'0'.repeat(-places)}${whole}` : whole + decimals.padEnd(places, '0');
  const rest = places < 0 ? decimals : '';
  const at = places < 0 ? digits.length + places : whole.length + places;
  const moved = `${digits.slice(0, at)}.${digits.slice(at)}${rest}`;
  return sign + moved.replace(/\.?0*$/, '').replace(/^0+(?=\d)/, '');
};

/** @param percent the text is a percentage, the number a rate: `85` and `85%` are 0.85 */
export const readTyped = (text: string, percent = false): NumberReading => {
  const plain = percent ? text.normalize('NFKC').trim().replace(/%$/, '') : text;
  const reading = readEntryText('number', [], plain);
  if ('fault' in reading) return { fault: { severity: 'error', ...reading.fault } };
  const { value } = reading;
  if (typeof value !== 'number') return { value: null };
  return { value: percent ? Number(movePoint(writeEntryText(value), -2)) : value };
};

/** The text of a number of a document; nothing for what is no number. */
export const writeTyped = (value: unknown, percent = false): string => {
  if (typeof value !== 'number' || !Number.isFinite(value)) return '';
  const text = writeEntryText(value);
  return percent ? movePoint(text, 2) : text;
};
