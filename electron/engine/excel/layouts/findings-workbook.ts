/**
 * The workbook that goes back to whoever sent a file with faults: the layout's own form with every original row in
 * its order and its original text, faulty cells marked and commented, a last column 错误说明 and a sheet 错误清单 with a
 * link to each cell. It is corrected and imported again through the same layout.
 */
import type { Finding } from '#shared/errors/finding.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import {
  type CellPlan,
  columnLetters,
  type RowPlan,
  type SheetPlan,
  type WorkbookMeta,
  type WorkbookPlan,
} from '../workbook-plan.ts';
import { titleInFile } from './column-place.ts';
import { footerOf } from './form-workbook.ts';
import { type ColumnsFound, explanationTitle, findingSheetName, type ImportLayout } from './layout.ts';
import { buildTableSheet, headerRowOf, type TableColumn, type TableSheet } from './table.ts';

export interface OriginalRow {
  sheet: string;
  row: number;
  /** Displayed text of every column of the layout, in layout order. */
  original: readonly string[];
}

const explanation: TableColumn = {
  key: 'explanation',
  title: explanationTitle,
  width: 44,
  look: 'long',
  automatic: true,
  shaded: false,
};

/** Where an original row stands in the new workbook. */
interface Place {
  sheet: string;
  row: number;
}

/**
 * @param columns where the columns stood in the original file, as the parser found them; without it a finding is
 *   placed by the title it names, or its column letter is taken as the layout's own
 * @param meta identifiers of the original form, so that it is still known whose it is
 */
export function buildFindingsWorkbook<Row, Context>(
  layout: ImportLayout<Row, Context>,
  context: Context,
  rows: readonly OriginalRow[],
  findings: readonly Finding[],
  options: {
    columns?: readonly Pick<ColumnsFound, 'sheet' | 'columns'>[];
    meta?: Omit<WorkbookMeta, 'template' | 'templateVersion'>;
  } = {},
): WorkbookPlan {
  const tables = layout.tables(context).map((table, _, all) =>
    inUnitsOf(
      table,
      (options.columns ?? []).find((one) => tableOf(one.sheet, all) === table),
    ),
  );
  const byRow = groupFindings(findings);
  const keyOf = columnKeys(options.columns ?? [], tables);
  const places = new Map<string, Place>();
  const sheets: SheetPlan[] = [];
  for (const table of tables) {
    const own = rows.filter((row) => tableOf(row.sheet, tables) === table);
    if (own.length === 0 && tables.length > 1 && table !== tables[0]) {
      sheets.push(emptySheet(layout, table));
      continue;
    }
    const first = headerRowOf(table) + 1;
    for (const [index, row] of own.entries()) {
      places.set(rowId(row.sheet, row.row), { sheet: table.name, row: first + index });
    }
    const planned = own.map((row) =>
      markedRow(table, row, byRow.get(rowId(row.sheet, row.row)) ?? [], keyOf),
    );
    sheets.push(
      buildTableSheet(
        { ...table, columns: withExplanation(table.columns), locked: false, blankRows: 0 },
        { rows: planned, merges: groupMerges(table, own, first) },
        {
          asForm: true,
          footerLeft: footerOf({
            layout: layout.code,
            templateVersion: layout.templateVersion,
            title: layout.title,
          }),
        },
      ),
    );
  }
  sheets.push(findingList(findings, places, tables, keyOf));
  return {
    title: `${layout.title}（错误反馈）`,
    meta: { ...options.meta, template: layout.code, templateVersion: layout.templateVersion },
    lists: layout.lists(context),
    sheets,
  };
}

/** The table with its amounts in the unit in which the file states them: their texts stand as they stood there. */
function inUnitsOf(table: TableSheet, found: Pick<ColumnsFound, 'columns'> | undefined): TableSheet {
  const places = new Map(found?.columns.map((column) => [column.key, column]));
  const columns = table.columns.map((column) => ({
    ...column,
    title: titleInFile(column, places.get(column.key)),
  }));
  return { ...table, columns };
}

function emptySheet<Row, Context>(layout: ImportLayout<Row, Context>, table: TableSheet): SheetPlan {
  const identity = { layout: layout.code, templateVersion: layout.templateVersion, title: layout.title };
  return buildTableSheet(table, { rows: [] }, { asForm: true, footerLeft: footerOf(identity) });
}

/** The explanation stands last of what is seen; hidden key columns stay behind it. */
function withExplanation(columns: readonly TableColumn[]): TableColumn[] {
  return [
    ...columns.filter((column) => !column.hidden),
    explanation,
    ...columns.filter((column) => column.hidden),
  ];
}

function tableOf(sheet: string, tables: readonly TableSheet[]): TableSheet | undefined {
  return tables.find((table) => table.name === sheet) ?? tables[0];
}

const rowId = (sheet: string | undefined, row: number | undefined): string => `${sheet ?? ''}\n${row ?? 0}`;

function groupFindings(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.row === undefined) continue;
    const id = rowId(finding.sheet, finding.row);
    const group = groups.get(id);
    if (group) group.push(finding);
    else groups.set(id, [finding]);
  }
  return groups;
}

/** Column key for a sheet and column letter of the original file. */
function columnKeys(
  found: readonly Pick<ColumnsFound, 'sheet' | 'columns'>[],
  tables: readonly TableSheet[],
): (finding: Finding) => string | null {
  const bySheet = new Map(
    found.map((sheet) => [
      sheet.sheet,
      new Map(sheet.columns.flatMap(({ key, column }) => (column === null ? [] : [[column, key] as const]))),
    ]),
  );
  return (finding) => {
    if (finding.column === undefined) return null;
    const known = bySheet.get(finding.sheet ?? '');
    if (known) return known.get(finding.column) ?? null;
    const table = tableOf(finding.sheet ?? '', tables);
    const named = table?.columns.find((column) => column.title === finding.params.title);
    if (named) return named.key;
    const index =
      table?.columns.findIndex((_, position) => columnLetters(position + 1) === finding.column) ?? -1;
    return table?.columns[index]?.key ?? null;
  };
}

function markedRow(
  table: TableSheet,
  row: OriginalRow,
  findings: readonly Finding[],
  keyOf: (finding: Finding) => string | null,
): RowPlan {
  const byKey = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    if (key !== null) byKey.set(key, [...(byKey.get(key) ?? []), finding]);
  }
  const texts = new Map(table.columns.map((column, index) => [column.key, row.original[index] ?? '']));
  const cells = withExplanation(table.columns).map((column): CellPlan => {
    if (column === explanation) return explanationCell(findings);
    const text = texts.get(column.key) ?? '';
    const own = byKey.get(column.key) ?? [];
    const asNumber = own.some(({ code }) => code === 'row.codeInNumericCell');
    const content = asNumber ? numericAgain(text) : text === '' ? null : text;
    const look = column.look === 'long' || column.look === 'text' ? column.look : 'code';
    if (own.length === 0) return { content, look };
    const emphasis = own.some((finding) => finding.severity === 'error') ? 'fault' : 'warning';
    const note = own.map(describeFinding).join('\n');
    const error = own.some(({ code }) => withoutValue.has(code));
    return error
      ? { content: errorAgain(text), isError: true, look, emphasis, note }
      : { content, look, emphasis, note };
  });
  return { role: 'data', cells };
}

/** Cells that had no value to show: a blank or a text in their place could pass as one. */
const withoutValue: ReadonlySet<string> = new Set(['row.cellError', 'row.formulaWithoutValue']);

/** An error value stays one until someone types over it; a formula that was never computed becomes one. */
function errorAgain(text: string): string {
  return /^#(N\/A|REF!|NAME\?|DIV\/0!|NULL!|VALUE!|NUM!)$/.test(text) ? text : '#VALUE!';
}

/**
 * A code that had been stored as a number has lost digits; written as text it could pass as a code that nobody
 * issued. It stays a number, in a text-formatted cell, until someone types it again.
 */
function numericAgain(text: string): string | number {
  const number = Number(text);
  return text.trim() !== '' && Number.isFinite(number) ? number : text;
}

function explanationCell(findings: readonly Finding[]): CellPlan {
  if (findings.length === 0) return { content: null, look: 'long' };
  const lines = findings.map(
    (finding) => (finding.severity === 'warning' ? '【提醒】' : '') + describeFinding(finding),
  );
  const emphasis = findings.some((finding) => finding.severity === 'error') ? 'fault' : 'warning';
  return { content: lines.join('\n'), look: 'long', emphasis };
}

/**
 * Cells that the form merges over several rows hold their text in the first of them; merged again, the rows read as
 * they did. Rows belong together while the hidden key of the first level stays the same.
 */
function groupMerges(
  table: TableSheet,
  rows: readonly OriginalRow[],
  first: number,
): [number, number, number, number][] {
  const keyIndex = table.columns.findIndex((column) => column.key === table.mergeBy?.key);
  const columns = withExplanation(table.columns);
  const merged =
    table.mergeBy?.columns.map((key) => columns.findIndex((column) => column.key === key) + 1) ?? [];
  if (keyIndex < 0 || merged.length === 0) return [];
  const merges: [number, number, number, number][] = [];
  let start = 0;
  for (let index = 1; index <= rows.length; index += 1) {
    const key = rows[start]?.original[keyIndex] ?? '';
    if (index < rows.length && key !== '' && rows[index]?.original[keyIndex] === key) continue;
    if (index - start > 1)
      for (const column of merged) merges.push([first + start, column, first + index - 1, column]);
    start = index;
  }
  return merges;
}

const listTable: TableSheet = {
  name: findingSheetName,
  title: findingSheetName,
  columns: [
    { key: 'number', title: '序号', width: 6, look: 'integer' },
    { key: 'severity', title: '级别', width: 8, look: 'centre' },
    { key: 'sheet', title: '工作表', width: 18, look: 'text' },
    { key: 'cell', title: '位置（点击跳转）', width: 14, look: 'centre' },
    { key: 'original', title: '原文件行号', width: 9, look: 'integer' },
    { key: 'what', title: '问题和改法', width: 90, look: 'long' },
  ],
  signOff: false,
  notes: [],
  blankRows: 0,
  entryRows: 0,
};

function findingList(
  findings: readonly Finding[],
  places: ReadonlyMap<string, Place>,
  tables: readonly TableSheet[],
  keyOf: (finding: Finding) => string | null,
): SheetPlan {
  const rows = findings.map((finding, index): RowPlan => {
    const place = places.get(rowId(finding.sheet, finding.row));
    const table = place && tables.find((candidate) => candidate.name === place.sheet);
    const key = keyOf(finding);
    const column = table
      ? withExplanation(table.columns).findIndex((candidate) => candidate.key === key) + 1
      : 0;
    const cell = place ? `${columnLetters(Math.max(1, column))}${place.row}` : null;
    return {
      role: 'data',
      cells: [
        index + 1,
        finding.severity === 'error' ? '错误' : '提醒',
        place?.sheet ?? finding.sheet ?? null,
        place && cell
          ? { content: cell, emphasis: 'link', target: { sheet: place.sheet, cell } }
          : { content: '整个文件', look: 'centre' },
        finding.row ?? null,
        describeFinding(finding),
      ],
    };
  });
  return buildTableSheet(listTable, { rows }, { asForm: false, footerLeft: findingSheetName });
}
