import { z } from 'zod';
import { dueKinds } from '../../domain/due-matters.ts';
import { isoDate } from '../../domain/entities.ts';
import { ledgerCodes } from '../../ledgers/ledgers.ts';
import { command, page, pageInput, query } from '../operation.ts';

/** What is due: something about a credit record, or a row of a ledger. */
export const dueMatterKind = z.enum([...dueKinds, ...ledgerCodes]);
export type DueMatterKind = z.infer<typeof dueMatterKind>;

/** `overdue`: its last day is over. `soon`: not over, within the days of warning. `later`: not yet near. */
const urgency = z.enum(['overdue', 'soon', 'later']);

const dueMatter = z.object({
  kind: dueMatterKind,
  /** Whose page it opens. */
  source: z.enum(['record', 'ledger']),
  id: z.string(),
  /** Ledger of the row; null for a record. */
  ledger: z.string().nullable(),
  title: z.string(),
  /** Document or file number; empty where there is none. */
  number: z.string(),
  bodyUscc: z.string().nullable(),
  bodyName: z.string(),
  dueOn: isoDate,
  urgency,
  /** What is left after today, in `unit`; when overdue negative, in days. */
  remaining: z.int(),
  unit: z.enum(['workingDays', 'days']),
  /** False when holidays of a year that it runs into are not held: the true last day may be later. */
  certain: z.boolean(),
  /** What happens when the time is over. */
  next: z.string(),
  /** The rule's official document; null for a day that a person set. */
  basis: z.string().nullable(),
});

/** Conditions; all optional. */
export const dueFilter = {
  kind: dueMatterKind.optional(),
  bodyUscc: z.string().max(40).optional(),
  urgency: urgency.optional(),
};

const setting = z.object({ kind: z.string(), workingDaysAhead: z.int().min(0).max(250) });

/** 期限: everything that waits for a day, and how early to warn of it. */
export const dueOperations = {
  /** What runs or is overdue, the nearest last day first. What is done, withdrawn or archived is not in it. */
  'due.list': query({
    permission: 'data.read',
    reads: ['records', 'ledgers', 'bodies', 'rules'],
    input: z.object({ ...pageInput, ...dueFilter }),
    output: page(dueMatter).extend({ today: isoDate }),
  }),
  /** How many there are of each kind; kinds without any are left out. */
  'due.summary': query({
    permission: 'data.read',
    reads: ['records', 'ledgers', 'rules'],
    input: z.object({ bodyUscc: dueFilter.bodyUscc }),
    output: z.object({
      today: isoDate,
      kinds: z.array(z.object({ kind: dueMatterKind, total: z.int(), overdue: z.int(), soon: z.int() })),
    }),
  }),
  /** How many working days ahead each kind is warned of; `changed` where the office has set it itself. */
  'due.settings': query({
    permission: 'data.read',
    reads: ['rules'],
    input: z.object({}),
    output: z.object({ settings: z.array(setting.extend({ kind: dueMatterKind, changed: z.boolean() })) }),
  }),
  /** Sets how early to warn. Kinds that are not named stay; what equals the suggested days follows it again. */
  'due.changeSettings': command({
    permission: 'office.manage',
    input: z.object({
      settings: z
        .array(setting.extend({ kind: dueMatterKind }))
        .min(1)
        .max(200),
    }),
    output: z.object({}),
    changes: ['rules'],
  }),
  /**
   * The step of the day: records of this office whose longest publicity period is over are shown no more (已期满). Done
   * again on the same day it finds nothing and changes nothing. Each record keeps what it was; one audit entry says how many.
   */
  'records.expire': command({
    permission: 'data.edit',
    input: z.object({}),
    output: z.object({ today: isoDate, expired: z.int() }),
    changes: ['records', 'ledgers'],
  }),
};
