/** The first rows of a workbook's sheets: enough to know which form it is and where its columns stand. */
import { rowsLookedAt, type SheetHead } from '../../excel/layouts/header-place.ts';
import { canHoldTable } from '../../excel/layouts/recognise-form.ts';
import { openMetaReader } from '../../excel/layouts/table-parser.ts';
import { readWorkbookInProcess } from '../../excel/read-workbook-in-process.ts';
import type { WorkbookMeta } from '../../excel/workbook-plan.ts';
import type { RawRow, RawSheet } from '../../excel/workbook-types.ts';
import type { JobContext } from '../../runtime/context.ts';

export interface WorkbookHeads {
  /** What the workbook says of itself; null when it has no such sheet (copied into another workbook, or typed anew). */
  meta: Partial<WorkbookMeta> | null;
  /** Visible sheets. */
  heads: SheetHead[];
  /** Letters of hidden columns that hold something, by sheet. */
  hiddenColumns: ReadonlyMap<string, ReadonlySet<string>>;
  /** Rows of all sheets, as far as their bytes tell. */
  rows: number;
}

/** @throws AppError `workbook.*`, `file.*`, `operation.cancelled` */
export const readHeads = async (context: JobContext, file: string): Promise<WorkbookHeads> => {
  const metaReader = openMetaReader();
  const heads = new Map<string, { sheet: RawSheet; rows: RawRow[] }>();
  const hiddenColumns = new Map<string, ReadonlySet<string>>();
  let rows = 0;
  const events = readWorkbookInProcess(file, {
    spawnReader: context.spawnReader,
    signal: context.progress.signal,
    rowsPerSheet: rowsLookedAt,
  });
  for await (const event of events) {
    if (event.type === 'sheet') {
      rows += event.rows;
      if (canHoldTable(event.sheet)) heads.set(event.sheet.name, { sheet: event.sheet, rows: [] });
    } else if (event.type === 'row') {
      if (!metaReader.accept(event.row)) heads.get(event.row.sheet)?.rows.push(event.row);
    } else if (event.type === 'finding' && event.finding.code === 'workbook.hiddenColumns') {
      const { sheet = '', params } = event.finding;
      hiddenColumns.set(sheet, new Set(String(params.columns).split('、')));
    }
  }
  return { meta: metaReader.meta(), heads: [...heads.values()], hiddenColumns, rows };
};
