import { z } from 'zod';
import { isoDate, revealReasonCode, uuid } from '../../domain/entities.ts';
import { finding } from '../../errors/finding.ts';
import { ledgerRow, takenStep } from '../../ledgers/ledger-row.ts';
import { ledgerCodes } from '../../ledgers/ledgers.ts';
import { command, job, page, pageInput, query } from '../operation.ts';
import { baseRevision, formOutcome } from './forms.ts';

export const ledgerCode = z.enum(ledgerCodes);

/** A form as typed: one text for each field of the ledger, empty or absent while nothing stands in it. */
const ledgerForm = z.record(z.string().max(60), z.string().max(4000));

/** How a limit stands today. */
const shownClock = z.object({
  code: z.string(),
  title: z.string(),
  startedOn: isoDate,
  /** Last day, an extension counted in. */
  dueOn: isoDate,
  /** False when holidays of a year it runs through are not known: the true end may lie later. */
  certain: z.boolean(),
  basis: z.string(),
  endedOn: isoDate.nullable(),
  /** `met` and `late` are over: in time, or after the last day. */
  state: z.enum(['running', 'overdue', 'met', 'late']),
  /** What is left of it, in `unit`; negative by how much it is or was late. */
  remaining: z.int(),
  unit: z.enum(['workingDays', 'days']),
  /** What happens when it runs out. */
  next: z.string(),
});

/** A row as shown: personal values masked, names of what it refers to beside it. */
const shownRow = ledgerRow.omit({ personal: true, steps: true, clocks: true }).extend({
  /** Personal values by field, masked. */
  masked: z.record(z.string(), z.string()),
  bodyName: z.string().nullable(),
  officialName: z.string().nullable(),
  /** Title and document number of the credit record it refers to. */
  record: z.object({ title: z.string(), documentNo: z.string(), status: z.string() }).nullable(),
  /** The ledger, number and title of the row it refers to. */
  other: z
    .object({ ledger: z.string(), number: z.string().nullable(), title: z.string().nullable() })
    .nullable(),
  /** The limit that runs out next, or did; of a matter that is closed the last that was stopped. */
  clock: shownClock.nullable(),
});

/** Conditions on the rows of a ledger; all optional. */
export const ledgerFilter = {
  bodyUscc: z.string().max(40).optional(),
  officialId: uuid.optional(),
  recordId: uuid.optional(),
  rowId: uuid.optional(),
  state: z.string().max(60).optional(),
  /** Something is still waited for. */
  open: z.boolean().optional(),
  /** A limit ran out. */
  overdue: z.boolean().optional(),
  happenedFrom: isoDate.optional(),
  happenedTo: isoDate.optional(),
  /** Part of the number, the title or any other text; never of personal values. */
  text: z.string().max(100).optional(),
};

/** 台账: cases and business ledgers, all of one kind; see `shared/ledgers`. */
export const ledgerOperations = {
  /** How many rows each ledger holds, how many are open and overdue; ledgers without rows are left out. */
  'ledgers.overview': query({
    permission: 'data.read',
    reads: ['ledgers'],
    input: z.object({}),
    output: z.object({
      ledgers: z.array(z.object({ ledger: z.string(), total: z.int(), open: z.int(), overdue: z.int() })),
    }),
  }),
  /** Rows of one ledger, or those of any ledger that refer to one subject, record or row. */
  'ledgers.list': query({
    permission: 'data.read',
    reads: ['ledgers', 'bodies', 'officials', 'records'],
    input: z.object({
      ...pageInput,
      ledger: ledgerCode.optional(),
      /** Of these ledgers only: where one of several kinds of rows is looked for. */
      among: z.array(ledgerCode).min(1).max(ledgerCodes.length).optional(),
      ...ledgerFilter,
      sort: z.enum(['happenedOn', 'dueOn', 'number', 'amountFen', 'state', 'body']).default('happenedOn'),
      descending: z.boolean().default(true),
    }),
    output: page(shownRow),
  }),
  /** How many rows fit, their amounts in 分 as decimal digits, how many are open and overdue. */
  'ledgers.totals': query({
    permission: 'data.read',
    reads: ['ledgers'],
    input: z.object({ ledger: ledgerCode.optional(), ...ledgerFilter }),
    output: z.object({ total: z.int(), amountFen: z.string(), open: z.int(), overdue: z.int() }),
  }),
  /** The legal basis that the office entered for a ledger which is closed without one; null while there is none. */
  'ledgers.basis': query({
    permission: 'data.read',
    reads: ['ledgers'],
    input: z.object({ ledger: ledgerCode }),
    output: z.object({ basis: z.string().nullable() }),
  }),
  /** Opens a ledger that needs a legal basis, by entering it. `ledger.unknown`. */
  'ledgers.enable': command({
    permission: 'office.manage',
    input: z.object({ ledger: ledgerCode, basis: z.string().trim().min(6).max(300) }),
    output: z.object({}),
    changes: ['ledgers'],
  }),
  /** One row with its steps, limits and what may be done with it now. `ledger.rowUnknown`. */
  'ledgers.read': query({
    permission: 'data.read',
    // An objection to a score waits for what is sealed in its cycle.
    reads: ['ledgers', 'bodies', 'officials', 'records', 'cycles', 'runs'],
    input: z.object({ id: uuid }),
    output: z.object({
      row: shownRow,
      own: z.boolean(),
      clocks: z.array(shownClock),
      steps: z.array(takenStep),
      /** Steps that may follow the present state; one that must wait says why. */
      next: z.array(z.object({ step: z.string(), refusal: finding.nullable() })),
      /** Rows of other ledgers that belong to this one. */
      children: z.array(shownRow),
    }),
  }),
  /** What is wrong with a form, and the limits it would start, without storing it. */
  'ledgers.check': query({
    permission: 'data.read',
    reads: ['ledgers', 'bodies', 'officials', 'records'],
    input: z.object({ ledger: ledgerCode, present: uuid.nullable(), form: ledgerForm }),
    output: z.object({ findings: z.array(finding), clocks: z.array(shownClock), duplicate: uuid.nullable() }),
  }),
  /**
   * Registers a row or changes one, unless a finding of severity error stands against it. Fields that steps fill stay.
   * `ledger.needsBasis`, `ledger.rowUnknown`, `ledger.rowWithdrawn`, `form.changedMeanwhile`,
   * `database.rowOfAnotherOffice`.
   */
  'ledgers.put': command({
    permission: 'data.edit',
    input: z.object({ ledger: ledgerCode, present: uuid.nullable(), baseRevision, form: ledgerForm }),
    output: z.object({ ...formOutcome, id: z.string().nullable() }),
    changes: ['ledgers', 'records'],
  }),
  /** What is wrong with a step's form, without taking it. */
  'ledgers.checkStep': query({
    permission: 'data.read',
    reads: ['ledgers', 'records', 'cycles', 'runs'],
    input: z.object({ id: uuid, step: z.string().max(60), form: ledgerForm }),
    output: z.object({ findings: z.array(finding) }),
  }),
  /**
   * Takes a step: who, when, why and by which document is kept with the row for good, and what the step brings about
   * elsewhere (a flag on a record, measures lifted) is done in the same transaction. `ledger.rowUnknown`,
   * `ledger.stepNotNow`, `ledger.rowWithdrawn`, `form.changedMeanwhile`, `database.rowOfAnotherOffice`.
   */
  'ledgers.step': command({
    permission: 'data.edit',
    input: z.object({ id: uuid, baseRevision, step: z.string().max(60), form: ledgerForm }),
    output: z.object({
      ...formOutcome,
      id: z.string().nullable(),
      /** A row or record that the step brought about. */
      made: z.object({ kind: z.enum(['ledgerRow', 'record']), id: uuid }).nullable(),
    }),
    changes: ['ledgers', 'records', 'bodies', 'officials'],
  }),
  /**
   * Proposes measures for records in force that came in by import or package: those of the library that a record calls
   * for and that were never proposed for it. Nothing takes effect before a person confirms it.
   */
  'measures.propose': job({
    permission: 'data.edit',
    input: z.object({}),
    output: z.object({ records: z.int(), proposed: z.int() }),
    changes: ['ledgers'],
  }),
  /** The whole of one personal value. Who asked, and why, goes into the audit log. `ledger.rowUnknown`. */
  'ledgers.reveal': command({
    permission: 'personal.unmask',
    input: z.object({ id: uuid, field: z.string().max(60), reason: revealReasonCode }),
    output: z.object({ value: z.string().nullable() }),
  }),
};
