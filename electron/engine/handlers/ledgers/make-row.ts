/** Rows that follow from a step elsewhere: a task from a lead, a lead from a complaint, a measure from a record. */
import type { ClockSources } from '#shared/ledgers/clocks.ts';
import type { LedgerValues } from '#shared/ledgers/definition.ts';
import type { LedgerRow } from '#shared/ledgers/ledger-row.ts';
import type { LedgerCode } from '#shared/ledgers/ledgers.ts';
import { ledgerNaturalKey } from '#shared/ledgers/values.ts';
import { createLedgerRepository } from '../../db/repositories/ledger-rows.ts';
import type { WriteTx } from '../../db/transaction.ts';
import { noteChange } from '../archive/changes.ts';
import { clockSources, definitionOf } from './sources.ts';
import { composeRow } from './write-rows.ts';

export interface NewRow {
  ledger: LedgerCode;
  bodyUscc: string | null;
  officialId?: string | null;
  recordId?: string | null;
  /** The row that it follows from. */
  rowId?: string | null;
  values: LedgerValues;
  personal?: Readonly<Record<string, string>>;
  /** Where it begins, when not where its values say. */
  state?: string;
}

/** Who makes rows and when; whoever makes many brings the rules and the calendar, which are read once then. */
interface Making {
  actor: string;
  now: string;
  sources?: ClockSources;
}

/** Stores a row that comes with the program: not an act of anybody, so the audit log does not tell of it. */
export const installRow = (
  tx: WriteTx,
  made: NewRow,
  { actor, now, sources = clockSources(tx) }: Making,
): LedgerRow => {
  const definition = definitionOf(made.ledger);
  const { bodyUscc, officialId = null, recordId = null, rowId = null, values, personal = {}, state } = made;
  const references = { bodyUscc, officialId, recordId, rowId };
  const reading = {
    ...references,
    values,
    personal,
    naturalKey: ledgerNaturalKey(definition, { ...references, values }),
  };
  const content = composeRow(sources, definition, reading, null, {
    actor,
    now,
    how: 'register',
    ...(state === undefined ? {} : { state }),
  });
  return createLedgerRepository(tx).insert(content);
};

/** Registers a row within the transaction of what it follows from. */
export const makeRow = (tx: WriteTx, made: NewRow, doing: Making): LedgerRow => {
  const row = installRow(tx, made, doing);
  noteChange(tx, doing.actor, { action: 'ledgers.put', table: 'ledger_rows', previous: null, row });
  return row;
};
