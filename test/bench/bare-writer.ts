/** The ledger written by exceljs with nothing around it: baseline of the export, and the file that is imported. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import { streamEntries } from '#engine/excel/exceljs-corrections.ts';
import { dateColumns, inventRecords, ledgerCells, ledgerHeader } from './ledger.ts';

export interface BareOptions {
  sharedStrings: boolean;
}

const thin = { style: 'thin' } as const;
const border = { top: thin, left: thin, bottom: thin, right: thin };
const rowsPerTurn = 250;

// One object for all cells of a look: exceljs works out the style of any other cell anew, and takes half as long again.
const plain = { border };
const date = { border, numFmt: 'yyyy-mm-dd' };

export const writeBareLedger = async (file: string, options: BareOptions): Promise<void> => {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    filename: file,
    useSharedStrings: options.sharedStrings,
    useStyles: true,
  });
  // Its own streams do not fit the zip library that we take for its advisories.
  streamEntries(workbook);
  const sheet = workbook.addWorksheet('政务失信记录台账');
  sheet.addRow(['政务失信记录台账']).commit();
  sheet.addRow(ledgerHeader).commit();
  let n = 0;
  for (const entry of inventRecords()) {
    const row = sheet.addRow(ledgerCells(n, entry));
    for (let column = 1; column <= ledgerHeader.length; column += 1) {
      row.getCell(column).style = dateColumns.includes(column) ? date : plain;
    }
    row.commit();
    n += 1;
    // Lets the compression run beside the writing.
    if (n % rowsPerTurn === 0) await nextTurn();
  }
  sheet.commit();
  await workbook.commit();
};
