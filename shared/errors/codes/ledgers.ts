import { z } from 'zod';

/** Failures of ledgers: what was asked for is not there, or cannot be done in this state. */
export const ledgerFailures = {
  'ledger.unknown': z.object({ ledger: z.string() }),
  'ledger.rowUnknown': z.object({ noun: z.string() }),
  'ledger.needsBasis': z.object({ ledger: z.string() }),
  'ledger.rowWithdrawn': z.object({ noun: z.string() }),
  /** The step does not follow the state the row is in. */
  'ledger.stepNotNow': z.object({ step: z.string(), state: z.string() }),
} as const;

const titled = { title: z.string() };

/** Findings about a row of a ledger, in a form or a workbook. */
export const ledgerFindings = {
  'publication.notConfirmed': z.object({}).strict(),
  'publication.notShown': z.object({}).strict(),
  'publication.over': z.object({ until: z.string() }).strict(),
  /** An overdue matter is taken further, not one that still has time. */
  'ledger.notOverdue': z.object({ due: z.string() }).strict(),
  'ledger.isLead': z.object({}).strict(),
  'ledger.childrenOpen': z.object({ count: z.int() }).strict(),
  'repair.positive': z.object({}).strict(),
  'repair.revoked': z.object({}).strict(),
  'repair.done': z.object({}).strict(),
  /** `first`: the first day on which it may be asked for; `until`: the last day of the shortest publicity period. */
  'repair.tooEarly': z.object({ first: z.string(), until: z.string().nullable() }).strict(),
  'repair.conditions': z.object({ lacking: z.string() }).strict(),
  'ledger.bodyMissing': z.object({}).strict(),
  'ledger.bodyUnknown': z.object({ name: z.string() }).strict(),
  'ledger.bodySeveral': z.object({ name: z.string() }).strict(),
  'ledger.officialUnknown': z.object({}).strict(),
  'ledger.officialSeveral': z.object({}).strict(),
  'ledger.recordUnknown': z.object({ text: z.string() }).strict(),
  'ledger.recordSeveral': z.object({ text: z.string() }).strict(),
  'ledger.recordElsewhere': z.object({ known: z.string() }).strict(),
  'ledger.rowUnknown': z.object({ text: z.string() }).strict(),
  'ledger.rowSeveral': z.object({ text: z.string() }).strict(),
  'ledger.dateInFuture': z.object({ ...titled, date: z.string() }).strict(),
  'ledger.countTooLarge': z.object({ ...titled, max: z.int() }).strict(),
  'ledger.moreThan': z.object({ more: z.string(), less: z.string() }).strict(),
  'ledger.personalMasked': z.object(titled).strict(),
  'ledger.stepBeforeLast': z.object({ last: z.string() }).strict(),
  /** `row` is the identifier of the row that is there already. */
  'ledger.duplicate': z.object({ row: z.string(), noun: z.string(), date: z.string() }).strict(),
} as const;
