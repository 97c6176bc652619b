/** 整改、专项治理、督导、问责: what is overdue is taken further, and nothing is closed over what is still open. */
import { addDays, dayInChina } from '#shared/domain/dates.ts';
import { deadline, findLimit } from '#shared/domain/rule-table.ts';
import { disciplines } from '#shared/domain/subject-lists.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { type LedgerRow, valuesOf } from '#shared/ledgers/ledger-row.ts';
import { textOf } from '#shared/ledgers/values.ts';
import { createLedgerReader, createLedgerRepository } from '../../../db/repositories/ledger-rows.ts';
import { createFileItemRepository } from '../../../db/repositories/official-file-items.ts';
import type { ReadDb } from '../../../db/transaction.ts';
import { makeRow } from '../make-row.ts';
import { clockSources } from '../sources.ts';
import type { Consequences, StepTaken } from './consequences.ts';

/** Days within which a circular is answered, an interview held: our own proposal, to be changed on the row. */
const proposedDays = 7;

const notYet = (row: LedgerRow, today: string): Finding | null => {
  if (row.dueOn !== null && row.dueOn < today) return null;
  return { code: 'ledger.notOverdue', severity: 'error', params: { due: row.dueOn ?? '' }, field: 'on' };
};

const interview = (tx: Parameters<NonNullable<Consequences['afterStep']>>[0], taken: StepTaken) => {
  const { row, reading, actor, now } = taken;
  return makeRow(
    tx,
    {
      ledger: 'interviews',
      bodyUscc: row.bodyUscc,
      officialId: row.officialId,
      rowId: row.id,
      values: {
        title: `逾期未完成：${row.title ?? ''}`.slice(0, 300),
        happenedOn: reading.on,
        planOn: addDays(reading.on, proposedDays),
        interviewer: reading.handler,
      },
    },
    { actor, now },
  );
};

export const rectificationConsequences: Consequences = {
  refuse: (_db, row, step, today) => (step.startsWith('escalate') ? notYet(row, today) : null),
  afterStep(tx, taken) {
    const { step, row, reading, actor, now } = taken;
    if (step === 'escalateInterview') return { kind: 'ledgerRow', id: interview(tx, taken).id };
    if (step !== 'escalateCircular') return null;
    const circular = makeRow(
      tx,
      {
        ledger: 'circulars',
        bodyUscc: row.bodyUscc,
        officialId: row.officialId,
        recordId: row.recordId,
        rowId: row.id,
        values: {
          title: `关于整改逾期的通报：${row.title ?? ''}`.slice(0, 200),
          nature: 'criticism',
          content: [`整改时限${row.dueOn ?? ''}已过，仍未完成整改。`, reading.reason]
            .filter(Boolean)
            .join('\n'),
          happenedOn: reading.on,
          scope: 'system',
        },
      },
      { actor, now },
    );
    return { kind: 'ledgerRow', id: circular.id };
  },
};

export const campaignConsequences: Consequences = {
  refuse: (_db, row, step, today) => (step === 'escalate' ? notYet(row, today) : null),
  afterStep: (tx, taken) =>
    taken.step === 'escalate' ? { kind: 'ledgerRow', id: interview(tx, taken).id } : null,
};

/** Rectifications that follow from a row and are not closed. */
const openBelow = (db: ReadDb, row: LedgerRow): number =>
  createLedgerReader(db).totals({ ledger: 'rectifications', rowId: row.id }, dayInChina(row.updatedAt)).open;

export const supervisionConsequences: Consequences = {
  refuse(db, row, step) {
    const open = step === 'close' ? openBelow(db, row) : 0;
    if (open === 0) return null;
    return { code: 'ledger.childrenOpen', severity: 'error', params: { count: open }, field: 'on' };
  },
};

type Discipline = keyof typeof disciplines;

export const accountabilityConsequences: Consequences = {
  /** A disciplinary action takes effect for as long as the rule of its kind says, and stands in the person's file. */
  afterStep(tx, { step, row, reading }) {
    if (step !== 'deliver') return null;
    const values = valuesOf(row);
    const discipline = textOf(values, 'discipline') as Discipline | null;
    const decidedOn = textOf(values, 'decidedOn');
    if (discipline === null || decidedOn === null || row.officialId === null) return null;
    const { rules, calendar } = clockSources(tx);
    const rule = findLimit(rules, `discipline.${discipline}`, decidedOn);
    const until =
      textOf(values, 'effectUntil') ??
      (rule === null ? null : deadline(decidedOn, rule.limit, calendar).date);
    createLedgerRepository(tx).update(row.id, {
      ...row,
      details: { ...row.details, ...(until === null ? {} : { effectUntil: until }) },
    });
    createFileItemRepository(tx).insert({
      officialId: row.officialId,
      category: 'violation',
      result: discipline,
      year: null,
      happenedOn: decidedOn,
      untilOn: until,
      title: row.title?.slice(0, 100) ?? disciplines[discipline],
      organ: textOf(values, 'decidedBy'),
      documentNo: textOf(values, 'decisionNo'),
      remarks: reading.reason,
      withdrawnOn: null,
      withdrawnReason: null,
    });
    return null;
  },
};
