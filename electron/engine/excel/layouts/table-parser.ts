/**
 * Finds a table in a foreign sheet and tells its data rows from everything around them.
 *
 * The header is found by its content (`header-place.ts`), or was assigned by a person; title and note rows above it are
 * skipped, columns may stand in any order and under other names, a row of column numbers may follow. 合计 and 小计 rows,
 * sign-off lines and notes are structure; from 表格说明 or 填表说明 on nothing is data any more.
 */
import { comparable } from '#shared/domain/code-text.ts';
import type { Finding } from '#shared/errors/finding.ts';
import {
  columnLetters,
  columnNumber,
  type Look,
  listSheetName,
  metaSheetName,
  type WorkbookMeta,
} from '../workbook-plan.ts';
import type { RawRow, RawSheet } from '../workbook-types.ts';
import type { ColumnMap, ColumnPlace } from './column-place.ts';
import { filledTexts, isColumnNumbers, judgeHeader, namesColumns } from './header-match.ts';
import {
  blockAt,
  type HeaderBlock,
  mapColumns,
  type PlacedHeader,
  placeHeader,
  type SheetHead,
} from './header-place.ts';
import {
  type AssignedHeader,
  type ColumnsFound,
  type FoundColumn,
  findingSheetName,
  type LayoutCode,
  type LayoutParser,
  type ParsedRow,
  type StructureReason,
} from './layout.ts';
import { type MergedCells, openMergedCells } from './merged-cells.ts';
import { RowReader, type SheetColumns, sheetColumns } from './row-reader.ts';
import type { TableSheet } from './table.ts';

export interface TableParserOptions<Row> {
  layout: LayoutCode | 'delivery-list';
  /** Name of the form. */
  title: string;
  templateVersion: string;
  /** The tables of the form. With several, a sheet is read as the table whose name it bears. */
  tables: readonly TableSheet[];
  /**
   * Maps one data row; findings go to the reader. Called only when the sheet has all required columns. A row that is
   * part of the form and not for the filler is structure.
   */
  mapRow(
    reader: RowReader,
    table: TableSheet,
    row: RawRow,
  ): { naturalKey: string | null; value: Row | null } | { structure: StructureReason };
  /** The rows hold arbitrary texts: nothing but 填表说明 ends them, no word makes a row a total or a note. */
  plainRows?: boolean;
  /** Findings about the whole, asked for at the end. */
  finish?(meta: Partial<WorkbookMeta> | null, sheets: readonly ColumnsFound[]): Finding[];
}

interface SheetState {
  name: string;
  hidden: boolean;
  /** The tables this sheet can hold; none for hidden sheets and for sheets of another name. */
  candidates: readonly TableSheet[];
  table: TableSheet | null;
  map: ColumnMap;
  columns: SheetColumns;
  /** Texts of the header by column number, and the columns that are read (not filled by the program). */
  headers: ReadonlyMap<number, readonly string[]>;
  readColumns: ReadonlySet<number>;
  /** Rows of the header. */
  firstHeaderRow: number;
  headerRow: number;
  /** Required columns are missing or doubtful: rows are counted, not mapped. */
  unusable: boolean;
  ended: boolean;
  /** Data rows, or the filled rows of a hidden sheet. */
  rows: number;
  /** Rows above the header, or all filled rows of a sheet without one. */
  rowsBefore: number;
  rowsAfterNotes: number;
  firstAfterNotes: number;
  /** Cells that are merged down into rows of data. */
  merged: MergedCells | null;
}

const footerStart = /^(表格说明|填表说明|填报说明|填写说明|填表须知|填报须知)[:：]?/;
const noteStart = /^(注|备注|说明|注释|注意|例|示例|样例)[:：]/;
const signOffStart =
  /^(单位负责人|负责人|分管领导|审核人|审核|复核人|填表人|填报人|制表人|制表|经办人|联系人|联系电话|填报日期|填表日期|填报时间|填表时间|制表日期|单位[（(]?盖章|填报单位|\(?盖章|签字)[^:：]{0,8}[:：]/;
const textLooks: ReadonlySet<Look> = new Set<Look>(['text', 'long', 'code', 'centre', 'date']);
const totalWord = /^(本页|本年|累计|以上)?[合小总共]计数?[:：]?$/;

export function openTableParser<Row>(options: TableParserOptions<Row>): LayoutParser<Row> {
  const findings: Finding[] = [];
  const found: ColumnsFound[] = [];
  const states = new Map<string, SheetState>();
  const metaReader = openMetaReader();
  let dataRows = 0;

  const fileFault = (code: string, params: Finding['params'], sheet?: string): void => {
    findings.push({ code, severity: 'error', params, ...(sheet === undefined ? {} : { sheet }) });
  };

  const enterSheet = (sheet: RawSheet, ahead: readonly RawRow[], assigned?: AssignedHeader): void => {
    const hidden = sheet.state !== 'visible' || sheet.name.startsWith('_') || sheet.name === findingSheetName;
    const candidates = hidden ? [] : candidatesFor(sheet.name, options.tables);
    const state = newState(sheet.name, hidden, candidates);
    states.set(sheet.name, state);
    const head = { sheet, rows: ahead };
    if (assigned !== undefined) openAssigned(state, head, assigned);
    else {
      const placed = placeHeader(head, candidates);
      if (placed !== null) openPlaced(state, head, placed);
    }
  };

  const stateOf = (name: string): SheetState => {
    if (!states.has(name)) enterSheet({ name, index: states.size, state: 'visible', merges: [] }, []);
    return states.get(name) as SheetState;
  };

  const openTable = (
    state: SheetState,
    table: TableSheet,
    map: ColumnMap,
    block: HeaderBlock,
    merges: RawSheet['merges'],
  ): void => {
    state.table = table;
    setColumns(state, table, map, block);
    state.merged = openMergedCells(merges, block.last, numberColumns(table, map));
    state.firstHeaderRow = block.first;
    state.headerRow = block.last;
  };

  /** A header as the layout knows it: what it lacks, names twice or does not know is said. */
  const openPlaced = (state: SheetState, head: SheetHead, placed: PlacedHeader): void => {
    openTable(state, placed.table, placed.map, placed.block, mergesIn(placed.table, head));
    found.push(describeColumns(state, placed.table));
    const { missing, repeated } = judgeHeader(placed);
    refuseMissing(state, missing);
    for (const { title, columns } of repeated) {
      fileFault('layout.columnRepeated', { title, columns }, state.name);
      state.unusable = true;
    }
    const unknown = [...placed.unknown].filter(
      ([number]) => !repeated.some((one) => one.numbers.includes(number)),
    );
    if (unknown.length === 0) return;
    const titles = unknown.map(([number, text]) => `${columnLetters(number)} 列“${text}”`).join('、');
    warn(findings, 'layout.columnUnknown', { titles }, state.name);
  };

  /** A header as a person has assigned it: what was left out is left out on purpose. */
  const openAssigned = (state: SheetState, head: SheetHead, assigned: AssignedHeader): void => {
    const table = tableWith(state.candidates, Object.keys(assigned.mapping));
    if (table === undefined) return;
    const block = blockAt(head, assigned.first, assigned.last);
    openTable(state, table, mapColumns(block, assigned.mapping), block, mergesIn(table, head));
    found.push({ ...describeColumns(state, table), assigned: assigned.by });
    refuseMissing(state, missingTitles(table, state.map));
  };

  const refuseMissing = (state: SheetState, missing: readonly string[]): void => {
    if (missing.length === 0) return;
    fileFault('layout.columnMissing', { form: options.title, columns: missing.join('、') }, state.name);
    state.unusable = true;
  };

  const accept = (row: RawRow): ParsedRow<Row> => {
    const structure = (reason: StructureReason): ParsedRow<Row> => ({
      kind: 'structure',
      sheet: row.sheet,
      row: row.row,
      reason,
    });
    if (metaReader.accept(row)) return structure('otherSheet');
    const state = stateOf(row.sheet);
    const texts = filledTexts(row);
    if (state.candidates.length === 0) {
      if (texts.length > 0) state.rows += 1;
      return structure('otherSheet');
    }
    if (texts.length === 0) return structure('blank');
    if (state.table === null || row.row < state.firstHeaderRow) {
      state.rowsBefore += 1;
      return structure(state.rowsBefore === 1 ? 'title' : 'note');
    }
    if (row.row <= state.headerRow) return structure('header');
    const isBelowHeader = state.rows === 0 && row.row <= state.headerRow + 2;
    if (isBelowHeader && (isColumnNumbers(texts) || namesColumns(texts, state.table)))
      return structure('header');
    const reason = structureReason(row, texts, state, options.plainRows ?? false);
    if (reason !== null) return structure(reason);

    state.rows += 1;
    const table = state.table;
    const filled = state.merged?.fill(row) ?? null;
    const reader = new RowReader(filled?.row ?? row, state.columns);
    if (row.hidden) reader.report('warning', 'row.hidden', {});
    if (filled !== null) reportMerged(reader, state, filled.columns);
    const { original, kinds } = reader.asRead();
    if (state.unusable) {
      dataRows += 1;
      return {
        kind: 'data',
        sheet: row.sheet,
        row: row.row,
        original,
        kinds,
        naturalKey: null,
        value: null,
        findings: [],
      };
    }
    const mapped = options.mapRow(reader, table, row);
    if ('structure' in mapped) return structure(mapped.structure);
    dataRows += 1;
    return {
      kind: 'data',
      sheet: row.sheet,
      row: row.row,
      original,
      kinds,
      naturalKey: mapped.naturalKey,
      value: reader.refused ? null : mapped.value,
      findings: [...reader.findings],
    };
  };

  const resume = (earlier: readonly ColumnsFound[]): void => {
    for (const sheet of earlier) {
      const state = stateOf(sheet.sheet);
      const keys = sheet.columns.map(({ key }) => key);
      const table = tableWith(state.candidates, keys);
      if (table === undefined) continue;
      const header = { first: sheet.headerRow, last: sheet.headerRow, columns: [] };
      openTable(state, table, new Map(sheet.columns.flatMap(placeOf)), header, []);
      found.push(sheet);
      // The header has been judged before; another row like it is data or a repeated header.
      state.rows = 1;
    }
  };

  const finish = () => {
    for (const state of states.values()) {
      const own = [metaSheetName, listSheetName, findingSheetName].includes(state.name);
      if (state.candidates.length === 0 && state.rows > 0 && !own) {
        const code = state.hidden ? 'layout.sheetHidden' : 'layout.sheetIgnored';
        warn(findings, code, { rows: state.rows }, state.name);
      }
      if (state.candidates.length > 0 && state.table === null && state.rowsBefore > 0 && found.length > 0) {
        warn(findings, 'layout.sheetIgnored', { rows: state.rowsBefore }, state.name);
      }
      if (state.rowsAfterNotes > 0) {
        const params = { rows: state.rowsAfterNotes, firstRow: state.firstAfterNotes };
        warn(findings, 'layout.rowsAfterNotes', params, state.name);
      }
    }
    const required = requiredTitles(options.tables);
    const meta = metaReader.meta() ?? {};
    if (meta.template !== undefined && meta.template !== options.layout) {
      fileFault('layout.wrongTemplate', { form: options.title, found: meta.template });
    } else if (found.length === 0) {
      fileFault('layout.headerNotFound', { form: options.title, columns: required });
    } else if (isNewer(meta.templateVersion, options.templateVersion)) {
      const versions = { found: meta.templateVersion ?? '', current: options.templateVersion };
      fileFault('layout.newerTemplate', { form: options.title, ...versions });
    } else if (dataRows === 0) {
      warn(findings, 'layout.noRows', { form: options.title });
    }
    const known = metaReader.meta();
    findings.push(...(options.finish?.(known, found) ?? []));
    return { findings, columns: found, meta: known };
  };

  return { enterSheet, accept, resume, finish };
}

/** Reads the hidden sheet `_meta`, for callers that must know whose form it is before they can open a parser. */
export function openMetaReader(): {
  /** True when the row belongs to `_meta`. */
  accept(row: RawRow): boolean;
  /** Null when the workbook has no `_meta`. */
  meta(): Partial<WorkbookMeta> | null;
} {
  const meta: Record<string, string> = {};
  let seen = false;
  return {
    accept(row) {
      if (row.sheet !== metaSheetName) return false;
      seen = true;
      const [key, value] = row.cells.map((cell) => cell.text.trim());
      if (key && value !== undefined) meta[key] = value;
      return true;
    },
    meta: () => (seen ? meta : null),
  };
}

function warn(findings: Finding[], code: string, params: Finding['params'], sheet?: string): void {
  findings.push({ code, severity: 'warning', params, ...(sheet === undefined ? {} : { sheet }) });
}

function newState(name: string, hidden: boolean, candidates: readonly TableSheet[]): SheetState {
  return {
    name,
    hidden,
    candidates,
    table: null,
    map: new Map(),
    columns: sheetColumns([], new Map()),
    headers: new Map(),
    readColumns: new Set(),
    firstHeaderRow: 0,
    headerRow: 0,
    unusable: false,
    ended: false,
    rows: 0,
    rowsBefore: 0,
    rowsAfterNotes: 0,
    firstAfterNotes: 0,
    merged: null,
  };
}

/** Forms that merge their own cells know what these mean; in other tables a merged cell is the cell of every row. */
function mergesIn(table: TableSheet, { sheet }: SheetHead): RawSheet['merges'] {
  return table.mergeBy === undefined ? sheet.merges : [];
}

/** Columns of numbers: an amount that is merged over two rows is one amount, not two. */
function numberColumns(table: TableSheet, map: ColumnMap): Set<number> {
  const numeric = table.columns.filter(({ look }) => !textLooks.has(look));
  return new Set(numeric.map(({ key }) => map.get(key)?.column ?? 0));
}

function reportMerged(reader: RowReader, { table, map }: SheetState, columns: readonly number[]): void {
  for (const { key, title, automatic } of table?.columns ?? []) {
    const column = map.get(key)?.column ?? null;
    if (automatic || column === null || !columns.includes(column)) continue;
    const code = reader.raw(key) === '' ? 'row.mergedNumber' : 'row.mergedCell';
    reader.report('warning', code, { title }, key);
  }
}

function setColumns(state: SheetState, table: TableSheet, map: ColumnMap, block: HeaderBlock): void {
  state.map = map;
  state.columns = sheetColumns(table.columns, map);
  state.headers = new Map([
    ...[...map.values()].flatMap(({ column, header }) =>
      column === null ? [] : [[column, [header]] as const],
    ),
    ...block.columns.map(({ column, parts }) => [column, parts] as const),
  ]);
  const read = table.columns
    .filter((column) => !column.automatic)
    .map((column) => map.get(column.key)?.column);
  state.readColumns = new Set(read.filter((column) => column != null));
}

/** With one table every sheet may hold it (offices split a ledger by village); with several the name decides. */
export function candidatesFor(name: string, tables: readonly TableSheet[]): readonly TableSheet[] {
  if (tables.length === 1) return tables;
  return tables.filter((table) => comparable(table.name) === comparable(name));
}

function structureReason(
  row: RawRow,
  texts: readonly { column: number; text: string }[],
  state: SheetState,
  plainRows: boolean,
): StructureReason | null {
  const first = texts[0]?.text ?? '';
  if (state.ended) {
    if (looksLikeData(row, state)) {
      state.rowsAfterNotes += 1;
      if (state.firstAfterNotes === 0) state.firstAfterNotes = row.row;
    }
    return 'footer';
  }
  if (footerStart.test(first)) {
    state.ended = true;
    return 'footer';
  }
  const word = plainRows ? null : structureWord(texts);
  if (word !== null) return word;
  if (repeatsHeader(texts, state)) return 'header';
  if (texts.some(({ column }) => state.readColumns.has(column))) return null;
  // Nothing in the columns we read: blank when only automatic columns are filled, else a note beside the table.
  return texts.every(({ column }) => state.headers.has(column)) ? 'blank' : 'note';
}

/** What the words of a row say it is: 合计, a sign-off line, a note. */
function structureWord(texts: readonly { text: string }[]): StructureReason | null {
  const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');
  const first = texts[0]?.text ?? '';
  if (texts.slice(0, 3).some(({ text }) => totalWord.test(plain(text)))) return 'total';
  if (signOffStart.test(plain(first))) return 'footer';
  return texts.length === 1 && noteStart.test(first) ? 'note' : null;
}

/** The header again, as some programs print it on every page. The cheap test first: this runs for every row. */
function repeatsHeader(texts: readonly { column: number; text: string }[], state: SheetState): boolean {
  const names = ({ column, text }: { column: number; text: string }): boolean =>
    state.headers.get(column)?.includes(text) ?? false;
  if (texts[0] === undefined || !names(texts[0])) return false;
  const same = texts.filter(names).length;
  return same >= 2 && same * 2 > texts.length;
}

/** More than half of the required cells are filled. */
function looksLikeData(row: RawRow, state: SheetState): boolean {
  const required = (state.table as TableSheet).columns.filter((column) => column.required);
  const filled = new Set(filledTexts(row).map(({ column }) => column));
  const present = required.filter((column) => filled.has(state.map.get(column.key)?.column ?? 0));
  return required.length > 0 && present.length * 2 > required.length;
}

function describeColumns(state: SheetState, table: TableSheet): ColumnsFound {
  return {
    sheet: state.name,
    headerRow: state.headerRow,
    columns: table.columns.map(({ key, title }): FoundColumn => {
      const place = state.map.get(key);
      if (place === undefined) return { key, title, column: null, header: null };
      const { column, header, ...rest } = place;
      return column === null
        ? { key, title, column: null, header: null, ...rest }
        : { key, title, column: columnLetters(column), header, ...rest };
    }),
  };
}

/** Where a column stands that was found in an earlier reading. */
function placeOf({ key, title, ...found }: FoundColumn): [string, ColumnPlace][] {
  const { column, header, ...rest } = found;
  if (column === null && found.constant === undefined) return [];
  const number = column === null ? null : columnNumber(column);
  return [[key, { column: number, header: header ?? title, ...rest }]];
}

/** The table that has all these columns. */
export function tableWith(tables: readonly TableSheet[], keys: readonly string[]): TableSheet | undefined {
  return tables.find((table) => keys.every((key) => table.columns.some((column) => column.key === key)));
}

/** Required columns that are neither in the file nor given as a constant. */
export function missingTitles(table: TableSheet, map: ColumnMap): string[] {
  return table.columns.filter(({ key, required }) => required && !map.has(key)).map(({ title }) => title);
}

function requiredTitles(tables: readonly TableSheet[]): string {
  const titles = tables[0]?.columns.filter((column) => column.required).map((column) => column.title) ?? [];
  return titles.join('、');
}

/** Compares `1.2` style versions by their numbers. */
function isNewer(found: string | undefined, current: string): boolean {
  if (found === undefined) return false;
  const parts = (version: string): number[] => version.split('.').map(Number);
  const [left, right] = [parts(found), parts(current)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
