/** Importing workbooks: stage, look, commit or abandon, and the findings workbook that goes back. */
import type { importOperations } from '#shared/contract/operations/imports.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import type { ImportBatch } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { createImportReader, createImportRepository } from '../../db/repositories/import-batches.ts';
import { createImportMappingRepository } from '../../db/repositories/import-mappings.ts';
import type { StoredRow } from '../../db/repositories/staged-rows.ts';
import { buildFindingsWorkbook } from '../../excel/layouts/findings-workbook.ts';
import { writeWorkbook } from '../../excel/write-workbook.ts';
import type { CommandContext } from '../../runtime/context.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { nextCursor } from '../paging.ts';
import { describeColumns, listMappings } from './columns.ts';
import { commitBatch, planCommit, requireBatch } from './commit.ts';
import { correctRow, hiddenRowsOf, type RowChange, takeHiddenRows } from './correct-row.ts';
import { contextOf, importerOf, importers, layoutContextOf } from './importers.ts';
import { readHeads } from './read-heads.ts';
import { recogniseWorkbook } from './recognise.ts';
import { planRevert, revertBatch } from './revert.ts';
import { stageWorkbook } from './stage.ts';
import { batchSummary, createStagedView, withoutOrdinal } from './staged-view.ts';

const parseOrdinal = (cursor: string | null): number => {
  const ordinal = Number(cursor ?? 0);
  if (!Number.isSafeInteger(ordinal) || ordinal < 0) {
    throw new AppError('operation.invalidInput', { issues: [{ path: 'cursor', message: '' }] });
  }
  return ordinal;
};

/** A batch that can still be worked on. @throws AppError `import.abandoned`, `import.reverted` */
const requireOpen = (context: CommandContext, id: string): ImportBatch => {
  const batch = requireBatch(context.db, id);
  if (batch.status === 'abandoned') throw new AppError('import.abandoned', { batch: id });
  if (batch.status === 'reverted') throw new AppError('import.reverted', {});
  return batch;
};

/** Rows that are judged differently after a correction; more are not answered at once. */
const rowsAnswered = 1_000;

const changeRows = (
  context: CommandContext,
  id: string,
  changes: readonly { ordinal: number; change: RowChange }[],
) => {
  const batch = requireOpen(context, id);
  const layoutContext = layoutContextOf(context.db, batch, context.now(), 'correct');
  const changed = new Map<number, StoredRow>();
  context.write((tx) => {
    for (const { ordinal, change } of changes) {
      for (const row of correctRow(tx, batch, layoutContext, ordinal, change)) changed.set(row.ordinal, row);
    }
  });
  const view = createStagedView(context.db, batch, layoutContext);
  const rows = [...changed.values()].sort((a, b) => a.ordinal - b.ordinal);
  return {
    rows: rows.slice(0, rowsAnswered).map(view.row),
    counts: createImportReader(context.db).countRows(id),
  };
};

export const importHandlers: HandlersOf<typeof importOperations> = {
  'imports.recognise': (context, { file }) => recogniseWorkbook(context, context.files.resolve(file, 'read')),

  'imports.columns': (context, { layout, file, headers }) =>
    describeColumns(context, layout, context.files.resolve(file, 'read'), headers),

  'imports.stage': async (context, { layout, file, columns, hiddenRows, ...place }) => {
    const importer = importers[layout];
    const chosen = context.files.resolve(file, 'read');
    const meta = importer.needsMeta ? (await readHeads(context, chosen)).meta : null;
    const request = {
      cycle: place.cycle,
      unit: place.unit,
      ...place,
      role: place.role,
      today: dayInChina(context.now()),
      meta,
    };
    const staged = await stageWorkbook(context, importer, chosen, request, { columns, hiddenRows });
    return { ...staged, batch: batchSummary(context.db, staged.batch) };
  },

  'imports.commit': (context, { batch: id, onDuplicate, strict }) => {
    const batch = requireBatch(context.db, id);
    return commitBatch(context, importerOf(batch), batch, { onDuplicate, strict });
  },

  'imports.abandon': (context, { batch: id }) => {
    const batch = requireBatch(context.db, id);
    if (batch.status === 'committed') throw new AppError('import.alreadyCommitted', { batch: id });
    if (batch.status === 'reverted') throw new AppError('import.reverted', {});
    const abandoned =
      batch.status === 'abandoned' ? batch : context.write((tx) => createImportRepository(tx).abandon(id));
    return batchSummary(context.db, abandoned);
  },

  'imports.list': ({ db }, { abandoned, cursor, limit }) => {
    const rows = createImportReader(db).list({
      limit,
      abandoned,
      ...(cursor === null ? {} : { before: cursor }),
    });
    return {
      rows: rows.map((batch) => batchSummary(db, batch)),
      next: nextCursor(rows, limit, (batch) => batch.id),
    };
  },

  'imports.findings': ({ db }, { batch, cursor, limit }) => {
    requireBatch(db, batch);
    const rows = createImportReader(db).findings(batch, parseOrdinal(cursor), limit);
    return {
      rows: rows.map(withoutOrdinal),
      next: nextCursor(rows, limit, (finding) => String(finding.ordinal)),
    };
  },

  'imports.preview': ({ db, now }, { batch: id, state, sheet, at, cursor, limit }) => {
    const batch = requireBatch(db, id);
    const reader = createImportReader(db);
    const view = createStagedView(db, batch, layoutContextOf(db, batch, now(), 'look'));
    const place = at === undefined ? null : reader.ordinalOf(id, at.sheet, at.row);
    const after = place === null ? parseOrdinal(cursor) : place - 1;
    const rows = reader.rows(id, {
      after,
      limit,
      ...(state === undefined ? {} : { state }),
      ...(sheet === undefined ? {} : { sheet }),
    });
    return {
      batch: batchSummary(db, batch),
      tables: view.tables(),
      counts: reader.countRows(id),
      hidden: hiddenRowsOf(db, batch),
      fileFindings: reader.findingsOfFile(id).map(withoutOrdinal),
      rows: rows.map(view.row),
      next: nextCursor(rows, limit, (row) => String(row.ordinal)),
    };
  },

  'imports.fixRows': (context, { batch, rows }) =>
    changeRows(
      context,
      batch,
      rows.map(({ ordinal, cells }) => ({ ordinal, change: { cells } })),
    ),

  'imports.omitRow': (context, { batch, ordinal, omitted }) =>
    changeRows(context, batch, [{ ordinal, change: { omitted } }]),

  'imports.takeHiddenRows': (context, { batch: id, taken }) => {
    const batch = requireOpen(context, id);
    const layoutContext = layoutContextOf(context.db, batch, context.now(), 'correct');
    const rows = context.write((tx) => takeHiddenRows(tx, batch, layoutContext, taken));
    return { rows, counts: createImportReader(context.db).countRows(id) };
  },

  'imports.mappings': ({ db }) => listMappings(db),

  'imports.renameMapping': (context, { id, name }) =>
    context.write((tx) => createImportMappingRepository(tx).rename(id, name)),

  'imports.removeMapping': (context, { id }) => {
    context.write((tx) => createImportMappingRepository(tx).remove(id));
    return { id };
  },

  'imports.planCommit': (context, { batch: id, onDuplicate }) => {
    const batch = requireBatch(context.db, id);
    return planCommit(context, importerOf(batch), batch, onDuplicate);
  },

  'imports.planRevert': ({ db }, { batch }) => planRevert(db, requireBatch(db, batch)),

  'imports.revert': (context, { batch }) => revertBatch(context, batch),

  'imports.exportFindings': async (context, { batch: id, file }) => {
    const batch = requireBatch(context.db, id);
    if (batch.status === 'abandoned') throw new AppError('import.abandoned', { batch: id });
    const importer = importerOf(batch);
    const reader = createImportReader(context.db);
    const target = context.files.resolve(file, 'write');
    const rows = Array.from(reader.allRows(id), ({ sheet, row, original }) => ({ sheet, row, original }));
    const findings: Finding[] = [];
    for (
      let after = 0, page = reader.findings(id, after);
      page.length > 0;
      page = reader.findings(id, after)
    ) {
      for (const { ordinal, ...finding } of page) {
        findings.push(finding);
        after = ordinal;
      }
    }
    const { columns, meta } = contextOf(batch);
    const layoutContext = layoutContextOf(context.db, batch, context.now(), 'look');
    const plan = buildFindingsWorkbook(importer.layout, layoutContext, rows, findings, {
      columns: columns ?? [],
      ...(meta === undefined ? {} : { meta }),
    });
    await writeWorkbook(plan, target);
    return { rows: rows.length, findings: findings.length };
  },
};
