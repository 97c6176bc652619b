/**
 * Measures that a record calls for. The library says what calls for which measure; what is proposed here takes no effect
 * before a person confirms it.
 */
import { addMonths } from '#shared/domain/dates.ts';
import type { CreditRecord } from '#shared/domain/entities.ts';
import type { measureTriggers } from '#shared/ledgers/definitions/measures.ts';
import { type LedgerRow, valuesOf } from '#shared/ledgers/ledger-row.ts';
import { textOf } from '#shared/ledgers/values.ts';
import { createLedgerReader, createLedgerRepository } from '../../db/repositories/ledger-rows.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';
import type { BundledMeasure } from '../../resources.ts';
import { noteChange } from '../archive/changes.ts';
import { installRow, makeRow } from './make-row.ts';
import { clockSources, definitionOf } from './sources.ts';
import { composeStep } from './write-rows.ts';

/** Puts bundled measures into the library of a new data folder. @param today `yyyy-mm-dd`, from when they are used */
export const installMeasureLibrary = (
  tx: WriteTx,
  library: readonly BundledMeasure[],
  doing: { actor: string; now: string; today: string },
): void => {
  for (const { code, months, ...measure } of library) {
    const values = { ...measure, number: code, months: months ?? null, happenedOn: doing.today };
    installRow(tx, { ledger: 'measureLibrary', bodyUscc: null, values }, doing);
  }
};

type Trigger = keyof typeof measureTriggers;
const mostEntries = 1_000;

/** What of the triggers a record meets. */
const triggersOf = ({ polarity, severity, documentType }: CreditRecord): ReadonlySet<Trigger> => {
  if (polarity === 'positive') return new Set(documentType === 'commendation' ? ['commended'] : []);
  const met = new Set<Trigger>();
  if (severity === 'serious') met.add('serious');
  if (severity === 'general') met.add('general');
  if (documentType === 'defaulterNotice') met.add('defaulter');
  return met;
};

const past: ReadonlySet<CreditRecord['status']> = new Set(['revoked', 'repaired', 'expired', 'archived']);

/** Whether a record is in force and of a kind that measures may follow from. */
export const callsForMeasures = (record: CreditRecord): boolean =>
  !past.has(record.status) && triggersOf(record).size > 0;

/** Entries of the library that a record of this kind calls for. */
const entriesFor = (db: ReadDb, record: CreditRecord): LedgerRow[] => {
  const met = triggersOf(record);
  if (met.size === 0) return [];
  return createLedgerReader(db)
    .list(
      { ledger: 'measureLibrary', state: 'inUse' },
      { by: 'number', descending: false },
      mostEntries,
      null,
    )
    .filter((entry) => {
      const values = valuesOf(entry);
      return (
        met.has(textOf(values, 'trigger') as Trigger) && textOf(values, 'subjectType') === record.subjectType
      );
    });
};

/**
 * Proposes what the library has for a record, once: a measure that was proposed for this record before, even if it was
 * rejected, is not proposed again. @returns the proposals made
 */
export const proposeMeasures = (
  tx: WriteTx,
  record: CreditRecord,
  doing: { actor: string; now: string; today: string },
): LedgerRow[] => {
  if (!callsForMeasures(record)) return [];
  const known = new Set(
    createLedgerReader(tx)
      .list(
        { ledger: 'measures', recordId: record.id },
        { by: 'happenedOn', descending: true },
        mostEntries,
        null,
      )
      .map(({ rowId }) => rowId),
  );
  return entriesFor(tx, record)
    .filter(({ id }) => !known.has(id))
    .map((entry) => {
      const values = valuesOf(entry);
      const months = values.months;
      return makeRow(
        tx,
        {
          ledger: 'measures',
          bodyUscc: record.bodyUscc,
          officialId: record.officialId,
          recordId: record.id,
          rowId: entry.id,
          state: 'proposed',
          values: {
            title: entry.title,
            nature: values.nature ?? null,
            legalBasis: values.legalBasis ?? null,
            happenedOn: doing.today,
            endOn: typeof months === 'number' && months > 0 ? addMonths(doing.today, months) : null,
            executor: values.executor ?? '待定',
            polarity: record.polarity,
          },
        },
        doing,
      );
    });
};

const inForce: ReadonlySet<string> = new Set(['inForce', 'reported']);

/** Lifts every measure in force because of a record; proposals that nobody has confirmed fall away. */
export const liftMeasures = (
  tx: WriteTx,
  recordId: string,
  on: string,
  reason: string,
  doing: { actor: string; now: string; handler: string | null },
): LedgerRow[] => {
  const rows = createLedgerRepository(tx);
  const definition = definitionOf('measures');
  return rows
    .list({ ledger: 'measures', recordId }, { by: 'happenedOn', descending: true }, mostEntries, null)
    .filter(
      ({ state, ownerOffice }) =>
        ownerOffice === tx.origin().office && (inForce.has(state) || state === 'proposed'),
    )
    .map((present) => {
      const lifted = inForce.has(present.state);
      // A sanction is lifted, an incentive for good conduct is not undone by a repair.
      const values = lifted
        ? { ...valuesOf(present), liftedOn: on < present.happenedOn ? present.happenedOn : on }
        : valuesOf(present);
      const content = composeStep(
        clockSources(tx),
        definition,
        present,
        {
          step: lifted ? 'lift' : 'reject',
          from: present.state,
          to: lifted ? 'lifted' : 'rejected',
          on,
          handler: doing.handler,
          reason,
          documentNo: null,
          values,
        },
        doing,
      );
      const { row } = rows.update(present.id, content);
      noteChange(tx, doing.actor, { action: 'ledgers.step', table: 'ledger_rows', previous: present, row });
      return row;
    });
};
