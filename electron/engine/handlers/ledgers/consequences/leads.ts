/**
 * 线索: urging rectification opens a task, and confirming makes a credit record by the same checks as the record's own
 * form: nothing outside the catalogue, nothing without an effective document (发改财金〔2023〕1103号).
 */

import { dayInChina } from '#shared/domain/dates.ts';
import type { CreditRecord } from '#shared/domain/entities.ts';
import { formatWan } from '#shared/domain/money.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { type LedgerRow, valuesOf } from '#shared/ledgers/ledger-row.ts';
import type { StepReading } from '#shared/ledgers/read-ledger-step.ts';
import { textOf } from '#shared/ledgers/values.ts';
import { createLedgerRepository } from '../../../db/repositories/ledger-rows.ts';
import { createRecordRepository } from '../../../db/repositories/records.ts';
import type { ReadDb, WriteTx } from '../../../db/transaction.ts';
import { noteChange } from '../../archive/changes.ts';
import { type ReadRecordForm, readRecordForm } from '../../archive/record-form.ts';
import { makeRow } from '../make-row.ts';
import { proposeMeasures } from '../measure-rules.ts';
import type { Consequences, StepTaken } from './consequences.ts';

const factLength = 500;
/** One degree less for whoever put things right before being made to. */
const lighter = { serious: 'general', general: 'minor', minor: 'minor' } as const;

/** The record that a lead would become, read as if somebody had typed it. */
const recordOf = (db: ReadDb, row: LedgerRow, reading: StepReading, now: string): ReadRecordForm => {
  const { values, on } = reading;
  const text = (key: string) => textOf(values, key) ?? '';
  const severity = text('severity') as keyof typeof lighter;
  const wasLightened = row.steps.some(({ step }) => step === 'lighten');
  const content = text('content');
  const remarks = `由线索${row.number ?? ''}认定`;
  return readRecordForm(
    db,
    null,
    {
      subjectType: row.officialId === null ? 'body' : 'official',
      showAnyway: false,
      bodyUscc: row.bodyUscc ?? '',
      officialId: row.officialId ?? '',
      item: text('catalogueItem'),
      title: row.title ?? '',
      documentType: text('documentType'),
      documentNo: text('decisionNo'),
      issuingOrgan: text('issuingOrgan'),
      decisionDate: on,
      fact: content.length > factLength ? `${content.slice(0, factLength - 1)}…` : content,
      amount: row.amountFen === null ? '' : formatWan(row.amountFen),
      // The catalogue says to which domain an item belongs; whoever entered the lead could only guess.
      domain: '',
      severity: wasLightened ? lighter[severity] : severity,
      disclosure: '',
      persons: '',
      rectification: 'notStarted',
      repair: '',
      remarks: wasLightened ? `${remarks}，经审批从轻` : remarks,
    },
    now,
  );
};

/** The fields of the step that fields of the record's form come from. */
const stepFields: Readonly<Record<string, string>> = {
  item: 'catalogueItem',
  documentNo: 'decisionNo',
  decisionDate: 'on',
};
const ofStep = ({ field = '', ...finding }: Finding): Finding => ({
  ...finding,
  field:
    stepFields[field] ??
    (['documentType', 'issuingOrgan', 'severity'].includes(field) ? field : 'catalogueItem'),
});

const confirm = (tx: WriteTx, { row, reading, actor, now }: StepTaken): CreditRecord => {
  const { record } = recordOf(tx, row, reading, now);
  // `checkStep` has refused every lead that cannot become a record.
  if (record === null) throw new AppError('ledger.rowUnknown', { noun: '失信记录' });
  const made = createRecordRepository(tx).insert(record);
  noteChange(tx, actor, { action: 'records.put', table: 'credit_records', previous: null, row: made });
  createLedgerRepository(tx).update(row.id, { ...row, recordId: made.id });
  proposeMeasures(tx, made, { actor, now, today: dayInChina(now) });
  return made;
};

const urge = (tx: WriteTx, { row, reading, actor, now }: StepTaken): LedgerRow => {
  const values = valuesOf(row);
  return makeRow(
    tx,
    {
      ledger: 'rectifications',
      bodyUscc: row.bodyUscc,
      officialId: row.officialId,
      rowId: row.id,
      values: {
        number: row.number === null ? null : `${row.number}-整改`,
        source: 'lead',
        title: (row.title ?? textOf(values, 'content') ?? '').slice(0, 500),
        action: reading.reason ?? '按核实情况整改，并书面报告结果。',
        happenedOn: reading.on,
        dueOn: textOf(reading.values, 'rectifyDue'),
      },
    },
    { actor, now },
  );
};

export const leadConsequences: Consequences = {
  checkStep: (db, { step, row, reading, now }) =>
    step === 'confirm' ? recordOf(db, row, reading, now).findings.map(ofStep) : [],
  afterStep(tx, taken) {
    if (taken.step === 'confirm') return { kind: 'record', id: confirm(tx, taken).id };
    if (taken.step === 'urge') return { kind: 'ledgerRow', id: urge(tx, taken).id };
    return null;
  },
};
