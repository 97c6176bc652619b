/** Cell references: `B7`, `$B$7`, `B7:C9`; letters of either case, as office programs accept them. */
import { readerLimits } from './limits.ts';

export interface CellReference {
  /** 1-based; may lie beyond the last one. */
  column: number;
  row: number;
}

/** `null` when the text is no reference. A column of up to 7 letters is understood so that it can be named. */
export function parseReference(text: string): CellReference | null {
  let at = 0;
  if (text.charCodeAt(at) === 0x24) at += 1;
  const letters = at;
  let column = 0;
  for (; at < text.length; at += 1) {
    // Setting bit 5 turns a capital into its small letter.
    const code = text.charCodeAt(at) | 0x20;
    if (code < 0x61 || code > 0x7a) break;
    column = column * 26 + code - 0x60;
  }
  if (at === letters || at - letters > 7) return null;
  if (text.charCodeAt(at) === 0x24) at += 1;
  const digits = at;
  let row = 0;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return null;
    row = row * 10 + code - 0x30;
  }
  return at === digits || at - digits > 9 || row === 0 ? null : { column, row };
}

/** [top, left, bottom, right] in order and cut to the sheet; `null` when the text is no range. */
export function parseRange(text: string): [number, number, number, number] | null {
  const [from = '', to = from] = text.split(':');
  const a = parseReference(from);
  const b = parseReference(to);
  if (a === null || b === null) return null;
  const row = (value: number) => Math.min(value, readerLimits.rows);
  const column = (value: number) => Math.min(value, readerLimits.columns);
  return [
    row(Math.min(a.row, b.row)),
    column(Math.min(a.column, b.column)),
    row(Math.max(a.row, b.row)),
    column(Math.max(a.column, b.column)),
  ];
}

/** 1 → A, 27 → AA. */
export function columnLetters(column: number): string {
  let rest = column;
  let letters = '';
  while (rest > 0) {
    letters = String.fromCharCode(0x41 + ((rest - 1) % 26)) + letters;
    rest = Math.floor((rest - 1) / 26);
  }
  return letters;
}
