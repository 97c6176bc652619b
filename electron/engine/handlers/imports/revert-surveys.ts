/**
 * Undoing an import of answers or of W11. Rows of a survey have no revision: a change remembers what the row said
 * before and after, and each step back must find what the import left. So imports of the same unit are undone one
 * after the other, the last one first, and the survey is then exactly what it was.
 */
import type { Finding } from '#shared/errors/finding.ts';
import { canonicalJson, sha256Hex } from '../../db/content-hash.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createEntryReader } from '../../db/repositories/entries.ts';
import type { BatchChange } from '../../db/repositories/import-batches.ts';
import {
  createSurveyReader,
  createSurveyRepository,
  type SurveyAnswer,
  type SurveyBatch,
  type SurveyResult,
} from '../../db/repositories/surveys.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';

const tables = ['survey_answers', 'survey_results'] as const;
export type SurveyTable = (typeof tables)[number];
export const isSurveyTable = (table: string): table is SurveyTable => tables.includes(table as SurveyTable);

/** How changes name a row: `key` is the number of a paper or the unified code of a unit. */
export const surveyRowId = (survey: string, key: string): string => `${survey} ${key}`;

const placeOf = ({ rowId }: BatchChange): { survey: string; key: string } => {
  const space = rowId.indexOf(' ');
  return { survey: rowId.slice(0, space), key: rowId.slice(space + 1) };
};

/** What a row of a survey says, in the form in which changes remember it; null says that there is none. */
export const surveyRowHash = (row: object | null): string => sha256Hex(canonicalJson(row));

type SurveyRow = SurveyAnswer | SurveyResult;

const previousOf = ({ previous }: BatchChange): SurveyRow | null =>
  previous === null ? null : (JSON.parse(previous) as SurveyRow);

/**
 * Judges changes of surveys one after the other, the last one first.
 * @param object takes what stands in the way; of each unit once
 * @param isClosed whether a cycle takes no more values; says so itself
 * @returns whether nothing stands in the way of the change
 */
export const createSurveyCheck = (
  db: ReadDb,
  object: (finding: Omit<Finding, 'severity'>) => void,
  isClosed: (cycle: string) => boolean,
) => {
  const reader = createSurveyReader(db);
  const bodies = createBodyReader(db);
  const entries = createEntryReader(db);
  const surveys = new Map<string, SurveyBatch | null>();
  const surveyNamed = (id: string): SurveyBatch | null => {
    let survey = surveys.get(id);
    if (survey === undefined) {
      survey = reader.find(id);
      surveys.set(id, survey);
      if (survey === null) object({ code: 'import.undoSurveyGone', params: {} });
    }
    return survey;
  };
  const results = new Map<string, ReadonlyMap<string, SurveyResult>>();
  const resultOf = (survey: string, uscc: string): SurveyResult | null => {
    let ofSurvey = results.get(survey);
    if (ofSurvey === undefined) {
      ofSurvey = new Map(reader.results(survey).map((result) => [result.bodyUscc, result]));
      results.set(survey, ofSurvey);
    }
    return ofSurvey.get(uscc) ?? null;
  };

  const said = new Set<string>();
  const objectOnce = (code: string, survey: SurveyBatch, uscc: string): void => {
    const key = `${code} ${uscc}`;
    if (said.has(key)) return;
    said.add(key);
    const unit = bodies.findByUscc(uscc)?.name ?? uscc;
    object({ code, params: { survey: survey.title, unit } });
  };

  /** What came of the survey since has been entered, and still stands there. */
  const wasTaken = ({ takenAt, cycleCode }: SurveyBatch, uscc: string, since: string): boolean =>
    takenAt !== null &&
    takenAt >= since &&
    entries
      .list(cycleCode, uscc)
      .some(({ role, value, updatedAt }) => role === 'survey' && value !== null && updatedAt >= since);

  /** Rows as they are after the steps back that were judged already. */
  const steppedBack = new Map<string, SurveyRow | null>();
  return (table: SurveyTable, change: BatchChange, committedAt: string): boolean => {
    const { survey: id, key } = placeOf(change);
    const survey = surveyNamed(id);
    if (survey === null || isClosed(survey.cycleCode)) return false;
    const place = `${table} ${change.rowId}`;
    const known = steppedBack.get(place);
    const row =
      known !== undefined ? known : table === 'survey_answers' ? reader.answer(id, key) : resultOf(id, key);
    steppedBack.set(place, previousOf(change));
    if (surveyRowHash(row) !== change.contentHash) {
      const unit = (row ?? previousOf(change))?.bodyUscc ?? key;
      objectOnce('import.undoSurveyLater', survey, unit);
      return false;
    }
    if (table === 'survey_results' && wasTaken(survey, key, committedAt)) {
      objectOnce('import.undoSurveyTaken', survey, key);
      return false;
    }
    return true;
  };
};

/** Takes one change back that the check let pass. */
export const undoSurveyChange = (tx: WriteTx, table: SurveyTable, change: BatchChange): void => {
  const surveys = createSurveyRepository(tx);
  const { survey, key } = placeOf(change);
  const before = previousOf(change);
  if (table === 'survey_answers') {
    if (before === null) surveys.dropAnswer(survey, key);
    else surveys.putAnswer(survey, before as SurveyAnswer);
  } else if (before === null) surveys.dropResult(survey, key);
  else surveys.putResult(survey, before as SurveyResult);
};
