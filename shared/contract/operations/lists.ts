import { z } from 'zod';
import { fileToken, job } from '../operation.ts';

/** What the cells of a list's column hold: `number` and `date` become real numbers and dates where their text is exact. */
export const listColumnKind = z.enum(['text', 'number', 'date']);

/** Rows that one exported list may have. */
export const listRowLimit = 200_000;

/** Lists on the screen, taken out as workbooks. */
export const listOperations = {
  /**
   * Writes what a list shows as a plain workbook that prints well. Cells are the texts as shown; a column of kind
   * `number` becomes numbers (`1,234.50` and `88.10` keep their decimals) and one of kind `date` dates (`yyyy-mm-dd`)
   * wherever the text is exactly that, and stays text elsewhere (`—`). No text ever becomes a formula. `width` is in
   * characters (a Chinese character takes two); without it the column is as wide as its texts need. `sums` is the
   * line below the rows, one text per column, empty where there is none. `note` says which filters apply.
   * Cells beyond the columns are refused. Fails with `file.*` when the file cannot be written.
   */
  'lists.export': job({
    permission: 'data.export',
    input: z
      .object({
        file: fileToken,
        title: z.string().trim().min(1).max(100),
        columns: z
          .array(
            z.object({
              title: z.string().max(200),
              kind: listColumnKind.default('text'),
              width: z.number().min(3).max(120).optional(),
            }),
          )
          .min(1)
          .max(200),
        rows: z.array(z.array(z.string())).max(listRowLimit),
        note: z.string().max(1_000).optional(),
        sums: z.array(z.string()).optional(),
      })
      .refine(
        ({ columns, rows, sums = [] }) =>
          sums.length <= columns.length && rows.every((row) => row.length <= columns.length),
        { path: ['rows'] },
      ),
    output: z.object({
      /** Rows of the list, without title, header and sums. */
      rows: z.int(),
      /** Of the file's bytes. */
      sha256: z.string(),
    }),
    changes: ['exports'],
  }),
};
