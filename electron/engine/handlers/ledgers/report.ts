/** A ledger as a workbook: the form to fill in, and the table as an office files it. */
import { lastDayOf } from '#shared/ledgers/clocks.ts';
import { type LedgerDefinition, withdrawnState } from '#shared/ledgers/definition.ts';
import { type LedgerRow, personalOf, valuesOf } from '#shared/ledgers/ledger-row.ts';
import { stateTitle } from '#shared/ledgers/read-ledger-step.ts';
import { maskPersonalValue, personalFields } from '#shared/ledgers/values.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createLedgerReader } from '../../db/repositories/ledger-rows.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import { createOfficialReader } from '../../db/repositories/officials.ts';
import { createRecordReader } from '../../db/repositories/records.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { buildLedgerWorkbook, type LedgerSheetRow } from '../../excel/layouts/ledger.ts';
import type { WorkbookPlan } from '../../excel/workbook-plan.ts';

interface LedgerReport {
  /** Only these rows, by identifier. */
  only?: ReadonlySet<string>;
  /** Only of this body. */
  unit?: string | undefined;
  unmasked: boolean;
  /** `yyyy-mm-dd` */
  today: string;
}

/** Rows withdrawn by mistake of entry are left out. Oldest first, as ledgers are filed. */
export const ledgerWorkbook = (
  db: ReadDb,
  definition: LedgerDefinition,
  { only, unit, unmasked, today }: LedgerReport,
): WorkbookPlan => {
  const toSheet = openSheetRows(db, definition, { unmasked, today });
  const filter = { ledger: definition.code, ...(unit === undefined ? {} : { bodyUscc: unit }) };
  const rows = function* () {
    for (const row of createLedgerReader(db).stream(filter)) {
      if (row.state !== withdrawnState && only?.has(row.id) !== false) yield toSheet(row);
    }
  };
  return buildLedgerWorkbook(definition, createOfficeReader(db).get().name, usedColumns(rows()), rows());
};

/** Columns in which at least one row has something. */
const usedColumns = (rows: Iterable<LedgerSheetRow>): ReadonlySet<string> => {
  const used = new Set<string>();
  for (const { values, record, other, due } of rows) {
    if (record !== null) used.add('recordId');
    if (other !== null) used.add('rowId');
    for (const code of Object.keys(due)) used.add(`due:${code}`);
    for (const [key, value] of Object.entries(values)) if (value !== null) used.add(key);
  }
  return used;
};

const openSheetRows = (
  db: ReadDb,
  definition: LedgerDefinition,
  { unmasked, today }: Pick<LedgerReport, 'unmasked' | 'today'>,
): ((row: LedgerRow) => LedgerSheetRow) => {
  const bodies = createBodyReader(db);
  const officials = createOfficialReader(db);
  const records = createRecordReader(db);
  const rows = createLedgerReader(db);
  const bodyNames = new Map(bodies.outlines().map(({ uscc, name }) => [uscc, name]));
  const personal = personalFields(definition);
  const shownPersonal = (row: LedgerRow): Record<string, string> => {
    const values = personalOf(row);
    return Object.fromEntries(
      personal.flatMap(([key, field]) => {
        const value = values[key];
        if (value === undefined || field.kind !== 'personal') return [];
        return [[key, unmasked ? value : maskPersonalValue(value, field.form)]];
      }),
    );
  };
  return (row) => {
    const { bodyUscc, officialId, recordId, rowId, state, clocks } = row;
    const official = officialId === null ? null : officials.findShown(officialId);
    return {
      bodyUscc,
      bodyName: bodyUscc === null ? null : (bodyNames.get(bodyUscc) ?? null),
      official: official?.name ?? null,
      record: recordId === null ? null : (records.find(recordId)?.documentNo ?? null),
      other: rowId === null ? null : (rows.find(rowId)?.number ?? null),
      values: { ...valuesOf(row), ...shownPersonal(row) },
      state: stateTitle(definition, state),
      due: Object.fromEntries(clocks.map((clock) => [clock.code, lastDayOf(clock)])),
      overdue:
        clocks.length === 0 ? null : clocks.some((clock) => lastDayOf(clock) < (clock.endedOn ?? today)),
    };
  };
};
