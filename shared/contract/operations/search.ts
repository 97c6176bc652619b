import { z } from 'zod';
import { job, pageInput, query } from '../operation.ts';

/** Kinds of things that are found, in the order in which they are shown. */
export const searchKinds = ['body', 'official', 'record', 'ledger', 'evidence', 'indicator'] as const;
export type SearchKind = (typeof searchKinds)[number];

const text = z.string().trim().min(1).max(100);

/** A text and the part of it that was searched for, in UTF-16 units; null where the match is somewhere else. */
const markedText = z.object({
  text: z.string(),
  part: z.object({ at: z.int(), length: z.int() }).nullable(),
});

/** Where a hit leads. */
const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('body'), uscc: z.string() }),
  z.object({ kind: z.literal('official'), id: z.string() }),
  z.object({ kind: z.literal('record'), id: z.string() }),
  z.object({ kind: z.literal('ledger'), ledger: z.string(), id: z.string() }),
  /** A cell of the entry page. */
  z.object({
    kind: z.literal('entry'),
    cycle: z.string(),
    unit: z.string(),
    leaf: z.string(),
    item: z.string(),
    role: z.string(),
  }),
  z.object({ kind: z.literal('indicator'), model: z.string(), version: z.string(), code: z.string() }),
]);

const hit = z.object({
  /** Tells a hit from every other one of its kind. */
  key: z.string(),
  title: markedText,
  detail: markedText,
  /** A piece of a longer text around the match, when neither title nor detail shows it. */
  excerpt: markedText.nullable(),
  target,
});

/** How many there are; `more`: there are more than `total`, which were not counted. */
const counted = { total: z.int(), more: z.boolean() };

/** Finding anything: names, numbers and texts, by any part of two characters or more and by first letters of pinyin. */
export const searchOperations = {
  /**
   * The first `limit` hits of every kind that has any: bodies (former names too) and officials with the best match
   * first, everything else with the newest first. A whole citizen number finds the officials who have it. A single
   * character is looked for in names only (`namesOnly`). Full and half width, capitals, spaces and the form of brackets
   * make no difference.
   */
  'search.everything': query({
    permission: 'data.read',
    reads: ['bodies', 'officials', 'records', 'ledgers', 'evidence', 'models'],
    input: z.object({ text, limit: z.int().min(1).max(20).default(6) }),
    output: z.object({
      groups: z.array(z.object({ kind: z.enum(searchKinds), hits: z.array(hit), ...counted })),
      namesOnly: z.boolean(),
    }),
  }),
  /** All hits of one kind, a page at a time, in the same order. */
  'search.hits': query({
    permission: 'data.read',
    reads: ['bodies', 'officials', 'records', 'ledgers', 'evidence', 'models'],
    input: z.object({ ...pageInput, kind: z.enum(searchKinds), text }),
    output: z.object({ rows: z.array(hit), next: z.string().max(500).nullable(), ...counted }),
  }),
  /** Rows that the index of the search does not hold yet, as after an upgrade of a large folder; until then it is slow. */
  'search.state': query({
    permission: 'data.read',
    reads: ['search'],
    input: z.object({}),
    output: z.object({ indexed: z.int(), waiting: z.int() }),
  }),
  /**
   * Puts what is missing into the index of the search, in pieces that are kept when it is cancelled. `anew`: empties
   * the index first.
   */
  'search.build': job({
    permission: 'data.read',
    input: z.object({ anew: z.boolean().default(false) }),
    output: z.object({ indexed: z.int() }),
    changes: ['search'],
  }),
};
