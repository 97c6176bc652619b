/** What a workbook of ours says of itself on its hidden sheet: read before the rows, because checks depend on it. */
import { recognisedRows } from '../../excel/layouts/recognise-form.ts';
import { openMetaReader } from '../../excel/layouts/table-parser.ts';
import { readWorkbookInProcess } from '../../excel/read-workbook-in-process.ts';
import type { JobContext } from '../../runtime/context.ts';

/** Null when the workbook has no such sheet (copied into another workbook, or typed anew). */
export const readMeta = async (
  context: JobContext,
  file: string,
): Promise<{ cycle?: string; unit?: string; role?: string } | null> => {
  const reader = openMetaReader();
  const events = readWorkbookInProcess(file, {
    spawnReader: context.spawnReader,
    signal: context.progress.signal,
    rowsPerSheet: recognisedRows,
  });
  for await (const event of events) if (event.type === 'row') reader.accept(event.row);
  return reader.meta();
};
