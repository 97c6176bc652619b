/** What a drawing of a workbook consists of. */

export type Side = 'left' | 'right' | 'top' | 'bottom';

export interface DrawnStyle {
  font: string;
  /** Points. */
  size: number;
  bold: boolean;
  underlined: boolean;
  /** `#rrggbb`; black when null. */
  colour: string | null;
  fill: string | null;
  /** Sides with a thin line. */
  borders: Side[];
  horizontal: 'left' | 'center' | 'right';
  vertical: 'top' | 'middle' | 'bottom';
  wrapped: boolean;
  /** Number format code, `General` when there is none. */
  format: string;
}

export interface DrawnCell {
  /** 1-based. */
  column: number;
  /** Position in the workbook's `styles`. */
  style: number;
  text: string;
}

export interface DrawnRow {
  row: number;
  /** Points. */
  height: number;
  cells: DrawnCell[];
}

export interface DrawnSheet {
  name: string;
  /** In characters of the workbook's body type, one for each column; 0 for hidden ones. */
  widths: number[];
  /** The first rows of the sheet. */
  rows: DrawnRow[];
  totalRows: number;
  /** Points, of all rows. */
  totalHeight: number;
  /** Of the rows given, as [top, left, bottom, right]; cut at the last of them. */
  merges: [number, number, number, number][];
  frozenRows: number;
  frozenColumns: number;
  /** Rows printed at the top of every page, as [first, last]; null without. */
  repeatedRows: [number, number] | null;
  orientation: 'landscape' | 'portrait';
  /** Inches. */
  margins: { left: number; right: number; top: number; bottom: number };
  /** Texts of the page's foot; `&P` stands for the page's number, `&N` for how many there are. */
  footer: { left: string; middle: string; right: string };
}

export interface DrawnWorkbook {
  styles: DrawnStyle[];
  /** Hidden sheets are left out. */
  sheets: DrawnSheet[];
}
