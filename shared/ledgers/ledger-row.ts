/** A row of a ledger as the engine passes it between its rooms. */
import { z } from 'zod';
import { isoDate, syncFields, uuid } from '../domain/entities.ts';
import type { LedgerDefinition, LedgerValues } from './definition.ts';
import { columnFields } from './values.ts';

const value = z.union([z.string().max(4000), z.number(), z.boolean(), z.null()]);

/** One step that was taken. Steps are only ever added. */
export const takenStep = z.object({
  /** Key of the step in the ledger's definition; `register`, `import` and `withdraw` belong to every ledger. */
  step: z.string(),
  from: z.string().nullable(),
  to: z.string(),
  /** The day it was taken, as stated. */
  on: isoDate,
  /** When it was entered. */
  at: z.string(),
  actor: z.string(),
  /** 经办人 as stated. */
  handler: z.string().nullable(),
  reason: z.string().nullable(),
  documentNo: z.string().nullable(),
});
export type TakenStep = z.infer<typeof takenStep>;

const storedClock = z.object({
  code: z.string(),
  startedOn: isoDate,
  dueOn: isoDate,
  extendedTo: isoDate.nullable(),
  certain: z.boolean(),
  unit: z.enum(['workingDays', 'days']),
  ruleCode: z.string().nullable(),
  ruleFrom: isoDate.nullable(),
  basis: z.string(),
  endedOn: isoDate.nullable(),
});

export const ledgerRowContent = z.object({
  ledger: z.string().min(1),
  bodyUscc: z.string().length(18).nullable(),
  officialId: uuid.nullable(),
  recordId: uuid.nullable(),
  /** A row of another ledger that this one belongs to. */
  rowId: uuid.nullable(),
  number: z.string().nullable(),
  title: z.string().nullable(),
  happenedOn: isoDate,
  amountFen: z.int().nonnegative().nullable(),
  state: z.string().min(1),
  /** The next limit that runs; null when none does. */
  dueOn: isoDate.nullable(),
  /** Nothing is waited for since that day. */
  closedOn: isoDate.nullable(),
  naturalKey: z.string().nullable(),
  /** All other values, by field. */
  details: z.record(z.string(), value),
  clocks: z.array(storedClock),
  steps: z.array(takenStep),
  /** Values about private persons, by field, as JSON. Plain here, sealed at rest; never travels. */
  personal: z.string().nullable(),
});
export type LedgerRowContent = z.infer<typeof ledgerRowContent>;
export const ledgerRow = ledgerRowContent.extend(syncFields.shape);
export type LedgerRow = z.infer<typeof ledgerRow>;

type Stored = Pick<LedgerRowContent, 'number' | 'title' | 'happenedOn' | 'amountFen' | 'details'>;

/** All open values of a row by field. */
export const valuesOf = ({ number, title, happenedOn, amountFen, details }: Stored): LedgerValues => ({
  ...details,
  number,
  title,
  happenedOn,
  amountFen,
});

/** The values of a row as they are stored: four in columns, the others together. */
export function storedValues(definition: LedgerDefinition, values: LedgerValues): Stored {
  const details: Record<string, LedgerValues[string]> = {};
  for (const key of Object.keys(definition.fields)) {
    const present = values[key] ?? null;
    if (!(columnFields as readonly string[]).includes(key) && present !== null) details[key] = present;
  }
  return {
    number: typeof values.number === 'string' ? values.number : null,
    title: typeof values.title === 'string' ? values.title : null,
    happenedOn: String(values.happenedOn),
    amountFen: typeof values.amountFen === 'number' ? values.amountFen : null,
    details,
  };
}

/** The values about private persons. */
export const personalOf = ({
  personal,
}: Pick<LedgerRowContent, 'personal'>): Readonly<Record<string, string>> =>
  personal === null ? {} : (JSON.parse(personal) as Record<string, string>);
