import { z } from 'zod';
import { query } from '../operation.ts';

/** One search box over everything. */
export const searchOperations = {
  /**
   * Bodies by name, short name or code; officials by name; records by title, document number or facts; indicators by
   * name or code. At most `limit` of each kind. Records come newest first.
   */
  'search.everything': query({
    permission: 'data.read',
    reads: ['bodies', 'officials', 'records', 'models'],
    input: z.object({
      text: z.string().trim().min(1).max(100),
      limit: z.int().min(1).max(20).default(8),
    }),
    output: z.object({
      bodies: z.array(z.object({ uscc: z.string(), name: z.string() })),
      officials: z.array(
        z.object({ id: z.string(), name: z.string(), post: z.string().nullable(), bodyName: z.string() }),
      ),
      records: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          documentNo: z.string(),
          decisionDate: z.string(),
          bodyName: z.string(),
        }),
      ),
      indicators: z.array(
        z.object({
          model: z.string(),
          version: z.string(),
          modelName: z.string(),
          code: z.string(),
          name: z.string(),
        }),
      ),
    }),
  }),
};
