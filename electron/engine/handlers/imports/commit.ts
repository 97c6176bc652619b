/**
 * Commit: every good row of a staged batch in one transaction, with the memory of what it changed. Committing again
 * writes what was put right since, and answers the same again when that is nothing.
 */
import type { ImportBatch } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createAuditLog, createAuditReader } from '../../db/audit-log.ts';
import {
  type BatchChange,
  createImportReader,
  createImportRepository,
} from '../../db/repositories/import-batches.ts';
import type { RowState } from '../../db/repositories/staged-rows.ts';
import { syncedTableNamed } from '../../db/synced-tables.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';
import type { JobContext } from '../../runtime/context.ts';
import type { DuplicatePolicy, WrittenRow } from './importer.ts';
import { type AnyImporter, contextOf } from './importers.ts';

export interface CommitResult {
  batch: string;
  committed: boolean;
  rowsInFile: number;
  accepted: number;
  refused: number;
  skipped: number;
  inserted: number;
  updated: number;
  unchanged: number;
}

const changesAtOnce = 1_000;

/** A row's hash as its table stores it; of rows that do not travel as it is. */
const storedHash = (tx: WriteTx, table: string, hash: string | null): string | null =>
  hash === null ? null : (syncedTableNamed(table)?.storedHash(hash, tx.vault) ?? hash);

/** What has to be remembered so that the import can be undone. */
const changesOf = (tx: WriteTx, written: readonly WrittenRow[]): BatchChange[] =>
  written.flatMap(({ table, rowId, revision, contentHash, outcome, previous }) =>
    outcome === 'unchanged'
      ? []
      : [
          {
            table,
            rowId,
            kind: outcome,
            revision,
            previous: previous === null ? null : JSON.stringify(previous),
            contentHash: storedHash(tx, table, contentHash),
          },
        ],
  );

/** @throws AppError `import.unknown` */
export const requireBatch = (db: ReadDb, id: string): ImportBatch => {
  const batch = createImportReader(db).find(id);
  if (batch === null) throw new AppError('import.unknown', { batch: id });
  return batch;
};

/** Rows that a commit would write, or has written. */
interface Settled {
  rows: { ordinal: number; state: RowState }[];
  accepted: number;
  inserted: number;
  updated: number;
  unchanged: number;
  /** Rows of which a person has changed cells. */
  corrected: number;
}

/** Writes every row that waits, inside the commit's transaction. @param note takes what was changed, in chunks */
const settleRows = (
  tx: WriteTx,
  importer: AnyImporter,
  batch: ImportBatch,
  onDuplicate: DuplicatePolicy,
  note: (changes: readonly BatchChange[]) => void,
): Settled => {
  const writer = importer.openWriter(tx, JSON.parse(batch.context) as object);
  const settled: Settled = { rows: [], accepted: 0, inserted: 0, updated: 0, unchanged: 0, corrected: 0 };
  let changes: BatchChange[] = [];
  for (const row of createImportReader(tx).allRows(batch.id)) {
    if (row.mapped === null || (row.state !== 'ready' && row.state !== 'duplicate')) continue;
    const written = writer.write(row.mapped, onDuplicate, row.naturalKey);
    const last = written.at(-1);
    settled.rows.push({ ordinal: row.ordinal, state: last === undefined ? 'skipped' : 'committed' });
    if (last === undefined) continue;
    settled.accepted += 1;
    settled[last.outcome] += 1;
    if (row.edited !== undefined) settled.corrected += 1;
    changes.push(...changesOf(tx, written));
    if (changes.length >= changesAtOnce) {
      note(changes);
      changes = [];
    }
  }
  note([...changes, ...changesOf(tx, writer.finish?.() ?? [])]);
  return settled;
};

/** The answer after what was settled now, on top of what earlier commits of the batch had written. */
const resultAfter = (batch: ImportBatch, settled: Settled): CommitResult => {
  const before = JSON.parse(batch.result ?? '{}') as Partial<CommitResult>;
  const sum = (name: 'accepted' | 'inserted' | 'updated' | 'unchanged'): number =>
    (before[name] ?? 0) + settled[name];
  const accepted = sum('accepted');
  return {
    batch: batch.id,
    committed: true,
    rowsInFile: batch.rowsInFile,
    accepted,
    refused: batch.refused,
    skipped: batch.rowsInFile - accepted - batch.refused,
    inserted: sum('inserted'),
    updated: sum('updated'),
    unchanged: sum('unchanged'),
  };
};

/** @throws AppError `import.abandoned`, `import.reverted` */
const requireOpen = (batch: ImportBatch): void => {
  if (batch.status === 'abandoned') throw new AppError('import.abandoned', { batch: batch.id });
  if (batch.status === 'reverted') throw new AppError('import.reverted', {});
};

/**
 * What a commit would do as the states of the rows tell; null when they cannot be trusted to tell it: something has
 * changed since the file was read, or rows are to be compared with what the database holds.
 */
const countByState = (
  db: ReadDb,
  importer: AnyImporter,
  batch: ImportBatch,
  onDuplicate: DuplicatePolicy,
): Settled | null => {
  if (!importer.countsByState || batch.status !== 'staged') return null;
  if (contextOf(batch).sequence !== createAuditReader(db).head().sequence) return null;
  const { ready, duplicate } = createImportReader(db).countRows(batch.id);
  if (duplicate > 0 && onDuplicate !== 'skip') return null;
  return { rows: [], accepted: ready, inserted: ready, updated: 0, unchanged: 0, corrected: 0 };
};

/** What a commit would answer now: it is rehearsed where no other count could be trusted to be the same. */
export const planCommit = async (
  context: JobContext,
  importer: AnyImporter,
  batch: ImportBatch,
  onDuplicate: DuplicatePolicy,
): Promise<CommitResult> => {
  requireOpen(batch);
  const counted = countByState(context.db, importer, batch, onDuplicate);
  if (counted !== null) return { ...resultAfter(batch, counted), committed: false };
  const checkpoint = context.progress.phase('import.check');
  await checkpoint(0, batch.rowsInFile);
  const result = context.rehearse((tx) =>
    resultAfter(
      batch,
      settleRows(tx, importer, batch, onDuplicate, () => undefined),
    ),
  );
  await checkpoint(batch.rowsInFile, batch.rowsInFile);
  return { ...result, committed: batch.status === 'committed' };
};

/** Commits a batch. @throws AppError `import.strictRefused` when `strict` and any row is refused */
export const commitBatch = async (
  context: JobContext,
  importer: AnyImporter,
  staged: ImportBatch,
  options: { onDuplicate: DuplicatePolicy; strict: boolean },
): Promise<CommitResult> => {
  requireOpen(staged);
  const checkpoint = context.progress.phase('import.commit');
  await checkpoint(0, staged.rowsInFile);

  const result = context.write((tx) => {
    const batches = createImportRepository(tx);
    // Read again: another call may have corrected a row or committed meanwhile.
    const batch = requireBatch(tx, staged.id);
    requireOpen(batch);
    if (batch.result !== null) {
      const waiting = batches.countRows(batch.id);
      if (waiting.ready + waiting.duplicate === 0) return JSON.parse(batch.result) as CommitResult;
    }
    if (options.strict && batch.refused > 0) {
      throw new AppError('import.strictRefused', { refused: batch.refused });
    }
    batches.beginCommit(batch.id);
    const settled = settleRows(tx, importer, batch, options.onDuplicate, (changes) =>
      batches.recordChanges(batch.id, changes),
    );
    batches.setRowStates(batch.id, settled.rows);
    const answer = resultAfter(batch, settled);
    const { accepted, refused, skipped } = answer;
    batches.setCounts(batch.id, { accepted, refused, skipped });
    batches.markCommitted(batch.id, JSON.stringify(answer));
    createAuditLog(tx).append({
      actor: context.actor,
      action: 'imports.commit',
      subject: batch.id,
      details: {
        layout: batch.layout,
        file: batch.fileSha256,
        accepted,
        refused,
        skipped,
        corrected: settled.corrected,
      },
    });
    return answer;
  });
  await checkpoint(staged.rowsInFile, staged.rowsInFile);
  return result;
};
