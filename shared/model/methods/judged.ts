import { clamp01, compareExact, type Exact, exactFromNumber, zero } from '../../domain/exact.ts';
import type { ScoringOf } from '../definition.ts';
import { traceWords } from '../trace-words.ts';
import { missingNames } from './measured.ts';
import { type ItemRule, type Method, missing, rated } from './method.ts';

/** `boolean` 是否: the rate of yes (default 1) or no (default 0) (model-spec §3). */
export const booleanMethod = (scoring: ScoringOf<'boolean'>): Method => {
  const yes = exactFromNumber(scoring.yes ?? 1);
  const no = exactFromNumber(scoring.no ?? 0);
  return {
    items: [{ name: scoring.item, type: 'flag' }],
    compared: null,
    judge: (readings) => {
      const value = readings.flags.get(scoring.item);
      if (value === undefined) return missing(traceWords.missingItems([scoring.item]));
      const rate = value ? yes : no;
      return rated(rate, traceWords.flag(scoring.item, value, rate));
    },
  };
};

/** `rubric` 评分等次: the rate of the level named (model-spec §3). */
export const rubricMethod = (scoring: ScoringOf<'rubric'>): Method => {
  const levels = new Map(
    Object.entries(scoring.levels).map(([level, rate]) => [level, exactFromNumber(rate)] as const),
  );
  return {
    items: [{ name: scoring.item, type: 'level', levels }],
    compared: null,
    judge: (readings) => {
      const level = readings.levels.get(scoring.item);
      const rate = level === undefined ? undefined : levels.get(level);
      if (level === undefined || rate === undefined) return missing(traceWords.missingItems([scoring.item]));
      return rated(rate, traceWords.level(scoring.item, level, rate));
    },
  };
};

/** `survey` 满意度: fewer answers than `minimumCount` are missing; clamp01((mean − min)/(max − min)) (model-spec §3). */
export const surveyMethod = (scoring: ScoringOf<'survey'>): Method => {
  const min = exactFromNumber(scoring.min);
  const max = exactFromNumber(scoring.max);
  const minimum = exactFromNumber(scoring.minimumCount ?? 1);
  const items: ItemRule[] = [
    { name: scoring.mean, type: 'number' },
    { name: scoring.count, type: 'count' },
  ];
  return {
    items,
    compared: null,
    judge: (readings) => {
      const mean = readings.numbers.get(scoring.mean);
      const count = readings.numbers.get(scoring.count);
      if (mean === undefined || count === undefined) {
        return missing(traceWords.missingItems(missingNames(items, readings)));
      }
      if (compareExact(count, minimum) < 0) {
        return missing(traceWords.tooFewAnswers(scoring.count, count, minimum));
      }
      const rate = clamp01(mean.sub(min).div(max.sub(min)));
      return rated(rate, traceWords.survey(scoring.mean, mean, count, min, max, rate));
    },
  };
};

/** `manual` 直接给分: given / P for a number in [0, P]; outside is an error finding (model-spec §3). */
export const manualMethod = (scoring: ScoringOf<'manual'>, points: Exact): Method => ({
  items: [{ name: scoring.item, type: 'number', range: { minimum: zero, maximum: points } }],
  compared: null,
  judge: (readings) => {
    const given = readings.numbers.get(scoring.item);
    if (given === undefined) return missing(traceWords.missingItems([scoring.item]));
    const rate = given.div(points);
    return rated(rate, traceWords.manual(scoring.item, given, points, rate));
  },
});
