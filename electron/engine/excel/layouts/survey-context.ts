/** What the two workbooks of a survey have in common: whose answers, to which questions. */
import type { SurveyAudience, SurveyQuestion } from '#shared/domain/surveys.ts';
import type { ListedUnit } from './cycle-unit.ts';
import type { TableColumn } from './table.ts';

export interface SurveyContext {
  officeName: string;
  cycle: { code: string; name: string; year: number };
  survey: {
    id: string;
    title: string;
    audience: SurveyAudience;
    questions: readonly SurveyQuestion[];
    overall: string;
  };
  units: readonly ListedUnit[];
  /** Units that have answers of their own, with how many. */
  answered: ReadonlyMap<string, number>;
}

export const questionKey = (code: string): string => `question-${code}`;

/** `Q1 总体满意度` */
export const questionTitle = ({ code, text }: SurveyQuestion): string => `${code} ${text}`;

/** One column for each question. */
export const questionColumns = (
  { survey }: SurveyContext,
  column: (question: SurveyQuestion) => Pick<TableColumn, 'title' | 'also' | 'width' | 'look'>,
): TableColumn[] =>
  survey.questions.map((question) => ({ key: questionKey(question.code), ...column(question) }));
