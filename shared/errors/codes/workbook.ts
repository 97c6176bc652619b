import { z } from 'zod';

/** What a file turned out to be that was offered as a workbook. */
export const detectedKind = z.enum([
  'empty',
  'xlsb',
  'ods',
  'xml2003',
  'numbers',
  'html',
  'xml',
  'text',
  'docx',
  'pptx',
  'doc',
  'odt',
  'pdf',
  'image',
  'zip',
  'otherArchive',
  'ole',
  'unknown',
]);
export type DetectedKind = z.infer<typeof detectedKind>;

/** Why a file is refused as dangerous: no office program writes such a thing. */
export const hostileReason = z.enum([
  'tooManyParts',
  'duplicatePart',
  'unsafePartName',
  'sizeFalsified',
  'documentType',
  'tooDeep',
  'tagTooLong',
  'tooManyRows',
  'tooManySheets',
  'sheetRepeated',
  'rowTooLong',
]);
export type HostileReason = z.infer<typeof hostileReason>;

/** Failures of reading a foreign workbook: nothing of it has been taken. */
export const workbookFailures = {
  'workbook.notAWorkbook': z.object({ detected: detectedKind }).strict(),
  /** The binary format of Excel 97–2003 (or WPS .et), which is not read. */
  'workbook.oldFormat': z.object({}).strict(),
  /** Protected by a password to open it. */
  'workbook.encrypted': z.object({}).strict(),
  /** `part`: the part of the package that cannot be read; a name inside the file, never a path. */
  'workbook.corrupt': z.object({ part: z.string() }).strict(),
  /** Unpacked size, or memory needed, over the limit. */
  'workbook.tooLarge': z.object({ limitMb: z.int() }).strict(),
  /** Longer than so many seconds without a row. */
  'workbook.timeout': z.object({ seconds: z.int() }).strict(),
  'workbook.hostile': z.object({ reason: hostileReason }).strict(),
  /** The rows handed over are not the rows in the file: a fault of the reader, never passed over. */
  'workbook.rowsLost': z.object({ sheet: z.string(), inFile: z.int(), read: z.int() }).strict(),
  /** The reader process ended by itself. */
  'workbook.readerStopped': z.object({}).strict(),
} as const;

const nothing = z.object({}).strict();

/** Findings about a workbook as such; they name the sheet and, where there is one, the row and the column. */
export const workbookFindings = {
  'workbook.macro': nothing,
  'workbook.externalLinks': z.object({ count: z.int() }).strict(),
  /** A sheet that holds no cells: a chart, a dialog, old macros. */
  'workbook.sheetNotTable': z.object({ kind: z.enum(['chart', 'dialog', 'macro']) }).strict(),
  /** The sheet is named in the workbook but its content is not in the file. */
  'workbook.sheetMissing': nothing,
  'workbook.hiddenColumns': z.object({ columns: z.string() }).strict(),
  'workbook.tooManyMerges': z.object({ kept: z.int() }).strict(),
  /** Rows numbered beyond the last row that a sheet can have, or with a number that is none; not taken. */
  'workbook.rowsOutOfBounds': z.object({ rows: z.int() }).strict(),
  /** The same row number a second time; both are taken. */
  'workbook.duplicateRow': nothing,
  /** A cell beyond the last column that a sheet can have; not taken. */
  'workbook.cellOutOfBounds': z.object({ reference: z.string() }).strict(),
  /** The reference of a cell names another row, or is none; it is taken at its place in the file. */
  'workbook.cellMisplaced': z.object({ reference: z.string() }).strict(),
  /** A second value for the same cell; the last one is taken. */
  'workbook.duplicateCell': nothing,
  /** A numeric cell whose content is no number; taken as text. */
  'workbook.invalidNumber': nothing,
  /** A cell in a date format whose number is no date of that calendar; taken as a number. */
  'workbook.dateOutOfRange': z.object({ serial: z.string() }).strict(),
  /** The text of a cell is missing from the table of texts of the file. */
  'workbook.sharedTextMissing': nothing,
  /** Longer than a cell can be; cut. */
  'workbook.cellTooLong': z.object({ length: z.int(), limit: z.int() }).strict(),
  /** A cell of a kind that no office program writes; its content is taken as text. */
  'workbook.unknownCellKind': nothing,
  /** Further findings of the code in the sheet, beyond the number listed one by one. */
  'workbook.moreFindings': z.object({ code: z.string(), count: z.int() }).strict(),
} as const;
