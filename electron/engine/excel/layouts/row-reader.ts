/**
 * Reads the cells of one data row as the values they should be. What is wrong with a cell becomes a finding with its
 * place, never an exception, so that all faults of a row are found at once.
 *
 * Codes, numbers and dates are read in NFKC form without outer spaces (full-width digits are a typing habit). Names
 * and prose keep their characters: NFKC rewrites some Chinese ones.
 */
import { comparable, normaliseCode } from '#shared/domain/code-text.ts';
import { yearFirst } from '#shared/domain/column-mapping.ts';
import { parseDateText } from '#shared/domain/date-text.ts';
import { isDecimalNumber, significantDigits, significantDigitsLimit } from '#shared/domain/decimal-number.ts';
import type { FieldReader } from '#shared/domain/forms/field-reader.ts';
import { parseWan, withoutWanUnit } from '#shared/domain/money.ts';
import type { Finding, FindingParams, FindingSeverity } from '#shared/errors/finding.ts';
import { columnLetters } from '../workbook-plan.ts';
import type { RawCell, RawRow } from '../workbook-types.ts';
import { encodeKinds } from './cell-kinds.ts';
import { type ColumnMap, unitOf } from './column-place.ts';
import { dateOfSerial } from './date-of-serial.ts';
import type { TableColumn } from './table.ts';

/** What is the same for every row of a sheet. */
export interface SheetColumns {
  /** The layout's columns. Those required in every row get a finding when the cell read is blank. */
  columns: readonly TableColumn[];
  byKey: ReadonlyMap<string, TableColumn>;
  map: ColumnMap;
}

export function sheetColumns(columns: readonly TableColumn[], map: ColumnMap): SheetColumns {
  return { columns, map, byKey: new Map(columns.map((column) => [column.key, column])) };
}

export class RowReader implements FieldReader {
  readonly findings: Finding[] = [];
  /** True once an error was found. */
  refused = false;
  readonly #row: RawRow;
  readonly #sheet: SheetColumns;
  /** By column number. */
  readonly #cells: RawCell[] = [];
  #faulty: string[] = [];

  constructor(row: RawRow, sheet: SheetColumns) {
    this.#row = row;
    this.#sheet = sheet;
    for (const cell of row.cells) this.#cells[cell.column] = cell;
  }

  /** Displayed text of every column, in layout order, and the kinds of their cells. */
  asRead(): { original: string[]; kinds: string } {
    const cells = this.#sheet.columns.map((column) => this.cell(column.key));
    return { original: cells.map((cell) => cell?.text ?? ''), kinds: encodeKinds(cells) };
  }

  cell(key: string): RawCell | null {
    const place = this.#sheet.map.get(key);
    if (place === undefined) return null;
    if (place.constant !== undefined) return { column: 0, kind: 'text', text: place.constant };
    const cell = this.#cells[place.column ?? 0] ?? null;
    if (cell === null || place.dateOrder === undefined || cell.kind !== 'text') return cell;
    return { ...cell, text: yearFirst(cell.text, place.dateOrder) };
  }

  raw(key: string): string {
    return this.cell(key)?.text ?? '';
  }

  report(
    severity: FindingSeverity,
    code: string,
    params: FindingParams,
    key?: string,
    place: Partial<Finding> = {},
  ): void {
    const column = (key === undefined ? null : this.#sheet.map.get(key)?.column) ?? null;
    const letters = column === null ? {} : { column: columnLetters(column) };
    this.findings.push({
      code,
      severity,
      params,
      sheet: this.#row.sheet,
      row: this.#row.row,
      ...letters,
      ...place,
    });
    if (severity !== 'error') return;
    this.refused = true;
    if (key !== undefined) this.#faulty.push(key);
  }

  /** Text without outer spaces; null when blank, or when the cell holds no readable text (then with a finding). */
  text(key: string, options: { maxLength?: number } = {}): string | null {
    const text = this.#readable(key)?.text.trim() ?? null;
    const max = options.maxLength;
    if (text === null || max === undefined || text.length <= max) return text;
    return this.#fault(key, 'row.tooLong', { length: text.length, max });
  }

  /** A code in its normal form: no spaces, half-width, capital letters. A numeric cell is an error. */
  code(key: string): string | null {
    const found = this.#readable(key);
    if (!found) return null;
    if (found.kind === 'text') return normaliseCode(found.text);
    return this.#fault(key, 'row.codeInNumericCell', { digits: found.text.replace(/\D/g, '').length });
  }

  date(key: string): string | null {
    const found = this.#readable(key);
    if (!found) return null;
    const date = parseDateText(found.text);
    if (date !== null) return date;
    const serial = found.kind === 'number' ? dateOfSerial(Number(found.number ?? found.text)) : null;
    if (serial !== null) return this.#fault(key, 'row.dateIsNumber', { text: found.text, date: serial });
    return this.#fault(key, 'row.dateInvalid', { text: found.text.trim() });
  }

  /** 万元 to 分; 元 when the header says so, or whoever assigned the column. */
  amountFen(key: string): number | null {
    const found = this.#readable(key);
    if (!found) return null;
    const yuan = unitOf(this.#sheet.map.get(key) ?? { header: '' }) === 'yuan';
    const typed = found.kind === 'number' ? spreadsheetDecimal(found.number ?? found.text) : found.text;
    const check = parseWan(yuan ? `${withoutYuanUnit(typed)}E-4` : withoutWanUnit(typed));
    if (check.valid) return check.fen;
    if (check.reason.code === 'money.notANumber') {
      return this.#fault(key, 'row.notANumber', { text: found.text.trim() });
    }
    this.report('error', check.reason.code, check.reason.params, key);
    return null;
  }

  /** Any number of at most 15 significant digits. `title` names it in findings; default: the column's title. */
  decimal(key: string, title?: string): number | null {
    const found = this.#readable(key);
    if (!found) return null;
    const named = title === undefined ? {} : { title };
    const typed =
      found.kind === 'number'
        ? spreadsheetDecimal(found.number ?? found.text)
        : found.text
            .normalize('NFKC')
            .replace(/\s+/gu, '')
            .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
    const value = Number(typed);
    const isNumber = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$/.test(typed) && Number.isFinite(value);
    if (!isNumber || found.kind === 'date') {
      return this.#fault(key, 'row.notANumber', { text: found.text.trim(), ...named });
    }
    if (significantDigits(typed) > significantDigitsLimit || !isDecimalNumber(value)) {
      return this.#fault(key, 'row.tooManyDigits', named);
    }
    return Object.is(value, -0) ? 0 : value;
  }

  /** Whole number ≥ 0. */
  count(key: string): number | null {
    const value = this.decimal(key);
    if (value === null) return null;
    if (value < 0) return this.#fault(key, 'row.negative');
    return Number.isSafeInteger(value) ? value : this.#fault(key, 'row.notWhole');
  }

  /** Code of a closed list, given as its label or as the code itself. */
  choice<C extends string>(key: string, list: Readonly<Record<C, string>>): C | null {
    const found = this.#readable(key);
    if (!found) return null;
    const code = codesByText(list).get(comparable(found.text));
    if (code !== undefined) return code as C;
    const allowed = Object.values<string>(list).join('、');
    return this.#fault(key, 'row.notInList', { text: found.text.trim(), allowed });
  }

  /** An error of this cell, with the column's title; one reason for each cell is enough to correct it. */
  #fault(key: string, code: string, params: FindingParams = {}): null {
    const title = this.#sheet.byKey.get(key)?.title ?? key;
    if (!this.#faulty.includes(key)) this.report('error', code, { title, ...params }, key);
    return null;
  }

  /** The cell, if it can be read at all and is not blank. */
  #readable(key: string): RawCell | null {
    const found = this.cell(key);
    if (found?.kind === 'error') return this.#fault(key, 'row.cellError', { text: found.text });
    if (found?.kind === 'formulaWithoutValue') return this.#fault(key, 'row.formulaWithoutValue');
    if (found && found.text.trim() !== '') return found;
    const { byKey, map } = this.#sheet;
    if (byKey.get(key)?.required === 'cell' && map.has(key)) this.#fault(key, 'row.required');
    return null;
  }
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

/** `12.5元` in a column of 元 is the same as `12.5`. */
function withoutYuanUnit(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .replace(/\s*元$/, '');
}
