/**
 * Writes a workbook plan as .xlsx: the only place that uses exceljs to write. Rows stream through, so 50,000 of
 * them need little memory; the file appears under its name whole or not at all.
 *
 * Whatever a cell's text starts with, no formula is ever written: there is no way to ask for one.
 */
import { PassThrough } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type ExcelJS from 'exceljs';
import { writeFileAtomically } from '../runtime/atomic-file.ts';
import { createStyles, type StyleKey, type WorkbookStyle } from './cell-styles.ts';
import { linesNeeded, startsLikeFormula, storedText } from './cell-text.ts';
import {
  correctSheetParts,
  type InnerLink,
  streamEntries,
  supportQuotePrefix,
} from './exceljs-corrections.ts';
import {
  type CellContent,
  type CellPlan,
  type ColumnPlan,
  columnLetters,
  listSheetName,
  metaSheetName,
  type RowPlan,
  type SheetPlan,
  type WorkbookMeta,
  type WorkbookPlan,
} from './workbook-plan.ts';

export interface WriteOptions {
  /** Called every few hundred rows with the number written so far; what it throws ends the writing. */
  checkpoint?: (rowsWritten: number) => Promise<void> | void;
}

export interface WrittenWorkbook {
  /** Rows on the visible sheets, titles and headers included. */
  rows: number;
  size: number;
  sha256: string;
}

type WorkbookWriter = ExcelJS.stream.xlsx.WorkbookWriter;

const rowsPerTurn = 250;
const a4 = 9;
/** Inches. */
const margins = { left: 0.55, right: 0.55, top: 0.7, bottom: 0.7, header: 0.3, footer: 0.35 };

/**
 * @throws AppError `file.*` when the file cannot be written; what `checkpoint` or the plan's rows throw is passed on.
 *   Nothing has been changed under `path` then.
 */
export async function writeWorkbook(
  plan: WorkbookPlan,
  path: string,
  options: WriteOptions = {},
): Promise<WrittenWorkbook> {
  const count = { rows: 0 };
  const written = await writeFileAtomically(path, workbookBytes(plan, options, count));
  return { rows: count.rows, ...written };
}

/** The same bytes in memory: for looking at what would be written. What `checkpoint` or the rows throw is passed on. */
export async function writeWorkbookToMemory(
  plan: WorkbookPlan,
  options: WriteOptions = {},
): Promise<{ rows: number; bytes: Buffer }> {
  const count = { rows: 0 };
  const chunks: Uint8Array[] = [];
  for await (const chunk of workbookBytes(plan, options, count)) chunks.push(chunk);
  return { rows: count.rows, bytes: Buffer.concat(chunks) };
}

/** The same bytes as they come, for a file that the caller writes. What the plan's rows throw is passed on. */
export const streamWorkbook = (plan: WorkbookPlan): AsyncIterable<Uint8Array> =>
  workbookBytes(plan, {}, { rows: 0 });

/** The file's bytes as they come. The rows are produced alongside; when the reader gives up, so do they. */
async function* workbookBytes(
  plan: WorkbookPlan,
  options: WriteOptions,
  count: { rows: number },
): AsyncGenerator<Uint8Array> {
  const output = new PassThrough({ highWaterMark: 1 << 20 });
  const stopped = new AbortController();
  const produced = produceWorkbook(plan, options, count, output, stopped.signal).catch((error: unknown) => {
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  try {
    for await (const chunk of output) yield chunk as Uint8Array;
    await produced;
  } finally {
    stopped.abort();
    output.destroy();
  }
}

async function produceWorkbook(
  plan: WorkbookPlan,
  options: WriteOptions,
  count: { rows: number },
  output: PassThrough,
  stopped: AbortSignal,
): Promise<void> {
  // Loaded by the first workbook that is written: it takes as long to load as all the rest of the engine.
  const { default: library } = await import('exceljs');
  const workbook = new library.stream.xlsx.WorkbookWriter({
    stream: output,
    useStyles: true,
    useSharedStrings: false,
    zip: { zlib: { level: 6 } },
  });
  const created = plan.createdAt === undefined ? new Date() : new Date(plan.createdAt);
  Object.assign(workbook, { creator: '政务诚信考评工作站', lastModifiedBy: '政务诚信考评工作站' });
  Object.assign(workbook, { created, modified: created, title: plan.title });
  const openEntry = streamEntries(workbook);
  supportQuotePrefix(workbook);

  const lists = placeLists(plan);
  const styleOf = createStyles();
  const pace = async (): Promise<void> => {
    count.rows += 1;
    if (count.rows % rowsPerTurn !== 0) return;
    await options.checkpoint?.(count.rows);
    // Lets the zip catch up; without it the whole sheet would pile up in memory.
    await nextTurn();
    const entry = openEntry();
    if (entry?.writableNeedDrain) await drained(entry, stopped);
    stopped.throwIfAborted();
  };
  for (const sheet of plan.sheets) await writeSheet(workbook, sheet, lists, styleOf, pace);
  writeListSheet(workbook, plan.lists ?? {});
  writeMetaSheet(workbook, plan.meta);
  await workbook.commit();
}

function drained(output: PassThrough, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      output.off('drain', done);
      stopped.removeEventListener('abort', done);
      resolve();
    };
    output.once('drain', done);
    stopped.addEventListener('abort', done, { once: true });
    if (stopped.aborted) done();
  });
}

async function writeSheet(
  workbook: WorkbookWriter,
  plan: SheetPlan,
  lists: ReadonlyMap<string, string>,
  styleOf: (key: StyleKey) => WorkbookStyle,
  pace: () => Promise<void>,
): Promise<void> {
  const worksheet = workbook.addWorksheet(plan.name, {
    state: plan.state ?? 'visible',
    properties: { defaultRowHeight: 21 },
    views: [
      {
        state: plan.frozenRows || plan.frozenColumns ? 'frozen' : 'normal',
        xSplit: plan.frozenColumns ?? 0,
        ySplit: plan.frozenRows ?? 0,
        showGridLines: false,
      },
    ],
    pageSetup: {
      paperSize: a4,
      orientation: plan.orientation ?? 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins,
      ...(plan.repeatedRows ? { printTitlesRow: plan.repeatedRows.join(':') } : {}),
    },
    headerFooter: { oddFooter: pageFooter(plan) },
  });
  worksheet.columns = plan.columns.map((column) => ({
    width: column.width,
    hidden: column.hidden ?? false,
    // Cells below the written rows keep the format, so that a code typed there stays text.
    style: styleOf(columnStyle(column)) as Partial<ExcelJS.Style>,
  }));

  const merges = (plan.merges ?? []).map((m) => range(m[0], m[1], m[2], m[3]));
  const links: InnerLink[] = [];
  correctSheetParts(worksheet, { merges, links });
  let number = 0;
  for await (const row of plan.rows) {
    number += 1;
    writeRow(worksheet, number, row, plan, styleOf, merges, links);
    await pace();
  }
  addDropDowns(worksheet, plan, lists);
  if (plan.locked) await worksheet.protect('', { formatColumns: true, formatRows: true });
  const width = plan.columns.findLastIndex((column) => !column.hidden) + 1;
  if (plan.filteredRows) {
    const [header, last] = plan.filteredRows;
    worksheet.autoFilter = range(header, 1, last, width);
  }
  // exceljs puts a $ before each corner; the one before the row is ours.
  if (number > 0) worksheet.pageSetup.printArea = `A$1:${columnLetters(width)}$${number}`;
  worksheet.commit();
}

/** `&` starts a code in a page footer and digits after a size would lengthen it. */
function pageFooter(plan: SheetPlan): string {
  const part = (text: string | undefined): string => (text ?? '').replaceAll('&', '&&');
  return `&L&"宋体,Regular"&9 ${part(plan.footerLeft)}&C&"宋体,Regular"&9 第 &P 页 共 &N 页&R&"宋体,Regular"&9 ${part(plan.footerRight)}`;
}

function columnStyle(column: ColumnPlan): StyleKey {
  const unlocked = column.unlocked ?? false;
  return { role: 'column', look: column.look, shaded: false, unlocked, quoted: false };
}

function writeRow(
  worksheet: ExcelJS.Worksheet,
  number: number,
  plan: RowPlan,
  sheet: SheetPlan,
  styleOf: (key: StyleKey) => WorkbookStyle,
  merges: string[],
  links: InnerLink[],
): void {
  const row = worksheet.getRow(number);
  row.height = plan.height ?? heightOf(plan, sheet.columns);
  for (const [left, right] of plan.spans ?? []) {
    if (right > left) merges.push(range(number, left, number, right));
  }
  const bordered = plan.role !== 'title' && plan.role !== 'unitLine' && plan.role !== 'footer';
  const width = bordered && plan.role !== 'section' ? sheet.columns.length : plan.cells.length;
  for (let index = 0; index < width; index += 1) {
    const column = sheet.columns[index];
    const given = plan.cells[index] ?? null;
    const cellPlan = isCellPlan(given) ? given : null;
    const content = cellPlan ? cellPlan.content : (given as CellContent);
    const text = typeof content === 'string' ? storedText(content) : null;
    const cell = row.getCell(index + 1);
    if (cellPlan?.isError) cell.value = { error: String(content) as ExcelJS.CellErrorValue['error'] };
    else if (content !== null && text !== '') cell.value = text ?? exceljsValue(content);
    cell.style = styleOf({
      role: plan.role,
      look: cellPlan?.look ?? column?.look ?? 'text',
      emphasis: cellPlan?.emphasis,
      shaded: column?.shaded ?? false,
      unlocked: plan.role === 'data' && (cellPlan?.unlocked ?? column?.unlocked ?? false),
      quoted: text !== null && startsLikeFormula(text),
    }) as Partial<ExcelJS.Style>;
    if (cellPlan?.note) cell.note = { texts: [{ text: storedText(cellPlan.note) }] };
    if (cellPlan?.target) links.push({ cell: columnLetters(index + 1) + number, target: cellPlan.target });
  }
  row.commit();
}

function isCellPlan(cell: CellContent | CellPlan): cell is CellPlan {
  return typeof cell === 'object' && cell !== null && 'content' in cell;
}

function exceljsValue(content: CellContent): ExcelJS.CellValue {
  if (typeof content === 'object' && content !== null) return utcMidnight(content.date);
  if (typeof content === 'number' && !Number.isFinite(content))
    throw new RangeError('a cell holds finite numbers');
  return content;
}

/** A workbook date has no time zone: local midnight in China would be stored as the day before. */
function utcMidnight(date: string): Date {
  const value = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(value.getTime())) throw new RangeError('not a date');
  return value;
}

const leastHeights: Record<RowPlan['role'], number> = {
  title: 36,
  unitLine: 22,
  header: 32,
  data: 21,
  subtotal: 21,
  total: 22,
  footer: 22,
  section: 26,
};
const lineHeight = 14.5;
const greatestHeight = 409;

function heightOf(plan: RowPlan, columns: readonly ColumnPlan[]): number {
  const least = leastHeights[plan.role];
  if (plan.role === 'title') return least;
  let lines = 1;
  for (let index = 0; index < plan.cells.length; index += 1) {
    const given = plan.cells[index] ?? null;
    const content = isCellPlan(given) ? given.content : given;
    if (typeof content !== 'string' || columns[index]?.hidden) continue;
    const span = plan.spans?.find(([left]) => left === index + 1);
    const width = span ? spanWidth(columns, span[0], span[1]) : (columns[index]?.width ?? 10);
    lines = Math.max(lines, linesNeeded(content, width));
  }
  return Math.min(greatestHeight, Math.max(least, lines * lineHeight + 6));
}

function spanWidth(columns: readonly ColumnPlan[], left: number, right: number): number {
  return columns.slice(left - 1, right).reduce((sum, column) => sum + (column.hidden ? 0 : column.width), 0);
}

function range(top: number, left: number, bottom: number, right: number): string {
  return `${columnLetters(left)}${top}:${columnLetters(right)}${bottom}`;
}

/**
 * Drop-downs always point at a range of the list sheet: a list written into the cell breaks at 255 characters. Their
 * own range is bounded: a drop-down on a whole column hangs other programs.
 */
function addDropDowns(
  worksheet: ExcelJS.Worksheet,
  plan: SheetPlan,
  lists: ReadonlyMap<string, string>,
): void {
  const validations = (
    worksheet as unknown as { dataValidations: { add(range: string, rule: ExcelJS.DataValidation): void } }
  ).dataValidations;
  const add = (cells: string, list: string): void => {
    const source = lists.get(list);
    if (source === undefined) throw new RangeError(`the plan has no list ${list}`);
    validations.add(cells, {
      type: 'list',
      allowBlank: true,
      formulae: [source],
      showErrorMessage: true,
      errorStyle: 'stop',
      errorTitle: '请从下拉列表中选择',
      error: '这里只能填下拉列表中的内容。',
    });
  };
  if (plan.entryRows) {
    const [first, last] = plan.entryRows;
    for (const [index, column] of plan.columns.entries()) {
      if (column.list !== undefined) add(range(first, index + 1, last, index + 1), column.list);
    }
  }
  for (const cell of plan.cellLists ?? []) {
    const one = cell.firstRow === cell.lastRow;
    const whole = range(cell.firstRow, cell.column, cell.lastRow, cell.column);
    add(one ? columnLetters(cell.column) + cell.firstRow : whole, cell.list);
  }
}

/** Where each list stands on the list sheet, as an absolute reference. */
function placeLists(plan: WorkbookPlan): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(plan.lists ?? {})
      .filter(([, entries]) => entries.length > 0)
      .map(([name, entries], index) => {
        const letters = columnLetters(index + 1);
        return [name, `'${listSheetName}'!$${letters}$2:$${letters}$${entries.length + 1}`];
      }),
  );
}

function writeListSheet(workbook: WorkbookWriter, lists: Readonly<Record<string, readonly string[]>>): void {
  const filled = Object.entries(lists).filter(([, entries]) => entries.length > 0);
  if (filled.length === 0) return;
  const worksheet = workbook.addWorksheet(listSheetName, { state: 'hidden' });
  const longest = Math.max(...filled.map(([, entries]) => entries.length));
  for (let index = 0; index <= longest; index += 1) {
    const row = worksheet.getRow(index + 1);
    for (const [column, [name, entries]] of filled.entries()) {
      const text = index === 0 ? name : entries[index - 1];
      if (text !== undefined) row.getCell(column + 1).value = storedText(text);
    }
    row.commit();
  }
  worksheet.commit();
}

function writeMetaSheet(workbook: WorkbookWriter, meta: WorkbookMeta): void {
  const worksheet = workbook.addWorksheet(metaSheetName, { state: 'hidden' });
  for (const [index, [key, value]] of Object.entries(meta).entries()) {
    const row = worksheet.getRow(index + 1);
    row.getCell(1).value = key;
    row.getCell(2).value = storedText(value);
    row.commit();
  }
  worksheet.commit();
}
