/** Whether anything was written since, for what is worth keeping between two questions. */
import type { ReadDb } from '../transaction.ts';

/** Differs whenever anything was written to the database, by this program or by another one that has it open. */
export const readChangeStamp = (db: ReadDb): string => {
  const stamp = db
    .prepareRead<{ own: number; others: number }>(
      'SELECT total_changes() AS own, data_version AS others FROM pragma_data_version',
    )
    .get();
  return stamp === undefined ? '' : `${stamp.own} ${stamp.others}`;
};
