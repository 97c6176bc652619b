/**
 * The second pass over a sheet: its XML events to rows of cells (ECMA-376-1 §18.3). Every `<row>` becomes a row
 * event or is counted in a finding; what a careless writer left out (references of rows and cells) is supplied by
 * position, and what contradicts itself is named with its place.
 */
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { RawCell, RawRow } from '../workbook-types.ts';
import { type CellContext, type CellProblem, cellContentOf, type StoredCell } from './cell-values.ts';
import { mebibytes, readerLimits } from './limits.ts';
import type { FormatKind } from './number-formats.ts';
import { isTrue } from './package-parts.ts';
import { columnLetters, parseReference } from './references.ts';
import type { XmlHandler, XmlScanner } from './xml-scanner.ts';

export interface SheetContext {
  sheet: string;
  part: string;
  sharedTexts: readonly string[];
  formats: readonly FormatKind[];
  date1904: boolean;
  /** Characters handed over so far in the whole workbook; shared texts can be repeated without end. */
  budget: { text: number };
}

export type SheetEvent = { type: 'row'; row: RawRow } | { type: 'finding'; finding: Finding };

/** Escapes (`_x000D_`) make a stored text longer than what it stands for. */
const storedTextLimit = readerLimits.cellText * 8;
/** Of the roots that are no worksheets. */
const otherRoots: Record<string, 'chart' | 'dialog' | 'macro'> = {
  chartsheet: 'chart',
  dialogsheet: 'dialog',
  macrosheet: 'macro',
};

export class SheetRows implements XmlHandler {
  /** `<row>` elements of the sheet, taken or reported. */
  rows = 0;
  /** Elements called `row` outside the cells: anchors of drawings. */
  rowsElsewhere = 0;

  readonly #context: SheetContext;
  readonly #cellContext: CellContext;
  #events: SheetEvent[] = [];
  readonly #found = new Map<string, { count: number; severity: Finding['severity'] }>();

  #inData = false;
  #row: RawRow | null = null;
  #rowText = 0;
  #lastRow = 0;
  #highestRow = 0;
  #seenRows: Uint8Array | null = null;
  #rowsOutOfBounds = 0;

  #inCell = false;
  #column = 0;
  #stored: StoredCell = { type: 'n', value: null, hasFormula: false, format: 'number' };
  #storedLength = 0;
  #inline = false;
  #run = false;
  #hiddenColumns: [number, number][] = [];
  readonly #usedColumns = new Uint8Array(readerLimits.columns + 1);

  constructor(context: SheetContext) {
    this.#context = context;
    this.#cellContext = {
      sharedTexts: context.sharedTexts,
      date1904: context.date1904,
      report: (problem) => this.#reportCell(problem),
    };
  }

  /** The events since the last call. */
  take(): SheetEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  /** After the last element: what is said once about the whole sheet. */
  finish(): void {
    if (this.#rowsOutOfBounds > 0) {
      this.#push('workbook.rowsOutOfBounds', 'error', { rows: this.#rowsOutOfBounds });
    }
    for (const [code, { count, severity }] of this.#found) {
      const more = count - readerLimits.findingsPerCode;
      if (more > 0) this.#push('workbook.moreFindings', severity, { code, count: more });
    }
    const hidden = this.#hiddenColumns.flatMap(([from, to]) => this.#usedBetween(from, to));
    if (hidden.length > 0) {
      this.#push('workbook.hiddenColumns', 'warning', { columns: hidden.map(columnLetters).join('、') });
    }
  }

  open(name: string, scanner: XmlScanner): void {
    switch (scanner.depth) {
      case 1:
        this.#openRoot(name);
        break;
      case 2:
        this.#inData = name === 'sheetData';
        break;
      case 3:
        if (this.#inData && name === 'row') this.#openRow(scanner);
        else if (name === 'col') this.#noteColumn(scanner);
        break;
      case 4:
        if (this.#row !== null && name === 'c') this.#openCell(scanner);
        break;
      case 5:
        if (this.#inCell) this.#openValue(name, scanner);
        break;
      case 6:
        this.#run = name === 'r';
        if (this.#inline && name === 't') scanner.wantsText = true;
        break;
      case 7:
        if (this.#inline && this.#run && name === 't') scanner.wantsText = true;
        break;
    }
    if (name === 'row' || name === 'sheetData') this.#checkPlace(name, scanner.depth);
  }

  close(_name: string, scanner: XmlScanner): void {
    scanner.wantsText = false;
    // The depth is that of the parent: 3 when a cell closes.
    if (scanner.depth === 4) this.#inline = false;
    else if (scanner.depth === 3 && this.#inCell) this.#closeCell();
    else if (scanner.depth === 2 && this.#row !== null) this.#closeRow(this.#row);
    else if (scanner.depth === 1) this.#inData = false;
  }

  text(text: string): void {
    this.#storedLength += text.length;
    if (this.#storedLength <= storedTextLimit) this.#stored.value = (this.#stored.value ?? '') + text;
  }

  /** Rows anywhere but in their one place would be lost by reading on, unless they are none: anchors of drawings. */
  #checkPlace(name: string, depth: number): void {
    if (name === 'sheetData') {
      if (depth !== 2) throw this.#corrupt();
    } else if (!this.#inData) this.rowsElsewhere += 1;
    else if (depth !== 3) throw this.#corrupt();
  }

  #openRoot(name: string): void {
    const other = otherRoots[name];
    if (other !== undefined) this.#push('workbook.sheetNotTable', 'warning', { kind: other });
    else if (name !== 'worksheet') throw this.#corrupt();
  }

  #openRow(scanner: XmlScanner): void {
    this.rows += 1;
    const written = scanner.attribute('r');
    const row = written === undefined ? this.#lastRow + 1 : Number(written);
    if (!Number.isInteger(row) || row < 1 || row > readerLimits.rows) {
      this.#rowsOutOfBounds += 1;
      return;
    }
    const hidden = isTrue(scanner.attribute('hidden')) || Number(scanner.attribute('ht') ?? 1) === 0;
    this.#row = { sheet: this.#context.sheet, row, hidden, cells: [] };
    this.#rowText = 0;
    this.#column = 0;
    this.#lastRow = row;
    if (row > this.#highestRow && this.#seenRows === null) {
      this.#highestRow = row;
      return;
    }
    this.#noteRowOutOfOrder(row);
  }

  /** Rows come in ascending order as a rule; only when one does not, it is remembered which there were. */
  #noteRowOutOfOrder(row: number): void {
    this.#seenRows ??= new Uint8Array(readerLimits.rows + 1);
    if (row <= this.#highestRow || this.#seenRows[row] === 1) {
      this.#report('workbook.duplicateRow', 'error', {}, row);
    }
    this.#seenRows[row] = 1;
  }

  #closeRow(row: RawRow): void {
    this.#events.push({ type: 'row', row });
    this.#row = null;
  }

  #openCell(scanner: XmlScanner): void {
    this.#inCell = true;
    this.#inline = false;
    this.#storedLength = 0;
    const style = scanner.attribute('s');
    this.#stored = {
      type: scanner.attribute('t') ?? 'n',
      value: null,
      hasFormula: false,
      format: style === undefined ? (this.#context.formats[0] ?? 'number') : this.#formatOf(style),
    };
    this.#column = this.#columnOf(scanner.attribute('r'));
  }

  #formatOf(style: string): FormatKind {
    return this.#context.formats[Number(style)] ?? 'number';
  }

  /** The column that a cell says, or the one after the last. */
  #columnOf(reference: string | undefined): number {
    const next = this.#column + 1;
    if (reference === undefined) return next;
    const parsed = parseReference(reference);
    if (parsed === null || parsed.row !== this.#row?.row) {
      this.#report(
        'workbook.cellMisplaced',
        'error',
        { reference: reference.slice(0, 20) },
        this.#row?.row,
        parsed?.column ?? next,
      );
    }
    return parsed?.column ?? next;
  }

  #openValue(name: string, scanner: XmlScanner): void {
    if (name === 'v' || name === 'is') {
      // Of a cell that has both, the one counts that belongs to its type.
      const wanted = (name === 'is') === (this.#stored.type === 'inlineStr');
      if (!wanted && this.#stored.value !== null) return;
      this.#stored.value = '';
      this.#storedLength = 0;
      if (name === 'v') scanner.wantsText = true;
      else this.#inline = true;
    } else if (name === 'f') this.#stored.hasFormula = true;
  }

  #closeCell(): void {
    this.#inCell = false;
    const row = this.#row;
    if (row === null) return;
    const content = cellContentOf(this.#stored, this.#cellContext);
    if (content === null) return;
    const column = this.#column;
    if (column > readerLimits.columns) {
      const reference = `${columnLetters(column)}${row.row}`;
      this.#report('workbook.cellOutOfBounds', 'error', { reference }, row.row);
      return;
    }
    this.#usedColumns[column] = 1;
    this.#place(row, this.#bounded({ column, ...content }));
  }

  /** Cuts a text that no cell can hold, and counts towards the limits of the row and of the workbook. */
  #bounded(cell: RawCell): RawCell {
    const length = Math.max(cell.text.length, this.#storedLength > storedTextLimit ? this.#storedLength : 0);
    const limit = readerLimits.cellText;
    const bounded = length > limit ? { ...cell, text: cell.text.slice(0, limit) } : cell;
    if (length > limit) {
      this.#report('workbook.cellTooLong', 'error', { length, limit }, this.#row?.row, cell.column);
    }
    this.#rowText += bounded.text.length;
    if (this.#rowText > readerLimits.rowText)
      throw new AppError('workbook.hostile', { reason: 'rowTooLong' });
    const { budget } = this.#context;
    budget.text -= bounded.text.length;
    if (budget.text < 0) {
      throw new AppError('workbook.tooLarge', { limitMb: mebibytes(readerLimits.totalText) });
    }
    return bounded;
  }

  #place(row: RawRow, cell: RawCell): void {
    const { cells } = row;
    const last = cells.at(-1);
    if (last === undefined || last.column < cell.column) {
      cells.push(cell);
      return;
    }
    const at = cells.findIndex(({ column }) => column >= cell.column);
    if (cells[at]?.column !== cell.column) {
      cells.splice(at, 0, cell);
      return;
    }
    this.#report('workbook.duplicateCell', 'error', {}, row.row, cell.column);
    cells[at] = cell;
  }

  #noteColumn(scanner: XmlScanner): void {
    const hidden = isTrue(scanner.attribute('hidden')) || Number(scanner.attribute('width') ?? 1) === 0;
    const from = Number(scanner.attribute('min'));
    const to = Math.min(Number(scanner.attribute('max')), readerLimits.columns);
    if (!hidden || !(from >= 1) || !(to >= from) || this.#hiddenColumns.length >= 1_000) return;
    this.#hiddenColumns.push([from, to]);
  }

  #usedBetween(from: number, to: number): number[] {
    const used: number[] = [];
    for (let column = from; column <= to; column += 1) if (this.#usedColumns[column] === 1) used.push(column);
    return used;
  }

  #reportCell({ code, ...params }: CellProblem): void {
    // An empty reference in a date format gives the number 0: only a column of dates can say that it is wrong.
    const severity = code === 'workbook.dateOutOfRange' ? 'warning' : 'error';
    this.#report(code, severity, params, this.#row?.row, this.#column);
  }

  #report(
    code: string,
    severity: Finding['severity'],
    params: Finding['params'],
    row?: number,
    column?: number,
  ): void {
    const count = (this.#found.get(code)?.count ?? 0) + 1;
    this.#found.set(code, { count, severity });
    if (count <= readerLimits.findingsPerCode) this.#push(code, severity, params, row, column);
  }

  #push(
    code: string,
    severity: Finding['severity'],
    params: Finding['params'],
    row?: number,
    column?: number,
  ): void {
    const finding: Finding = { code, severity, params, sheet: this.#context.sheet };
    if (row !== undefined) finding.row = row;
    if (column !== undefined && column <= readerLimits.columns) finding.column = columnLetters(column);
    this.#events.push({ type: 'finding', finding });
  }

  #corrupt(): AppError {
    return new AppError('workbook.corrupt', { part: this.#context.part });
  }
}
