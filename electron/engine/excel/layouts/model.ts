/**
 * W13 评价模型: a model document as five sheets that an office can read, print and edit, one column for each field of
 * model-spec §1. Written and read again it has the same digest: a blank cell is an absent field, nothing is filled in.
 * Parameters stand as canonical JSON beside the rule in words.
 */
import type { ModelDocument } from '#shared/model/definition.ts';
import type { WorkbookPlan } from '../workbook-plan.ts';
import type { ImportLayout } from './layout.ts';
import { type ModelPiece, openSheetsParser } from './model-reading.ts';
import { type ModelContext, modelForm, modelLists, sheetOrder, tableFor } from './model-sheets.ts';
import { buildSheets } from './model-writing.ts';

export { assembleModel, type ModelPiece } from './model-reading.ts';
export type { ModelContext } from './model-sheets.ts';

/** The model as a workbook; `assembleModel` of what an import reads gives the same digest. */
export function buildModelWorkbook(model: ModelDocument): WorkbookPlan {
  return buildSheets(model);
}

export const modelLayout: ImportLayout<ModelPiece, ModelContext> = {
  code: 'model',
  title: modelForm.title,
  templateVersion: modelForm.templateVersion,
  knownTables: sheetOrder.map((sheet) => tableFor(sheet, undefined)),
  tables: (context) => sheetOrder.map((sheet) => tableFor(sheet, context.model)),
  lists: () => modelLists,
  buildTemplate: (context) => buildSheets(context.model),
  openParser: openSheetsParser,
};
