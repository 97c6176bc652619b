/**
 * Finds the header of a table by its content: columns may stand in any order and under other names, marked as required
 * or not, in one row or two. What it could not place is named.
 */
import { comparable } from '#shared/domain/code-text.ts';
import { columnLetters } from '../workbook-plan.ts';
import type { RawRow } from '../workbook-types.ts';
import { explanationTitle } from './layout.ts';
import type { ColumnMap } from './row-reader.ts';
import type { TableColumn, TableSheet } from './table.ts';

const optionalMark = /[（(](必填|必选|选填|可选|可空|下拉选择|自动|自动生成|系统生成)[）)]$/;

/** The cells of a row that hold something. */
export function filledTexts(row: RawRow): { column: number; text: string }[] {
  const texts: { column: number; text: string }[] = [];
  for (const cell of row.cells) {
    const text = cell.kind === 'formulaWithoutValue' ? cell.text || '=' : cell.text.trim();
    if (text !== '') texts.push({ column: cell.column, text });
  }
  return texts;
}

export interface HeaderMatch {
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
export function matchHeader(row: RawRow, tables: readonly TableSheet[]): HeaderMatch | null {
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
export function extendHeader(
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
export function isColumnNumbers(texts: readonly { text: string }[]): boolean {
  if (texts.length < 3) return false;
  const plain = texts.map(({ text }) => text.normalize('NFKC').replace(/[()\s]/g, ''));
  const ordinals = plain.filter((text) => !/^([甲乙丙丁戊己庚辛]|栏次|栏目)$/.test(text));
  const first = Number(ordinals[0] ?? 1);
  return ordinals.every((text, index) => text === String(first + index));
}

/** What is wrong with a header that was found: required columns that it lacks, columns that it names twice. */
export function judgeHeader(
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
