/** What every scoring method is after compilation: the items it reads and the way from items to a rate in [0, 1]. */
import type { Exact } from '../../domain/exact.ts';
import type { Fault } from '../findings.ts';
import type { Peers } from './peers.ts';

/** count = number ≥ 0 (fractions allowed), number = any, flag = true/false, level = text. */
export type ItemType = 'count' | 'number' | 'flag' | 'level';

export type ItemRule = {
  readonly name: string;
  readonly type: ItemType;
  /** Range of a number, both ends included. */
  readonly range?: { readonly minimum: Exact; readonly maximum: Exact };
  /** The levels a text may name. */
  readonly levels?: ReadonlyMap<string, Exact>;
};

/** Valid values by item; a missing item is absent. */
export type ItemReadings = {
  readonly numbers: ReadonlyMap<string, Exact>;
  readonly flags: ReadonlyMap<string, boolean>;
  readonly levels: ReadonlyMap<string, string>;
};

export type Outcome =
  | { readonly kind: 'rate'; readonly rate: Exact; readonly trace: string }
  | { readonly kind: 'missing'; readonly trace: string }
  /** A quotient with denominator 0 and `whenZero: exclude`: acts as missing with the policy `exclude`. */
  | { readonly kind: 'notApplicable'; readonly trace: string }
  /** The values cannot be judged; their subject is invalid. */
  | { readonly kind: 'fault'; readonly fault: Fault };

export type Method = {
  readonly items: readonly ItemRule[];
  /** The item whose value is compared with the peers', on `relative` only. */
  readonly compared: string | null;
  /** @param peers the values of the group (`compared` methods only). */
  readonly judge: (readings: ItemReadings, peers: Peers | null) => Outcome;
};

export const rated = (rate: Exact, trace: string): Outcome => ({ kind: 'rate', rate, trace });
export const missing = (trace: string): Outcome => ({ kind: 'missing', trace });
