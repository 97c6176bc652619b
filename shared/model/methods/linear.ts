import { clamp01, exactFromNumber } from '../../domain/exact.ts';
import type { ScoringOf } from '../definition.ts';
import { traceWords } from '../trace-words.ts';
import { measureOf } from './measured.ts';
import { type Method, rated } from './method.ts';

/** `linear` 线性: clamp01((x − worst)/(best − worst)) (model-spec §3). */
export const linearMethod = (scoring: ScoringOf<'linear'>): Method => {
  const worst = exactFromNumber(scoring.worst);
  const best = exactFromNumber(scoring.best);
  const span = best.sub(worst);
  const measure = measureOf(scoring);
  return {
    items: measure.items,
    compared: null,
    judge: (readings) => {
      const measured = measure.read(readings);
      if ('outcome' in measured) return measured.outcome;
      const rate = clamp01(measured.x.sub(worst).div(span));
      return rated(rate, traceWords.linear(measured.text, worst, best, rate));
    },
  };
};
