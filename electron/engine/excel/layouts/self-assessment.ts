/**
 * W1 考核自评表: one row per item of each leaf, the leaf's own cells merged over its rows. Hidden locked columns with
 * the codes of leaf and item are the import key; 自评得分 is shown, never read. The same form, under another title,
 * serves the other scorers (assessor, department, third party, survey).
 */
import type { WorkbookPlan } from '../workbook-plan.ts';
import type { ImportLayout } from './layout.ts';
import { buildForm, formLists } from './self-assessment-form.ts';
import { openFormParser } from './self-assessment-import.ts';
import {
  bareFormTable,
  type EntryRow,
  formTable,
  type SelfAssessmentContext,
  templateVersion,
} from './self-assessment-table.ts';

export { entryKey } from './self-assessment-import.ts';
export type { EntryRow, EntryValue, SelfAssessmentContext } from './self-assessment-table.ts';

/** The form with what was filled in and, with `scored`, the scores. It imports again through the same layout. */
export function buildSelfAssessmentWorkbook(context: SelfAssessmentContext): WorkbookPlan {
  return buildForm(context);
}

export const selfAssessmentLayout: ImportLayout<EntryRow, SelfAssessmentContext> = {
  code: 'self-assessment',
  title: '政务诚信考核自评表',
  templateVersion,
  knownTables: [bareFormTable()],
  tables: (context) => [formTable(context)],
  lists: formLists,
  buildTemplate: buildForm,
  openParser: openFormParser,
};
