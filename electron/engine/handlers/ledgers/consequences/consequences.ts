/** What the steps of one ledger bring about elsewhere, and why one must wait. */

import type { Finding } from '#shared/errors/finding.ts';
import type { LedgerValues } from '#shared/ledgers/definition.ts';
import type { LedgerRow } from '#shared/ledgers/ledger-row.ts';
import type { LedgerReading } from '#shared/ledgers/read-ledger-form.ts';
import type { StepReading } from '#shared/ledgers/read-ledger-step.ts';
import type { ReadDb, WriteTx } from '../../../db/transaction.ts';

/** A row of another table that was changed along with a ledger row. */
export interface ChangedAlong {
  table: 'credit_records' | 'ledger_rows';
  previous: object;
  row: { id: string; revision: number; contentHash: string };
}

/** Something that a step made, so that the window can lead there. */
export interface Made {
  kind: 'ledgerRow' | 'record';
  id: string;
}

export interface StepTaken {
  step: string;
  /** The row as it was. */
  before: LedgerRow;
  /** The row as it is after the step. */
  row: LedgerRow;
  reading: StepReading;
  actor: string;
  /** An instant. */
  now: string;
}

export interface Consequences {
  /** Values that follow from what the row refers to, before it is stored. */
  derive?(db: ReadDb, reading: LedgerReading): LedgerValues;
  /** What speaks against a step as it was filled in: findings at the fields of its form. */
  checkStep?(
    db: ReadDb,
    step: { step: string; row: LedgerRow; reading: StepReading; now: string },
  ): Finding[];
  /**
   * Why a step cannot be taken now although its state allows it: a finding with the words for the button.
   * @param today `yyyy-mm-dd`
   */
  refuse?(db: ReadDb, row: LedgerRow, step: string, today: string): Finding | null;
  /** Why a new row cannot be registered, such as a repair before its first possible day. */
  refuseNew?(
    db: ReadDb,
    row: Omit<LedgerRow, keyof import('#shared/domain/entities.ts').SyncFields>,
    today: string,
  ): Finding[];
  /** After a row was registered, imported or changed, in the same transaction. @returns what it changed elsewhere */
  afterPut?(tx: WriteTx, row: LedgerRow, actor: string): ChangedAlong[];
  /** After a step, in the same transaction. @throws AppError to take the step back */
  afterStep?(tx: WriteTx, taken: StepTaken): Made | null;
}
