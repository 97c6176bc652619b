/**
 * 录入来源: where a row of the credit database comes from — the file of an import, the hand of somebody, or another
 * office's package. Read from what the imports and the audit log remember anyway.
 */
import type { ReadDb } from '../transaction.ts';

export type RowOrigin =
  | { kind: 'import'; fileName: string; at: string }
  | { kind: 'entered'; actor: string; at: string };

export function createOriginReader(db: ReadDb) {
  // One walk through the changes of all imports, however many rows are asked about.
  const imported = db.prepareRead<{ id: string; fileName: string; at: string }>(
    `SELECT batch_changes.row_id AS id, import_batches.file_name AS fileName, import_batches.committed_at AS at
     FROM batch_changes JOIN import_batches ON import_batches.id = batch_changes.batch_id
     WHERE batch_changes.table_name = @table AND batch_changes.row_id IN (SELECT value FROM json_each(@ids))
       AND import_batches.status = 'committed'
     ORDER BY import_batches.committed_at DESC`,
  );
  const entered = db.prepareRead<{ id: string; actor: string; at: string }>(
    `SELECT event ->> '$.subject' AS id, event ->> '$.actor' AS actor, event ->> '$.at' AS at FROM audit_log
     WHERE event ->> '$.action' = @action AND event ->> '$.subject' IN (SELECT value FROM json_each(@ids))
     ORDER BY sequence DESC`,
  );
  return {
    /**
     * The first origin of each row that has one, by its identifier.
     * @param action by which the rows of the table are entered by hand, for example `records.put`
     */
    origins(table: string, action: string, ids: readonly string[]): Map<string, RowOrigin> {
      const asked = JSON.stringify(ids);
      const found = new Map<string, RowOrigin>();
      // Newest first, so that the oldest is what stays.
      const keep = (id: string, origin: RowOrigin): void => {
        const known = found.get(id);
        if (known === undefined || origin.at <= known.at) found.set(id, origin);
      };
      for (const { id, fileName, at } of imported.all({ table, ids: asked })) {
        keep(id, { kind: 'import', fileName, at });
      }
      for (const { id, actor, at } of entered.all({ action, ids: asked }))
        keep(id, { kind: 'entered', actor, at });
      return found;
    },
  };
}
