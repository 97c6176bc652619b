import { z } from 'zod';
import { command, query } from '../operation.ts';

/** Name of a list, as its page calls it. */
const list = z.string().min(1).max(60);
const name = z.string().trim().min(1).max(30);

/** A filter as its page holds it: codes, texts, an order. */
const filter = z
  .record(z.string().max(60), z.json())
  .refine((value) => JSON.stringify(value).length <= 4_000, { message: '筛选条件太长' });

/** Filters of lists, saved under a name for everybody who works with this database. */
export const filterOperations = {
  /** Of one list, by name. */
  'filters.list': query({
    permission: 'data.read',
    reads: ['filters'],
    input: z.object({ list }),
    output: z.object({ filters: z.array(z.object({ name: z.string(), filter })) }),
  }),
  /** Saves a filter; one of the same list and name gives way to it. */
  'filters.save': command({
    permission: 'data.read',
    input: z.object({ list, name, filter }),
    output: z.object({ replaced: z.boolean() }),
    changes: ['filters'],
  }),
  /** Forgets a saved filter; one that is not there is forgotten already. */
  'filters.remove': command({
    permission: 'data.read',
    input: z.object({ list, name }),
    output: z.object({ removed: z.boolean() }),
    changes: ['filters'],
  }),
};
