/**
 * Rows packed for the way between two processes. A structured clone of a hundred thousand small objects costs
 * more than reading them from the file; one long text and one array of numbers cost next to nothing.
 */
import type { RawCell, RawCellKind, RawRow } from './workbook-types.ts';

/** Survives a structured clone. */
export interface RowBatch {
  sheet: string;
  /** Texts of all cells, one after the other; a percentage is followed by its stored number. */
  text: string;
  /**
   * Of each row: number, 1 when hidden, number of cells; of each of its cells: column × 16 + kind, length of its
   * text; of a percentage also the length of its number.
   */
  numbers: Uint32Array;
}

const kinds: readonly RawCellKind[] = ['text', 'number', 'date', 'boolean', 'error', 'formulaWithoutValue'];
const percentKind = kinds.length;
const kindNumbers = new Map(kinds.map((kind, index) => [kind, index]));

/** Collects rows of one sheet. */
export class RowPacker {
  readonly sheet: string;
  #texts: string[] = [];
  #numbers: number[] = [];
  /** Rows and characters collected so far. */
  rows = 0;
  size = 0;

  constructor(sheet: string) {
    this.sheet = sheet;
  }

  add(row: RawRow): void {
    this.rows += 1;
    this.#numbers.push(row.row, row.hidden ? 1 : 0, row.cells.length);
    for (const cell of row.cells) this.#addCell(cell);
  }

  pack(): RowBatch {
    return { sheet: this.sheet, text: this.#texts.join(''), numbers: Uint32Array.from(this.#numbers) };
  }

  #addCell({ column, kind, text, number, percent }: RawCell): void {
    this.size += text.length + 8;
    const asPercent = percent === true && number !== undefined;
    this.#numbers.push(column * 16 + (asPercent ? percentKind : (kindNumbers.get(kind) ?? 0)), text.length);
    this.#texts.push(text);
    if (!asPercent) return;
    this.#numbers.push(number.length);
    this.#texts.push(number);
  }
}

/** The rows of a batch, as they were. A number's own text is its stored decimal, unless it is a percentage. */
export function* unpackRows({ sheet, text, numbers }: RowBatch): Generator<RawRow> {
  let at = 0;
  let position = 0;
  const next = () => numbers[at++] ?? 0;
  const slice = (length: number) => {
    position += length;
    return text.slice(position - length, position);
  };
  while (at < numbers.length) {
    const row = next();
    const hidden = next() === 1;
    const cells: RawCell[] = [];
    for (let left = next(); left > 0; left -= 1) {
      const head = next();
      const column = head >>> 4;
      const kind = kinds[head & 15];
      const content = slice(next());
      if (kind === undefined)
        cells.push({ column, kind: 'number', text: content, number: slice(next()), percent: true });
      else if (kind === 'number') cells.push({ column, kind, text: content, number: content });
      else cells.push({ column, kind, text: content });
    }
    yield { sheet, row, hidden, cells };
  }
}
