/**
 * What kinds of cells a row had in its file, kept beside their texts while it is staged: a row that is corrected is
 * judged again, and a code in a numeric cell must not pass then because its text looks right.
 *
 * One letter for each column of the layout, without the text cells at the end; after it the stored number of each
 * percentage, which its text does not hold. Most rows of most files come to nothing or a few letters.
 */
import type { RawCell, RawCellKind } from '../workbook-types.ts';

const letters: Readonly<Record<RawCellKind, string>> = {
  text: 't',
  number: 'n',
  date: 'd',
  boolean: 'b',
  error: 'e',
  formulaWithoutValue: 'f',
};
const percentLetter = 'p';
const kindOf = new Map(Object.entries(letters).map(([kind, letter]) => [letter, kind as RawCellKind]));

/** @param cells the cell of each column of the layout, null where there is none */
export function encodeKinds(cells: readonly (RawCell | null)[]): string {
  let kinds = '';
  const numbers: string[] = [];
  for (const cell of cells) {
    const percent = cell?.percent === true && cell.number !== undefined;
    if (percent) numbers.push(cell.number ?? '');
    kinds += percent ? percentLetter : letters[cell?.kind ?? 'text'];
  }
  return [kinds.replace(/t+$/, ''), ...numbers].join('|');
}

/**
 * The cells as they were read.
 * @param texts displayed text of each column of the layout
 * @param columns number of each column in the sheet, null where the file has none
 */
export function decodeCells(
  texts: readonly string[],
  encoded: string,
  columns: readonly (number | null)[],
): RawCell[] {
  const [kinds = '', ...numbers] = encoded.split('|');
  const cells: RawCell[] = [];
  for (const [index, text] of texts.entries()) {
    const letter = kinds[index] ?? 't';
    const number = letter === percentLetter ? numbers.shift() : undefined;
    const column = columns[index] ?? null;
    if (column === null) continue;
    if (number !== undefined) cells.push({ column, kind: 'number', text, number, percent: true });
    else {
      const kind = kindOf.get(letter) ?? 'text';
      cells.push(kind === 'number' ? { column, kind, text, number: text } : { column, kind, text });
    }
  }
  return cells.sort((a, b) => a.column - b.column);
}

/** The kinds of a row of which some cells have been typed anew: those are text now. */
export function withTypedCells(encoded: string, typed: readonly number[]): string {
  const [kinds = '', ...numbers] = encoded.split('|');
  const all = [...kinds];
  const kept: string[] = [];
  for (const [index, letter] of all.entries()) {
    const number = letter === percentLetter ? numbers.shift() : undefined;
    if (typed.includes(index)) all[index] = letters.text;
    else if (number !== undefined) kept.push(number);
  }
  return [all.join('').replace(/t+$/, ''), ...kept].join('|');
}
