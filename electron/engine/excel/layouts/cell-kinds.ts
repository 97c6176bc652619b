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

/** `number` of a percentage only. */
interface CellKind {
  letter: string;
  number?: string;
}

const text: CellKind = { letter: letters.text };

const print = (kinds: readonly CellKind[]): string => {
  const row = kinds
    .map(({ letter }) => letter)
    .join('')
    .replace(/t+$/, '');
  return [row, ...kinds.flatMap(({ number }) => (number === undefined ? [] : [number]))].join('|');
};

const parse = (encoded: string): CellKind[] => {
  const [row = '', ...numbers] = encoded.split('|');
  return [...row].map((letter) =>
    letter === percentLetter ? { letter, number: numbers.shift() ?? '' } : { letter },
  );
};

/** @param cells the cell of each column of the layout, null where there is none */
export function encodeKinds(cells: readonly (RawCell | null)[]): string {
  return print(
    cells.map((cell) => {
      if (cell === null) return text;
      const { kind, percent, number } = cell;
      return percent && number !== undefined ? { letter: percentLetter, number } : { letter: letters[kind] };
    }),
  );
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
  const kinds = parse(encoded);
  return texts
    .flatMap((shown, index): RawCell[] => {
      const { letter, number } = kinds[index] ?? text;
      const column = columns[index] ?? null;
      if (column === null) return [];
      if (number !== undefined) return [{ column, kind: 'number', text: shown, number, percent: true }];
      const kind = kindOf.get(letter) ?? 'text';
      return [{ column, kind, text: shown, ...(kind === 'number' ? { number: shown } : {}) }];
    })
    .sort((a, b) => a.column - b.column);
}

/** The kind of one cell by itself, as `withKind` takes it. */
export function kindAt(encoded: string, index: number): string {
  return print([parse(encoded)[index] ?? text]);
}

/** The kinds of a row with another kind in one place. @param kind as `kindAt` gives it; without it the cell is text */
export function withKind(encoded: string, index: number, kind = ''): string {
  const kinds = parse(encoded);
  while (kinds.length <= index) kinds.push(text);
  kinds[index] = parse(kind)[0] ?? text;
  return print(kinds);
}
