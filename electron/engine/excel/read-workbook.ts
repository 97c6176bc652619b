/**
 * The one function that reads a foreign workbook: events in file order, every row of every sheet, nothing
 * interpreted. It bounds time and memory by what it counts, and checks itself: the rows it hands over or reports are
 * the rows counted in the file's bytes, or it fails with `workbook.rowsLost`.
 *
 * Meant to run in the reader process; `readWorkbookInProcess` is what the rest of the engine calls.
 */
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { type OpenWorkbook, openWorkbook } from './inspect-workbook.ts';
import { readerLimits } from './reader/limits.ts';
import type { FormatKind } from './reader/number-formats.ts';
import type { SheetPart } from './reader/package-parts.ts';
import { scanSheet } from './reader/scan-sheet.ts';
import { readCellFormats, readSharedTexts } from './reader/shared-texts.ts';
import { SheetRows } from './reader/sheet-rows.ts';
import { XmlScanner } from './reader/xml-scanner.ts';
import { decodeXml } from './reader/xml-text.ts';
import type { WorkbookEvent } from './workbook-types.ts';

export interface ReadOptions {
  /**
   * Hands over no more rows of each sheet than these first ones, for whoever only wants to know what kind of workbook
   * it is. `end.rowsInXml` then counts what was handed over.
   */
  rowsPerSheet?: number;
}

/**
 * @throws AppError as `inspectWorkbook`, besides `workbook.rowsLost`, and `workbook.corrupt`, `.tooLarge` or
 *   `.hostile` for what only shows while reading, then after events have been handed over.
 */
export async function* readWorkbook(file: string, options: ReadOptions = {}): AsyncGenerator<WorkbookEvent> {
  const workbook = await openWorkbook(file);
  try {
    yield* readOpenWorkbook(workbook, options.rowsPerSheet ?? Number.POSITIVE_INFINITY);
  } finally {
    await workbook.close();
  }
}

interface Tables {
  sharedTexts: string[];
  formats: FormatKind[];
  date1904: boolean;
  budget: { text: number };
}

async function* readOpenWorkbook(
  workbook: OpenWorkbook,
  rowsPerSheet: number,
): AsyncGenerator<WorkbookEvent> {
  const { archive, parts, inspection } = workbook;
  for (const finding of inspection.findings) yield { type: 'finding', finding };
  const tables: Tables = {
    sharedTexts: parts.sharedTexts === undefined ? [] : await readSharedTexts(archive, parts.sharedTexts),
    formats: parts.styles === undefined ? [] : await readCellFormats(archive, parts.styles),
    date1904: parts.date1904,
    budget: { text: readerLimits.totalText },
  };
  let rowsInXml = 0;
  for (const [index, sheet] of parts.sheets.entries()) {
    rowsInXml += yield* readSheet(workbook, sheet, index, tables, rowsPerSheet);
  }
  yield { type: 'end', rowsInXml };
}

/** Returns the number of `<row>` elements of the sheet, or of those that were asked for. */
async function* readSheet(
  { archive }: OpenWorkbook,
  sheet: SheetPart,
  index: number,
  tables: Tables,
  rowsPerSheet: number,
): AsyncGenerator<WorkbookEvent, number> {
  const about = (code: string, severity: Finding['severity'], params: Finding['params']): WorkbookEvent => ({
    type: 'finding',
    finding: { code, severity, params, sheet: sheet.name },
  });
  if (sheet.kind !== 'worksheet') {
    yield about('workbook.sheetNotTable', 'warning', { kind: sheet.kind });
    return 0;
  }
  const { name, state, entry } = sheet;
  if (entry === undefined) {
    yield about('workbook.sheetMissing', 'error', {});
    return 0;
  }
  const kept: Buffer[] = [];
  const keep = entry.unpackedBytes <= readerLimits.keptSheetBytes;
  const scan = await scanSheet(keep ? keeping(archive.read(entry), kept) : archive.read(entry), entry.name);
  yield { type: 'sheet', sheet: { name, index, state, merges: scan.merges }, rows: scan.rows };
  if (scan.mergesCut) yield about('workbook.tooManyMerges', 'warning', { kept: readerLimits.merges });

  const rows = new SheetRows({ ...tables, sheet: name, part: entry.name });
  const scanner = new XmlScanner(entry.name, rows);
  let handedOver = 0;
  for await (const text of decodeXml(keep ? draining(kept) : archive.read(entry), entry.name)) {
    scanner.write(text);
    for (const event of rows.take()) {
      if (event.type === 'row' && handedOver === rowsPerSheet) {
        rows.finish();
        for (const said of rows.take()) if (said.type === 'finding') yield said;
        return handedOver;
      }
      if (event.type === 'row') handedOver += 1;
      yield event;
    }
  }
  scanner.end();
  rows.finish();
  yield* rows.take();
  const inFile = scan.rows - rows.rowsElsewhere - scanner.rowsInComments;
  if (inFile !== rows.rows) {
    throw new AppError('workbook.rowsLost', { sheet: name, inFile, read: rows.rows });
  }
  return inFile;
}

/** Passes chunks on and keeps them, so that a sheet of usual size is unpacked once for both passes. */
async function* keeping(chunks: AsyncIterable<Buffer>, kept: Buffer[]): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    kept.push(chunk);
    yield chunk;
  }
}

async function* draining(kept: Buffer[]): AsyncGenerator<Buffer> {
  for (const [index, chunk] of kept.entries()) {
    kept[index] = Buffer.alloc(0);
    yield chunk;
  }
}
