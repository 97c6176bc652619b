/**
 * 列对应关系: which column of a foreign table holds what a form asks for, as a person has decided it. Kept for the next
 * file with the same header.
 */
import { z } from 'zod';

/** Letters of a column in a worksheet. */
export const columnLetters = z.string().regex(/^[A-Z]{1,3}$/);

/** Unit of measure of an amount; forms state 万元 unless they say otherwise. */
export const amountUnit = z.enum(['yuan', 'wan']);
export type AmountUnit = z.infer<typeof amountUnit>;

/** How dates such as 03/04/2026 are meant: 4 March or 3 April is for whoever sent the file to know. */
export const dateOrder = z.enum(['dmy', 'mdy']);
export type DateOrder = z.infer<typeof dateOrder>;

/** Where the content of one column of the form comes from. */
export const columnSource = z.union([
  z.strictObject({
    column: columnLetters,
    /** Only for amounts; without it as the header says. */
    unit: amountUnit.optional(),
    /** Only for dates. */
    dateOrder: dateOrder.optional(),
  }),
  /** The same for every row: a column that the file lacks because it is all about one unit, say. */
  z.strictObject({ value: z.string().trim().min(1).max(500) }),
]);
export type ColumnSource = z.infer<typeof columnSource>;

/** By key of the form's column; a column that is not named is not read. */
export const columnMapping = z.record(z.string().min(1).max(60), columnSource);
export type ColumnMapping = z.infer<typeof columnMapping>;

const dayFirst = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;

/**
 * A date whose year stands last, in the order that is usual here; any other text unchanged.
 * `03/04/2026` is `2026-04-03` by `dmy` and `2026-03-04` by `mdy`.
 */
export function yearFirst(text: string, order: DateOrder): string {
  const match = dayFirst.exec(text.normalize('NFKC').trim());
  if (!match) return text;
  const [, first = '', second = '', year = ''] = match;
  const [month, day] = order === 'dmy' ? [second, first] : [first, second];
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
