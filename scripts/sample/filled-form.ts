/**
 * A form as an office sends it back: the program's own template with values, slips of the pen and rows that do not
 * belong there. Every slip is remembered with its place, so that the list of planted mistakes cannot differ from the
 * workbook.
 */
import type { TableSheet } from '#engine/excel/layouts/table.ts';
import {
  type CellContent,
  type CellPlan,
  columnLetters,
  type RowPlan,
  type WorkbookPlan,
} from '#engine/excel/workbook-plan.ts';

/** What the import must say about a slip: an error refuses the row, a warning lets it pass. */
export type Expected =
  | { kind: 'error' | 'warning'; code: string }
  /** Taken as meant, without a word. */
  | { kind: 'accepted' }
  /** Recognised as not being data. */
  | { kind: 'structure' }
  /** The same record as another row of the file. */
  | { kind: 'duplicate' };

export interface PlantedMistake {
  file: string;
  sheet: string;
  cell: string;
  /** In the words of the README. */
  what: string;
  expected: Expected;
}

export interface FormRow {
  plan: RowPlan;
}

export interface FilledForm {
  /** Rows of the form that hold data, in order. */
  readonly data: readonly FormRow[];
  /** The row with the total, where the form has one. */
  readonly total: FormRow | null;
  /** The data row whose cells have these texts. */
  find(texts: Readonly<Record<string, string>>): FormRow;
  /** Puts a value into the column of the form with this key and remembers the slip. */
  slip(row: FormRow, key: string, value: CellContent | CellPlan, what: string, expected: Expected): void;
  /** Repeats a row after the last one. */
  repeat(row: FormRow, key: string, what: string): void;
  /** Puts a row that is not data after `row`; only in forms without vertical merges. */
  addRow(after: FormRow, cells: Readonly<Record<string, CellContent>>, what: string): void;
  finish(): { plan: WorkbookPlan; mistakes: PlantedMistake[] };
}

const isPlan = (cell: CellContent | CellPlan): cell is CellPlan =>
  typeof cell === 'object' && cell !== null && 'content' in cell;

/** @param createdAt fixed, so that the file does not change from run to run */
export async function fillForm(
  plan: WorkbookPlan,
  table: TableSheet,
  file: string,
  createdAt: string,
): Promise<FilledForm> {
  const [first, ...otherSheets] = plan.sheets;
  if (!first) throw new RangeError('a form has a sheet');
  const rows: FormRow[] = [];
  for await (const row of first.rows) rows.push({ plan: row });
  const isFilled = ({ plan: row }: FormRow) =>
    row.role === 'data' && row.cells.slice(1).some((cell) => cell !== null);
  const data = rows.filter(isFilled);
  const slips: { row: FormRow; key: string; what: string; expected: Expected }[] = [];

  const indexOf = (key: string): number => {
    const index = table.columns.findIndex((column) => column.key === key);
    if (index < 0) throw new RangeError(`no column ${key}`);
    return index;
  };
  const withCell = (row: RowPlan, key: string, value: CellContent | CellPlan): RowPlan => {
    const index = indexOf(key);
    const before = row.cells[index] ?? null;
    const cell = isPlan(before) && !isPlan(value) ? { ...before, content: value } : value;
    const padded = Array.from({ length: table.columns.length }, (_, at) => row.cells[at] ?? null);
    return { ...row, cells: padded.with(index, cell) };
  };
  const insertAfter = (row: FormRow, added: FormRow): void => {
    rows.splice(rows.indexOf(row) + 1, 0, added);
  };

  return {
    data,
    total: rows.find(({ plan: row }) => row.role === 'total') ?? null,
    find(texts) {
      const wanted = Object.entries(texts).map(([key, text]) => [indexOf(key), text] as const);
      const found = data.find(({ plan: row }) => wanted.every(([index, text]) => row.cells[index] === text));
      if (!found) throw new RangeError(`no row ${Object.values(texts).join(' ')}`);
      return found;
    },
    slip(row, key, value, what, expected) {
      row.plan = withCell(row.plan, key, value);
      slips.push({ row, key, what, expected });
    },
    repeat(row, key, what) {
      const copy = { plan: row.plan };
      insertAfter(data.at(-1) ?? row, copy);
      slips.push({ row: copy, key, what, expected: { kind: 'duplicate' } });
    },
    addRow(after, cells, what) {
      const blank: RowPlan = { role: 'data', cells: table.columns.map(() => null) };
      const filled = Object.entries(cells).reduce((row, [key, value]) => withCell(row, key, value), blank);
      const added = { plan: filled };
      insertAfter(after, added);
      const [key = ''] = Object.keys(cells);
      slips.push({ row: added, key, what, expected: { kind: 'structure' } });
    },
    finish() {
      const inOrder = slips.toSorted((a, b) => rows.indexOf(a.row) - rows.indexOf(b.row));
      const mistakes = inOrder.map(
        ({ row, key, what, expected }): PlantedMistake => ({
          file,
          sheet: first.name,
          cell: columnLetters(indexOf(key) + 1) + (rows.indexOf(row) + 1),
          what,
          expected,
        }),
      );
      const sheet = { ...first, rows: rows.map((row) => row.plan) };
      return { plan: { ...plan, createdAt, sheets: [sheet, ...otherSheets] }, mistakes };
    },
  };
}
