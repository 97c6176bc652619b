/** Which form a file is that someone has picked, before anything of it is taken. */
import path from 'node:path';
import { formRole, type ImportLayoutCode } from '#shared/contract/operations/imports.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createImportReader } from '../../db/repositories/import-batches.ts';
import type { ReadDb } from '../../db/transaction.ts';
import {
  openFormRecogniser,
  type RecognisedForm,
  recognisedRows,
} from '../../excel/layouts/recognise-form.ts';
import { readWorkbookInProcess } from '../../excel/read-workbook-in-process.ts';
import type { WorkbookMeta } from '../../excel/workbook-plan.ts';
import type { JobContext } from '../../runtime/context.ts';
import { importers } from './importers.ts';
import { sha256OfFile } from './stage.ts';

const layouts = Object.values(importers).map(({ layout }) => layout);
const isLayout = (text: string | undefined): text is ImportLayoutCode =>
  text !== undefined && Object.hasOwn(importers, text);

/** The form that our own workbook names before the one that its header speaks for. */
const judge = ({ meta, matches }: RecognisedForm) => {
  const [best] = matches;
  if (isLayout(meta?.template)) return { layout: meta.template, confidence: 'certain' as const };
  if (best === undefined) return { layout: null, confidence: 'none' as const };
  return {
    layout: best.layout,
    confidence: best.missing.length === 0 ? ('likely' as const) : ('doubtful' as const),
  };
};

const statedBy = (db: ReadDb, meta: Partial<WorkbookMeta> | null) => {
  if (meta === null) return null;
  const { template, cycle, unit, role } = meta;
  return {
    template: template ?? null,
    cycle: cycle ? { code: cycle, name: createCycleReader(db).findByCode(cycle)?.name ?? null } : null,
    unit: unit ? { uscc: unit, name: createBodyReader(db).findByUscc(unit)?.name ?? null } : null,
    role: formRole.safeParse(role).data ?? null,
  };
};

/** Imports of the same bytes, newest first; what was given up does not count. */
const earlierImports = (db: ReadDb, fileSha256: string) => {
  const reader = createImportReader(db);
  return layouts
    .flatMap(({ code }) => reader.findByFile(fileSha256, code))
    .filter(({ status }) => status !== 'abandoned')
    .map(({ id, status, createdAt, committedAt }) => ({ batch: id, status, at: committedAt ?? createdAt }))
    .sort((a, b) => (a.at < b.at ? 1 : -1));
};

/** @throws AppError `workbook.*`, `file.*`, `operation.cancelled` */
export const recogniseWorkbook = async (context: JobContext, file: string) => {
  const recogniser = openFormRecogniser(layouts);
  let rows = 0;
  const events = readWorkbookInProcess(file, {
    spawnReader: context.spawnReader,
    signal: context.progress.signal,
    rowsPerSheet: recognisedRows,
  });
  for await (const event of events) {
    if (event.type === 'sheet') {
      recogniser.enterSheet(event.sheet);
      rows += event.rows;
    } else if (event.type === 'row') recogniser.accept(event.row);
  }
  const recognised = recogniser.finish();
  return {
    fileName: path.basename(file),
    ...judge(recognised),
    stated: statedBy(context.db, recognised.meta),
    matches: recognised.matches.map((match) => ({ ...match, title: importers[match.layout].layout.title })),
    seen: recognised.seen,
    forms: layouts.map(({ code, title, knownTables }) => ({
      layout: code,
      title,
      columns: knownTables.flatMap((table) =>
        table.columns.filter(({ required }) => required).map((column) => column.title),
      ),
    })),
    rows,
    earlier: earlierImports(context.db, await sha256OfFile(file)),
  };
};
