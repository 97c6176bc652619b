/**
 * 满意度测评: what a questionnaire asks, and what its answers come to. Sums are exact; a mean is rounded once, and only as
 * far as a number in a document carries digits (15). Margins of error are statistics and computed in floating point.
 */
import { z } from 'zod';
import { isDecimalNumber, significantDigitsLimit } from './decimal-number.ts';
import {
  type Exact,
  exactFromNumber,
  exactFromText,
  formatFixed,
  type Quotient,
  quotient,
  zero,
} from './exact.ts';

/** Who is asked. Respondents themselves are never named. */
export const surveyAudiences = { public: '群众', enterprise: '企业' } as const;
export type SurveyAudience = keyof typeof surveyAudiences;

const decimal = z.number().refine(isDecimalNumber);

/** One question and the scale of its answers; the higher, the more satisfied. */
export const surveyQuestion = z
  .object({
    code: z.string().regex(/^Q[1-9]\d?$/),
    text: z.string().trim().min(1).max(100),
    min: decimal,
    max: decimal,
  })
  .refine(({ min, max }) => min < max, { path: ['max'] });
export type SurveyQuestion = z.infer<typeof surveyQuestion>;

/** Which question's mean becomes which leaf's value. */
export const surveyTarget = z.object({ leaf: z.string().min(1), question: surveyQuestion.shape.code });
export type SurveyTarget = z.infer<typeof surveyTarget>;

/** What the answers of one unit to one question come to. */
export const questionResult = z.object({
  /** Answers to this question. */
  count: z.int().min(0),
  /** Exact sum and sum of squares of the answers; null where only a mean was reported. */
  sum: z.string().nullable(),
  squares: z.string().nullable(),
  /** At most 15 significant digits. */
  mean: z.string(),
});
export type QuestionResult = z.infer<typeof questionResult>;

/** A questionnaire to begin with; every word of it can be changed. 本系统建议值. */
export const suggestedQuestions: readonly SurveyQuestion[] = [
  { code: 'Q1', text: '总体满意度', min: 1, max: 5 },
  { code: 'Q2', text: '公开承诺兑现', min: 1, max: 5 },
  { code: 'Q3', text: '办事效率和服务', min: 1, max: 5 },
  { code: 'Q4', text: '政务公开', min: 1, max: 5 },
  { code: 'Q5', text: '政务诚信知晓度', min: 1, max: 5 },
];

/** The decimal of a value with as many digits as a number in a document carries, rounded half-up. */
export const documentDecimal = (value: Quotient): string => {
  const whole = value.n < 0n ? -value.n / value.d : value.n / value.d;
  const decimals = Math.max(0, significantDigitsLimit - String(whole).length);
  const text = formatFixed(value, decimals);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
};

const exactOf = (text: string): Exact => {
  const value = exactFromText(text);
  if (value === null) throw new RangeError(`no decimal: ${text}`);
  return value;
};

/** Plain decimal of a finite decimal fraction, all of its digits. */
const allDigits = (value: Exact): string => {
  const text = formatFixed(quotient(value), 60);
  return text.replace(/\.?0+$/, '');
};

/** Sums up answers to one question. Null of none. */
export const sumUpAnswers = (answers: readonly number[]): QuestionResult | null => {
  if (answers.length === 0) return null;
  let sum = zero;
  let squares = zero;
  for (const answer of answers) {
    const value = exactFromNumber(answer);
    sum = sum.add(value);
    squares = squares.add(value.mul(value));
  }
  return {
    count: answers.length,
    sum: allDigits(sum),
    squares: allDigits(squares),
    mean: documentDecimal(quotient(sum.div(answers.length))),
  };
};

/** The mean as exactly as it is known: of the exact sum, else as it was reported. */
const exactMean = ({ sum, count, mean }: QuestionResult): Exact =>
  sum === null || count === 0 ? exactOf(mean) : exactOf(sum).div(count);

/**
 * The mean carried over from the question's scale to another one, linearly: on a scale of 1–5 the mean 4 is 75 of 0–100.
 * Rounded once, at the end.
 */
export const meanOnScale = (
  result: QuestionResult,
  from: { min: number; max: number },
  to: { min: number; max: number },
): string => {
  const low = exactFromNumber(from.min);
  const share = exactMean(result).sub(low).div(exactFromNumber(from.max).sub(low));
  const base = exactFromNumber(to.min);
  return documentDecimal(quotient(base.add(share.mul(exactFromNumber(to.max).sub(base)))));
};

/** How many are satisfied, of those who answered, in percent with two decimals, half-up. Null of none. */
export const satisfactionRate = (satisfied: number, valid: number): string | null =>
  valid === 0 ? null : formatFixed({ n: BigInt(satisfied) * 100n, d: BigInt(valid) }, 2);
