/** A survey as its workbooks, its page and its taking over need it: what it asks whom, and what the answers come to. */

import { isClosed } from '#shared/domain/cycle-stages.ts';
import {
  type QuestionResult,
  satisfactionRate,
  suggestedQuestions,
  sumUpAnswers,
} from '#shared/domain/surveys.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import {
  createSurveyReader,
  type createSurveyRepository,
  type SurveyBatch,
  type SurveyResult,
} from '../../db/repositories/surveys.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { ListedUnit } from '../../excel/layouts/cycle-unit.ts';
import type { SurveyContext } from '../../excel/layouts/survey-context.ts';
import { requireCycle } from '../cycles.ts';

/** More than any county has. */
const mostUnits = 100_000;

/** @throws AppError `survey.unknown` */
export const requireSurvey = (db: ReadDb, id: string): SurveyBatch => {
  const survey = createSurveyReader(db).find(id);
  if (survey === null) throw new AppError('survey.unknown', {});
  return survey;
};

/** The units of a cycle in the order of unified codes, with their names. */
export const listedUnits = (db: ReadDb, cycle: string): ListedUnit[] =>
  createCycleReader(db)
    .unitPage(cycle, null, { after: '', limit: mostUnits })
    .map(({ bodyUscc, name }) => ({ uscc: bodyUscc, name }));

/**
 * The survey that a workbook is for: the one named, else the only one of the cycle, or of all cycles that are open.
 * @throws AppError `survey.unknown`, `survey.needed`, `cycle.unknown`
 */
export const chosenSurvey = (
  db: ReadDb,
  { survey, cycle }: { survey: string | undefined; cycle: string | undefined },
  what: string,
): SurveyBatch => {
  if (survey !== undefined) return requireSurvey(db, survey);
  if (cycle !== undefined) requireCycle(db, cycle);
  const open = createCycleReader(db)
    .list()
    .filter(({ code, status }) => (cycle === undefined ? !isClosed(status) : code === cycle));
  const [only, another] = open.flatMap(({ code }) => createSurveyReader(db).list(code));
  if (only === undefined || another !== undefined) throw new AppError('survey.needed', { what });
  return only;
};

/** What its workbooks are built from and read against. */
export const surveyContextOf = (db: ReadDb, survey: SurveyBatch): SurveyContext => {
  const { code, name, year } = requireCycle(db, survey.cycleCode);
  const results = createSurveyReader(db).results(survey.id);
  return {
    officeName: createOfficeReader(db).get().name,
    cycle: { code, name, year },
    survey,
    units: listedUnits(db, survey.cycleCode),
    answered: new Map(
      results.filter(({ source }) => source === 'answers').map(({ bodyUscc, valid }) => [bodyUscc, valid]),
    ),
  };
};

/** A survey as suggested, about nobody: for a form without a data folder. @param today `yyyy-mm-dd` */
export const blankSurvey = (today: string): SurveyContext => ({
  officeName: '',
  cycle: { code: '', name: '', year: Number(today.slice(0, 4)) },
  survey: { id: '', title: '满意度测评', audience: 'public', questions: suggestedQuestions, overall: 'Q1' },
  units: [],
  answered: new Map(),
});

/**
 * Counts a unit's answers anew; copies issued stay as they were reported.
 * @returns what they come to; null of none
 */
export const recountUnit = (
  surveys: ReturnType<typeof createSurveyRepository>,
  survey: SurveyBatch,
  bodyUscc: string,
  issued: number | null,
): SurveyResult | null => {
  const papers = surveys.answersOf(survey.id, bodyUscc);
  if (papers.length === 0) {
    surveys.dropResult(survey.id, bodyUscc);
    return null;
  }
  const questions: Record<string, QuestionResult> = {};
  for (const { code } of survey.questions) {
    const result = sumUpAnswers(
      papers.flatMap(({ answers }) => (answers[code] === undefined ? [] : [answers[code]])),
    );
    if (result !== null) questions[code] = result;
  }
  const satisfied = papers.filter(
    ({ answers }) => (answers[survey.overall] ?? Number.NEGATIVE_INFINITY) >= survey.satisfiedFrom,
  ).length;
  const result: SurveyResult = {
    bodyUscc,
    source: 'answers',
    // More valid papers than were said to be issued: the number issued is no longer right.
    issued: issued !== null && issued < papers.length ? null : issued,
    valid: papers.length,
    satisfied,
    satisfaction: satisfactionRate(satisfied, papers.length),
    questions,
  };
  surveys.putResult(survey.id, result);
  return result;
};
