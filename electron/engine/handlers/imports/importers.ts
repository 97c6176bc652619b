/** The importer of each layout, and what a batch keeps for later. */
import type { ImportLayoutCode } from '#shared/contract/operations/imports.ts';
import type { ScorerRole } from '#shared/domain/code-lists.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import type { ImportBatch } from '#shared/domain/entities.ts';
import { type LedgerCode, ledgerCodes, ledgers } from '#shared/ledgers/ledgers.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { ColumnsFound } from '../../excel/layouts/layout.ts';
import type { WorkbookMeta } from '../../excel/workbook-plan.ts';
import { bodiesImporter } from './import-bodies.ts';
import { ledgerImporter } from './import-ledger.ts';
import { modelImporter } from './import-model.ts';
import { officialsImporter } from './import-officials.ts';
import { recordsImporter } from './import-records.ts';
import { reviewImporter } from './import-review.ts';
import { selfAssessmentImporter } from './import-self-assessment.ts';
import { surveyAnswersImporter, surveySummaryImporter } from './import-surveys.ts';
import { unitValuesImporter } from './import-unit-values.ts';
import type { Importer } from './importer.ts';

// Row and context types meet only inside one importer; outside it they are opaque.
export type AnyImporter = Importer<unknown, unknown>;

const ledgerImporters = Object.fromEntries(
  ledgerCodes.map((code) => [code, ledgerImporter(ledgers[code])]),
) as unknown as Record<LedgerCode, AnyImporter>;

export const importers: Record<ImportLayoutCode, AnyImporter> = {
  bodies: bodiesImporter as AnyImporter,
  officials: officialsImporter as AnyImporter,
  records: recordsImporter as AnyImporter,
  'self-assessment': selfAssessmentImporter as AnyImporter,
  review: reviewImporter as AnyImporter,
  model: modelImporter as AnyImporter,
  'unit-values': unitValuesImporter as AnyImporter,
  'survey-summary': surveySummaryImporter as AnyImporter,
  'survey-answers': surveyAnswersImporter as AnyImporter,
  ...ledgerImporters,
};

export const importerOf = (batch: ImportBatch): AnyImporter => importers[batch.layout as ImportLayoutCode];

/** What is kept with a batch: what its commit needs, and where the columns stood in the file. */
export interface BatchContext {
  cycle?: string;
  unit?: string;
  role?: ScorerRole;
  survey?: string;
  report?: string;
  model?: string;
  columns?: ColumnsFound[];
  /** The last entry of the audit log when the file had been read: while it is the last, nothing has changed since. */
  sequence?: number;
  meta?: Omit<WorkbookMeta, 'template' | 'templateVersion'>;
}

export const contextOf = (batch: ImportBatch): BatchContext => JSON.parse(batch.context) as BatchContext;

/**
 * What the layout's checks look up, as when the file was staged but by what the database holds now.
 * @param now an instant
 */
export const layoutContextOf = (
  db: ReadDb,
  batch: ImportBatch,
  now: string,
  purpose: 'correct' | 'look',
): unknown => {
  const { cycle, unit, role, survey, report, model } = contextOf(batch);
  return importerOf(batch).buildContext(db, {
    cycle,
    unit,
    role,
    survey,
    report,
    model,
    today: dayInChina(now),
    meta: null,
    ...(purpose === 'look' ? { onlyLooking: true } : {}),
  });
};
