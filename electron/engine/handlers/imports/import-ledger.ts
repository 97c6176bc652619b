import { dayInChina } from '#shared/domain/dates.ts';
import type { LedgerDefinition } from '#shared/ledgers/definition.ts';
import { withdrawnState, withdrawStep } from '#shared/ledgers/definition.ts';
import { type LedgerRow, personalOf, valuesOf } from '#shared/ledgers/ledger-row.ts';
import type { LedgerReading } from '#shared/ledgers/read-ledger-form.ts';
import { createLedgerReader, createLedgerRepository } from '../../db/repositories/ledger-rows.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import { type LedgerLayoutContext, ledgerLayout } from '../../excel/layouts/ledger.ts';
import { consequencesOf } from '../ledgers/consequences/index.ts';
import { clockSources, openLedgerLookUps, requireOpenLedger } from '../ledgers/sources.ts';
import { composeRow, composeStep } from '../ledgers/write-rows.ts';
import { differencesOf } from './differences.ts';
import { type Importer, keepsPresent, type WrittenRow } from './importer.ts';

/** Remark on a row whose newer version came in by an import. */
const superseded = '已由导入的新版本替代';
/** Who did what an import does. */
const actor = 'import';

const written = (
  { id, revision, contentHash }: LedgerRow,
  outcome: WrittenRow['outcome'],
  previous: LedgerRow | null,
): WrittenRow => ({ table: 'ledger_rows', rowId: id, revision, contentHash, outcome, previous });

/**
 * What a workbook leaves blank it does not know: what the database holds of it stays. A value is taken back on the
 * page of the row.
 */
const over = (present: LedgerRow, reading: LedgerReading): LedgerReading => {
  const filled = Object.fromEntries(Object.entries(reading.values).filter(([, value]) => value !== null));
  return {
    ...reading,
    officialId: reading.officialId ?? present.officialId,
    rowId: reading.rowId ?? present.rowId,
    values: { ...valuesOf(present), ...filled },
    personal: { ...personalOf(present), ...reading.personal },
  };
};

/** Whether a row of a file says anything that the database does not hold. */
const saysMore = (present: LedgerRow, newer: LedgerReading): boolean =>
  differencesOf(valuesOf(present), newer.values).length > 0 ||
  differencesOf(personalOf(present), newer.personal).length > 0;

/** The importer of a ledger: one for each definition. */
export const ledgerImporter = (
  definition: LedgerDefinition,
): Importer<LedgerReading, LedgerLayoutContext> => ({
  layout: ledgerLayout(definition),
  buildContext(db, { today }) {
    requireOpenLedger(db, definition);
    return { ...openLedgerLookUps(db, today), officeName: createOfficeReader(db).get().name };
  },
  describeContext: () => ({}),
  openDuplicateCheck: (db) => (_row, key) =>
    key !== null && createLedgerReader(db).findByNaturalKey(definition.code, key).length > 0,
  openComparison(db) {
    const rows = createLedgerReader(db);
    return (reading, naturalKey) => {
      const [present] =
        naturalKey === null ? [] : rows.findByNaturalKey(definition.code, naturalKey).toReversed();
      if (present === undefined) return null;
      const before = { ...valuesOf(present), ownerOffice: present.ownerOffice };
      return { table: 'ledgerRows', before, after: over(present, reading).values };
    };
  },
  openWriter(tx) {
    const rows = createLedgerRepository(tx);
    const doing = { actor, now: tx.now() };
    const sources = clockSources(tx);
    const { afterPut, derive } = consequencesOf(definition.code);
    /** The row as written, and what it brought about. */
    const withConsequences = (row: LedgerRow, own: WrittenRow): WrittenRow[] => [
      own,
      ...(afterPut?.(tx, row, actor) ?? []).map(
        (changed): WrittenRow => ({
          table: changed.table,
          rowId: changed.row.id,
          revision: changed.row.revision,
          contentHash: changed.row.contentHash,
          outcome: 'updated',
          previous: changed.previous,
        }),
      ),
    ];
    const insert = (reading: LedgerReading): WrittenRow[] => {
      const row = rows.insert(composeRow(sources, definition, reading, null, { ...doing, how: 'import' }));
      return withConsequences(row, written(row, 'inserted', null));
    };
    return {
      write(read, policy, naturalKey) {
        const reading = { ...read, values: derive?.(tx, read) ?? read.values };
        const [present] =
          naturalKey === null ? [] : rows.findByNaturalKey(definition.code, naturalKey).toReversed();
        if (present === undefined) return insert(reading);
        if (keepsPresent(tx, present, policy)) return [];
        const newer = over(present, reading);
        // A version that says nothing new is none.
        if (policy === 'version' && saysMore(present, newer)) {
          const old = rows.update(
            present.id,
            composeStep(
              sources,
              definition,
              present,
              {
                step: withdrawStep,
                from: present.state,
                to: withdrawnState,
                on: dayInChina(doing.now),
                handler: null,
                reason: superseded,
                documentNo: null,
                values: valuesOf(present),
              },
              doing,
            ),
          );
          return [written(old.row, 'updated', present), ...insert(newer)];
        }
        const content = composeRow(sources, definition, newer, present, {
          ...doing,
          how: 'import',
          restate: definition.stateOf !== undefined,
        });
        const { row, changed } = rows.update(present.id, content);
        if (!changed) return [written(row, 'unchanged', present)];
        return withConsequences(row, written(row, 'updated', present));
      },
    };
  },
});
