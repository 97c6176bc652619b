/**
 * From what a cell stores to what a reader of the sheet sees, as plain text with a kind. The one place where
 * this is decided. Text is passed on as it is: width and normal forms are the layouts' business, because names
 * must not be changed.
 */
import type { RawCell } from '../workbook-types.ts';
import { dateTextOf, isoDateText } from './date-serials.ts';
import type { FormatKind } from './number-formats.ts';

/** A cell as the sheet XML gives it. */
export interface StoredCell {
  /** Attribute `t`; `n` when absent. */
  type: string;
  /** Content of `<v>`, or of `<is>`; `null` when there is neither. */
  value: string | null;
  hasFormula: boolean;
  format: FormatKind;
}

export type CellProblem =
  | { code: 'workbook.invalidNumber' | 'workbook.sharedTextMissing' | 'workbook.unknownCellKind' }
  | { code: 'workbook.dateOutOfRange'; serial: string };

/** Everything of a `RawCell` but its place; `null` for a cell that shows nothing. */
export type CellContent = Omit<RawCell, 'column'>;

export interface CellContext {
  sharedTexts: readonly string[];
  date1904: boolean;
  report(problem: CellProblem): void;
}

export function cellContentOf(cell: StoredCell, context: CellContext): CellContent | null {
  const { value } = cell;
  if (value === null || (value === '' && cell.type !== 'str')) {
    return cell.hasFormula ? { kind: 'formulaWithoutValue', text: '' } : null;
  }
  switch (cell.type) {
    case 's':
      return sharedText(value, context);
    case 'n':
      return number(value, cell.format, context);
    case 'inlineStr':
    case 'str':
      return text(unescapeText(value));
    case 'b':
      return { kind: 'boolean', text: /^\s*(1|true|on)\s*$/i.test(value) ? 'TRUE' : 'FALSE' };
    case 'e':
      return { kind: 'error', text: value };
    case 'd':
      return isoDate(value, context);
    default:
      context.report({ code: 'workbook.unknownCellKind' });
      return text(unescapeText(value));
  }
}

/** A formula with the empty text as result, or an empty shared text: the cell shows nothing. */
const text = (value: string): CellContent | null => (value === '' ? null : { kind: 'text', text: value });

function sharedText(value: string, context: CellContext): CellContent | null {
  const index = value.trim() === '' ? Number.NaN : Number(value);
  const found = context.sharedTexts[index];
  if (found !== undefined) return text(found);
  context.report({ code: 'workbook.sharedTextMissing' });
  return { kind: 'error', text: '' };
}

const decimalNumber = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

function number(value: string, format: FormatKind, context: CellContext): CellContent | null {
  const double = Number(value);
  if (!Number.isFinite(double) || !decimalNumber.test(value)) {
    context.report({ code: 'workbook.invalidNumber' });
    return text(value);
  }
  const decimal = shortestDecimal(double);
  if (format === 'number') return { kind: 'number', text: decimal, number: decimal };
  if (format === 'percent') {
    return { kind: 'number', text: `${shiftTwoPlaces(decimal)}%`, number: decimal, percent: true };
  }
  const date = dateTextOf(double, format, context.date1904);
  if (date !== null) return { kind: 'date', text: date };
  context.report({ code: 'workbook.dateOutOfRange', serial: decimal });
  return { kind: 'number', text: decimal, number: decimal };
}

function isoDate(value: string, context: CellContext): CellContent | null {
  const date = isoDateText(value);
  if (date !== null) return { kind: 'date', text: date };
  context.report({ code: 'workbook.dateOutOfRange', serial: value.slice(0, 40) });
  return text(value);
}

/** The shortest decimal that is this double again, written without an exponent: 1e-7 → 0.0000001. */
export function shortestDecimal(value: number): string {
  if (value === 0) return '0';
  const shortest = String(value);
  const e = shortest.indexOf('e');
  if (e === -1) return shortest;
  const sign = shortest.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = shortest.slice(sign.length, e).split('.');
  const exponent = Number(shortest.slice(e + 1));
  const digits = whole + fraction;
  const point = whole.length + exponent;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, '0')}`;
}

/** Times one hundred, on the digits: 0.153 → 15.3. */
function shiftTwoPlaces(decimal: string): string {
  const sign = decimal.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = decimal.slice(sign.length).split('.');
  const shifted = `${whole}${fraction.slice(0, 2).padEnd(2, '0')}`.replace(/^0+(?=\d)/, '');
  const rest = fraction.slice(2);
  return `${sign}${shifted}${rest === '' ? '' : `.${rest}`}`;
}

/**
 * Resolves `_xHHHH_` (ECMA-376-1 §22.9.2.19, ST_Xstring), by which characters are written that XML cannot hold;
 * `_x005F_` is the underscore itself, so that `_x005F_x0041_` is the plain text `_x0041_`.
 */
export function unescapeText(value: string): string {
  if (!value.includes('_x')) return value;
  return value.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
