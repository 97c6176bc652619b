import { clamp01, compareExact, exactFromNumber, zero } from '../../domain/exact.ts';
import type { ScoringOf } from '../definition.ts';
import { traceWords } from '../trace-words.ts';
import { quotientMeasure } from './measured.ts';
import { type Method, rated } from './method.ts';

/** `ratio` 完成率: x = n/d; x < floor → 0, else clamp01(x / target) (model-spec §3). */
export const ratioMethod = (scoring: ScoringOf<'ratio'>): Method => {
  const target = exactFromNumber(scoring.target ?? 1);
  const floor = exactFromNumber(scoring.floor ?? 0);
  const measure = quotientMeasure(scoring.numerator, scoring.denominator, scoring.whenZero ?? 'missing');
  return {
    items: measure.items,
    compared: null,
    judge: (readings) => {
      const measured = measure.read(readings);
      if ('outcome' in measured) return measured.outcome;
      const { x, text } = measured;
      if (compareExact(x, floor) < 0) return rated(zero, traceWords.belowFloor(text, floor));
      const rate = clamp01(x.div(target));
      return rated(rate, traceWords.ratio(text, target, rate));
    },
  };
};
