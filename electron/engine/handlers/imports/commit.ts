/**
 * Commit: every good row of a staged batch in one transaction, with the memory of what it changed. Committing again
 * answers what the first commit answered.
 */
import type { ImportBatch } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import {
  type BatchChange,
  createImportReader,
  createImportRepository,
} from '../../db/repositories/import-batches.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { JobContext } from '../../runtime/context.ts';
import type { DuplicatePolicy, Importer, WrittenRow } from './importer.ts';

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

/** What has to be remembered so that the import can be undone. */
const changesOf = (written: readonly WrittenRow[]): BatchChange[] =>
  written.flatMap(({ table, rowId, revision, outcome, previous }) =>
    outcome === 'unchanged'
      ? []
      : [
          {
            table,
            rowId,
            kind: outcome,
            revision,
            previous: previous === null ? null : JSON.stringify(previous),
          },
        ],
  );

/** @throws AppError `import.unknown`, `import.abandoned` */
export const requireBatch = (db: ReadDb, id: string): ImportBatch => {
  const batch = createImportReader(db).find(id);
  if (batch === null) throw new AppError('import.unknown', { batch: id });
  return batch;
};

/** Commits a batch. @throws AppError `import.strictRefused` when `strict` and any row is refused */
export const commitBatch = async <Row, Context>(
  context: JobContext,
  importer: Importer<Row, Context>,
  batch: ImportBatch,
  options: { onDuplicate: DuplicatePolicy; strict: boolean },
): Promise<CommitResult> => {
  if (batch.status === 'abandoned') throw new AppError('import.abandoned', { batch: batch.id });
  if (batch.result !== null) return JSON.parse(batch.result) as CommitResult;
  if (options.strict && batch.refused > 0) {
    throw new AppError('import.strictRefused', { refused: batch.refused });
  }
  const checkpoint = context.progress.phase('import.commit');
  await checkpoint(0, batch.rowsInFile);

  const result = context.write((tx) => {
    const batches = createImportRepository(tx);
    const writer = importer.openWriter(tx, JSON.parse(batch.context) as object);
    const outcome = { inserted: 0, updated: 0, unchanged: 0 };
    let accepted = 0;
    let skipped = 0;
    let changes: BatchChange[] = [];
    for (const row of batches.allRows(batch.id)) {
      if (row.mapped === null || row.state === 'refused') continue;
      const written = writer.write(row.mapped as Row, options.onDuplicate, row.naturalKey);
      const last = written.at(-1);
      if (last === undefined) {
        skipped += 1;
        continue;
      }
      accepted += 1;
      outcome[last.outcome] += 1;
      changes.push(...changesOf(written));
      if (changes.length >= changesAtOnce) {
        batches.recordChanges(batch.id, changes);
        changes = [];
      }
    }
    batches.recordChanges(batch.id, [...changes, ...changesOf(writer.finish?.() ?? [])]);
    batches.setRowStates(batch.id, 'ready', 'committed');
    if (options.onDuplicate !== 'skip') batches.setRowStates(batch.id, 'duplicate', 'committed');
    const answer: CommitResult = {
      batch: batch.id,
      committed: true,
      rowsInFile: batch.rowsInFile,
      accepted,
      refused: batch.refused,
      skipped,
      ...outcome,
    };
    batches.setCounts(batch.id, {
      rowsInXml: batch.rowsInXml,
      rowsInFile: batch.rowsInFile,
      accepted,
      refused: batch.refused,
      skipped,
    });
    batches.markCommitted(batch.id, JSON.stringify(answer));
    createAuditLog(tx).append({
      actor: context.actor,
      action: 'imports.commit',
      subject: batch.id,
      details: { layout: batch.layout, file: batch.fileSha256, accepted, refused: batch.refused, skipped },
    });
    return answer;
  });
  await checkpoint(batch.rowsInFile, batch.rowsInFile);
  return result;
};
