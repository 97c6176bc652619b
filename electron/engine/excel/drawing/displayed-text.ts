/** What a cell shows for what it stores, under the number formats that the program's own workbooks use. */
import { exactFromText, formatFixed, quotient } from '#shared/domain/exact.ts';
import { shortestDecimal, unescapeText } from '../reader/cell-values.ts';
import { dateTextOf } from '../reader/date-serials.ts';

/** @param type attribute `t` of the cell, `n` when it has none; null content shows nothing */
export function displayedText(type: string, content: string | null, format: string): string {
  if (content === null || content === '') return '';
  if (type === 'b') return content === '1' ? 'TRUE' : 'FALSE';
  if (type !== 'n') return unescapeText(content);
  return displayedNumber(Number(content), format);
}

function displayedNumber(value: number, format: string): string {
  const plain = shortestDecimal(value);
  if (format === 'yyyy-mm-dd') return dateTextOf(value, 'date', false) ?? plain;
  const fixed = /^(#,##)?0(?:\.(0+))?$/.exec(format);
  const exact = exactFromText(plain);
  if (!fixed || exact === null) return plain;
  const [, thousands, decimals = ''] = fixed;
  const text = formatFixed(quotient(exact), decimals.length);
  return thousands === undefined ? text : text.replace(/\d(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, '$&,');
}
