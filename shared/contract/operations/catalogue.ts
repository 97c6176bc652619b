import { z } from 'zod';
import { catalogueItem, isoDate, polarityCode, subjectTypeCode } from '../../domain/entities.ts';
import { command, query } from '../operation.ts';

const text = (max: number) => z.string().trim().min(1).max(max);

/** What a person says of an item; its code is given by the program. */
export const catalogueForm = catalogueItem.omit({ code: true, validTo: true }).extend({
  name: text(100),
  legalBasis: text(500),
});

/** 信用目录: what may be recorded at all. Items are changed by new versions, never written over. */
export const catalogueOperations = {
  /** The items in force on a day (default: today), or, with `all`, the newest version of every item. */
  'catalogue.items': query({
    permission: 'data.read',
    reads: ['catalogue'],
    input: z.object({
      on: isoDate.optional(),
      all: z.boolean().default(false),
      subjectType: subjectTypeCode.optional(),
      polarity: polarityCode.optional(),
      /** Part of the code, the name or the legal basis. */
      text: z.string().max(100).optional(),
    }),
    output: z.object({
      today: isoDate,
      items: z.array(catalogueItem.extend({ versions: z.int() })),
    }),
  }),
  /** One item with every version, the newest first; none for a code that nobody gave. */
  'catalogue.read': query({
    permission: 'data.read',
    reads: ['catalogue', 'records'],
    input: z.object({ code: z.string().max(60) }),
    output: z.object({ versions: z.array(catalogueItem), records: z.int() }),
  }),
  /**
   * Adds an item (`code` null; the program gives the next code) or changes one from `validFrom` on: the version in force
   * ends the day before, and records decided before keep it. `catalogue.unknown`, `catalogue.overlaps`,
   * `catalogue.nameTaken`, `catalogue.subjectFixed`, `catalogue.notEffective` (a commendation or a pledge establishes no
   * dishonesty), `catalogue.petition` (petitioning needs legislation: `legislationConfirmed`).
   */
  'catalogue.put': command({
    permission: 'office.manage',
    input: z.object({
      code: z.string().max(60).nullable(),
      item: catalogueForm,
      /** Somebody has made sure that a law or central policy lets petitioning be recorded. */
      legislationConfirmed: z.boolean().default(false),
    }),
    output: z.object({ code: z.string(), previousEndsOn: isoDate.nullable() }),
    changes: ['catalogue'],
  }),
  /** Ends an item: nothing is recorded by it after `lastDay`. `catalogue.unknown`, `catalogue.ended`, `catalogue.endsTooEarly`. */
  'catalogue.end': command({
    permission: 'office.manage',
    input: z.object({ code: z.string().max(60), lastDay: isoDate }),
    output: z.object({}),
    changes: ['catalogue'],
  }),
};
