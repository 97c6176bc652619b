/**
 * Which columns of a form the header texts of a foreign table name: under our own titles or other known names, marked
 * as required or not, with or without the group that stands above them. What could not be placed is named.
 */
import { comparable } from '#shared/domain/code-text.ts';
import { columnLetters } from '../workbook-plan.ts';
import type { RawRow } from '../workbook-types.ts';
import type { ColumnMap, ColumnPlace } from './column-place.ts';
import { explanationTitle } from './layout.ts';
import type { TableColumn, TableSheet } from './table.ts';

/** The cells of a row that hold something. */
export function filledTexts(row: RawRow): { column: number; text: string }[] {
  const texts: { column: number; text: string }[] = [];
  for (const cell of row.cells) {
    const text = cell.kind === 'formulaWithoutValue' ? cell.text || '=' : cell.text.trim();
    if (text !== '') texts.push({ column: cell.column, text });
  }
  return texts;
}

/** One column of a header: its texts from top to bottom, the groups above it included. */
export interface HeaderColumn {
  column: number;
  parts: readonly string[];
}

/** The whole header text of a column. */
export const headerText = ({ parts }: HeaderColumn): string => parts.join('');

export interface HeaderMatch {
  table: TableSheet;
  map: ColumnMap;
  /** Columns with a header that the layout does not know, and repeated ones. */
  unknown: ReadonlyMap<number, string>;
}

const optionalMark = /[（(](必填|必选|选填|可选|可空|下拉选择|自动|自动生成|系统生成)[）)]$/;
/** A remark behind a title. One about a unit of measure or a percentage is part of the title. */
const remark = /[（(](?![^（()）]*[元%％亿])[^（()）]*[）)]$/;

/** Header text as it is compared: no spaces, marks of required columns or hints such as (必填). */
function headerKey(text: string): string {
  return comparable(text)
    .replace(optionalMark, '')
    .replace(/^[*＊]+|[*＊]+$/g, '')
    .replace(/[:：]$/, '');
}

/** Column of each known header text, our own titles before the other names. */
const titleTables = new WeakMap<TableSheet, ReadonlyMap<string, TableColumn>>();

function titlesOf(table: TableSheet): ReadonlyMap<string, TableColumn> {
  let titles = titleTables.get(table);
  if (!titles) {
    const names = table.columns.flatMap((column) =>
      (column.also ?? []).map((name) => [name, column] as const),
    );
    const own = table.columns.map((column) => [column.title, column] as const);
    const all = [...names, ...own];
    const amounts = all
      .filter(([, { look }]) => look === 'money')
      .flatMap(([name, column]) => inEveryUnit(name).map((other) => [other, column] as const));
    titles = new Map([...amounts, ...all].map(([name, column]) => [headerKey(name), column]));
    titleTables.set(table, titles);
  }
  return titles;
}

/** 金额(万元): also 金额(元), and 金额 by itself. */
function inEveryUnit(name: string): string[] {
  const bare = name.replace(/[（(]万?元[）)]$/, '');
  return [bare, `${bare}(元)`, `${bare}(万元)`];
}

function columnOf(text: string, table: TableSheet): TableColumn | null {
  const titles = titlesOf(table);
  const key = headerKey(text);
  return titles.get(key) ?? titles.get(key.replace(remark, '')) ?? null;
}

/** A column under groups is known by all its texts together, else without the outer groups, else by its own. */
function columnNamed({ parts }: HeaderColumn, table: TableSheet): TableColumn | null {
  for (let from = 0; from < parts.length; from += 1) {
    const known = columnOf(parts.slice(from).join(''), table);
    if (known) return known;
  }
  return null;
}

/** How well one header names the columns of one table. */
export function matchColumns(columns: readonly HeaderColumn[], table: TableSheet): HeaderMatch {
  const map = new Map<string, ColumnPlace>();
  const unknown = new Map<number, string>();
  for (const header of columns) {
    const text = headerText(header);
    const known = columnNamed(header, table);
    if (known && !map.has(known.key)) map.set(known.key, { column: header.column, header: text });
    else if (text !== explanationTitle) unknown.set(header.column, text);
  }
  return { table, map, unknown };
}

/**
 * A row is a header when it names at least two columns of the layout, among them at least two fifths of the
 * required ones, and most of what stands in it is such a name. Missing ones are then named instead of guessed.
 */
export function isHeader({ table, map }: HeaderMatch, columns: readonly HeaderColumn[]): boolean {
  const required = table.columns.filter((column) => column.required);
  const requiredFound = required.filter((column) => map.has(column.key)).length;
  return map.size >= 2 && requiredFound * 5 >= required.length * 2 && map.size * 3 >= columns.length;
}

/** Most of what stands in a row are names of columns: a header in a second naming, such as a row of codes. */
export function namesColumns(texts: readonly { text: string }[], table: TableSheet): boolean {
  const known = texts.filter(({ text }) => columnOf(text, table) !== null).length;
  return known >= 3 && known * 3 >= texts.length * 2;
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
export function judgeHeader({ table, map, unknown }: HeaderMatch): {
  missing: string[];
  repeated: { title: string; columns: string; numbers: number[] }[];
} {
  const missing = table.columns
    .filter((column) => column.required && !map.has(column.key))
    .map((column) => column.title);
  const repeated = [...map].flatMap(([key, place]) => {
    const others = [...unknown].filter(([, text]) => columnOf(text, table)?.key === key).map(([n]) => n);
    const column = table.columns.find((candidate) => candidate.key === key);
    if (others.length === 0 || !column || column.automatic || place.column === null) return [];
    const numbers = [place.column, ...others];
    return [{ title: column.title, columns: numbers.map(columnLetters).join('、'), numbers: others }];
  });
  return { missing, repeated };
}

/** Names that headers and titles share, for a guess that a person looks at before it counts. */
function likeness(header: string, title: string): number {
  const [longer, shorter] = header.length >= title.length ? [header, title] : [title, header];
  if (shorter.length < 2) return 0;
  if (longer.includes(shorter)) return shorter.length / longer.length;
  const shared = new Set([...shorter].filter((character) => longer.includes(character))).size;
  return shared >= 2 && shared * 3 >= longer.length * 2 ? shared / longer.length / 2 : 0;
}

/** The match completed by guesses: columns that are left take the headers that are most like their names. */
export function guessColumns(columns: readonly HeaderColumn[], match: HeaderMatch): ColumnMap {
  const map = new Map(match.map);
  const taken = new Set([...map.values()].map(({ column }) => column));
  const candidates = match.table.columns
    .filter((column) => !map.has(column.key) && !column.automatic)
    .flatMap((column) =>
      columns.flatMap((header) => {
        const text = headerKey(headerText(header));
        const own = headerKey(header.parts.at(-1) ?? '');
        const names = [column.title, ...(column.also ?? [])].map(headerKey);
        const like = Math.max(...names.map((name) => Math.max(likeness(text, name), likeness(own, name))));
        return like === 0 ? [] : [{ column, header, like }];
      }),
    )
    .sort((a, b) => b.like - a.like);
  for (const { column, header } of candidates) {
    if (map.has(column.key) || taken.has(header.column)) continue;
    map.set(column.key, { column: header.column, header: headerText(header) });
    taken.add(header.column);
  }
  return map;
}
