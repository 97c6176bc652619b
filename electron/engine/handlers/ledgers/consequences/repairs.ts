/**
 * 信用修复: refused before the shortest publicity period is over, and while duties or the pledge are wanting. Granted, the
 * record is no longer shown, and measures because of it end (信用修复管理办法, 国家发展和改革委员会令第36号 2025).
 */
import { addDays } from '#shared/domain/dates.ts';
import type { CreditRecord, CreditRecordContent } from '#shared/domain/entities.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { type LedgerRow, valuesOf } from '#shared/ledgers/ledger-row.ts';
import { textOf } from '#shared/ledgers/values.ts';
import { createRecordReader, createRecordRepository } from '../../../db/repositories/records.ts';
import type { ReadDb, WriteTx } from '../../../db/transaction.ts';
import { noteChange } from '../../archive/changes.ts';
import { liftMeasures } from '../measure-rules.ts';
import type { ChangedAlong, Consequences } from './consequences.ts';

const recordOf = (db: ReadDb, recordId: string | null): CreditRecord | null =>
  recordId === null ? null : createRecordReader(db).find(recordId);

const refusal = (code: string, params: Finding['params'], field: string): Finding => ({
  code,
  severity: 'error',
  params,
  field,
});

/** What makes a record one that cannot be repaired at all. */
const notRepairable = (record: CreditRecord): Finding | null => {
  if (record.polarity === 'positive') return refusal('repair.positive', {}, 'recordId');
  if (record.status === 'revoked') return refusal('repair.revoked', {}, 'recordId');
  if (record.repairStatus === 'approved') return refusal('repair.done', {}, 'recordId');
  return null;
};

/** The first day on which repair may be asked for: the day after the shortest publicity period; null from the start. */
const firstDay = (record: CreditRecord): string | null =>
  record.publicMinUntil === null ? null : addDays(record.publicMinUntil, 1);

/** The record follows its newest application. */
const mark = (
  tx: WriteTx,
  row: LedgerRow,
  actor: string,
  change: Partial<CreditRecordContent>,
): ChangedAlong[] => {
  const records = createRecordRepository(tx);
  const present = recordOf(tx, row.recordId);
  if (present === null || present.ownerOffice !== tx.origin().office) return [];
  const { row: changed, changed: isChanged } = records.update(present.id, { ...present, ...change });
  if (!isChanged) return [];
  noteChange(tx, actor, { action: 'records.put', table: 'credit_records', previous: present, row: changed });
  return [{ table: 'credit_records', previous: present, row: changed }];
};

/** What the state of an application means for the record. */
const repairStatusOf: Readonly<Record<string, CreditRecordContent['repairStatus']>> = {
  applied: 'applied',
  accepted: 'applied',
  notAccepted: 'none',
  refused: 'refused',
  approved: 'approved',
  synced: 'approved',
};

const markAs = (tx: WriteTx, row: LedgerRow, actor: string): ChangedAlong[] => {
  const repairStatus = repairStatusOf[row.state];
  if (repairStatus === undefined) return [];
  return mark(tx, row, actor, {
    repairStatus,
    ...(repairStatus === 'approved' ? { status: 'repaired' as const } : {}),
  });
};

export const repairConsequences: Consequences = {
  derive: (db, { recordId, values }) => {
    const record = recordOf(db, recordId);
    const minimumUntil = textOf(values, 'minimumUntil') ?? record?.publicMinUntil ?? null;
    return { ...values, minimumUntil };
  },
  refuseNew(db, row, today) {
    const record = recordOf(db, row.recordId);
    if (record === null) return [];
    const never = notRepairable(record);
    if (never !== null) return [never];
    const first = firstDay(record);
    if (first === null || row.happenedOn >= first || today >= first) return [];
    return [refusal('repair.tooEarly', { first, until: record.publicMinUntil }, 'happenedOn')];
  },
  refuse(db, row, step, today) {
    if (step !== 'accept' && step !== 'approve') return null;
    const record = recordOf(db, row.recordId);
    const first = record === null ? null : firstDay(record);
    if (record !== null && first !== null && today < first) {
      return refusal('repair.tooEarly', { first, until: record.publicMinUntil }, 'on');
    }
    const values = valuesOf(row);
    const titles = {
      dutyPerformed: '义务尚未履行完毕',
      pledged: '没有公开作出信用承诺',
      materialsComplete: '材料不齐全',
    };
    const lacking = Object.entries(titles).flatMap(([key, title]) => (values[key] === true ? [] : [title]));
    return lacking.length === 0 ? null : refusal('repair.conditions', { lacking: lacking.join('、') }, 'on');
  },
  afterPut: markAs,
  afterStep(tx, { step, row, reading, actor, now }) {
    markAs(tx, row, actor);
    if ((step === 'approve' || step === 'lift') && row.recordId !== null) {
      const doing = { actor, now, handler: reading.handler };
      liftMeasures(tx, row.recordId, reading.on, '信用修复', doing);
    }
    return null;
  },
};
