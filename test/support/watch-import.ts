/** Watching an import of another process from outside, so that a test can act at a chosen moment of it. */
import type { ChildProcess } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';

export interface ImportMoment {
  /** The database is open: its log exists. */
  open: boolean;
  /** Rows that the newest batch has staged. */
  stagedRows: number;
  /** The newest batch is read to its end and only the commit is left. */
  staged: boolean;
  /** Bytes of the write-ahead log: what grows while the commit writes. */
  logBytes: number;
}

/** @param earlier the batch that was the newest before the import began */
const momentOf = (folder: string, earlier: string | null): ImportMoment & { batch: string | null } => {
  const log = path.join(folder, 'credit.db-wal');
  const open = existsSync(log);
  const logBytes = open ? statSync(log).size : 0;
  const database = new Sqlite(path.join(folder, 'credit.db'), { readonly: true });
  try {
    const batch = database
      .prepare<[], { id: string; rows: number | null; read: number }>(
        `SELECT id, rows_in_file AS read, 
           (SELECT sum(length(states)) FROM staged_blocks WHERE batch_id = id) AS rows
         FROM import_batches ORDER BY id DESC LIMIT 1`,
      )
      .get();
    if (batch === undefined || batch.id === earlier) {
      return { open, batch: batch?.id ?? null, stagedRows: 0, staged: false, logBytes };
    }
    return { open, batch: batch.id, stagedRows: batch.rows ?? 0, staged: batch.read > 0, logBytes };
  } finally {
    database.close();
  }
};

/**
 * Waits until the import that `child` does into `folder` has reached a moment. To be called at once after its start.
 * @returns that moment; null when the process ended before
 */
export const untilImport = async (
  folder: string,
  child: ChildProcess,
  reached: (moment: ImportMoment) => boolean,
): Promise<ImportMoment | null> => {
  const earlier = momentOf(folder, null).batch;
  while (child.exitCode === null && child.signalCode === null) {
    const moment = momentOf(folder, earlier);
    if (reached(moment)) return moment;
    await delay(2);
  }
  return null;
};
