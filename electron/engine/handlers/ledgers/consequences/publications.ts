/** 公示: publishing a notice about a dishonesty record makes it one that is shown; taking the notice down ends that. */
import { dayInChina } from '#shared/domain/dates.ts';
import type { CreditRecord } from '#shared/domain/entities.ts';
import { type LedgerRow, valuesOf } from '#shared/ledgers/ledger-row.ts';
import { createRecordReader, createRecordRepository } from '../../../db/repositories/records.ts';
import type { ReadDb, WriteTx } from '../../../db/transaction.ts';
import { noteChange } from '../../archive/changes.ts';
import type { ChangedAlong, Consequences } from './consequences.ts';

/** The record that a notice shows; null for what is no notice about a record. */
const noticed = (
  db: ReadDb,
  row: Pick<LedgerRow, 'recordId' | 'number' | 'title' | 'happenedOn' | 'amountFen' | 'details'>,
): CreditRecord | null => {
  if (row.recordId === null || valuesOf(row).kind !== 'notice') return null;
  return createRecordReader(db).find(row.recordId);
};

const setStatus = (
  tx: WriteTx,
  record: CreditRecord | null,
  status: CreditRecord['status'],
  actor: string,
): ChangedAlong[] => {
  if (record === null || record.ownerOffice !== tx.origin().office || record.status === status) return [];
  const { row } = createRecordRepository(tx).update(record.id, { ...record, status });
  noteChange(tx, actor, { action: 'records.put', table: 'credit_records', previous: record, row });
  return [{ table: 'credit_records', previous: record, row }];
};

export const publicationConsequences: Consequences = {
  /** What is not to be shown, or no longer, is not published. */
  refuseNew(db, row) {
    const record = noticed(db, row);
    if (record === null || record.polarity === 'positive') return [];
    const refuse = (code: string, params = {}) => [
      { code, severity: 'error' as const, params, field: 'recordId' },
    ];
    if (record.status !== 'confirmed' && record.status !== 'published')
      return refuse('publication.notConfirmed');
    if (record.publicFrom === null) return refuse('publication.notShown');
    const until = record.publicMaxUntil;
    return until !== null && row.happenedOn > until ? refuse('publication.over', { until }) : [];
  },
  derive: (db, reading) => {
    const { values, recordId } = reading;
    if (recordId === null || values.kind !== 'notice' || typeof values.removeOn === 'string') return values;
    return { ...values, removeOn: createRecordReader(db).find(recordId)?.publicMaxUntil ?? null };
  },
  afterPut: (tx, row, actor) => {
    const record = row.state === 'published' ? noticed(tx, row) : null;
    return record?.status === 'confirmed' ? setStatus(tx, record, 'published', actor) : [];
  },
  afterStep(tx, { step, row, actor, now }) {
    if (step !== 'remove') return null;
    const record = noticed(tx, row);
    if (record?.status !== 'published') return null;
    const over = record.publicMaxUntil !== null && record.publicMaxUntil < dayInChina(now);
    setStatus(tx, record, over ? 'expired' : 'confirmed', actor);
    return null;
  },
};
