/** The ledger written by exceljs with nothing around it: baseline of the export, and the file that is imported. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import { streamEntries } from '#engine/excel/exceljs-corrections.ts';
import { dateColumns, inventRecords, ledgerCells, ledgerHeader } from './ledger.ts';

export interface BareOptions {
  sharedStrings: boolean;
  /** Every cell bordered, as on a form that is to be printed. */
  bordered: boolean;
}

const thin = { style: 'thin' } as const;
const rowsPerTurn = 250;

export const writeBareLedger = async (file: string, options: BareOptions): Promise<void> => {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    filename: file,
    useSharedStrings: options.sharedStrings,
    useStyles: true,
  });
  // Its own streams do not fit the zip library that we take for its advisories.
  streamEntries(workbook);
  const sheet = workbook.addWorksheet('政务失信记录台账');
  const border = options.bordered ? { border: { top: thin, left: thin, bottom: thin, right: thin } } : {};
  sheet.columns = ledgerHeader.map((_, index) => ({
    style: { ...border, ...(dateColumns.includes(index + 1) ? { numFmt: 'yyyy-mm-dd' } : {}) },
  }));
  sheet.addRow(['政务失信记录台账']).commit();
  sheet.addRow(ledgerHeader).commit();
  let n = 0;
  for (const entry of inventRecords()) {
    sheet.addRow(ledgerCells(n, entry)).commit();
    n += 1;
    // Lets the compression run beside the writing.
    if (n % rowsPerTurn === 0) await nextTurn();
  }
  sheet.commit();
  await workbook.commit();
};
