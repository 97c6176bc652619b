import { z } from 'zod';
import { command, fileToken, job, query } from '../operation.ts';

const region = z.object({
  /** 12 digits. */
  code: z.string(),
  name: z.string(),
  /** The names of what it lies in and its own: 河北省石家庄市长安区. */
  path: z.string(),
});

const regionTable = z.object({
  /** The year of the codes. */
  year: z.int(),
  source: z.string(),
  units: z.int(),
  /** When it was imported; null for the table that came with the program. */
  importedAt: z.string().nullable(),
});

/** 区划代码: names of the statistical region codes, down to townships and sub-districts. */
export const regionOperations = {
  /** The table in use, and the one that came with the program. */
  'regions.table': query({
    permission: 'data.read',
    reads: ['regions'],
    input: z.object({}),
    output: z.object({ table: regionTable, bundled: regionTable }),
  }),
  /**
   * Units by a part of their name or path (words apart by spaces must all fit), or by the beginning of their code; those
   * of that very name first. Also before there is a data folder.
   */
  'regions.search': query({
    permission: 'data.read',
    withoutDatabase: true,
    reads: ['regions'],
    input: z.object({ text: z.string().max(100), limit: z.int().min(1).max(200).default(20) }),
    output: z.object({ regions: z.array(region), year: z.int() }),
  }),
  /**
   * Takes another year's table in the place of the present one: a workbook, a CSV or a JSON file with codes and names
   * (2, 4, 6, 9 or 12 digits; rows below the township are left out). Nothing already stored changes. Fails with
   * `regions.*` when it is no such table, `file.*` or `workbook.*` when it cannot be read.
   */
  'regions.import': job({
    permission: 'system.maintain',
    input: z.object({ file: fileToken, year: z.int().min(1980).max(2200) }),
    output: z.object({ table: regionTable, added: z.int(), gone: z.int(), renamed: z.int() }),
    changes: ['regions'],
  }),
  /** Goes back to the table that came with the program. */
  'regions.reset': command({
    permission: 'system.maintain',
    input: z.object({}),
    output: z.object({ table: regionTable }),
    changes: ['regions'],
  }),
};
