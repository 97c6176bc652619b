/**
 * In which ways the value of an item can get better, from the smallest change to the best there is: what “提高一个名次需要什么”
 * tries one after another. Along a way the rate of the leaf never falls, so the first step that is enough can be searched for.
 * Formulas are left out: nobody can say in which direction an item of a formula is better.
 */
import { type Exact, exactFromNumber, exactFromText } from '../../domain/exact.ts';
import type { ItemValues } from '../data.ts';
import type { Scoring } from '../definition.ts';

export type ItemValue = string | number | boolean;

export interface Way {
  readonly item: string;
  readonly before: ItemValue | null;
  /** How many steps there are, at least one. */
  readonly steps: number;
  /** The value after `step` steps, 1 … `steps`. */
  readonly at: (step: number) => ItemValue;
}

export interface WayContext {
  /** Nominal points of the leaf, as a decimal text. */
  readonly points: string;
  /** Decimals of points that are given directly. */
  readonly decimals: number;
  /** Values of the same item that other units of the group have, on `relative`. */
  readonly peers: readonly number[];
}

const numberOf = (items: ItemValues, name: string): number | null => {
  const value = items[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
};

const listed = (item: string, before: ItemValue | null, values: readonly ItemValue[]): Way[] =>
  values.length === 0
    ? []
    : [
        {
          item,
          before,
          steps: values.length,
          at: (step) => values[step - 1] ?? (values.at(-1) as ItemValue),
        },
      ];

/** Whole numbers from the next one on, up or down to a last one. */
const counting = (item: string, before: number, last: number): Way[] => {
  const up = last > before;
  const first = up ? Math.floor(before) + 1 : Math.ceil(before) - 1;
  const steps = Math.abs(last - first) + 1;
  if (last === before || (up ? first > last : first < last)) return [];
  return [{ item, before, steps, at: (step) => first + (up ? step - 1 : 1 - step) }];
};

/** Decimals in equal steps towards a last one, which is the last step. */
const gliding = (item: string, before: number, last: number, decimals: number): Way[] => {
  const unit = 10 ** decimals;
  const up = last > before;
  const first = up ? Math.floor(before * unit) + 1 : Math.ceil(before * unit) - 1;
  const end = up ? Math.floor(last * unit) : Math.ceil(last * unit);
  const steps = Math.abs(end - first) + 1;
  if (last === before || (up ? first > end : first < end))
    return listed(item, before, last === before ? [] : [last]);
  return [{ item, before, steps, at: (step) => (first + (up ? step - 1 : 1 - step)) / unit }];
};

const ceiling = (value: Exact): number => Number(value.ceil().valueOf());
const floor = (value: Exact): number => Number(value.floor().valueOf());
const times = (a: number, b: number): Exact => exactFromNumber(a).mul(exactFromNumber(b));

/** Values along which the rate only rises: each better than all before it. */
const rising = <V extends ItemValue>(
  candidates: readonly { value: V; rate: number }[],
  rate: number,
): V[] => {
  let best = rate;
  return candidates.flatMap(({ value, rate: own }) => {
    if (own <= best) return [];
    best = own;
    return [value];
  });
};

type Bands = Extract<Scoring, { method: 'bands' }>;

const bandRate = ({ bands, otherwise }: Bands, x: Exact): number =>
  bands.find(({ atLeast, atMost }) =>
    atLeast === undefined
      ? x.compare(exactFromNumber(atMost ?? 0)) <= 0
      : x.compare(exactFromNumber(atLeast)) >= 0,
  )?.rate ??
  otherwise ??
  0;

const bandWays = (scoring: Bands, items: ItemValues): Way[] => {
  const { bands, value, numerator, denominator } = scoring;
  const name = value ?? numerator ?? '';
  const given = numberOf(items, name);
  const divisor = denominator === undefined ? 1 : numberOf(items, denominator);
  if (given === null || divisor === null || divisor <= 0) return [];
  const x = (own: number): Exact => exactFromNumber(own).div(exactFromNumber(divisor));
  const limit = ({ atLeast, atMost }: Bands['bands'][number]): number => {
    if (denominator === undefined) return atLeast ?? atMost ?? 0;
    return atLeast === undefined ? floor(times(atMost ?? 0, divisor)) : ceiling(times(atLeast, divisor));
  };
  const candidates = bands
    .map(limit)
    .filter((own) => own >= 0 || value !== undefined)
    .map((own) => ({ value: own, rate: bandRate(scoring, x(own)) }))
    .sort((a, b) => Math.abs(a.value - given) - Math.abs(b.value - given));
  return listed(name, given, rising(candidates, bandRate(scoring, x(given))));
};

const linearWays = (scoring: Extract<Scoring, { method: 'linear' }>, items: ItemValues): Way[] => {
  const { value, numerator, denominator, worst, best } = scoring;
  if (value !== undefined) {
    const given = numberOf(items, value);
    if (given === null || (best > worst ? given >= best : given <= best)) return [];
    const whole = [given, worst, best].every(Number.isInteger) && Math.abs(best - worst) >= 20;
    return whole ? counting(value, given, best) : gliding(value, given, best, 2);
  }
  const [given, divisor] = [numberOf(items, numerator ?? ''), numberOf(items, denominator ?? '')];
  if (given === null || divisor === null || divisor <= 0) return [];
  const last = best > worst ? ceiling(times(best, divisor)) : floor(times(best, divisor));
  const better = best > worst ? last > given : last < given;
  return better ? counting(numerator ?? '', given, Math.max(0, last)) : [];
};

const countedWays = (
  listedItems: readonly { item: string; cap?: number | undefined; points: number }[],
  items: ItemValues,
  more: boolean,
): Way[] =>
  listedItems.flatMap(({ item, cap, points }) => {
    const given = numberOf(items, item) ?? 0;
    if (!more) return given > 0 ? counting(item, given, 0) : [];
    // Without a cap an award cannot count for more than the whole leaf: a hundred occurrences are more than enough.
    const last =
      cap === undefined
        ? Math.floor(given) + 100
        : ceiling(exactFromNumber(cap).div(exactFromNumber(points)));
    return last > given ? counting(item, given, last) : [];
  });

const relativeWays = (
  { value, direction }: Extract<Scoring, { method: 'relative' }>,
  items: ItemValues,
  peers: readonly number[],
): Way[] => {
  const given = numberOf(items, value);
  if (given === null) return [];
  const lower = direction === 'lower';
  const step = [given, ...peers].every(Number.isInteger) ? 1 : 0.01;
  const beyond = (peer: number): number => Number((lower ? peer - step : peer + step).toFixed(10));
  const better = (own: number): boolean => (lower ? own < given : own > given);
  const candidates = [...new Set(peers.flatMap((peer) => [peer, beyond(peer)]))]
    .filter((own) => better(own) && own >= 0)
    .sort((a, b) => (lower ? b - a : a - b));
  return listed(value, given, candidates);
};

/** The ways of a leaf, of one role where it has several. */
export const waysOf = (
  scoring: Scoring,
  items: ItemValues,
  { points, decimals, peers }: WayContext,
): Way[] => {
  switch (scoring.method) {
    case 'ratio': {
      const { numerator, denominator, target = 1 } = scoring;
      const [given, divisor] = [numberOf(items, numerator), numberOf(items, denominator)];
      if (given === null || divisor === null || divisor <= 0) return [];
      const last = ceiling(times(target, divisor));
      return last > given ? counting(numerator, given, last) : [];
    }
    case 'linear':
      return linearWays(scoring, items);
    case 'bands':
      return bandWays(scoring, items);
    case 'deduct':
      return countedWays(scoring.items, items, false);
    case 'award':
      return countedWays(scoring.items, items, true);
    case 'boolean': {
      const { item, yes = 1, no = 0 } = scoring;
      const given = items[item];
      const before = typeof given === 'boolean' ? given : null;
      const best = yes > no;
      return yes === no || before === best ? [] : listed(item, before, [best]);
    }
    case 'rubric': {
      const { item, levels } = scoring;
      const given = items[item];
      const before = typeof given === 'string' ? given : null;
      const candidates = Object.entries(levels)
        .map(([value, rate]) => ({ value, rate }))
        .sort((a, b) => a.rate - b.rate);
      return listed(item, before, rising(candidates, before === null ? -1 : (levels[before] ?? 0)));
    }
    case 'survey': {
      const { mean, min, max } = scoring;
      const given = numberOf(items, mean);
      const better = given !== null && (max > min ? given < max : given > max);
      return better ? gliding(mean, given, max, 2) : [];
    }
    case 'manual': {
      const given = numberOf(items, scoring.item);
      const most = Number(exactFromText(points)?.valueOf() ?? 0);
      return given !== null && given < most ? gliding(scoring.item, given, most, decimals) : [];
    }
    case 'relative':
      return relativeWays(scoring, items, peers);
    case 'formula':
      return [];
  }
};
