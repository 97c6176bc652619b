/**
 * Evaluates a formula exactly (model-spec §3). `if` evaluates only the branch taken, `and` and `or` stop as soon as the
 * answer is known, so that `d != 0 and n / d > 1` guards its division. Numbers and truth values never stand for each
 * other: a number where a condition is meant is an error just like the reverse. `min` and `max` take one or more numbers.
 */
import { compareExact, type Exact, maxExact, minExact, roundExact, zero } from '../../domain/exact.ts';
import type { ComparisonOperator, Expression } from './expression.ts';

export type FormulaError =
  | 'divisionByZero'
  | 'truthForNumber'
  | 'numberForTruth'
  | 'roundDigits'
  | 'tooLarge';

/** Thrown inside `evaluateFormula` only. */
class EvaluationStopped extends Error {
  readonly error: FormulaError;
  constructor(error: FormulaError) {
    super(error);
    this.error = error;
  }
}

type Surroundings = { readonly items: ReadonlyMap<string, Exact>; readonly points: Exact };
type Result = Exact | boolean;

/** Widest numerator or denominator, so that a formula of repeated powers cannot occupy the machine. */
const widest = 1n << 16384n;

const bounded = (value: Exact): Exact => {
  if (value.n > widest || value.d > widest) throw new EvaluationStopped('tooLarge');
  return value;
};

const number = (result: Result): Exact => {
  if (typeof result === 'boolean') throw new EvaluationStopped('truthForNumber');
  return result;
};

const truth = (result: Result): boolean => {
  if (typeof result !== 'boolean') throw new EvaluationStopped('numberForTruth');
  return result;
};

const comparisons: { readonly [O in ComparisonOperator]: (order: number) => boolean } = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
};

/** `round(x, n)` takes a whole n from −15 to 15. */
const roundedTo = (value: Exact, digits: Exact): Exact => {
  const whole = digits.d === 1n && digits.n <= 15n;
  if (!whole) throw new EvaluationStopped('roundDigits');
  return roundExact(value, Number(digits.s * digits.n), 'half-up');
};

const evaluate = (expression: Expression, around: Surroundings): Result => {
  const of = (part: Expression): Exact => number(evaluate(part, around));
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'points':
      return around.points;
    case 'item': {
      const value = around.items.get(expression.name);
      if (value === undefined) throw new RangeError(`item ${expression.name} was not given`);
      return value;
    }
    case 'negative':
      return of(expression.of).neg();
    case 'arithmetic': {
      const left = of(expression.left);
      const right = of(expression.right);
      if (expression.operator === '+') return bounded(left.add(right));
      if (expression.operator === '-') return bounded(left.sub(right));
      if (expression.operator === '*') return bounded(left.mul(right));
      if (right.n === 0n) throw new EvaluationStopped('divisionByZero');
      return bounded(left.div(right));
    }
    case 'comparison':
      return comparisons[expression.operator](compareExact(of(expression.left), of(expression.right)));
    case 'not':
      return !truth(evaluate(expression.of, around));
    case 'and':
      return truth(evaluate(expression.left, around)) && truth(evaluate(expression.right, around));
    case 'or':
      return truth(evaluate(expression.left, around)) || truth(evaluate(expression.right, around));
    case 'if':
      return evaluate(truth(evaluate(expression.condition, around)) ? expression.yes : expression.no, around);
    case 'call': {
      const parameters = expression.parameters.map(of);
      const [first, second] = parameters;
      if (first === undefined) throw new RangeError(`${expression.name} without parameters`);
      if (expression.name === 'abs') return first.abs();
      if (expression.name === 'min') return parameters.reduce(minExact);
      if (expression.name === 'max') return parameters.reduce(maxExact);
      if (second === undefined) throw new RangeError('round without digits');
      return roundedTo(first, second);
    }
  }
};

/**
 * The value of a formula, or why it has none.
 * @param items a value for every item the formula names.
 * @param points P, the nominal points of the leaf.
 */
export const evaluateFormula = (
  expression: Expression,
  items: ReadonlyMap<string, Exact>,
  points: Exact,
): { value: Exact } | { error: FormulaError } => {
  try {
    return { value: number(evaluate(expression, { items, points })) };
  } catch (stopped) {
    if (stopped instanceof EvaluationStopped) return { error: stopped.error };
    throw stopped;
  }
};

/**
 * The truth of a condition, or why it has none.
 * @param items a value for every item that the condition names; it has no `P`.
 */
export const evaluateCondition = (
  expression: Expression,
  items: ReadonlyMap<string, Exact>,
): { value: boolean } | { error: FormulaError } => {
  try {
    return { value: truth(evaluate(expression, { items, points: zero })) };
  } catch (stopped) {
    if (stopped instanceof EvaluationStopped) return { error: stopped.error };
    throw stopped;
  }
};
