/** W11 满意度测评汇总表 and the answers of questionnaires, into a survey of this office. */
import {
  createSurveyReader,
  createSurveyRepository,
  type SurveyResult,
} from '../../db/repositories/surveys.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { type AnswersRow, surveyAnswersLayout } from '../../excel/layouts/survey-answers.ts';
import type { SurveyContext } from '../../excel/layouts/survey-context.ts';
import { type SummaryRow, surveySummaryLayout } from '../../excel/layouts/survey-summary.ts';
import { requireCycle, requireOpenCycle } from '../cycles.ts';
import { chosenSurvey, recountUnit, requireSurvey, surveyContextOf } from '../external/survey-work.ts';
import type { Importer, ImportRequest, WrittenRow } from './importer.ts';
import { type SurveyTable, surveyRowHash, surveyRowId } from './revert-surveys.ts';

interface Described {
  cycle: string;
  survey: string;
}

const contextFor = (db: ReadDb, request: ImportRequest, what: string): SurveyContext => {
  const survey = chosenSurvey(
    db,
    { survey: request.survey ?? request.meta?.survey, cycle: request.cycle ?? request.meta?.cycle },
    what,
  );
  if (!request.onlyLooking) requireOpenCycle(requireCycle(db, survey.cycleCode));
  return surveyContextOf(db, survey);
};

const described = (context: SurveyContext): Described => ({
  cycle: context.cycle.code,
  survey: context.survey.id,
});

const outcomeOf = (before: object | null, after: object | null): WrittenRow['outcome'] =>
  before === null ? 'inserted' : JSON.stringify(before) === JSON.stringify(after) ? 'unchanged' : 'updated';

/** Rows of a survey have no revision: what one says after the import tells whether it can be undone. */
const written = (
  table: SurveyTable,
  rowId: string,
  before: object | null,
  after: object | null,
): WrittenRow => ({
  table,
  rowId,
  revision: 1,
  contentHash: surveyRowHash(after),
  outcome: outcomeOf(before, after),
  previous: before,
});

const resultWritten = (
  survey: string,
  unit: string,
  before: SurveyResult | null,
  after: SurveyResult | null,
): WrittenRow => written('survey_results', surveyRowId(survey, unit), before, after);

export const surveyAnswersImporter: Importer<AnswersRow, SurveyContext> = {
  layout: surveyAnswersLayout,
  needsMeta: true,
  buildContext: (db, request) => contextFor(db, request, surveyAnswersLayout.title),
  describeContext: described,
  openDuplicateCheck(db, context) {
    const { survey } = context as Described;
    const reader = createSurveyReader(db);
    return ({ number }) => reader.answer(survey, number) !== null;
  },
  openWriter(tx, context) {
    const survey = requireSurvey(tx, (context as Described).survey);
    requireOpenCycle(requireCycle(tx, survey.cycleCode));
    const surveys = createSurveyRepository(tx);
    const known = new Map(surveys.results(survey.id).map((result) => [result.bodyUscc, result]));
    const touched = new Set<string>();
    return {
      write(row, policy) {
        const before = surveys.answer(survey.id, row.number);
        if (before !== null && policy === 'skip') return [];
        surveys.putAnswer(survey.id, row);
        touched.add(row.bodyUscc);
        if (before !== null) touched.add(before.bodyUscc);
        return [written('survey_answers', surveyRowId(survey.id, row.number), before, row)];
      },
      finish() {
        // What a unit's answers come to takes the place of what was reported of it, so that is remembered too.
        return [...touched].flatMap((unit) => {
          const before = known.get(unit) ?? null;
          const after = recountUnit(surveys, survey, unit, before?.issued ?? null);
          return before === null && after === null ? [] : [resultWritten(survey.id, unit, before, after)];
        });
      },
    };
  },
};

/** A reported row as it is kept; one that only says how many copies were issued leaves what was counted. */
const resultAfter = (row: SummaryRow, before: SurveyResult | null): SurveyResult =>
  row.onlyIssued && before !== null
    ? { ...before, issued: row.issued }
    : {
        bodyUscc: row.bodyUscc,
        source: 'summary',
        issued: row.issued,
        valid: row.valid,
        satisfied: null,
        satisfaction: row.satisfaction,
        questions: Object.fromEntries(
          Object.entries(row.means).map(([code, mean]) => [
            code,
            { count: row.valid, sum: null, squares: null, mean },
          ]),
        ),
      };

export const surveySummaryImporter: Importer<SummaryRow, SurveyContext> = {
  layout: surveySummaryLayout,
  needsMeta: true,
  buildContext: (db, request) => contextFor(db, request, surveySummaryLayout.title),
  describeContext: described,
  openDuplicateCheck(db, context) {
    const known = new Set(
      createSurveyReader(db)
        .results((context as Described).survey)
        .map(({ bodyUscc }) => bodyUscc),
    );
    return ({ bodyUscc }) => known.has(bodyUscc);
  },
  openWriter(tx, context) {
    const survey = requireSurvey(tx, (context as Described).survey);
    requireOpenCycle(requireCycle(tx, survey.cycleCode));
    const surveys = createSurveyRepository(tx);
    const known = new Map(surveys.results(survey.id).map((result) => [result.bodyUscc, result]));
    return {
      write(row, policy) {
        const before = known.get(row.bodyUscc) ?? null;
        if (before !== null && policy === 'skip') return [];
        // Answers may have come in since the file was read: what is counted stands before what is reported.
        if (before?.source === 'answers' && !row.onlyIssued) return [];
        const after = resultAfter(row, before);
        surveys.putResult(survey.id, after);
        return [resultWritten(survey.id, row.bodyUscc, before, after)];
      },
    };
  },
};
