/** Where the columns stand. */
import type { GridColumn } from './grid-types.ts';

export interface ColumnLayout {
  /** Pixels; one more than there are columns, the last is the whole width. */
  lefts: readonly number[];
  widths: readonly number[];
  /** Of the frozen columns together. */
  frozenWidth: number;
  frozenCount: number;
  width: number;
}

/**
 * @param scale of the type size against normal
 * @param available width in pixels; what is left over goes to the columns that grow
 */
export const layOutColumns = (
  columns: readonly Pick<GridColumn<never>, 'width' | 'frozen' | 'grows'>[],
  scale: number,
  available: number,
): ColumnLayout => {
  const wanted = columns.map((column) => Math.round(column.width * scale));
  const spare = Math.max(0, available - sum(wanted));
  const growing = sum(columns.map((column, index) => (column.grows ? (wanted[index] ?? 0) : 0)));
  const widths = wanted.map((width, index) =>
    columns[index]?.grows ? width + Math.floor((spare * width) / growing) : width,
  );
  const lefts = [0];
  for (const width of widths) lefts.push((lefts.at(-1) ?? 0) + width);
  const firstLoose = columns.findIndex((column) => !column.frozen);
  const frozenCount = firstLoose < 0 ? columns.length : firstLoose;
  return {
    lefts,
    widths,
    frozenCount,
    frozenWidth: lefts[frozenCount] ?? 0,
    width: lefts.at(-1) ?? 0,
  };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
