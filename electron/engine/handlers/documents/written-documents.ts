/** Documents that were written, as the audit log tells it. */
import { createAuditReader } from '../../db/audit-log.ts';
import type { ReadDb } from '../../db/transaction.ts';

/** Documents of a kind written in a year (of the clock that the log uses). */
export const countWritten = (db: ReadDb, document: string, year: string): number =>
  createAuditReader(db).countWith('documents.write', 'document', document, `${year}-01-01`);
