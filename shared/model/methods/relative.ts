import Fraction from 'fraction.js';
import { clamp01, compareExact, type Exact, exactFromNumber, one } from '../../domain/exact.ts';
import type { ScoringOf } from '../definition.ts';
import { traceWords } from '../trace-words.ts';
import { type Method, missing, rated } from './method.ts';
import type { Peers } from './peers.ts';

const whole = (value: number): Exact => new Fraction(value);

/** Rank among the peers, 1 the best: tied values take the mean of their ranks, or the best of them. */
const rankOf = (place: { equal: number }, better: number, mean: boolean): Exact =>
  mean ? whole(better).add(new Fraction(place.equal + 1, 2)) : whole(better + 1);

/** The text and the rate of one value among its peers. */
type Comparison = (x: Exact, peers: Peers) => { rate: Exact; trace: string };

const minmax =
  (item: string, higher: boolean): Comparison =>
  (x, peers) => {
    const { lowest, highest } = peers;
    const equal = compareExact(lowest, highest) === 0;
    const upward = equal ? one : x.sub(lowest).div(highest.sub(lowest));
    const rate = equal || higher ? upward : one.sub(upward);
    return { rate, trace: traceWords.minmax(item, x, lowest, highest, higher, rate) };
  };

const byRank =
  (item: string, higher: boolean, mean: boolean, rateOf: (rank: Exact, count: number) => Exact): Comparison =>
  (x, peers) => {
    const place = peers.place(x);
    const rank = rankOf(place, higher ? place.above : place.below, mean);
    const rate = rateOf(rank, peers.count);
    return { rate, trace: traceWords.ranked(item, x, peers.count, rank, place.equal, higher, rate) };
  };

const best =
  (item: string): Comparison =>
  (x, peers) => {
    const rate = peers.highest.n === 0n ? one : x.div(peers.highest);
    return { rate, trace: traceWords.best(item, x, peers.highest, rate) };
  };

const comparisonOf = (scoring: ScoringOf<'relative'>): Comparison => {
  const higher = scoring.direction !== 'lower';
  switch (scoring.by) {
    case 'minmax':
      return minmax(scoring.value, higher);
    case 'rank':
      return byRank(scoring.value, higher, true, (rank, count) =>
        count === 1 ? one : one.sub(rank.sub(1).div(count - 1)),
      );
    case 'rankStep': {
      const step = exactFromNumber(scoring.step ?? 1);
      return byRank(scoring.value, higher, false, (rank) => clamp01(one.sub(rank.sub(1).mul(step))));
    }
    case 'best':
      return best(scoring.value);
  }
};

/**
 * `relative` 相对评价: against the subjects of the same group (and role) that have a valid value of the item, whatever
 * their status otherwise (model-spec §3). minmax, rank, rankStep or own ÷ best.
 */
export const relativeMethod = (scoring: ScoringOf<'relative'>): Method => {
  const compare = comparisonOf(scoring);
  return {
    items: [{ name: scoring.value, type: scoring.by === 'best' ? 'count' : 'number' }],
    compared: scoring.value,
    judge: (readings, peers) => {
      const x = readings.numbers.get(scoring.value);
      if (x === undefined || peers === null) return missing(traceWords.missingItems([scoring.value]));
      const { rate, trace } = compare(x, peers);
      return rated(rate, trace);
    },
  };
};
