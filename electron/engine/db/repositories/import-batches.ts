/**
 * 导入批次: what was read from a workbook and waits for its commit, the findings about it, and afterwards what the
 * commit changed. Rows, keys and the parameters of findings may hold citizen numbers, so all of it is sealed.
 */
import type { ImportBatch } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { mapTable, type SqlRow } from '../row-mapping.ts';
import { type ReadDb, requireOne, type WriteTx } from '../transaction.ts';
import {
  createStagedRowReader,
  createStagedRowWriter,
  type RowState,
  type StagedRow,
  type StoredRow,
} from './staged-rows.ts';

export type StoredFinding = Finding & { ordinal: number };

export type BatchCounts = Pick<ImportBatch, 'rowsInXml' | 'rowsInFile' | 'accepted' | 'refused' | 'skipped'>;

export interface BatchPage {
  /** At most so many; default 100. */
  limit?: number;
  /** Continue below this id. */
  before?: string;
  /** Also batches that were given up; default true. */
  abandoned?: boolean;
}

/** One commit of a batch: the changes from `firstChange` on, up to the next commit's. */
export interface BatchCommit {
  firstChange: number;
  committedAt: string;
  lineage: string;
}

/** One row that a commit wrote. */
export interface BatchChange {
  /** Table as in the database, for example `bodies`. */
  table: string;
  rowId: string;
  kind: 'inserted' | 'updated';
  /** Revision after the change. */
  revision: number;
  /**
   * What the row said after the change: the hash as its table stores it. A row that says something else since cannot
   * simply be put back. Null in changes of early versions, which only knew the revision.
   */
  contentHash: string | null;
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
    revertedAt: 'plain',
  },
  ['id'],
);

/** Changes are read so many at a time: each may hold a whole row. */
const changesAtOnce = 500;

export function createImportReader(db: ReadDb) {
  const batch = db.prepareRead<SqlRow>(`SELECT ${batchMap.columns} FROM import_batches WHERE id = ?`);
  const ofFile = db.prepareRead<SqlRow>(
    `SELECT ${batchMap.columns} FROM import_batches WHERE file_sha256 = ? AND layout = ? ORDER BY id DESC`,
  );
  const batches = db.prepareRead<SqlRow>(
    `SELECT ${batchMap.columns} FROM import_batches WHERE id < @before AND (@abandoned = 1 OR status <> 'abandoned') ORDER BY id DESC LIMIT @limit`,
  );
  // Where the columns stood is noted when a file has been read to its end.
  const unfinished = db.prepareRead<{ id: string }>(
    `SELECT id FROM import_batches WHERE status = 'staged' AND context ->> '$.columns' IS NULL`,
  );
  const findings = db.prepareRead<{ ordinal: number; detail: string }>(
    'SELECT ordinal, detail_sealed AS detail FROM findings WHERE batch_id = ? AND ordinal > ? ORDER BY ordinal LIMIT ?',
  );
  const rowFindings = db.prepareRead<{ ordinal: number; detail: string }>(
    'SELECT ordinal, detail_sealed AS detail FROM findings WHERE batch_id = ? AND sheet = ? AND row = ? ORDER BY ordinal',
  );
  const fileFindings = db.prepareRead<{ ordinal: number; detail: string }>(
    'SELECT ordinal, detail_sealed AS detail FROM findings WHERE batch_id = ? AND row IS NULL ORDER BY ordinal',
  );
  const rowsWithCode = db.prepareRead<{ sheet: string; row: number }>(
    'SELECT DISTINCT sheet, row FROM findings WHERE batch_id = ? AND code = ? AND row IS NOT NULL',
  );
  const findingCounts = db.prepareRead<{ severity: Finding['severity']; total: number }>(
    'SELECT severity, count(*) AS total FROM findings WHERE batch_id = ? GROUP BY severity',
  );
  type ChangeRow = Omit<BatchChange, 'previous' | 'contentHash'> & {
    ordinal: number;
    sealed: string | null;
    hash: Buffer | null;
  };
  const changes = db.prepareRead<ChangeRow>(
    `SELECT ordinal, table_name AS "table", row_id AS rowId, kind, revision, previous_sealed AS sealed,
       content_hash AS hash
     FROM batch_changes WHERE batch_id = ? AND ordinal < ? ORDER BY ordinal DESC LIMIT ${changesAtOnce}`,
  );
  const commits = db.prepareRead<BatchCommit>(
    `SELECT first_change AS firstChange, committed_at AS committedAt, lineage FROM batch_commits
     WHERE batch_id = ? ORDER BY first_change`,
  );
  const changeCounts = db.prepareRead<{ table: string; kind: BatchChange['kind']; total: number }>(
    `SELECT table_name AS "table", kind, count(*) AS total FROM batch_changes WHERE batch_id = ?
     GROUP BY table_name, kind`,
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
    /** Newest first, a page at a time. */
    list: ({ limit = 100, before = '~', abandoned = true }: BatchPage = {}): ImportBatch[] =>
      batches.all({ before, limit, abandoned: abandoned ? 1 : 0 }).map(toBatch),
    /** Ids of batches of which the file was not read to its end. */
    unfinished: (): string[] => unfinished.all().map(({ id }) => id),
    ...createStagedRowReader(db),
    /** In the order of reading, a page at a time. @param after continue after this ordinal */
    findings: (batchId: string, after = 0, limit = 500): StoredFinding[] =>
      findings.all(batchId, after, limit).map(toFinding(batchId)),
    findingsOfRow: (batchId: string, sheet: string, row: number): StoredFinding[] =>
      rowFindings.all(batchId, sheet, row).map(toFinding(batchId)),
    /** Places of the rows of which this is said. */
    rowsWithFinding: (batchId: string, code: string): { sheet: string; row: number }[] =>
      rowsWithCode.all(batchId, code),
    /** About the file or a sheet as a whole. */
    findingsOfFile: (batchId: string): StoredFinding[] => fileFindings.all(batchId).map(toFinding(batchId)),
    countFindings(batchId: string): Record<Finding['severity'], number> {
      const total = { error: 0, warning: 0 };
      for (const { severity, total: number } of findingCounts.all(batchId)) total[severity] = number;
      return total;
    },
    /** What the commit changed, last change first: the order in which it is undone. */
    *changes(batchId: string): Generator<BatchChange & { ordinal: number }, void> {
      for (let before = Number.MAX_SAFE_INTEGER; ; ) {
        const page = changes.all(batchId, before);
        for (const { ordinal, sealed, hash, ...change } of page) {
          const place = `batch_changes.previous:${batchId}/${ordinal}`;
          const previous = sealed === null ? null : db.vault.open(sealed, place);
          yield { ...change, ordinal, previous, contentHash: hash?.toString('hex') ?? null };
          before = ordinal;
        }
        if (page.length < changesAtOnce) return;
      }
    },
    /** In the order in which they were made. */
    commits: (batchId: string): BatchCommit[] => commits.all(batchId),
    /** How many changes of each kind there are to undo, by table. */
    countChanges: (batchId: string): { table: string; kind: BatchChange['kind']; total: number }[] =>
      changeCounts.all(batchId),
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
    `INSERT INTO batch_changes (batch_id, ordinal, table_name, row_id, kind, revision, previous_sealed, content_hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertCommit = tx.prepareWrite(
    `INSERT INTO batch_commits (batch_id, first_change, committed_at, lineage) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET committed_at = excluded.committed_at, lineage = excluded.lineage`,
  );
  const insertFindingAt = tx.prepareWrite(
    `INSERT INTO findings (ordinal, batch_id, code, severity, sheet, row, detail_sealed)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const deleteFindings = tx.prepareWrite('DELETE FROM findings WHERE batch_id = ?');
  const deleteFinding = tx.prepareWrite('DELETE FROM findings WHERE ordinal = ?');
  const deleteCommits = tx.prepareWrite('DELETE FROM batch_commits WHERE batch_id = ?');
  const deleteChanges = tx.prepareWrite('DELETE FROM batch_changes WHERE batch_id = ?');

  const inState = (id: string, ...states: ImportBatch['status'][]): ImportBatch => {
    const found = reader.find(id);
    if (found === null) throw new AppError('database.rowMissing', { table: 'import_batches', id });
    if (!states.includes(found.status)) {
      throw new AppError('database.batchState', { id, status: found.status });
    }
    return found;
  };
  const staged = (id: string): ImportBatch => inState(id, 'staged');
  /** Not given up and not undone: rows that were not committed can still be worked on. */
  const open = (id: string): ImportBatch => inState(id, 'staged', 'committed');
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
        revertedAt: null,
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
    setCounts: (batchId: string, counts: Partial<BatchCounts>, context?: string): ImportBatch =>
      save({ ...open(batchId), ...counts, ...(context === undefined ? {} : { context }) }),
    /** Gives every row of the batch that is in one state another. */
    setAllRowStates: stagedRows.setAllStates,
    /** Gives single rows another state. @param changes in ascending order of place */
    setRowStates(batchId: string, changes: readonly { ordinal: number; state: RowState }[]): void {
      open(batchId);
      stagedRows.setStates(batchId, changes);
    },
    /** Puts changed rows in the place of what was there. @param rows in ascending order of place */
    replaceRows(batchId: string, rows: readonly StoredRow[]): void {
      open(batchId);
      stagedRows.replace(batchId, rows);
    },
    /**
     * Puts findings in the place of others; as many as were there before take their places, so that the list keeps
     * its order.
     */
    replaceFindings(batchId: string, old: readonly StoredFinding[], found: readonly Finding[]): void {
      open(batchId);
      const ordinals = old.map(({ ordinal }) => ordinal);
      for (const ordinal of ordinals) deleteFinding.run(ordinal);
      for (const [index, finding] of found.entries()) {
        const { code, severity, sheet, row } = finding;
        const detail = tx.vault.seal(JSON.stringify(finding), `findings.detail:${batchId}`);
        const values = [batchId, code, severity, sheet ?? null, row ?? null, detail] as const;
        const ordinal = ordinals[index];
        if (ordinal === undefined) insertFinding.run(...values);
        else insertFindingAt.run(ordinal, ...values);
      }
    },
    /** Begins another commit of the batch: the changes that are noted from here on are its. */
    beginCommit(batchId: string): void {
      const first = (lastChange.get(batchId)?.last ?? 0) + 1;
      insertCommit.run(batchId, first, tx.now(), tx.origin().lineage);
    },
    /** Notes what the commit changed, so that it can be undone later. */
    recordChanges(batchId: string, changes: readonly BatchChange[]): void {
      let ordinal = lastChange.get(batchId)?.last ?? 0;
      for (const { table, rowId, kind, revision, previous, contentHash } of changes) {
        ordinal += 1;
        const sealed =
          previous === null ? null : tx.vault.seal(previous, `batch_changes.previous:${batchId}/${ordinal}`);
        const hash = contentHash === null ? null : Buffer.from(contentHash, 'hex');
        insertChange.run(batchId, ordinal, table, rowId, kind, revision, sealed, hash);
      }
    },
    /**
     * Marks a batch as committed and keeps its answer for a repeated call. A batch whose refused rows were put right
     * is committed again.
     * @param result JSON
     * @throws AppError `database.batchState`
     */
    markCommitted: (batchId: string, result: string): ImportBatch =>
      save({ ...open(batchId), status: 'committed', committedAt: tx.now(), result }),
    /** Marks a committed batch as undone; what it remembered of the rows before is not needed any more. */
    markReverted(batchId: string): ImportBatch {
      deleteChanges.run(batchId);
      deleteCommits.run(batchId);
      return save({ ...inState(batchId, 'committed'), status: 'reverted', revertedAt: tx.now() });
    },
    /** Gives up a staged batch: its rows and findings are deleted, the batch itself stays listed. */
    abandon(batchId: string): ImportBatch {
      const batch = save({ ...staged(batchId), status: 'abandoned' });
      stagedRows.deleteAll(batchId);
      deleteFindings.run(batchId);
      return batch;
    },
  };
}
