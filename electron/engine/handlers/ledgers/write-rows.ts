/** Writing ledger rows: what is stored beside the values themselves follows from the ledger's definition. */
import { dayInChina } from '#shared/domain/dates.ts';
import { type ClockSources, clocksOf, nextDueOf } from '#shared/ledgers/clocks.ts';
import type { LedgerValues } from '#shared/ledgers/definition.ts';
import { type LedgerDefinition, withdrawnState } from '#shared/ledgers/definition.ts';
import {
  type LedgerRow,
  type LedgerRowContent,
  personalOf,
  storedValues,
  type TakenStep,
  valuesOf,
} from '#shared/ledgers/ledger-row.ts';
import type { LedgerReading } from '#shared/ledgers/read-ledger-form.ts';
import { ledgerNaturalKey, textOf } from '#shared/ledgers/values.ts';

interface Change {
  definition: LedgerDefinition;
  present: LedgerRow | null;
  state: string;
  step: TakenStep | null;
}

/** A row as it is stored: its state, limits, key and closing day by its values. */
const compose = (
  sources: ClockSources,
  reading: Omit<LedgerReading, 'naturalKey'>,
  { definition, present, state, step }: Change,
): LedgerRowContent => {
  const { bodyUscc, officialId, recordId, rowId, values, personal } = reading;
  const clocks = clocksOf(definition, values, present?.clocks ?? [], sources);
  const closing = definition.closedBy === undefined ? null : textOf(values, definition.closedBy);
  const isClosed = state === withdrawnState || definition.states[state]?.closed === true;
  return {
    ledger: definition.code,
    bodyUscc,
    officialId,
    recordId,
    rowId,
    ...storedValues(definition, values),
    state,
    dueOn: isClosed ? null : nextDueOf(clocks),
    closedOn: isClosed ? (closing ?? present?.closedOn ?? step?.on ?? textOf(values, 'happenedOn')) : null,
    naturalKey: ledgerNaturalKey(definition, reading),
    clocks,
    steps: step === null ? (present?.steps ?? []) : [...(present?.steps ?? []), step],
    personal: Object.keys(personal).length === 0 ? null : JSON.stringify(personal),
  };
};

/** Who does what when. */
interface Doing {
  actor: string;
  /** An instant. */
  now: string;
}

const stateOf = (definition: LedgerDefinition, values: LedgerValues): string =>
  definition.stateOf?.(values) ?? Object.keys(definition.states)[0] ?? '';

/**
 * A row that is registered or changed. A new one begins in the state that its values speak for. A changed one follows
 * its values while it stands where they say; where a step has taken it elsewhere it stays, unless `restate`, when a
 * workbook may have brought the days of later steps.
 */
export const composeRow = (
  sources: ClockSources,
  definition: LedgerDefinition,
  reading: LedgerReading,
  present: LedgerRow | null,
  {
    actor,
    now,
    how,
    restate = false,
    state: given,
  }: Doing & { how: 'register' | 'import'; restate?: boolean; state?: string },
): LedgerRowContent => {
  const follows = present === null || restate || present.state === stateOf(definition, valuesOf(present));
  const state = given ?? (follows ? stateOf(definition, reading.values) : present.state);
  const step: TakenStep = {
    step: how,
    from: null,
    to: state,
    on: dayInChina(now),
    at: now,
    actor,
    handler: null,
    reason: null,
    documentNo: null,
  };
  return compose(sources, reading, { definition, present, state, step: present === null ? step : null });
};

/** A row after a step. */
export const composeStep = (
  sources: ClockSources,
  definition: LedgerDefinition,
  present: LedgerRow,
  taken: Omit<TakenStep, 'at' | 'actor'> & { values: LedgerValues },
  { actor, now }: Doing,
): LedgerRowContent => {
  const { values, ...step } = taken;
  const { bodyUscc, officialId, recordId, rowId } = present;
  const reading = { bodyUscc, officialId, recordId, rowId, values, personal: personalOf(present) };
  return compose(sources, reading, {
    definition,
    present,
    state: step.to,
    step: { ...step, at: now, actor },
  });
};

/** A row as a reading: what a form of it holds. */
export const readingOf = (row: LedgerRow): Pick<LedgerReading, 'values' | 'personal'> => ({
  values: valuesOf(row),
  personal: personalOf(row),
});
