/** An objection that is being looked into marks its record; how it ends shows there too. */
import type { CreditRecordContent } from '#shared/domain/entities.ts';
import { nextDueOf } from '#shared/ledgers/clocks.ts';
import { type LedgerRow, valuesOf } from '#shared/ledgers/ledger-row.ts';
import { textOf } from '#shared/ledgers/values.ts';
import { createRecordRepository } from '../../../db/repositories/records.ts';
import type { WriteTx } from '../../../db/transaction.ts';
import { noteChange } from '../../archive/changes.ts';
import type { ChangedAlong, Consequences } from './consequences.ts';

/** The record carries the days of its newest objection. */
const flagRecord = (
  tx: WriteTx,
  row: LedgerRow,
  actor: string,
  more: Partial<CreditRecordContent> = {},
): ChangedAlong[] => {
  const records = createRecordRepository(tx);
  const present = row.recordId === null ? null : records.find(row.recordId);
  if (present === null || present.ownerOffice !== tx.origin().office) return [];
  const values = valuesOf(row);
  const closedOn = textOf(values, 'repliedOn');
  const { row: changed, changed: isChanged } = records.update(present.id, {
    ...present,
    objectionFiledOn: row.happenedOn,
    objectionDueOn: nextDueOf(row.clocks) ?? (closedOn === null ? null : present.objectionDueOn),
    objectionClosedOn: closedOn,
    ...more,
  });
  if (!isChanged) return [];
  noteChange(tx, actor, { action: 'records.put', table: 'credit_records', previous: present, row: changed });
  return [{ table: 'credit_records', previous: present, row: changed }];
};

export const objectionConsequences: Consequences = {
  afterPut: flagRecord,
  afterStep(tx, { step, row, actor }) {
    flagRecord(tx, row, actor, step === 'delete' ? { status: 'revoked' } : {});
    return null;
  },
};
