import { compareExact, exactFromNumber } from '../../domain/exact.ts';
import type { ScoringOf } from '../definition.ts';
import { traceWords } from '../trace-words.ts';
import { measureOf } from './measured.ts';
import { type Method, rated } from './method.ts';

/** `bands` 分档: the rate of the first band with x ≥ atLeast, or x ≤ atMost; else `otherwise` (model-spec §3). */
export const bandsMethod = (scoring: ScoringOf<'bands'>): Method => {
  const bands = scoring.bands.map((band) => ({
    bound: band.atLeast === undefined ? ('atMost' as const) : ('atLeast' as const),
    limit: exactFromNumber(band.atLeast ?? band.atMost ?? 0),
    rate: exactFromNumber(band.rate),
  }));
  const otherwise = exactFromNumber(scoring.otherwise ?? 0);
  const measure = measureOf(scoring);
  return {
    items: measure.items,
    compared: null,
    judge: (readings) => {
      const measured = measure.read(readings);
      if ('outcome' in measured) return measured.outcome;
      const { x, text } = measured;
      const reached = bands.find(({ bound, limit }) => {
        const order = compareExact(x, limit);
        return bound === 'atLeast' ? order >= 0 : order <= 0;
      });
      if (reached === undefined) return rated(otherwise, traceWords.noBand(text, otherwise));
      return rated(reached.rate, traceWords.band(text, reached.bound, reached.limit, reached.rate));
    },
  };
};
