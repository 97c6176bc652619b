/** A row changed by hand: only the newest, only by its owner, and what it was is kept. */
import type { AuditAction } from '#shared/domain/audit-words.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import { createRowHistory } from '../../db/repositories/row-history.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';

interface Row {
  id: string;
  revision: number;
  ownerOffice: string;
}

/** True when this office may change the row. */
export const isOwn = (db: ReadDb, row: { ownerOffice: string }): boolean =>
  row.ownerOffice === createOfficeReader(db).get().id;

/**
 * Refuses a change that does not know the present row.
 * @param base revision that the form was opened with
 * @throws AppError `form.changedMeanwhile`, `database.rowOfAnotherOffice`
 */
export const requireCurrent = (
  tx: WriteTx,
  table: string,
  present: Row,
  base: number | null,
  what: string,
): void => {
  if (present.ownerOffice !== tx.origin().office) {
    throw new AppError('database.rowOfAnotherOffice', { table, id: present.id });
  }
  if (base !== present.revision) throw new AppError('form.changedMeanwhile', { what });
};

/** Keeps what a row was and notes the change in the audit log, which names rows and never their contents. */
export const noteChange = (
  tx: WriteTx,
  actor: string,
  change: { action: AuditAction; table: string; previous: Row | null; row: Row },
): void => {
  const { action, table, previous, row } = change;
  if (previous !== null) createRowHistory(tx).keep(table, previous, actor);
  createAuditLog(tx).append({ actor, action, subject: row.id, details: { table, revision: row.revision } });
};
