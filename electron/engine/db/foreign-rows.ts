/**
 * Writes rows that came from other offices by the rule of `merge-decision.ts`: a row belongs to its owner, revisions
 * decide within one line of edits, restore points between lines, and what neither decides is left to a person.
 */
import type {
  BodyChangeContent,
  BodyContent,
  CheckExplanationContent,
  CreditRecordContent,
  CycleContent,
  DecisionContent,
  EntryContent,
  EvidenceContent,
  OfficialContent,
  OfficialFileItemContent,
} from '#shared/domain/entities.ts';
import { decideForeignRow } from '#shared/domain/merge-decision.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { LedgerRowContent } from '#shared/ledgers/ledger-row.ts';
import { createOfficeReader } from './repositories/office.ts';
import { createSyncedWriter, type Synced } from './repositories/synced-rows.ts';
import { syncedTables } from './synced-tables.ts';
import type { WriteTx } from './transaction.ts';

/** Content of each travelling table, by the name its rows have in packages. */
export interface ForeignContent {
  bodies: BodyContent;
  bodyChanges: BodyChangeContent;
  officials: OfficialContent;
  officialFileItems: OfficialFileItemContent;
  cycles: CycleContent;
  creditRecords: CreditRecordContent;
  ledgerRows: LedgerRowContent;
  evidence: EvidenceContent;
  entries: EntryContent;
  decisions: DecisionContent;
  checkExplanations: CheckExplanationContent;
}
export type ForeignTable = keyof ForeignContent;

export type ForeignOutcome = 'inserted' | 'updated' | 'unchanged' | 'skippedOlder' | 'conflict';

/**
 * Prepares to take rows of one package. Record the lines of edits that its manifest states first
 * (`recordStatedLineages`); they are read here once.
 */
export function createForeignRows(tx: WriteTx) {
  const lineages = createOfficeReader(tx).lineages();
  const writers = {
    bodies: createSyncedWriter(tx, syncedTables.bodies),
    bodyChanges: createSyncedWriter(tx, syncedTables.bodyChanges),
    officials: createSyncedWriter(tx, syncedTables.officials),
    officialFileItems: createSyncedWriter(tx, syncedTables.officialFileItems),
    cycles: createSyncedWriter(tx, syncedTables.cycles),
    creditRecords: createSyncedWriter(tx, syncedTables.creditRecords),
    ledgerRows: createSyncedWriter(tx, syncedTables.ledgerRows),
    evidence: createSyncedWriter(tx, syncedTables.evidence),
    entries: createSyncedWriter(tx, syncedTables.entries),
    decisions: createSyncedWriter(tx, syncedTables.decisions),
    checkExplanations: createSyncedWriter(tx, syncedTables.checkExplanations),
  };
  type AnyWriter = ReturnType<typeof createSyncedWriter<object>>;
  const writerOf = (table: ForeignTable): AnyWriter => writers[table] as unknown as AnyWriter;
  const hashOf = (table: ForeignTable, row: object): string =>
    (syncedTables[table].hashOf as (content: object) => string)(row);

  const requireHash = (table: ForeignTable, row: Synced<object>): void => {
    if (hashOf(table, row) === row.contentHash) return;
    throw new AppError('database.rowHashMismatch', { table: syncedTables[table].table, id: row.id });
  };

  /** The row here that the incoming one speaks of: by id, else by the natural key. */
  const present = (table: ForeignTable, row: Synced<object>) => {
    const writer = writerOf(table);
    const same = writer.find(row.id);
    return { same, twin: same === null ? writer.findTwin(row) : null };
  };

  return {
    /**
     * Our row that the incoming one would replace or clash with, to be shown beside it; null if there is none.
     */
    counterpart<T extends ForeignTable>(
      table: T,
      row: Synced<ForeignContent[T]>,
    ): Synced<ForeignContent[T]> | null {
      const { same, twin } = present(table, row);
      return (same ?? twin) as Synced<ForeignContent[T]> | null;
    },
    /**
     * Applies one row. A conflict changes nothing; the caller records it. A row with another id but the natural key
     * of ours (the same body entered by two offices) is `unchanged` if it says the same, else a conflict.
     * @throws AppError `database.rowHashMismatch`, `database.rowWithoutParent`, `database.rowExists`
     */
    apply<T extends ForeignTable>(table: T, row: Synced<ForeignContent[T]>): ForeignOutcome {
      requireHash(table, row);
      const { same, twin } = present(table, row);
      if (twin !== null) return twin.contentHash === row.contentHash ? 'unchanged' : 'conflict';
      const decision = decideForeignRow(same, row, lineages);
      switch (decision) {
        case 'insert':
          writerOf(table).putForeign(row, 'insert');
          return 'inserted';
        case 'update':
          writerOf(table).putForeign(row, 'update');
          return same?.contentHash === row.contentHash ? 'unchanged' : 'updated';
        case 'skipOlder':
          return 'skippedOlder';
        default:
          return decision;
      }
    },
    /**
     * Puts the incoming row in the place of ours, because a person decided a conflict so. Where both offices entered
     * the same thing, a row that is ours to edit takes over what theirs says and stays our statement; a third office's
     * row gives way to theirs.
     * @throws AppError `database.rowHashMismatch`, `database.rowWithoutParent`, `database.rowExists`
     */
    take<T extends ForeignTable>(table: T, row: Synced<ForeignContent[T]>): void {
      requireHash(table, row);
      const { same, twin } = present(table, row);
      const writer = writerOf(table);
      if (twin === null) writer.putForeign(row, same === null ? 'insert' : 'update');
      else if (twin.ownerOffice === tx.origin().office) writer.update(twin.id, row);
      else {
        writer.remove(twin.id);
        writer.putForeign(row, 'insert');
      }
    },
  };
}
