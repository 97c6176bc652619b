/**
 * Reads the cells of one data row as the values they should be. What is wrong with a cell becomes a finding with its
 * place, never an exception, so that all faults of a row are found at once.
 *
 * Codes, numbers and dates are read in NFKC form without outer spaces (full-width digits are a typing habit). Names
 * and prose keep their characters: NFKC rewrites some Chinese ones.
 */
import { normaliseCode } from '#shared/domain/code-text.ts';
import { isDecimalNumber } from '#shared/domain/decimal-number.ts';
import { parseWan } from '#shared/domain/money.ts';
import type { Finding, FindingParams, FindingSeverity } from '#shared/errors/finding.ts';
import { columnLetters } from '../workbook-plan.ts';
import type { RawCell, RawRow } from '../workbook-types.ts';
import { dateOfSerial, parseDateText } from './date-text.ts';
import type { TableColumn } from './table.ts';

/** Column number in the sheet and header text as found there, by column key. */
export type ColumnMap = ReadonlyMap<string, { column: number; header: string }>;

export interface RowReader {
  readonly findings: readonly Finding[];
  /** True once an error was found. */
  readonly refused: boolean;
  /** Displayed text of every column, in layout order. */
  original(): string[];
  cell(key: string): RawCell | null;
  /** Text without outer spaces; null when blank, or when the cell holds no readable text (then with a finding). */
  text(key: string, options?: { maxLength?: number }): string | null;
  /** A code in its normal form: no spaces, half-width, capital letters. A numeric cell is an error. */
  code(key: string): string | null;
  date(key: string): string | null;
  /** 万元 to 分; 元 when the header says so. */
  amountFen(key: string): number | null;
  /** Any number of at most 15 significant digits. */
  decimal(key: string): number | null;
  /** Whole number ≥ 0. */
  count(key: string): number | null;
  /** Code of a closed list, given as its label or as the code itself. */
  choice<C extends string>(key: string, list: Readonly<Record<C, string>>): C | null;
  report(
    severity: FindingSeverity,
    code: string,
    params: FindingParams,
    key?: string,
    place?: Partial<Finding>,
  ): void;
}

/** @param columns the layout's columns; those required in every row get a finding when the cell read is blank. */
export function createRowReader(row: RawRow, columns: readonly TableColumn[], map: ColumnMap): RowReader {
  const findings: Finding[] = [];
  const byNumber = new Map(row.cells.map((cell) => [cell.column, cell]));
  const byKey = new Map(columns.map((column) => [column.key, column]));
  const reported = new Set<string>();
  let refused = false;

  const titleOf = (key: string): string => byKey.get(key)?.title ?? key;
  const cell = (key: string): RawCell | null => byNumber.get(map.get(key)?.column ?? 0) ?? null;

  const report: RowReader['report'] = (severity, code, params, key, place) => {
    const column = key === undefined ? undefined : map.get(key)?.column;
    findings.push({
      code,
      severity,
      params,
      sheet: row.sheet,
      row: row.row,
      ...(column === undefined ? {} : { column: columnLetters(column) }),
      ...place,
    });
    if (severity === 'error') {
      refused = true;
      if (key !== undefined) reported.add(key);
    }
  };
  const fault = (key: string, code: string, params: FindingParams = {}): null => {
    // One reason per cell is enough to correct it.
    if (!reported.has(key)) report('error', code, { title: titleOf(key), ...params }, key);
    return null;
  };

  /** The cell, if it can be read at all and is not blank. */
  const readable = (key: string): RawCell | null => {
    const found = cell(key);
    if (found?.kind === 'error') return fault(key, 'row.cellError', { text: found.text });
    if (found?.kind === 'formulaWithoutValue') return fault(key, 'row.formulaWithoutValue');
    if (found && found.text.trim() !== '') return found;
    if (byKey.get(key)?.required === 'cell' && map.has(key)) fault(key, 'row.required');
    return null;
  };

  return {
    findings,
    get refused() {
      return refused;
    },
    original: () => columns.map((column) => cell(column.key)?.text ?? ''),
    cell,
    report,
    text(key, options = {}) {
      const text = readable(key)?.text.trim() ?? null;
      const max = options.maxLength;
      if (text !== null && max !== undefined && text.length > max) {
        return fault(key, 'row.tooLong', { length: text.length, max });
      }
      return text;
    },
    code(key) {
      const found = readable(key);
      if (!found) return null;
      if (found.kind !== 'text') {
        return fault(key, 'row.codeInNumericCell', { digits: found.text.replace(/\D/g, '').length });
      }
      return normaliseCode(found.text);
    },
    date(key) {
      const found = readable(key);
      if (!found) return null;
      const date = parseDateText(found.text);
      if (date !== null) return date;
      const serial = found.kind === 'number' ? dateOfSerial(Number(found.number ?? found.text)) : null;
      if (serial !== null) return fault(key, 'row.dateIsNumber', { text: found.text, date: serial });
      return fault(key, 'row.dateInvalid', { text: found.text.trim() });
    },
    amountFen(key) {
      const found = readable(key);
      if (!found) return null;
      const yuan = /[（(]元[）)]/.test(map.get(key)?.header ?? '');
      const typed = found.kind === 'number' ? spreadsheetDecimal(found.number ?? found.text) : found.text;
      const check = parseWan(withoutUnit(typed, yuan) + (yuan ? 'E-4' : ''));
      if (check.valid) return check.fen;
      if (check.reason.code === 'money.notANumber') {
        return fault(key, 'row.notANumber', { text: found.text.trim() });
      }
      report('error', check.reason.code, check.reason.params, key);
      return null;
    },
    decimal(key) {
      const found = readable(key);
      if (!found) return null;
      const typed =
        found.kind === 'number'
          ? spreadsheetDecimal(found.number ?? found.text)
          : found.text.normalize('NFKC').trim();
      if (!/^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$/.test(typed) || !Number.isFinite(Number(typed))) {
        return fault(key, 'row.notANumber', { text: found.text.trim() });
      }
      return isDecimalNumber(Number(typed)) ? Number(typed) : fault(key, 'row.tooManyDigits');
    },
    count(key) {
      const found = readable(key);
      if (!found) return null;
      const text = (found.number ?? found.text).normalize('NFKC').trim();
      if (!/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return fault(key, 'row.notANumber', { text });
      const value = Number(text);
      if (value < 0) return fault(key, 'row.negative');
      return Number.isSafeInteger(value) ? value : fault(key, 'row.notWhole');
    },
    choice<C extends string>(key: string, list: Readonly<Record<C, string>>): C | null {
      const found = readable(key);
      if (!found) return null;
      const code = codesByText(list).get(comparable(found.text));
      if (code !== undefined) return code as C;
      const allowed = Object.values<string>(list).join('、');
      return fault(key, 'row.notInList', { text: found.text.trim(), allowed });
    },
  };
}

const listTables = new WeakMap<object, ReadonlyMap<string, string>>();

/** Code by label and by itself. */
function codesByText(list: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  let table = listTables.get(list);
  if (!table) {
    const entries = Object.entries(list);
    table = new Map([
      ...entries.map(([code]) => [comparable(code), code] as const),
      ...entries.map(([code, label]) => [comparable(label), code] as const),
    ]);
    listTables.set(list, table);
  }
  return table;
}

/** Labels are compared without regard to width of characters, case and spaces. */
export function comparable(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
}

/**
 * The decimal a spreadsheet program means by a stored number: it shows and compares 15 significant digits, so
 * 0.30000000000000004 from a sum is 0.3.
 */
export function spreadsheetDecimal(number: string): string {
  const digits = number
    .replace(/[eE].*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '');
  return digits.length > 15 ? String(Number(Number(number).toPrecision(15))) : number;
}

/** `12.5万元` in a column of 万元 is the same as `12.5`; another unit is left in and refused. */
function withoutUnit(text: string, yuan: boolean): string {
  const plain = text.normalize('NFKC').trim();
  return yuan ? plain.replace(/\s*元$/, '') : plain.replace(/\s*万元?$/, '');
}
