/** Scoring from outside the assessed units. */
import { basename } from 'node:path';
import type { externalOperations } from '#shared/contract/operations/external.ts';
import { sampleSizeFor } from '#shared/domain/sampling.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createSurveyReader } from '../../db/repositories/surveys.ts';
import { buildSpotCheckWorkbook } from '../../excel/layouts/spot-check-sheet.ts';
import { surveyAnswersLayout } from '../../excel/layouts/survey-answers.ts';
import {
  buildSummaryWorkbook,
  type SummaryLine,
  surveySummaryLayout,
} from '../../excel/layouts/survey-summary.ts';
import { buildUnitValuesWorkbook } from '../../excel/layouts/unit-values.ts';
import type { WorkbookPlan } from '../../excel/workbook-plan.ts';
import { writeWorkbook } from '../../excel/write-workbook.ts';
import type { JobContext } from '../../runtime/context.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import {
  drawSpotCheck,
  listSpotChecks,
  readSpotCheck,
  recordSpotCheck,
  spotCheckSheet,
} from './spot-checks.ts';
import { readSuppliers, supplierOf } from './suppliers.ts';
import { requireSurvey, surveyContextOf } from './survey-work.ts';
import { listSurveys, putSurvey, readSurvey, removeSurvey, takeSurvey } from './surveys.ts';
import { putScores, readThirdParty, reportForScores } from './third-party.ts';
import { askedColumns, modelsOfCycle, statedValues, unitValuesContext } from './unit-values.ts';

/** Writes a workbook and notes that it was written. */
const writeNoted = async (
  context: JobContext,
  plan: WorkbookPlan,
  file: string,
  what: { report: string; cycle: string },
) => {
  const path = context.files.resolve(file, 'write');
  const { rows, size, sha256 } = await writeWorkbook(plan, path);
  context.write((tx) =>
    createAuditLog(tx).append({
      actor: context.actor,
      action: 'reports.export',
      subject: what.report,
      details: { cycle: what.cycle, fileName: basename(path), rows, size, sha256 },
    }),
  );
  return { rows, size, sha256 };
};

/** W11 with what is known of every unit. */
const summaryPlan = (context: JobContext, id: string, asForm: boolean): WorkbookPlan => {
  const survey = requireSurvey(context.db, id);
  const layoutContext = surveyContextOf(context.db, survey);
  const results = new Map(
    createSurveyReader(context.db)
      .results(id)
      .map((result) => [result.bodyUscc, result]),
  );
  const lines = layoutContext.units.map(({ uscc, name }): SummaryLine => {
    const result = results.get(uscc);
    return {
      name,
      uscc,
      issued: result?.issued ?? null,
      valid: result?.valid ?? null,
      means: survey.questions.map(({ code }) => result?.questions[code]?.mean ?? null),
      satisfaction: result?.satisfaction ?? null,
    };
  });
  return buildSummaryWorkbook(layoutContext, lines, { asForm });
};

export const externalHandlers: HandlersOf<typeof externalOperations> = {
  'external.overview': ({ db }, { cycle, role }) => readSuppliers(db, cycle, role),

  'external.writeForm': (context, { cycle, role, model, supplier, report, file }) => {
    const { db } = context;
    const leaves =
      supplier === null
        ? undefined
        : new Set(
            modelsOfCycle(db, cycle).flatMap((one) => {
              const named = supplierOf(db, cycle, role, one);
              return askedColumns(one, role)
                .map(({ leaf }) => leaf)
                .filter((leaf) => named.get(leaf) === supplier);
            }),
          );
    const plan = buildUnitValuesWorkbook({
      ...unitValuesContext(db, {
        cycle,
        role,
        model,
        ...(leaves === undefined ? {} : { leaves }),
        filledBy: supplier === null ? null : (createBodyReader(db).findByUscc(supplier)?.name ?? supplier),
        report: report === undefined ? null : reportForScores(db, report),
      }),
      values: statedValues(db, cycle, role),
    });
    return writeNoted(context, plan, file, { report: 'unit-values', cycle });
  },

  'thirdParty.read': ({ db }, { cycle }) => readThirdParty(db, cycle),

  'thirdParty.score': (context, input) => context.write((tx) => putScores(tx, input, context.actor)),

  'surveys.list': ({ db }, { cycle }) => listSurveys(db, cycle),

  'surveys.put': (context, input) => context.write((tx) => putSurvey(tx, input, context.actor)),

  'surveys.remove': (context, { id }) => context.write((tx) => removeSurvey(tx, id, context.actor)),

  'surveys.sampleSize': (_context, { population, margin }) => ({ needed: sampleSizeFor(population, margin) }),

  'surveys.read': ({ db }, { id }) => readSurvey(db, id),

  'surveys.take': (context, { id }) => context.write((tx) => takeSurvey(tx, id, context.actor)),

  'surveys.write': (context, { id, what, file }) => {
    const survey = requireSurvey(context.db, id);
    const plan =
      what === 'answersForm'
        ? surveyAnswersLayout.buildTemplate(surveyContextOf(context.db, survey))
        : summaryPlan(context, id, what === 'summaryForm');
    const report = what === 'answersForm' ? surveyAnswersLayout.code : surveySummaryLayout.code;
    return writeNoted(context, plan, file, { report, cycle: survey.cycleCode });
  },

  'spotChecks.list': ({ db }, { cycle }) => listSpotChecks(db, cycle),

  'spotChecks.draw': (context, input) => context.write((tx) => drawSpotCheck(tx, input, context.actor)),

  'spotChecks.read': ({ db }, { id }) => readSpotCheck(db, id),

  'spotChecks.record': (context, input) => context.write((tx) => recordSpotCheck(tx, input, context.actor)),

  'spotChecks.write': (context, { id, file }) => {
    const sheet = spotCheckSheet(context.db, id);
    const { cycle } = readSpotCheck(context.db, id).draw;
    return writeNoted(context, buildSpotCheckWorkbook(sheet), file, { report: 'spot-check', cycle });
  },
};
