/**
 * The common form of the program's tables, as government offices print them: a merged title, a line with the filling
 * unit, one header row, bordered data, a sign-off line and explanations below. A4 landscape, one page wide, header
 * repeated on each page.
 */
import type {
  CellContent,
  CellList,
  CellPlan,
  ColumnPlan,
  Look,
  RowPlan,
  SheetPlan,
} from '../workbook-plan.ts';

export interface TableColumn {
  key: string;
  /** Header text in our own form. */
  title: string;
  /** Other header texts under which offices send the same column. */
  also?: readonly string[];
  width: number;
  look: Look;
  /** `column`: the column must be there; `cell`: every data row must fill it as well (marked with `*` on forms). */
  required?: 'column' | 'cell';
  /** Filled by the program: shown shaded, never read. A row with nothing else in it is blank. */
  automatic?: boolean;
  /** Grey ground on forms; default: as `automatic`. */
  shaded?: boolean;
  list?: string;
  hidden?: boolean;
  unlocked?: boolean;
  /** Citizen or telephone numbers: masked wherever rows are shown. */
  personal?: true;
}

export interface TableSheet {
  name: string;
  title: string;
  /** Left, middle and right part of the line below the title; absent where a sheet has none. */
  unitLine?: readonly [left: string, middle: string, right: string];
  columns: readonly TableColumn[];
  signOff: boolean;
  /** 填表说明, numbered by the form. */
  notes: readonly string[];
  /** Empty bordered rows of a form without data. */
  blankRows: number;
  /** Rows below the header that get drop-downs, at least; bounded on purpose. */
  entryRows: number;
  locked?: boolean;
  /** Columns that are merged over consecutive rows with the same key. */
  mergeBy?: { key: string; columns: readonly string[] };
  frozenColumns?: number;
  orientation?: 'landscape' | 'portrait';
}

export type TableCells = readonly (CellContent | CellPlan)[];

export interface TableBody {
  /** Data rows, or rows of another role such as totals, in column order. */
  rows: Iterable<TableCells | RowPlan> | AsyncIterable<TableCells | RowPlan>;
  /** Number of rows, where it is known; needed for merges, the print area follows from what is written. */
  merges?: SheetPlan['merges'];
  cellLists?: readonly CellList[];
}

export interface TableLook {
  /** Marks required columns with `*` and prints the explanations. */
  asForm: boolean;
  footerLeft: string;
  footerRight?: string;
}

/** Row number of the header in our own forms: below the title and, where there is one, the unit line. */
export function headerRowOf(table: TableSheet): number {
  return table.unitLine ? 3 : 2;
}

const signOffParts = ['单位负责人：', '审核人：', '填表人：', '联系电话：', '填报日期：'];

/** The sheet of a table with its rows. Rows are pulled only when the sheet is written. */
export function buildTableSheet(table: TableSheet, body: TableBody, look: TableLook): SheetPlan {
  const header = headerRowOf(table);
  return {
    name: table.name,
    columns: table.columns.map((column) => columnPlan(column, look.asForm)),
    rows: tableRows(table, body, look),
    repeatedRows: [header, header],
    frozenRows: header,
    ...(table.frozenColumns === undefined ? {} : { frozenColumns: table.frozenColumns }),
    ...(body.merges === undefined ? {} : { merges: body.merges }),
    ...(body.cellLists === undefined ? {} : { cellLists: body.cellLists }),
    ...(look.asForm ? { entryRows: [header + 1, header + table.entryRows] as const } : {}),
    ...(table.locked === undefined ? {} : { locked: table.locked }),
    ...(table.orientation === undefined ? {} : { orientation: table.orientation }),
    footerLeft: look.footerLeft,
    ...(look.footerRight === undefined ? {} : { footerRight: look.footerRight }),
  };
}

function columnPlan(column: TableColumn, asForm: boolean): ColumnPlan {
  return {
    width: column.width,
    look: column.look,
    ...(column.hidden ? { hidden: true } : {}),
    ...(column.unlocked ? { unlocked: true } : {}),
    ...(asForm && (column.shaded ?? column.automatic) ? { shaded: true } : {}),
    ...(column.list === undefined ? {} : { list: column.list }),
  };
}

async function* tableRows(table: TableSheet, body: TableBody, look: TableLook): AsyncGenerator<RowPlan> {
  yield* headRows(table, look);
  let count = 0;
  for await (const row of body.rows) {
    yield isRowPlan(row) ? row : { role: 'data', cells: row };
    count += 1;
  }
  if (look.asForm) {
    for (; count < table.blankRows; count += 1) yield { role: 'data', cells: table.columns.map(() => null) };
  }
  yield* footRows(table, look);
}

function isRowPlan(row: TableCells | RowPlan): row is RowPlan {
  return !Array.isArray(row);
}

/** Title, unit line and header. */
export function* headRows(table: TableSheet, look: Pick<TableLook, 'asForm'>): Generator<RowPlan> {
  const width = lastVisibleColumn(table.columns);
  yield { role: 'title', cells: [table.title], spans: [[1, width]] };
  if (table.unitLine) yield spreadRow('unitLine', table.columns, table.unitLine);
  yield {
    role: 'header',
    cells: table.columns.map((column) =>
      look.asForm && column.required === 'cell' ? `${column.title}*` : column.title,
    ),
  };
}

/** Sign-off line and explanations. */
export function* footRows(table: TableSheet, look: Pick<TableLook, 'asForm'>): Generator<RowPlan> {
  if (table.signOff) yield spreadRow('footer', table.columns, signOffParts);
  if (!look.asForm || table.notes.length === 0) return;
  const width = lastVisibleColumn(table.columns);
  for (const [index, note] of table.notes.entries()) {
    const lead = index === 0 ? '填表说明：' : '';
    yield { role: 'footer', cells: [`${lead}${index + 1}. ${note}`], spans: [[1, width]] };
  }
}

/** Number of the last column that is not hidden; hidden columns stand at the end of our forms. */
export function lastVisibleColumn(columns: readonly { hidden?: boolean }[]): number {
  return columns.findLastIndex((column) => !column.hidden) + 1;
}

/**
 * A borderless row whose parts share the width of the sheet: each part is merged over the columns that come nearest
 * to its fair share. With fewer columns than parts the texts stand in one cell.
 */
export function spreadRow(
  role: 'unitLine' | 'footer',
  columns: readonly TableColumn[],
  parts: readonly string[],
): RowPlan {
  const last = lastVisibleColumn(columns);
  if (last < parts.length) {
    return { role, cells: [parts.filter((part) => part !== '').join('　　　　')], spans: [[1, last]] };
  }
  const widths = columns.slice(0, last).map((column) => column.width);
  const total = widths.reduce((sum, width) => sum + width, 0);
  const cells: CellContent[] = widths.map(() => null);
  const spans: [number, number][] = [];
  let left = 1;
  let used = 0;
  for (const [index, part] of parts.entries()) {
    const partsLeft = parts.length - index - 1;
    const goal = (total * (index + 1)) / parts.length;
    let right = left;
    used += widths[left - 1] ?? 0;
    while (right < last - partsLeft && (partsLeft === 0 || used + (widths[right] ?? 0) / 2 <= goal)) {
      used += widths[right] ?? 0;
      right += 1;
    }
    cells[left - 1] = part;
    spans.push([left, right]);
    left = right + 1;
  }
  return { role, cells, spans };
}
