/** 满意度测评: batches with their questionnaires, answers one by one, and what each unit's answers come to. */
import type { QuestionResult, SurveyAudience, SurveyQuestion, SurveyTarget } from '#shared/domain/surveys.ts';
import type { ReadDb, WriteTx } from '../transaction.ts';

/** What a person sets of a batch. */
export interface SurveyContent {
  cycleCode: string;
  audience: SurveyAudience;
  title: string;
  method: string | null;
  surveyedFrom: string | null;
  surveyedTo: string | null;
  questions: SurveyQuestion[];
  /** Code of the question that asks about satisfaction as a whole. */
  overall: string;
  /** An answer to it from this value on counts as satisfied. */
  satisfiedFrom: number;
  /** Of the persons or enterprises that could be asked, in each unit; null when unknown or very large. */
  population: number | null;
  /** Aimed at, in percentage points, decimal text. */
  margin: string;
  targets: SurveyTarget[];
}

export interface SurveyBatch extends SurveyContent {
  id: string;
  madeAt: string;
  madeBy: string;
  takenAt: string | null;
  takenBy: string | null;
}

/** Of one unit. `answers`: counted from its answers; `summary`: as it was reported. */
export interface SurveyResult {
  bodyUscc: string;
  source: 'answers' | 'summary';
  issued: number | null;
  valid: number;
  satisfied: number | null;
  /** Percent, decimal text. */
  satisfaction: string | null;
  questions: Record<string, QuestionResult>;
}

export interface SurveyAnswer {
  number: string;
  bodyUscc: string;
  /** By question; unanswered ones are absent. */
  answers: Record<string, number>;
}

type BatchRow = Omit<SurveyBatch, 'questions' | 'targets' | 'satisfiedFrom'> & {
  questions: string;
  targets: string;
  satisfiedFrom: string;
};
type ResultRow = Omit<SurveyResult, 'questions'> & { questions: string };
type AnswerRow = Omit<SurveyAnswer, 'answers'> & { answers: string };

const batchColumns = `id, cycle_code AS cycleCode, audience, title, method, surveyed_from AS surveyedFrom,
  surveyed_to AS surveyedTo, questions, overall, satisfied_from AS satisfiedFrom, population, margin, targets,
  made_at AS madeAt, made_by AS madeBy, taken_at AS takenAt, taken_by AS takenBy`;
const resultColumns = 'body_uscc AS bodyUscc, source, issued, valid, satisfied, satisfaction, questions';
const answerColumns = 'number, body_uscc AS bodyUscc, answers';

const batchOf = (row: BatchRow): SurveyBatch => ({
  ...row,
  questions: JSON.parse(row.questions) as SurveyQuestion[],
  targets: JSON.parse(row.targets) as SurveyTarget[],
  satisfiedFrom: Number(row.satisfiedFrom),
});
const resultOf = (row: ResultRow): SurveyResult => ({
  ...row,
  questions: JSON.parse(row.questions) as Record<string, QuestionResult>,
});
const answerOf = (row: AnswerRow): SurveyAnswer => ({
  ...row,
  answers: JSON.parse(row.answers) as Record<string, number>,
});

const storedContent = ({ questions, targets, satisfiedFrom, ...content }: SurveyContent) => ({
  ...content,
  satisfiedFrom: String(satisfiedFrom),
  questions: JSON.stringify(questions),
  targets: JSON.stringify(targets),
});

export function createSurveyReader(db: ReadDb) {
  const one = db.prepareRead<BatchRow>(`SELECT ${batchColumns} FROM survey_batches WHERE id = ?`);
  const ofCycle = db.prepareRead<BatchRow>(
    `SELECT ${batchColumns} FROM survey_batches WHERE cycle_code = ? ORDER BY id DESC`,
  );
  const results = db.prepareRead<ResultRow>(
    `SELECT ${resultColumns} FROM survey_results WHERE batch_id = ? ORDER BY body_uscc`,
  );
  const answer = db.prepareRead<AnswerRow>(
    `SELECT ${answerColumns} FROM survey_answers WHERE batch_id = ? AND number = ?`,
  );
  const ofUnit = db.prepareRead<AnswerRow>(
    `SELECT ${answerColumns} FROM survey_answers WHERE batch_id = ? AND body_uscc = ? ORDER BY number`,
  );
  return {
    find(id: string): SurveyBatch | null {
      const row = one.get(id);
      return row === undefined ? null : batchOf(row);
    },
    /** Newest first. */
    list: (cycleCode: string): SurveyBatch[] => ofCycle.all(cycleCode).map(batchOf),
    results: (batchId: string): SurveyResult[] => results.all(batchId).map(resultOf),
    answer(batchId: string, number: string): SurveyAnswer | null {
      const row = answer.get(batchId, number);
      return row === undefined ? null : answerOf(row);
    },
    answersOf: (batchId: string, bodyUscc: string): SurveyAnswer[] =>
      ofUnit.all(batchId, bodyUscc).map(answerOf),
  };
}

export function createSurveyRepository(tx: WriteTx) {
  const insert = tx.prepareWrite(
    `INSERT INTO survey_batches (id, cycle_code, audience, title, method, surveyed_from, surveyed_to, questions,
       overall, satisfied_from, population, margin, targets, made_at, made_by)
     VALUES (@id, @cycleCode, @audience, @title, @method, @surveyedFrom, @surveyedTo, @questions, @overall,
       @satisfiedFrom, @population, @margin, @targets, @madeAt, @madeBy)`,
  );
  const update = tx.prepareWrite(
    `UPDATE survey_batches SET audience = @audience, title = @title, method = @method,
       surveyed_from = @surveyedFrom, surveyed_to = @surveyedTo, questions = @questions, overall = @overall,
       satisfied_from = @satisfiedFrom, population = @population, margin = @margin, targets = @targets
     WHERE id = @id AND cycle_code = @cycleCode`,
  );
  const remove = tx.prepareWrite('DELETE FROM survey_batches WHERE id = ?');
  const take = tx.prepareWrite(
    'UPDATE survey_batches SET targets = @targets, taken_at = @at, taken_by = @actor WHERE id = @id',
  );
  const putAnswer = tx.prepareWrite(
    `INSERT INTO survey_answers (batch_id, number, body_uscc, answers) VALUES (@batchId, @number, @bodyUscc, @answers)
     ON CONFLICT (batch_id, number) DO UPDATE SET body_uscc = excluded.body_uscc, answers = excluded.answers`,
  );
  const dropAnswer = tx.prepareWrite('DELETE FROM survey_answers WHERE batch_id = ? AND number = ?');
  const putResult = tx.prepareWrite(
    `INSERT INTO survey_results (batch_id, body_uscc, source, issued, valid, satisfied, satisfaction, questions, updated_at)
     VALUES (@batchId, @bodyUscc, @source, @issued, @valid, @satisfied, @satisfaction, @questions, @at)
     ON CONFLICT (batch_id, body_uscc) DO UPDATE SET source = excluded.source, issued = excluded.issued,
       valid = excluded.valid, satisfied = excluded.satisfied, satisfaction = excluded.satisfaction,
       questions = excluded.questions, updated_at = excluded.updated_at`,
  );
  const dropResult = tx.prepareWrite('DELETE FROM survey_results WHERE batch_id = ? AND body_uscc = ?');
  return {
    ...createSurveyReader(tx),
    /** @returns its id */
    insert(content: SurveyContent, actor: string): string {
      const id = tx.newId();
      insert.run({ ...storedContent(content), id, madeAt: tx.now(), madeBy: actor });
      return id;
    },
    update: (id: string, content: SurveyContent): void => {
      update.run({ ...storedContent(content), id });
    },
    /** With everything that was answered. */
    remove: (id: string): void => {
      remove.run(id);
    },
    /** Its values have become entries. */
    markTaken: (id: string, targets: readonly SurveyTarget[], actor: string): void => {
      take.run({ id, targets: JSON.stringify(targets), at: tx.now(), actor });
    },
    putAnswer: (batchId: string, { number, bodyUscc, answers }: SurveyAnswer): void => {
      putAnswer.run({ batchId, number, bodyUscc, answers: JSON.stringify(answers) });
    },
    dropAnswer: (batchId: string, number: string): void => {
      dropAnswer.run(batchId, number);
    },
    putResult: (batchId: string, result: SurveyResult): void => {
      putResult.run({ ...result, batchId, questions: JSON.stringify(result.questions), at: tx.now() });
    },
    dropResult: (batchId: string, bodyUscc: string): void => {
      dropResult.run(batchId, bodyUscc);
    },
  };
}
