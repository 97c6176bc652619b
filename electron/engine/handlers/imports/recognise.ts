/** Which form a file is that someone has picked, before anything of it is taken. */
import path from 'node:path';
import { formRole, type ImportLayoutCode } from '#shared/contract/operations/imports.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createImportReader } from '../../db/repositories/import-batches.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { type RecognisedForm, recogniseForm } from '../../excel/layouts/recognise-form.ts';
import type { WorkbookMeta } from '../../excel/workbook-plan.ts';
import type { JobContext } from '../../runtime/context.ts';
import { importers } from './importers.ts';
import { readHeads } from './read-heads.ts';
import { openRemembered } from './remembered.ts';
import { sha256OfFile } from './stage.ts';

const layouts = Object.values(importers).map(({ layout }) => layout);
const isLayout = (text: string | undefined): text is ImportLayoutCode =>
  text !== undefined && Object.hasOwn(importers, text);

/**
 * The form that our own workbook names before the one that its header was assigned to earlier, and that before the one
 * that its header speaks for.
 */
const judge = ({ meta, matches }: RecognisedForm, remembered: ImportLayoutCode | undefined) => {
  const [best] = matches;
  if (isLayout(meta?.template)) return { layout: meta.template, confidence: 'certain' as const };
  if (remembered !== undefined) return { layout: remembered, confidence: 'likely' as const };
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
  const { meta, heads, rows } = await readHeads(context, file);
  const recognised = { meta, ...recogniseForm(heads, layouts) };
  const known = openRemembered(context.db);
  const remembered = heads.flatMap((head) => {
    const found = known.find(head);
    return found === null ? [] : [{ sheet: head.sheet.name, ...found.remembered }];
  });
  const judged = judge(recognised, remembered.map(({ layout }) => layout).find(isLayout));
  return {
    fileName: path.basename(file),
    ...judged,
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
    remembered: remembered
      .filter(({ layout }) => layout === judged.layout)
      .map(({ sheet, id, name }) => ({ sheet, id, name })),
    earlier: earlierImports(context.db, await sha256OfFile(file)),
  };
};
