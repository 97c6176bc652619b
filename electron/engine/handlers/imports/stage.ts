/**
 * Staging: a foreign workbook into the database's staging tables, row by row, with every finding. Nothing of the
 * database proper changes, and a crash leaves only a batch that nobody commits.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ImportBatch } from '#shared/domain/entities.ts';
import { AppError, type FailureCode } from '#shared/errors/app-error.ts';
import { layoutFailures } from '#shared/errors/codes/layout.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { createAuditReader } from '../../db/audit-log.ts';
import { createImportReader, createImportRepository } from '../../db/repositories/import-batches.ts';
import type { StagedRow } from '../../db/repositories/staged-rows.ts';
import { rowsLookedAt } from '../../excel/layouts/header-place.ts';
import type { ColumnsFound } from '../../excel/layouts/layout.ts';
import { readBatchesInProcess } from '../../excel/read-workbook-in-process.ts';
import { openRowsAhead } from '../../excel/rows-ahead.ts';
import { asFileFailure } from '../../runtime/atomic-file.ts';
import type { JobContext } from '../../runtime/context.ts';
import { openAssigning, type ReadingChoice } from './assigning.ts';
import type { Importer, ImportRequest } from './importer.ts';
import type { BatchContext } from './importers.ts';
import { createRowJudge, findingOfNote } from './row-judge.ts';

/** The first findings can be seen early; then fewer commits wait for the disk. */
const firstTransactionRows = 100;
const rowsPerTransaction = 2_000;
/** Reading a row takes far less time than is let pass before other calls come in. */
const rowsPerCheckpoint = 10;
const findingsAnswered = 200;

/** SHA-256 of a file's bytes, hex. */
export const sha256OfFile = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  await asFileFailure(file, 'read', () => pipeline(createReadStream(file), hash));
  return hash.digest('hex');
};

const leftOut = { state: 'omitted', finding: null } as const;

export interface StagedImport {
  batch: ImportBatch;
  findings: Finding[];
  findingsTotal: number;
  errors: number;
  structureRows: number;
  remembered: { id: string; name: string }[];
}

/** A finding about the whole file that means: this is not the form, or not for this cycle or unit. */
const asRefusal = (finding: Finding): AppError | null =>
  finding.severity === 'error' && Object.hasOwn(layoutFailures, finding.code)
    ? new AppError(finding.code as FailureCode, finding.params as never)
    : null;

/** Stages one workbook. @throws AppError `workbook.*`, `layout.*`, `import.mapping*`, `operation.cancelled` */
export const stageWorkbook = async <Row, Context>(
  context: JobContext,
  importer: Importer<Row, Context>,
  file: string,
  request: ImportRequest,
  reading: ReadingChoice,
): Promise<StagedImport> => {
  const checkpoint = context.progress.phase('import.read');
  const layoutContext = importer.buildContext(context.db, request);
  const parser = importer.layout.openParser(layoutContext);
  const described = importer.describeContext(layoutContext);
  const notes = importer.openNotes?.(context.db);
  const judge = createRowJudge(
    importer.openDuplicateCheck(context.db, described),
    importer.judgeWhole === undefined,
  );
  const fileSha256 = await sha256OfFile(file);

  const assigning = openAssigning(context.db, importer.layout, layoutContext, reading.columns);
  const leavesHidden = !reading.hiddenRows && !importer.readsHidden;
  let hiddenRows = 0;

  const counts = { rowsInXml: 0, rowsInFile: 0, accepted: 0, refused: 0, skipped: 0 };
  let structureRows = 0;
  let rowsAhead = 0;
  let columns: ColumnsFound[] = [];
  let meta: BatchContext['meta'] | null = null;
  let batch: ImportBatch | null = null;
  let rows: StagedRow[] = [];
  let findings: Finding[] = [];
  const hiddenColumns: Finding[] = [];
  let refuseAll = false;
  const whole: Row[] = [];

  const openBatch = (): ImportBatch =>
    context.write((tx) =>
      createImportRepository(tx).create({
        layout: importer.layout.code,
        fileName: path.basename(file),
        fileSha256,
        context: JSON.stringify(described),
      }),
    );
  const flush = (): void => {
    batch ??= openBatch();
    const batchId = batch.id;
    context.write((tx) => {
      const batches = createImportRepository(tx);
      batches.appendRows(batchId, rows);
      batches.appendFindings(batchId, findings);
    });
    rows = [];
    findings = [];
  };

  try {
    const batches = readBatchesInProcess(file, {
      spawnReader: context.spawnReader,
      signal: context.progress.signal,
    });
    const told = openRowsAhead(rowsLookedAt);
    for await (const events of batches) {
      for (const event of told(events)) {
        switch (event.type) {
          case 'sheet':
            rowsAhead += event.rows;
            parser.enterSheet(
              event.sheet,
              event.ahead,
              assigning.headerOf({ sheet: event.sheet, rows: event.ahead }),
            );
            break;
          case 'finding':
            if (event.finding.code === 'workbook.hiddenColumns') hiddenColumns.push(event.finding);
            else findings.push(event.finding);
            break;
          case 'end':
            counts.rowsInXml = event.rowsInXml;
            break;
          case 'row': {
            const parsed = parser.accept(event.row);
            const rowsRead = structureRows + counts.rowsInFile;
            if (rowsRead % rowsPerCheckpoint === 0) await checkpoint(rowsRead, rowsAhead);
            if (parsed.kind === 'structure') {
              structureRows += 1;
              break;
            }
            findings.push(...parsed.findings);
            if (importer.judgeWhole && parsed.value !== null) whole.push(parsed.value);
            const isLeft = leavesHidden && event.row.hidden;
            if (isLeft) hiddenRows += 1;
            const { state, finding } = isLeft ? leftOut : judge(parsed);
            if (finding !== null) findings.push(finding);
            if (parsed.value !== null && !isLeft && state !== 'refused') notes?.accept(parsed.value, parsed);
            counts.rowsInFile += 1;
            counts[state === 'ready' ? 'accepted' : state === 'refused' ? 'refused' : 'skipped'] += 1;
            rows.push({
              sheet: parsed.sheet,
              row: parsed.row,
              original: parsed.original,
              kinds: parsed.kinds,
              mapped: parsed.value,
              naturalKey: parsed.naturalKey,
              state,
            });
            if (rows.length >= (batch === null ? firstTransactionRows : rowsPerTransaction)) flush();
          }
        }
      }
    }
    const summary = parser.finish();
    assigning.finish();
    const refusal = summary.findings.map(asRefusal).find((error) => error !== null);
    if (refusal) throw refusal;
    if (structureRows + counts.rowsInFile !== counts.rowsInXml) {
      throw new AppError('workbook.rowsLost', {
        sheet: '',
        read: structureRows + counts.rowsInFile,
        inFile: counts.rowsInXml,
      });
    }
    // Our own forms keep their keys in hidden columns; only in other files are hidden columns worth a question.
    if (summary.meta === null) findings.push(...hiddenColumns);
    findings.push(...summary.findings);
    if (hiddenRows > 0) {
      findings.push({ code: 'import.hiddenRows', severity: 'warning', params: { rows: hiddenRows } });
    }
    if (importer.judgeWhole) {
      const verdict = importer.judgeWhole(whole);
      findings.push(...verdict);
      refuseAll = counts.refused > 0 || verdict.some((finding) => finding.severity === 'error');
    }
    columns = summary.columns;
    findings.push(...(notes?.finish() ?? []).map((note) => findingOfNote(note, columns)));
    if (summary.meta !== null) {
      const { template: _, templateVersion: __, ...identifiers } = summary.meta;
      meta = identifiers;
    }
    flush();
  } catch (error) {
    const unfinished: ImportBatch | null = batch;
    if (unfinished) context.write((tx) => createImportRepository(tx).abandon((unfinished as ImportBatch).id));
    throw error;
  }

  const staged = batch as ImportBatch | null;
  if (staged === null) throw new Error('a staged workbook has a batch');
  const { sequence } = createAuditReader(context.db).head();
  const kept: BatchContext = { ...described, columns, sequence, ...(meta === null ? {} : { meta }) };
  if (refuseAll) Object.assign(counts, { accepted: 0, refused: counts.rowsInFile, skipped: 0 });
  const stored = context.write((tx) => {
    const batches = createImportRepository(tx);
    if (refuseAll) batches.setAllRowStates(staged.id, 'ready', 'refused');
    assigning.remember(tx, path.basename(file));
    return batches.setCounts(staged.id, counts, JSON.stringify(kept));
  });
  const reader = createImportReader(context.db);
  const total = reader.countFindings(stored.id);
  return {
    batch: stored,
    findings: reader.findings(stored.id, 0, findingsAnswered).map(({ ordinal: _, ...finding }) => finding),
    findingsTotal: total.error + total.warning,
    errors: total.error,
    structureRows,
    remembered: assigning.applied(),
  };
};
