/**
 * Finds a table in a foreign sheet and tells its data rows from everything around them.
 *
 * The header is found by its content: title and note rows above it are skipped, columns may stand in any order and
 * under other names, a header may take two rows, a row of column numbers may follow. 合计 and 小计 rows, sign-off
 * lines and notes are structure; from 表格说明 or 填表说明 on nothing is data any more.
 */
import { comparable } from '#shared/domain/code-text.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { columnLetters, listSheetName, metaSheetName, type WorkbookMeta } from '../workbook-plan.ts';
import type { RawRow, RawSheet } from '../workbook-types.ts';
import {
  type ColumnsFound,
  explanationTitle,
  findingSheetName,
  type LayoutCode,
  type LayoutParser,
  type ParsedRow,
  type StructureReason,
} from './layout.ts';
import { type ColumnMap, RowReader, type SheetColumns, sheetColumns } from './row-reader.ts';
import type { TableColumn, TableSheet } from './table.ts';

export interface TableParserOptions<Row> {
  layout: LayoutCode;
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
  /** Header text by column number, and the columns that are read (not filled by the program). */
  headers: ReadonlyMap<number, string>;
  readColumns: ReadonlySet<number>;
  headerRow: number;
  /** Required columns are missing or doubtful: rows are counted, not mapped. */
  unusable: boolean;
  ended: boolean;
  /** Data rows, or the filled rows of a hidden sheet. */
  rows: number;
  rowsBeforeHeader: number;
  rowsAfterNotes: number;
  firstAfterNotes: number;
  unknown: Map<number, string>;
}

const footerStart = /^(表格说明|填表说明|填报说明|填写说明|填表须知|填报须知)[:：]?/;
const noteStart = /^(注|备注|说明|注释|注意|例|示例|样例)[:：]/;
const signOffStart =
  /^(单位负责人|负责人|分管领导|审核人|审核|复核人|填表人|填报人|制表人|制表|经办人|联系人|联系电话|填报日期|填表日期|填报时间|填表时间|制表日期|单位[（(]?盖章|填报单位|\(?盖章|签字)[^:：]{0,8}[:：]/;
const totalWord = /^(本页|本年|累计|以上)?[合小总共]计数?[:：]?$/;
const optionalMark = /[（(](必填|必选|选填|可选|可空|下拉选择|自动|自动生成|系统生成)[）)]$/;

export function openTableParser<Row>(options: TableParserOptions<Row>): LayoutParser<Row> {
  const findings: Finding[] = [];
  const found: ColumnsFound[] = [];
  const states = new Map<string, SheetState>();
  const metaReader = openMetaReader();
  let dataRows = 0;

  const fileFault = (code: string, params: Finding['params'], sheet?: string): void => {
    findings.push({ code, severity: 'error', params, ...(sheet === undefined ? {} : { sheet }) });
  };

  const enterSheet = (sheet: RawSheet): void => {
    const hidden = sheet.state !== 'visible' || sheet.name.startsWith('_') || sheet.name === findingSheetName;
    states.set(
      sheet.name,
      newState(sheet.name, hidden, hidden ? [] : candidatesFor(sheet.name, options.tables)),
    );
  };

  const stateOf = (name: string): SheetState => {
    if (!states.has(name)) enterSheet({ name, index: states.size, state: 'visible', merges: [] });
    return states.get(name) as SheetState;
  };

  const openTable = (state: SheetState, row: RawRow, match: HeaderMatch): void => {
    state.table = match.table;
    setColumns(state, match.table, match.map);
    state.headerRow = row.row;
    state.unknown = match.unknown;
    found.push(describeColumns(state, match.table));
  };

  const closeHeader = (state: SheetState): void => {
    if (!state.table || state.rows > 0) return;
    const { missing, repeated } = judgeHeader(state.table, state.map, state.unknown);
    if (missing.length > 0) {
      fileFault('layout.columnMissing', { form: options.title, columns: missing.join('、') }, state.name);
      state.unusable = true;
    }
    for (const { title, columns } of repeated) {
      fileFault('layout.columnRepeated', { title, columns }, state.name);
      state.unusable = true;
    }
    const unknown = [...state.unknown].filter(
      ([number]) => !repeated.some((r) => r.numbers.includes(number)),
    );
    if (unknown.length > 0) {
      const titles = unknown.map(([number, text]) => `${columnLetters(number)} 列“${text}”`).join('、');
      findings.push({
        code: 'layout.columnUnknown',
        severity: 'warning',
        params: { titles },
        sheet: state.name,
      });
    }
    const description = describeColumns(state, state.table);
    found.splice(
      found.findIndex((entry) => entry.sheet === state.name),
      1,
      description,
    );
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
    if (!state.table) {
      const match = matchHeader(row, state.candidates);
      if (match) {
        openTable(state, row, match);
        return structure('header');
      }
      state.rowsBeforeHeader += 1;
      return structure(state.rowsBeforeHeader === 1 ? 'title' : 'note');
    }
    if (state.rows === 0 && row.row <= state.headerRow + 2) {
      if (isColumnNumbers(texts)) return structure('header');
      const extended = extendHeader(row, state.table, state.map, state.unknown);
      if (extended) {
        setColumns(state, state.table, extended.map);
        state.unknown = extended.unknown;
        state.headerRow = row.row;
        return structure('header');
      }
    }
    const reason = structureReason(row, texts, state, options.plainRows ?? false);
    if (reason !== null) return structure(reason);

    if (state.rows === 0) closeHeader(state);
    state.rows += 1;
    const table = state.table;
    const reader = new RowReader(row, state.columns);
    if (row.hidden) reader.report('warning', 'row.hidden', {});
    const original = reader.original();
    if (state.unusable) {
      dataRows += 1;
      return {
        kind: 'data',
        sheet: row.sheet,
        row: row.row,
        original,
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
      naturalKey: mapped.naturalKey,
      value: reader.refused ? null : mapped.value,
      findings: [...reader.findings],
    };
  };

  const finish = () => {
    for (const state of states.values()) {
      closeHeader(state);
      const own = [metaSheetName, listSheetName, findingSheetName].includes(state.name);
      if (state.candidates.length === 0 && state.rows > 0 && !own) {
        const code = state.hidden ? 'layout.sheetHidden' : 'layout.sheetIgnored';
        warn(findings, code, { rows: state.rows }, state.name);
      }
      if (state.candidates.length > 0 && !state.table && state.rowsBeforeHeader > 0 && found.length > 0) {
        warn(findings, 'layout.sheetIgnored', { rows: state.rowsBeforeHeader }, state.name);
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

  return { enterSheet, accept, finish };
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
    headerRow: 0,
    unusable: false,
    ended: false,
    rows: 0,
    rowsBeforeHeader: 0,
    rowsAfterNotes: 0,
    firstAfterNotes: 0,
    unknown: new Map(),
  };
}

function setColumns(state: SheetState, table: TableSheet, map: ColumnMap): void {
  state.map = map;
  state.columns = sheetColumns(table.columns, map);
  state.headers = new Map([...map.values()].map(({ column, header }) => [column, header]));
  const read = table.columns
    .filter((column) => !column.automatic)
    .map((column) => map.get(column.key)?.column);
  state.readColumns = new Set(read.filter((column) => column !== undefined));
}

/** With one table every sheet may hold it (offices split a ledger by village); with several the name decides. */
function candidatesFor(name: string, tables: readonly TableSheet[]): readonly TableSheet[] {
  if (tables.length === 1) return tables;
  return tables.filter((table) => comparable(table.name) === comparable(name));
}

function filledTexts(row: RawRow): { column: number; text: string }[] {
  const texts: { column: number; text: string }[] = [];
  for (const cell of row.cells) {
    const text = cell.kind === 'formulaWithoutValue' ? cell.text || '=' : cell.text.trim();
    if (text !== '') texts.push({ column: cell.column, text });
  }
  return texts;
}

interface HeaderMatch {
  table: TableSheet;
  map: ColumnMap;
  /** Columns with a header that the layout does not know, and repeated ones. */
  unknown: Map<number, string>;
}

/** Header text as it is compared: no spaces, marks of required columns or hints such as (必填). */
function headerKey(text: string): string {
  return comparable(text)
    .replace(optionalMark, '')
    .replace(/^[*＊]+|[*＊]+$/g, '')
    .replace(/[:：]$/, '');
}

/** Column of each known header text, our own titles before the other names. */
const titleTables = new WeakMap<TableSheet, ReadonlyMap<string, TableColumn>>();

function columnOf(text: string, table: TableSheet): TableColumn | null {
  let titles = titleTables.get(table);
  if (!titles) {
    const names = table.columns.flatMap((column) =>
      (column.also ?? []).map((name) => [name, column] as const),
    );
    const own = table.columns.map((column) => [column.title, column] as const);
    titles = new Map([...names, ...own].map(([name, column]) => [headerKey(name), column]));
    titleTables.set(table, titles);
  }
  return titles.get(headerKey(text)) ?? null;
}

/**
 * A row is a header when it names at least two columns of the layout, among them at least two fifths of the
 * required ones, and most of what stands in it is such a name. Missing ones are then named instead of guessed.
 */
function matchHeader(row: RawRow, tables: readonly TableSheet[]): HeaderMatch | null {
  const texts = filledTexts(row);
  let best: (HeaderMatch & { score: number }) | null = null;
  for (const table of tables) {
    const map = new Map<string, { column: number; header: string }>();
    const unknown = new Map<number, string>();
    for (const { column, text } of texts) {
      const known = columnOf(text, table);
      if (known && !map.has(known.key)) map.set(known.key, { column, header: text });
      else if (text !== explanationTitle) unknown.set(column, text);
    }
    const required = table.columns.filter((column) => column.required);
    const requiredFound = required.filter((column) => map.has(column.key)).length;
    const enough = map.size >= 2 && requiredFound * 5 >= required.length * 2 && map.size * 3 >= texts.length;
    if (enough && map.size > (best?.score ?? 0)) best = { table, map, unknown, score: map.size };
  }
  return best;
}

/** The second row of a two-row header: it names columns that the first row left open, and holds nothing else. */
function extendHeader(
  row: RawRow,
  table: TableSheet,
  map: ColumnMap,
  unknown: ReadonlyMap<number, string>,
): { map: ColumnMap; unknown: Map<number, string> } | null {
  const texts = filledTexts(row);
  const merged = new Map(map);
  const stillUnknown = new Map(unknown);
  const groups = [...unknown].sort(([a], [b]) => a - b);
  const taken = new Set([...map.values()].map((entry) => entry.column));
  for (const { column, text } of texts) {
    const group = groups.findLast(([number]) => number <= column)?.[1] ?? '';
    const known = columnOf(group + text, table) ?? columnOf(text, table);
    if (!known || merged.has(known.key) || taken.has(column)) return null;
    merged.set(known.key, { column, header: group + text });
    stillUnknown.delete(column);
    for (const [number, title] of groups) if (title === group) stillUnknown.delete(number);
  }
  return { map: merged, unknown: stillUnknown };
}

/** 甲 乙 1 2 3 …, or (1) (2) (3) …: the row of column numbers below a header. */
function isColumnNumbers(texts: readonly { text: string }[]): boolean {
  if (texts.length < 3) return false;
  const plain = texts.map(({ text }) => text.normalize('NFKC').replace(/[()\s]/g, ''));
  const ordinals = plain.filter((text) => !/^([甲乙丙丁戊己庚辛]|栏次|栏目)$/.test(text));
  const first = Number(ordinals[0] ?? 1);
  return ordinals.every((text, index) => text === String(first + index));
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
  if (repeatsHeader(row, texts, state)) return 'header';
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
function repeatsHeader(
  row: RawRow,
  texts: readonly { column: number; text: string }[],
  state: SheetState,
): boolean {
  if (state.headers.get(texts[0]?.column ?? 0) !== texts[0]?.text) return false;
  return matchHeader(row, [state.table as TableSheet])?.map.size === state.map.size;
}

/** More than half of the required cells are filled. */
function looksLikeData(row: RawRow, state: SheetState): boolean {
  const required = (state.table as TableSheet).columns.filter((column) => column.required);
  const filled = new Set(filledTexts(row).map(({ column }) => column));
  const present = required.filter((column) => filled.has(state.map.get(column.key)?.column ?? 0));
  return required.length > 0 && present.length * 2 > required.length;
}

function judgeHeader(
  table: TableSheet,
  map: ColumnMap,
  unknown: ReadonlyMap<number, string>,
): { missing: string[]; repeated: { title: string; columns: string; numbers: number[] }[] } {
  const missing = table.columns
    .filter((column) => column.required && !map.has(column.key))
    .map((column) => column.title);
  const repeated = [...map].flatMap(([key, place]) => {
    const others = [...unknown].filter(([, text]) => columnOf(text, table)?.key === key).map(([n]) => n);
    const column = table.columns.find((candidate) => candidate.key === key);
    if (others.length === 0 || !column || column.automatic) return [];
    const numbers = [place.column, ...others];
    return [{ title: column.title, columns: numbers.map(columnLetters).join('、'), numbers: others }];
  });
  return { missing, repeated };
}

function describeColumns(state: SheetState, table: TableSheet): ColumnsFound {
  return {
    sheet: state.name,
    headerRow: state.headerRow,
    columns: table.columns.map((column) => {
      const place = state.map.get(column.key);
      return { key: column.key, title: column.title, column: place ? columnLetters(place.column) : null };
    }),
  };
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
