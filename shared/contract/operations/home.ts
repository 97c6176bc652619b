import { z } from 'zod';
import { cycleContent, isoDate, unitStateCode } from '../../domain/entities.ts';
import { query } from '../operation.ts';

/** What a credit record is due for. */
export const dueKind = z.enum([
  /** 异议: filed and not closed; `due` is the day by which it must be answered. */
  'objection',
  /** 整改: ordered and not done; `due` is the day set. */
  'rectification',
  /** 公示: on show; `due` is the last day that it may be. */
  'publicity',
]);
export type DueKind = z.infer<typeof dueKind>;

const dueRecord = z.object({
  id: z.string(),
  title: z.string(),
  documentNo: z.string(),
  bodyName: z.string(),
  due: isoDate,
  /** Days from today to `due`; negative when it is over. */
  days: z.int(),
});

const dueList = z.object({
  kind: dueKind,
  /** All that are open, near or far. */
  open: z.int(),
  overdue: z.int(),
  /** The most urgent, at most 20, oldest first, none later than 30 days from today. */
  records: z.array(dueRecord),
});

const scoreOverview = z.object({
  run: z.string(),
  modelCode: z.string(),
  modelName: z.string(),
  createdAt: z.string(),
  units: z.int(),
  complete: z.int(),
  /** Arithmetic mean of the complete units' scores, two decimals, half up; null when there is none. */
  mean: z.string().nullable(),
  grades: z.array(z.object({ code: z.string(), name: z.string(), units: z.int() })),
  /** The same model's newest run in the cycle of the year before; null when there is none. */
  previous: z.object({ year: z.int(), mean: z.string().nullable() }).nullable(),
  /** Values, decisions or records were changed after the run. */
  stale: z.boolean(),
});

/** The first page. */
export const homeOperations = {
  /**
   * What there is to do: the cycle with the days left of its period, records that are due, how the runs that count stand,
   * and imports that were begun and not finished. `cycle` null for an office without one. `cycle.unknown`.
   */
  'home.overview': query({
    permission: 'data.read',
    reads: ['cycles', 'entries', 'records', 'runs', 'imports', 'models', 'bodies', 'quality'],
    input: z.object({ cycle: z.string().nullable() }),
    output: z.object({
      today: isoDate,
      cycle: cycleContent
        .extend({
          units: z.int(),
          /** Units for which no value at all has been entered. */
          unitsWithoutValues: z.int(),
          /** Days from today to the last day of the period; negative when it is over. */
          daysLeft: z.int(),
          /** The last day of the present stage, extensions for all units included, and the days left; null without one. */
          stageEnds: z.object({ on: isoDate, daysLeft: z.int() }).nullable(),
          /** Units by how far they are. */
          states: z.record(unitStateCode, z.int()),
        })
        .nullable(),
      due: z.array(dueList),
      scores: z.array(scoreOverview),
      /** Imports that were staged and neither committed nor dropped. */
      openImports: z.array(z.object({ batch: z.string(), fileName: z.string(), refused: z.int() })),
      /** What the last check of the data's quality found; null before the first. */
      quality: z
        .object({ errors: z.int(), warnings: z.int(), checkedAt: z.string(), stale: z.boolean() })
        .nullable(),
    }),
  }),
};
