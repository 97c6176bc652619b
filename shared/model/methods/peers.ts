/** The values a `relative` leaf is compared with: those of one item, one group and, with scorers, one role. */
import { compareExact, type Exact } from '../../domain/exact.ts';

export type Peers = {
  readonly count: number;
  readonly lowest: Exact;
  readonly highest: Exact;
  /** How many values are below, equal to and above one. */
  readonly place: (value: Exact) => { below: number; equal: number; above: number };
};

/** First position in an ascending list whose value is not below (or, with `after`, above) the value sought. */
const bound = (ascending: readonly Exact[], value: Exact, after: boolean): number => {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = ascending[middle];
    const order = at === undefined ? 0 : compareExact(at, value);
    if (order < 0 || (after && order === 0)) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Null when there is nobody to compare with. */
export const peersOf = (values: readonly Exact[]): Peers | null => {
  const ascending = [...values].sort(compareExact);
  const lowest = ascending[0];
  const highest = ascending.at(-1);
  if (lowest === undefined || highest === undefined) return null;
  return {
    count: ascending.length,
    lowest,
    highest,
    place: (value) => {
      const below = bound(ascending, value, false);
      const upTo = bound(ascending, value, true);
      return { below, equal: upTo - below, above: ascending.length - upTo };
    },
  };
};
