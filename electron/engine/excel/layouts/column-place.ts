/** Where the columns of a layout stand in a file, and in which unit of measure the file states its amounts. */
import type { AmountUnit, DateOrder } from '#shared/domain/column-mapping.ts';
import type { FoundColumn } from './layout.ts';
import type { TableColumn } from './table.ts';

/** The unit of measure that a header text names in brackets; null when it names none. */
export function unitNamed(header: string): AmountUnit | null {
  const unit = /[（(](?:单位[:：])?(?:人民币)?(元|万元)[）)]/.exec(header.replace(/\s/g, ''))?.[1];
  return unit === undefined ? null : unit === '元' ? 'yuan' : 'wan';
}

/** Where the content of a column of the layout comes from. */
export interface ColumnPlace {
  /** Number of the column in the sheet; null when every row has the constant instead. */
  column: number | null;
  /** Header text as found there. */
  header: string;
  constant?: string;
  /** Where something other than the header says it. */
  unit?: AmountUnit;
  dateOrder?: DateOrder;
}

/** By column key. */
export type ColumnMap = ReadonlyMap<string, ColumnPlace>;

/** The unit in which the amounts of a column are written: 万元 unless something says 元. */
export function unitOf({ unit, header }: Pick<ColumnPlace, 'unit' | 'header'>): AmountUnit {
  return unit ?? unitNamed(header) ?? 'wan';
}

/** The title of a column with the unit of measure in which the file states it. */
export const titleInFile = (
  { title, look }: TableColumn,
  found: Pick<FoundColumn, 'column' | 'header' | 'unit'> | undefined,
): string => {
  if (look !== 'money' || found?.column == null) return title;
  const { header, ...rest } = found;
  const unit = unitOf({ ...rest, header: header ?? '' });
  return title.replace(/[（(]万?元[）)]$/, unit === 'yuan' ? '(元)' : '(万元)');
};
