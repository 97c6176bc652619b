/**
 * What metrics draw from ledgers: `{"source": "ledger:contracts", …}`. A row belongs to the period in which its first
 * limit ends, or, without one, to the period of its own day; what was withdrawn counts nowhere.
 *
 * | field | values |
 * |---|---|
 * | every field of the ledger | codes, texts, dates, 分, whole numbers; 是否 as true and false |
 * | `state` | states of the ledger |
 * | `inTime` | true when its first limit was met, false when it was missed or has run out by the end of the period |
 * | `open` | true while the row waits for something |
 */
import type { Period } from '../domain/periods.ts';
import { lastDayOf, type StoredClock } from './clocks.ts';
import { type LedgerDefinition, type LedgerField, withdrawnState } from './definition.ts';
import { type LedgerRow, valuesOf } from './ledger-row.ts';
import { ledgerNamed } from './ledgers.ts';

type Value = string | number | boolean | null;

/** What a metric looks at. */
export type LedgerMetricRow = Pick<
  LedgerRow,
  'id' | 'number' | 'title' | 'happenedOn' | 'amountFen' | 'details' | 'state' | 'closedOn' | 'clocks'
>;

export interface LedgerMetricField {
  type: 'code' | 'text' | 'date' | 'amount' | 'flag';
  list: Readonly<Record<string, string>>;
  read(row: LedgerMetricRow, period: Period): Value;
}

export interface LedgerMetricSource {
  ledger: string;
  /** The day that places a row in a period; null keeps it out of every period. */
  dateOf(row: LedgerMetricRow): string | null;
  /** Null for a field that the ledger does not have, or that is about private persons. */
  field(name: string): LedgerMetricField | null;
}

const prefix = 'ledger:';

const firstClock = ({ clocks }: LedgerMetricRow): StoredClock | null => clocks[0] ?? null;

const inTime = (row: LedgerMetricRow, period: Period): boolean | null => {
  const clock = firstClock(row);
  if (clock === null) return null;
  const last = lastDayOf(clock);
  if (clock.endedOn !== null) return clock.endedOn <= last;
  return last <= period.to ? false : null;
};

const typeOf = (field: LedgerField): LedgerMetricField['type'] | null => {
  switch (field.kind) {
    case 'personal':
      return null;
    case 'choice':
      return 'code';
    case 'date':
      return 'date';
    case 'count':
    case 'money':
      return 'amount';
    case 'yesNo':
      return 'flag';
    default:
      return 'text';
  }
};

/** The source of this name, null for one that is no ledger's. */
export function ledgerMetricSource(name: string): LedgerMetricSource | null {
  if (!name.startsWith(prefix)) return null;
  const definition: LedgerDefinition | null = ledgerNamed(name.slice(prefix.length));
  if (definition === null) return null;
  const states = Object.fromEntries(
    Object.entries(definition.states).map(([state, { title }]) => [state, title]),
  );
  const special: Readonly<Record<string, LedgerMetricField>> = {
    state: { type: 'code', list: states, read: ({ state }) => state },
    inTime: { type: 'flag', list: {}, read: inTime },
    open: { type: 'flag', list: {}, read: ({ closedOn }) => closedOn === null },
  };
  return {
    ledger: definition.code,
    dateOf: (row) => {
      if (row.state === withdrawnState) return null;
      const clock = firstClock(row);
      return clock === null ? row.happenedOn : lastDayOf(clock);
    },
    field(key) {
      if (Object.hasOwn(special, key)) return special[key] ?? null;
      const field = Object.hasOwn(definition.fields, key) ? definition.fields[key] : undefined;
      const type = field === undefined ? null : typeOf(field);
      if (field === undefined || type === null) return null;
      const list = field.kind === 'choice' ? field.list : {};
      return { type, list, read: (row) => valuesOf(row)[key] ?? null };
    },
  };
}
