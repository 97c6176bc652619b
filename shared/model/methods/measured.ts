/** x of `ratio`, `linear` and `bands`: the value of one item, or the quotient of two counts. */
import { type Exact, one, zero } from '../../domain/exact.ts';
import type { WhenZero } from '../definition.ts';
import { traceWords } from '../trace-words.ts';
import { type ItemReadings, type ItemRule, missing, type Outcome, rated } from './method.ts';

export type Measure = {
  readonly items: readonly ItemRule[];
  /** x with its text for the trace, or what the leaf comes to without an x. */
  readonly read: (readings: ItemReadings) => { x: Exact; text: string } | { outcome: Outcome };
};

/** The items of a list that were not given. */
export const missingNames = (rules: readonly ItemRule[], readings: ItemReadings): string[] =>
  rules
    .map((rule) => rule.name)
    .filter((name) => !readings.numbers.has(name) && !readings.flags.has(name) && !readings.levels.has(name));

export const itemMeasure = (name: string): Measure => {
  const items: ItemRule[] = [{ name, type: 'number' }];
  return {
    items,
    read: (readings) => {
      const x = readings.numbers.get(name);
      if (x === undefined) return { outcome: missing(traceWords.missingItems([name])) };
      return { x, text: traceWords.value(name, x) };
    },
  };
};

const divisionByZero = (denominator: string, whenZero: WhenZero): Outcome => {
  const trace = traceWords.zeroDenominator(denominator, whenZero);
  if (whenZero === 'full') return rated(one, trace);
  if (whenZero === 'zero') return rated(zero, trace);
  return whenZero === 'missing' ? missing(trace) : { kind: 'notApplicable', trace };
};

export const quotientMeasure = (numerator: string, denominator: string, whenZero: WhenZero): Measure => {
  const items: ItemRule[] = [
    { name: numerator, type: 'count' },
    { name: denominator, type: 'count' },
  ];
  return {
    items,
    read: (readings) => {
      const n = readings.numbers.get(numerator);
      const d = readings.numbers.get(denominator);
      if (n === undefined || d === undefined) {
        return { outcome: missing(traceWords.missingItems(missingNames(items, readings))) };
      }
      if (d.n === 0n) return { outcome: divisionByZero(denominator, whenZero) };
      const x = n.div(d);
      return { x, text: traceWords.quotient(numerator, n, denominator, d, x) };
    },
  };
};

type Measured = {
  readonly value?: string | undefined;
  readonly numerator?: string | undefined;
  readonly denominator?: string | undefined;
  readonly whenZero?: WhenZero | undefined;
};

/** The measure a checked `linear` or `bands` names. */
export const measureOf = (scoring: Measured): Measure =>
  scoring.value === undefined
    ? quotientMeasure(scoring.numerator ?? '', scoring.denominator ?? '', scoring.whenZero ?? 'missing')
    : itemMeasure(scoring.value);
