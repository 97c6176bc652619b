import { z } from 'zod';

const titled = { title: z.string() };
const column = z.object(titled).strict();

/**
 * The file is not the form it should be: nothing of it can be taken. The same codes and parameters stand for the
 * finding of the parser and for the failure of the operation that stops there.
 */
export const layoutFailures = {
  /** No sheet has the form's header. `columns`: the required ones. */
  'layout.headerNotFound': z.object({ form: z.string(), columns: z.string() }).strict(),
  'layout.columnMissing': z.object({ form: z.string(), columns: z.string() }).strict(),
  'layout.columnRepeated': z.object({ title: z.string(), columns: z.string() }).strict(),
  'layout.wrongTemplate': z.object({ form: z.string(), found: z.string() }).strict(),
  'layout.newerTemplate': z.object({ form: z.string(), found: z.string(), current: z.string() }).strict(),
  'layout.wrongCycle': z.object({ cycle: z.string(), found: z.string() }).strict(),
  'layout.wrongUnit': z.object({ unit: z.string(), found: z.string() }).strict(),
  'layout.wrongModel': z.object({ model: z.string(), found: z.string() }).strict(),
  'layout.sheetMissing': z.object({ form: z.string(), sheets: z.string() }).strict(),
  /** Written, not read: a text that no cell can hold. */
  'layout.textTooLong': z.object({ what: z.string(), length: z.int() }).strict(),
} as const;

/** Findings about the form and its rows. `title` is the column's title; parameters never name persons. */
export const layoutFindings = {
  ...layoutFailures,
  'layout.columnUnknown': z.object({ titles: z.string() }).strict(),
  'layout.sheetIgnored': z.object({ rows: z.int() }).strict(),
  'layout.sheetHidden': z.object({ rows: z.int() }).strict(),
  'layout.rowsAfterNotes': z.object({ rows: z.int(), firstRow: z.int() }).strict(),
  'layout.metaMissing': z.object({}).strict(),
  'layout.keysLost': z.object({}).strict(),
  'layout.noRows': z.object({ form: z.string() }).strict(),

  'row.hidden': z.object({}).strict(),
  /** The cell of a row above, merged down into this one. */
  'row.mergedCell': column,
  'row.mergedNumber': column,
  'row.required': column,
  /** `digits`: how many the cell shows. */
  'row.codeInNumericCell': z.object({ ...titled, digits: z.int() }).strict(),
  'row.cellError': z.object({ ...titled, text: z.string() }).strict(),
  'row.formulaWithoutValue': column,
  'row.tooLong': z.object({ ...titled, length: z.int(), max: z.int() }).strict(),
  'row.dateInvalid': z.object({ ...titled, text: z.string() }).strict(),
  'row.dateIsNumber': z.object({ ...titled, text: z.string(), date: z.string() }).strict(),
  'row.datesReversed': z.object({ from: z.string(), to: z.string() }).strict(),
  'row.notInList': z.object({ ...titled, text: z.string(), allowed: z.string() }).strict(),
  'row.notANumber': z.object({ ...titled, text: z.string() }).strict(),
  'row.notWhole': column,
  'row.negative': column,
  'row.tooManyDigits': column,
  'row.percentCell': z.object({ ...titled, stored: z.string() }).strict(),
  'row.phoneInvalid': column,

  'body.parentIsItself': z.object({}).strict(),
  'body.parentUnknown': z.object({ uscc: z.string() }).strict(),
  'body.parentCycle': z.object({}).strict(),
  'body.levelDiffers': z.object({ level: z.string(), region: z.string() }).strict(),

  'record.catalogueUnknown': z.object({ text: z.string(), allowed: z.string() }).strict(),
  'record.catalogueAmbiguous': z.object({ text: z.string(), codes: z.string() }).strict(),
  'record.catalogueNotInForce': z.object({ item: z.string(), date: z.string() }).strict(),
  'record.documentTypeNotAllowed': z.object({ item: z.string(), allowed: z.string() }).strict(),
  'record.domainDiffers': z.object({ item: z.string(), domain: z.string() }).strict(),
  'record.dateInFuture': z.object({ date: z.string() }).strict(),
  'record.bodyNameDiffers': z.object({ given: z.string(), known: z.string() }).strict(),

  'official.idMasked': z.object({}).strict(),

  'entry.leafUnknown': z.object({ text: z.string() }).strict(),
  'entry.leafAmbiguous': z.object({ name: z.string() }).strict(),
  'entry.itemUnknown': z.object({ leaf: z.string(), text: z.string() }).strict(),
  'entry.notForUnit': z.object({ leaf: z.string(), by: z.string() }).strict(),
  'entry.repeated': z.object({ leaf: z.string(), item: z.string(), firstRow: z.int() }).strict(),
  'entry.flagInvalid': z.object({ text: z.string() }).strict(),
  'entry.levelUnknown': z.object({ text: z.string(), allowed: z.string() }).strict(),
  'entry.outOfRange': z.object({ min: z.string(), max: z.string() }).strict(),
  'entry.numeratorLarger': z
    .object({ numerator: z.string(), denominator: z.string(), left: z.string(), right: z.string() })
    .strict(),
  'entry.evidenceMissing': z.object({}).strict(),

  'modelSheet.fieldUnknown': z.object({ field: z.string() }).strict(),
  'modelSheet.fieldRepeated': z.object({ field: z.string(), firstRow: z.int() }).strict(),
  'modelSheet.jsonInvalid': column,
} as const;
