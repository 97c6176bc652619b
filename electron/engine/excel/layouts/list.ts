/**
 * Any list of the window as a workbook: what the screen shows, as numbers and dates where the text is exactly one.
 */
import { isDate } from '#shared/domain/dates.ts';
import { significantDigits, significantDigitsLimit } from '#shared/domain/decimal-number.ts';
import { textWidth } from '../cell-text.ts';
import type { CellContent, CellPlan, Look, RowPlan, WorkbookPlan } from '../workbook-plan.ts';
import { buildTableSheet, headerRowOf, type TableColumn, type TableSheet } from './table.ts';

export interface ListInput {
  title: string;
  columns: readonly { title: string; kind: 'text' | 'number' | 'date'; width?: number | undefined }[];
  rows: readonly (readonly string[])[];
  /** Line below the rows, one text per column. */
  sums?: readonly string[] | undefined;
  /** Which filters apply. */
  note?: string | undefined;
  officeName: string;
  /** `yyyy-mm-dd` */
  exportedOn: string;
}

type Kind = ListInput['columns'][number]['kind'];

const templateVersion = '1.0';
/** Columns without a given width look at the texts of so many rows. */
const rowsMeasured = 1_000;
const widths = { least: 6, most: 48 };
const looks: Record<Kind, Look> = { text: 'text', number: 'score0', date: 'date' };
const scoreLooks = ['score0', 'score1', 'score2', 'score3', 'score4'] as const;
/** Excel shows a cell of the text format as ### beyond this. */
const textFormatLimit = 255;

/** A workbook of one sheet: title, office and date, header with filter buttons, rows, sums. */
export function buildListWorkbook(input: ListInput): WorkbookPlan {
  const table = listTable(input);
  const header = headerRowOf(table);
  const look = {
    asForm: false,
    footerLeft: `${input.officeName} · ${input.title}`,
    footerRight: `${input.exportedOn} · ${countText(input)}`,
  };
  const sheet = buildTableSheet(table, { rows: listRows(input) }, look);
  return {
    title: input.title,
    meta: { template: 'list', templateVersion },
    sheets: [{ ...sheet, filteredRows: [header, header + Math.max(1, input.rows.length)] }],
  };
}

const countText = ({ rows }: ListInput): string => `共 ${rows.length} 条`;

function listTable(input: ListInput): TableSheet {
  return {
    name: '列表',
    title: input.title,
    unitLine: [
      `单位：${input.officeName}`,
      input.note ? `筛选：${input.note}` : '',
      `导出日期：${input.exportedOn}　${countText(input)}`,
    ],
    columns: input.columns.map((column, index): TableColumn => {
      const width = column.width ?? widthOf(input, index);
      return { key: String(index), title: column.title, width, look: looks[column.kind] };
    }),
    signOff: false,
    notes: [],
    blankRows: 0,
    entryRows: 0,
  };
}

/** Room for the longest text, within reason; headers carry a filter button besides. */
function widthOf({ columns, rows, sums }: ListInput, index: number): number {
  let widest = textWidth(columns[index]?.title ?? '') + 3;
  for (const row of [...rows.slice(0, rowsMeasured), sums ?? []]) {
    for (const line of (row[index] ?? '').split('\n')) widest = Math.max(widest, textWidth(line) + 2);
  }
  return Math.min(widths.most, Math.max(widths.least, widest));
}

function* listRows({ columns, rows, sums }: ListInput): Generator<RowPlan> {
  const cellsOf = (row: readonly string[]) =>
    columns.map(({ kind }, index) => listCell(kind, row[index] ?? ''));
  for (const row of rows) yield { role: 'data', cells: cellsOf(row) };
  if (sums) yield { role: 'total', cells: cellsOf(sums) };
}

function listCell(kind: Kind, text: string): CellContent | CellPlan {
  if (text === '') return null;
  if (kind === 'number') return numberCell(text) ?? { content: text, look: 'centre' };
  if (kind === 'date') return dateCell(text) ?? { content: text, look: 'centre' };
  return text.length > textFormatLimit ? { content: text, look: 'long' } : text;
}

/** Null unless the text is a decimal that a cell can hold to its last digit; `007` is a code, not a number. */
function numberCell(text: string): CellPlan | null {
  const match = /^-?(0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))?$/.exec(text);
  if (!match) return null;
  const [, whole = '', fraction = ''] = match;
  const plain = text.replaceAll(',', '');
  if (significantDigits(plain) > significantDigitsLimit) return null;
  const content = Number(plain);
  if (whole.includes(',') && fraction.length === 2) return { content, look: 'money' };
  return { content, look: scoreLooks[fraction.length] ?? 'number' };
}

/** Workbooks count days from 1900-01-01, wrongly up to the end of February. */
function dateCell(text: string): CellContent | null {
  return isDate(text) && text >= '1900-03-01' ? { date: text } : null;
}
