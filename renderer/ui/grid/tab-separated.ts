/**
 * Blocks of cells as spreadsheets put them on the clipboard: tabs between cells, a line end after each row, and quotes
 * around a cell that holds either. A spreadsheet leaves other quotes as they are, so a cell counts as quoted only
 * when it has a reason to be.
 */

const quotedForAReason = /[\t\r\n]|""/;

/** @returns rows of cells, ragged where the text is */
export const parseTabSeparated = (text: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const cell = quotedCell(text, at) ?? plainCell(text, at);
    row.push(cell.value);
    at = cell.end;
    if (text[at] === '\t') {
      at += 1;
      continue;
    }
    rows.push(row);
    row = [];
    at += text.startsWith('\r\n', at) ? 2 : 1;
    // A line end after the last row begins no further one.
    if (at >= text.length) break;
  }
  return rows;
};

interface ReadCell {
  value: string;
  /** Index of the separator after the cell, or the text's length. */
  end: number;
}

const plainCell = (text: string, start: number): ReadCell => {
  let end = start;
  while (end < text.length && !isSeparator(text[end])) end += 1;
  return { value: text.slice(start, end), end };
};

const quotedCell = (text: string, start: number): ReadCell | null => {
  if (text[start] !== '"') return null;
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return null;
    if (text[quote + 1] === '"') {
      at = quote + 2;
      continue;
    }
    const end = quote + 1;
    if (end < text.length && !isSeparator(text[end])) return null;
    const inside = text.slice(start + 1, quote);
    if (!quotedForAReason.test(inside)) return null;
    return { value: inside.replaceAll('""', '"').replace(/\r\n?/g, '\n'), end };
  }
};

const isSeparator = (character: string | undefined): boolean =>
  character === '\t' || character === '\n' || character === '\r';

/** @returns text that Excel, WPS and `parseTabSeparated` take apart into the same cells */
export const printTabSeparated = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(printCell).join('\t')).join('\r\n');

const printCell = (value: string): string =>
  /[\t\r\n"]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

export const beginsLikeFormula = (value: string): boolean => /^[=+\-@]./.test(value);

/** A text that a spreadsheet would run as a formula is handed over with the mark that makes it text. */
export const withoutFormula = (value: string): string => (beginsLikeFormula(value) ? `'${value}` : value);

/** Undoes `withoutFormula` where such a text comes back. */
export const withFormulaMarkRemoved = (value: string): string =>
  value.startsWith("'") && beginsLikeFormula(value.slice(1)) ? value.slice(1) : value;
