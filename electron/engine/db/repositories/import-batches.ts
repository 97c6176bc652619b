/**
 * 导入批次: what was read from a workbook and waits for its commit, the findings about it, and afterwards what the
 * commit changed. Rows, keys and the parameters of findings may hold citizen numbers, so all of it is sealed.
 */
import type { ImportBatch } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { mapTable, type SqlRow } from '../row-mapping.ts';
import { type ReadDb, requireOne, type WriteTx } from '../transaction.ts';
import { createStagedRowReader, createStagedRowWriter, type StagedRow } from './staged-rows.ts';

export type StoredFinding = Finding & { ordinal: number };

export type BatchCounts = Pick<ImportBatch, 'rowsInXml' | 'rowsInFile' | 'accepted' | 'refused' | 'skipped'>;

/** One row that a commit wrote. */
export interface BatchChange {
  /** Table as in the database, for example `bodies`. */
  table: string;
  rowId: string;
  kind: 'inserted' | 'updated';
  /** Revision after the change: a row that has moved on since cannot simply be put back. */
  revision: number;
  /** The row as it was before, JSON; null when inserted. */
  previous: string | null;
}

const batchMap = mapTable<ImportBatch>(
  'import_batches',
  {
    id: 'plain',
    layout: 'plain',
    fileName: 'plain',
    fileSha256: 'plain',
    status: 'plain',
    context: 'plain',
    rowsInXml: 'plain',
    rowsInFile: 'plain',
    accepted: 'plain',
    refused: 'plain',
    skipped: 'plain',
    createdAt: 'plain',
    committedAt: 'plain',
    result: 'plain',
  },
  ['id'],
);

export function createImportReader(db: ReadDb) {
  const batch = db.prepareRead<SqlRow>(`SELECT ${batchMap.columns} FROM import_batches WHERE id = ?`);
  const ofFile = db.prepareRead<SqlRow>(
    `SELECT ${batchMap.columns} FROM import_batches WHERE file_sha256 = ? AND layout = ? ORDER BY id DESC`,
  );
  const batches = db.prepareRead<SqlRow>(
    `SELECT ${batchMap.columns} FROM import_batches WHERE id < ? ORDER BY id DESC LIMIT ?`,
  );
  const findings = db.prepareRead<{ ordinal: number; detail: string }>(
    'SELECT ordinal, detail_sealed AS detail FROM findings WHERE batch_id = ? AND ordinal > ? ORDER BY ordinal LIMIT ?',
  );
  const rowFindings = db.prepareRead<{ ordinal: number; detail: string }>(
    'SELECT ordinal, detail_sealed AS detail FROM findings WHERE batch_id = ? AND sheet = ? AND row = ? ORDER BY ordinal',
  );
  const findingCounts = db.prepareRead<{ severity: Finding['severity']; total: number }>(
    'SELECT severity, count(*) AS total FROM findings WHERE batch_id = ? GROUP BY severity',
  );
  const changes = db.prepareRead<Omit<BatchChange, 'previous'> & { ordinal: number; sealed: string | null }>(
    `SELECT ordinal, table_name AS "table", row_id AS rowId, kind, revision, previous_sealed AS sealed
     FROM batch_changes WHERE batch_id = ? ORDER BY ordinal DESC`,
  );

  const toBatch = (row: SqlRow): ImportBatch => batchMap.fromRow(row, db.vault);
  const toFinding =
    (batchId: string) =>
    ({ ordinal, detail }: { ordinal: number; detail: string }): StoredFinding => ({
      ...(JSON.parse(db.vault.open(detail, `findings.detail:${batchId}`)) as Finding),
      ordinal,
    });

  return {
    find(id: string): ImportBatch | null {
      const row = batch.get(id);
      return row === undefined ? null : toBatch(row);
    },
    /** Batches of the same file under the same layout, newest first. */
    findByFile: (fileSha256: string, layout: string): ImportBatch[] =>
      ofFile.all(fileSha256, layout).map(toBatch),
    /** Newest first. @param before continue below this id */
    list: (limit = 100, before = '~'): ImportBatch[] => batches.all(before, limit).map(toBatch),
    ...createStagedRowReader(db),
    /** In the order of reading, a page at a time. @param after continue after this ordinal */
    findings: (batchId: string, after = 0, limit = 500): StoredFinding[] =>
      findings.all(batchId, after, limit).map(toFinding(batchId)),
    findingsOfRow: (batchId: string, sheet: string, row: number): StoredFinding[] =>
      rowFindings.all(batchId, sheet, row).map(toFinding(batchId)),
    countFindings(batchId: string): Record<Finding['severity'], number> {
      const total = { error: 0, warning: 0 };
      for (const { severity, total: number } of findingCounts.all(batchId)) total[severity] = number;
      return total;
    },
    /** What the commit changed, last change first: the order in which it would be undone. */
    changes: (batchId: string): BatchChange[] =>
      changes.all(batchId).map(({ ordinal, sealed, ...change }) => ({
        ...change,
        previous:
          sealed === null ? null : db.vault.open(sealed, `batch_changes.previous:${batchId}/${ordinal}`),
      })),
  };
}

export function createImportRepository(tx: WriteTx) {
  const reader = createImportReader(tx);
  const stagedRows = createStagedRowWriter(tx);
  const insertBatch = tx.prepareWrite(batchMap.insert);
  const updateBatch = tx.prepareWrite(batchMap.update);
  const insertFinding = tx.prepareWrite(
    'INSERT INTO findings (batch_id, code, severity, sheet, row, detail_sealed) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const lastChange = tx.prepareRead<{ last: number }>(
    'SELECT coalesce(max(ordinal), 0) AS last FROM batch_changes WHERE batch_id = ?',
  );
  const insertChange = tx.prepareWrite(
    `INSERT INTO batch_changes (batch_id, ordinal, table_name, row_id, kind, revision, previous_sealed)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const deleteFindings = tx.prepareWrite('DELETE FROM findings WHERE batch_id = ?');

  const staged = (id: string): ImportBatch => {
    const found = reader.find(id);
    if (found === null) throw new AppError('database.rowMissing', { table: 'import_batches', id });
    if (found.status !== 'staged') throw new AppError('database.batchState', { id, status: found.status });
    return found;
  };
  const save = (batch: ImportBatch): ImportBatch => {
    requireOne(updateBatch.run(batchMap.toRow(batch, tx.vault)), 'import_batches', batch.id);
    return batch;
  };

  return {
    ...reader,
    /** Opens a batch, staged and with nothing in it. */
    create(file: Pick<ImportBatch, 'layout' | 'fileName' | 'fileSha256' | 'context'>): ImportBatch {
      const batch: ImportBatch = {
        ...file,
        id: tx.newId(),
        status: 'staged',
        rowsInXml: 0,
        rowsInFile: 0,
        accepted: 0,
        refused: 0,
        skipped: 0,
        createdAt: tx.now(),
        committedAt: null,
        result: null,
      };
      insertBatch.run(batchMap.toRow(batch, tx.vault));
      return batch;
    },
    /** Adds rows in the order given. @throws AppError `database.batchState` */
    appendRows(batchId: string, rows: readonly StagedRow[]): void {
      staged(batchId);
      stagedRows.append(batchId, rows);
    },
    appendFindings(batchId: string, found: readonly Finding[]): void {
      staged(batchId);
      for (const finding of found) {
        const { code, severity, sheet, row } = finding;
        const detail = tx.vault.seal(JSON.stringify(finding), `findings.detail:${batchId}`);
        insertFinding.run(batchId, code, severity, sheet ?? null, row ?? null, detail);
      }
    },
    /** @param context JSON, when more has become known than at the beginning */
    setCounts: (batchId: string, counts: BatchCounts, context?: string): ImportBatch =>
      save({ ...staged(batchId), ...counts, ...(context === undefined ? {} : { context }) }),
    /** Gives every row of the batch that is in one state another. */
    setRowStates: stagedRows.setStates,
    /** Notes what the commit changed, so that it can be undone later. */
    recordChanges(batchId: string, changes: readonly BatchChange[]): void {
      let ordinal = lastChange.get(batchId)?.last ?? 0;
      for (const { table, rowId, kind, revision, previous } of changes) {
        ordinal += 1;
        const sealed =
          previous === null ? null : tx.vault.seal(previous, `batch_changes.previous:${batchId}/${ordinal}`);
        insertChange.run(batchId, ordinal, table, rowId, kind, revision, sealed);
      }
    },
    /**
     * Marks a batch as committed and keeps its answer for a repeated call.
     * @param result JSON
     * @throws AppError `database.batchState`
     */
    markCommitted: (batchId: string, result: string): ImportBatch =>
      save({ ...staged(batchId), status: 'committed', committedAt: tx.now(), result }),
    /** Gives up a staged batch: its rows and findings are deleted, the batch itself stays listed. */
    abandon(batchId: string): ImportBatch {
      const batch = save({ ...staged(batchId), status: 'abandoned' });
      stagedRows.deleteAll(batchId);
      deleteFindings.run(batchId);
      return batch;
    },
  };
}
