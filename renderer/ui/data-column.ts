import type { ReactNode } from 'react';

/** A column of a list: how its cells read, sort and leave the window. */
export interface DataColumn<Row> {
  key: string;
  title: string;
  /** Width in characters of the usual type. */
  width: number;
  align?: 'left' | 'right' | 'center';
  /** The cell's text: what is sorted, exported and, without `render`, shown. */
  text: (row: Row) => string;
  render?: (row: Row) => ReactNode;
  /** A number or a date in the exported workbook. Numbers are aligned right. */
  kind?: 'text' | 'number' | 'date';
  /** Can be sorted; by this instead of the text when it is a function. With `onSort` the page sorts, not the table. */
  sort?: true | ((row: Row) => string | number);
  /** Not shown until the user chooses it. */
  hiddenAtFirst?: true;
  /** Stays in sight when the table scrolls sideways. */
  fixed?: true;
  /** Holds buttons: nothing of it goes into the exported workbook. */
  action?: true;
}
