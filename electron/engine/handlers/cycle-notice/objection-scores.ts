/** Both scores of an objection to a score: what counted when it was registered, and what counts now. */
import { type LedgerRow, valuesOf } from '#shared/ledgers/ledger-row.ts';
import { textOf } from '#shared/ledgers/values.ts';
import { createReopeningReader } from '../../db/repositories/score-reopenings.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { openShownReopenings } from './reopenings.ts';
import type { UnitScore } from './unit-scores.ts';

/** Of what an upheld objection opened again: the last that was sealed; null while nothing was. */
export const objectionScores = (
  db: ReadDb,
  row: LedgerRow,
): { before: UnitScore | null; after: UnitScore | null } | null => {
  const cycle = textOf(valuesOf(row), 'cycle');
  if (cycle === null) return null;
  const mine = createReopeningReader(db)
    .list(cycle)
    .filter(({ sourceRow }) => sourceRow === row.id);
  const shown = mine.map(openShownReopenings(db, cycle)).findLast(({ after }) => after !== null);
  return shown === undefined ? null : { before: shown.before, after: shown.after };
};
