/** 考核异议 of a cycle, out of the ledger. */

import { withdrawnState } from '#shared/ledgers/definition.ts';
import { decisionsReopened } from '#shared/ledgers/definitions/score-objections.ts';
import { type LedgerRow, valuesOf } from '#shared/ledgers/ledger-row.ts';
import { textOf } from '#shared/ledgers/values.ts';
import type { CycleNotice } from '../../db/repositories/cycle-notices.ts';
import { createLedgerReader } from '../../db/repositories/ledger-rows.ts';
import type { ReadDb } from '../../db/transaction.ts';

const ledger = 'scoreObjections';

/** The objections of a cycle in the order in which they were filed; taken back ones are left out. */
export const objectionsOf = (db: ReadDb, cycle: string): LedgerRow[] =>
  [...createLedgerReader(db).stream({ ledger })]
    .filter((row) => row.state !== withdrawnState && textOf(valuesOf(row), 'cycle') === cycle)
    .sort((a, b) =>
      a.happenedOn === b.happenedOn ? (a.id < b.id ? -1 : 1) : a.happenedOn < b.happenedOn ? -1 : 1,
    );

/** Nothing more is waited for: refused, or the applicant was told. */
export const isAnswered = ({ state }: LedgerRow): boolean => state === 'notAccepted' || state === 'notified';

/**
 * What an upheld objection opens again: what the step named, else the indicator that it is about. Null among them stands for
 * the decisions about the unit.
 */
export const reopenedBy = (values: ReturnType<typeof valuesOf>): (string | null)[] => {
  const named = (textOf(values, 'reopened') ?? textOf(values, 'leaf') ?? '')
    .split(/[、，,；;\s]+/)
    .filter((text) => text !== '');
  return [...new Set(named)].map((text) => (text === decisionsReopened ? null : text));
};

/** Filed after the last day of the notice that ran, or of the last one before. */
export const filedLate = (filedOn: string, notices: readonly CycleNotice[]): string | null => {
  const begun = notices.filter(({ from }) => from <= filedOn);
  const last = (begun.length === 0 ? notices : begun)
    .map(({ until, endedOn }) => endedOn ?? until)
    .sort()
    .at(-1);
  return last !== undefined && filedOn > last ? last : null;
};
