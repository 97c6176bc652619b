/** Importing workbooks: stage, look, commit or abandon, and the findings workbook that goes back. */
import type { ImportLayoutCode, importOperations } from '#shared/contract/operations/imports.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import type { ImportBatch } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { createImportReader, createImportRepository } from '../../db/repositories/import-batches.ts';
import { buildFindingsWorkbook } from '../../excel/layouts/findings-workbook.ts';
import { writeWorkbook } from '../../excel/write-workbook.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { nextCursor } from '../paging.ts';
import { commitBatch, requireBatch } from './commit.ts';
import { bodiesImporter } from './import-bodies.ts';
import { modelImporter } from './import-model.ts';
import { officialsImporter } from './import-officials.ts';
import { recordsImporter } from './import-records.ts';
import { selfAssessmentImporter } from './import-self-assessment.ts';
import type { Importer } from './importer.ts';
import { readMeta } from './read-meta.ts';
import { type BatchContext, stageWorkbook } from './stage.ts';

// Row and context types meet only inside one importer; outside it they are opaque.
type AnyImporter = Importer<unknown, unknown>;

const importers: Record<ImportLayoutCode, AnyImporter> = {
  bodies: bodiesImporter as AnyImporter,
  officials: officialsImporter as AnyImporter,
  records: recordsImporter as AnyImporter,
  'self-assessment': selfAssessmentImporter as AnyImporter,
  model: modelImporter as AnyImporter,
};

const importerOf = (batch: ImportBatch): AnyImporter => importers[batch.layout as ImportLayoutCode];

const withoutInternals = ({ context: _, result: __, ...summary }: ImportBatch) => summary;
const withoutOrdinal = <T extends { ordinal: number }>({ ordinal: _, ...rest }: T) => rest;

const parseOrdinal = (cursor: string | null): number => {
  const ordinal = Number(cursor ?? 0);
  if (!Number.isSafeInteger(ordinal) || ordinal < 0) {
    throw new AppError('operation.invalidInput', { issues: [{ path: 'cursor', message: '' }] });
  }
  return ordinal;
};

export const importHandlers: HandlersOf<typeof importOperations> = {
  'imports.stage': async (context, { layout, file, cycle, unit, role }) => {
    const importer = importers[layout];
    const chosen = context.files.resolve(file, 'read');
    const meta = importer.needsMeta ? await readMeta(context, chosen) : null;
    const staged = await stageWorkbook(context, importer, chosen, {
      cycle,
      unit,
      role,
      today: dayInChina(context.now()),
      meta,
    });
    return { ...staged, batch: withoutInternals(staged.batch) };
  },

  'imports.commit': (context, { batch: id, onDuplicate, strict }) => {
    const batch = requireBatch(context.db, id);
    return commitBatch(context, importerOf(batch), batch, { onDuplicate, strict });
  },

  'imports.abandon': (context, { batch: id }) => {
    const batch = requireBatch(context.db, id);
    if (batch.status === 'committed') throw new AppError('import.alreadyCommitted', { batch: id });
    if (batch.status === 'abandoned') return withoutInternals(batch);
    return withoutInternals(context.write((tx) => createImportRepository(tx).abandon(id)));
  },

  'imports.list': ({ db }, { cursor, limit }) => {
    const rows = createImportReader(db).list(limit, cursor ?? undefined);
    return { rows: rows.map(withoutInternals), next: nextCursor(rows, limit, (batch) => batch.id) };
  },

  'imports.findings': ({ db }, { batch, cursor, limit }) => {
    requireBatch(db, batch);
    const rows = createImportReader(db).findings(batch, parseOrdinal(cursor), limit);
    return {
      rows: rows.map(withoutOrdinal),
      next: nextCursor(rows, limit, (finding) => String(finding.ordinal)),
    };
  },

  'imports.rows': ({ db }, { batch, cursor, limit }) => {
    requireBatch(db, batch);
    const rows = createImportReader(db).rows(batch, { after: parseOrdinal(cursor), limit });
    return {
      rows: rows.map(({ ordinal: _, mapped: __, original, ...row }) => ({
        ...row,
        original: JSON.stringify(original),
      })),
      next: nextCursor(rows, limit, (row) => String(row.ordinal)),
    };
  },

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
    const { columns, meta, ...place } = JSON.parse(batch.context) as BatchContext;
    const layoutContext = importer.buildContext(context.db, {
      cycle: place.cycle,
      unit: place.unit,
      role: place.role,
      today: dayInChina(context.now()),
      meta: null,
    });
    const plan = buildFindingsWorkbook(importer.layout, layoutContext, rows, findings, {
      columns: columns ?? [],
      ...(meta === undefined ? {} : { meta }),
    });
    await writeWorkbook(plan, target);
    return { rows: rows.length, findings: findings.length };
  },
};
