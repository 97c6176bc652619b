/** Ledger rows as the window sees them: names beside codes, personal values masked, limits read against today. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import { lastDayOf, readLedgerClock, type StoredClock } from '#shared/ledgers/clocks.ts';
import type { LedgerDefinition } from '#shared/ledgers/definition.ts';
import { type LedgerRow, personalOf } from '#shared/ledgers/ledger-row.ts';
import { ledgerNamed } from '#shared/ledgers/ledgers.ts';
import { maskPersonalValue, personalFields } from '#shared/ledgers/values.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createLedgerReader } from '../../db/repositories/ledger-rows.ts';
import { createOfficialReader } from '../../db/repositories/officials.ts';
import { createRecordReader } from '../../db/repositories/records.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { clockSources } from './sources.ts';

export type ShownRow = OperationOutput<'ledgers.list'>['rows'][number];
export type ShownClock = OperationOutput<'ledgers.read'>['clocks'][number];

/** Personal values of a row, masked. */
const maskedOf = (definition: LedgerDefinition | null, row: LedgerRow): Record<string, string> => {
  if (definition === null || row.personal === null) return {};
  const values = personalOf(row);
  return Object.fromEntries(
    personalFields(definition).flatMap(([key, field]) => {
      const value = values[key];
      return field.kind !== 'personal' || value === undefined
        ? []
        : [[key, maskPersonalValue(value, field.form)]];
    }),
  );
};

/** Looks each name up once. @param now an instant */
export const openShownRows = (db: ReadDb, now: string) => {
  const today = dayInChina(now);
  const sources = clockSources(db);
  const bodies = createBodyReader(db);
  const officials = createOfficialReader(db);
  const records = createRecordReader(db);
  const rows = createLedgerReader(db);
  const names = new Map<string, string | null>();
  const nameOf = (key: string | null, find: (key: string) => string | null | undefined): string | null => {
    if (key === null) return null;
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = find(key) ?? null;
    names.set(key, name);
    return name;
  };
  const recordOf = (id: string | null): ShownRow['record'] => {
    const record = id === null ? null : records.find(id);
    if (record === null) return null;
    const { title, documentNo, status } = record;
    return { title, documentNo, status };
  };
  const otherOf = (id: string | null): ShownRow['other'] => {
    const other = id === null ? null : rows.find(id);
    return other === null ? null : { ledger: other.ledger, number: other.number, title: other.title };
  };

  const showClock = (definition: LedgerDefinition | null, clock: StoredClock): ShownClock => {
    const { code, startedOn, basis, endedOn } = clock;
    const { title, next } = definition?.clocks[code] ?? { title: code, next: '' };
    return {
      ...readLedgerClock(clock, today, sources.calendar),
      code,
      title,
      startedOn,
      basis,
      endedOn,
      next,
    };
  };

  return {
    showClock,
    show(row: LedgerRow): ShownRow {
      const { personal: _personal, steps: _steps, clocks, ...open } = row;
      const definition = ledgerNamed(row.ledger);
      const running = clocks.find((clock) => clock.endedOn === null && lastDayOf(clock) === row.dueOn);
      const shown = running ?? clocks.findLast(({ endedOn }) => endedOn !== null);
      return {
        ...open,
        masked: maskedOf(definition, row),
        bodyName: nameOf(row.bodyUscc, bodies.nameOf),
        officialName: nameOf(row.officialId, (id) => officials.findShown(id)?.name),
        record: recordOf(row.recordId),
        other: otherOf(row.rowId),
        clock: shown === undefined ? null : showClock(definition, shown),
      };
    },
  };
};
