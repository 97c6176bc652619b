/** What a workbook of ours says of itself on its hidden sheet: read before the rows, because checks depend on it. */

import { readWorkbookInProcess } from '../../excel/read-workbook-in-process.ts';
import { metaSheetName } from '../../excel/workbook-plan.ts';
import type { JobContext } from '../../runtime/context.ts';

/** Null when the workbook has no such sheet (copied into another workbook, or typed anew). */
export const readMeta = async (
  context: JobContext,
  file: string,
): Promise<{ cycle?: string; unit?: string; role?: string } | null> => {
  const meta = new Map<string, string>();
  const events = readWorkbookInProcess(file, {
    spawnReader: context.spawnReader,
    signal: context.progress.signal,
  });
  for await (const event of events) {
    if (event.type !== 'row' || event.row.sheet !== metaSheetName) continue;
    const [name, value] = event.row.cells;
    if (name && value) meta.set(name.text, value.text);
  }
  if (meta.size === 0) return null;
  const cycle = meta.get('cycle');
  const unit = meta.get('unit');
  const role = meta.get('role');
  return {
    ...(cycle === undefined ? {} : { cycle }),
    ...(unit === undefined ? {} : { unit }),
    ...(role === undefined ? {} : { role }),
  };
};
