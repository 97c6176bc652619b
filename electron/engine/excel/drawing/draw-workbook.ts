/**
 * A workbook as an office program would show and print it, read back from the file's own bytes: texts as displayed,
 * widths, heights, merges, type, borders, fills, page. What a preview draws is therefore what the file holds, not what
 * the program meant to write.
 *
 * For workbooks that the program itself has written: of styles and number formats only those are known that
 * `write-workbook.ts` uses.
 */
import { findMainPart, readWorkbookParts } from '../reader/package-parts.ts';
import { openZip, type RandomAccess } from '../reader/zip-archive.ts';
import type { DrawnSheet, DrawnWorkbook } from './drawing.ts';
import { readDrawnSheet } from './read-drawn-sheet.ts';
import { readDrawnStyles } from './read-drawn-styles.ts';
import { readPrintNames } from './read-print-names.ts';

/** @param rowsPerSheet rows that are read of each sheet; the others are counted */
export async function drawWorkbook(bytes: Buffer, rowsPerSheet: number): Promise<DrawnWorkbook> {
  const archive = await openZip(inMemory(bytes), bytes.length);
  const main = archive && (await findMainPart(archive));
  if (!archive || !main) throw new RangeError('not a workbook');
  const parts = await readWorkbookParts(archive, main);
  const names = await readPrintNames(archive, main);
  const styles = parts.styles ? await readDrawnStyles(archive, parts.styles) : [];
  const sheets: DrawnSheet[] = [];
  for (const [index, { name, state, entry }] of parts.sheets.entries()) {
    if (state !== 'visible' || entry === undefined) continue;
    const sheet = await readDrawnSheet(archive, entry, { styles, rowsPerSheet });
    sheets.push({ name, ...sheet, repeatedRows: names.repeatedRows.get(index) ?? null });
  }
  return { styles, sheets };
}

const inMemory = (bytes: Buffer): RandomAccess => ({
  read: (buffer, offset, length, position) => {
    const bytesRead = bytes.copy(buffer, offset, position, position + length);
    return Promise.resolve({ bytesRead });
  },
});
