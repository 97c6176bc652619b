/** 填报值 and 考核认定: what each role stated for each item of each leaf, and what only the assessor decides. */
import type { Decision, DecisionContent, Entry, EntryContent } from '#shared/domain/entities.ts';
import type { SyncedTable } from '../row-mapping.ts';
import { decisions, entries } from '../synced-tables.ts';
import type { ReadDb, WriteTx } from '../transaction.ts';
import { createSyncedReader, createSyncedWriter, type Synced } from './synced-rows.ts';

export interface Upserted<Content> {
  row: Synced<Content>;
  outcome: 'inserted' | 'updated' | 'unchanged';
  /** The row as it was, null when inserted. */
  previous: Synced<Content> | null;
}

export function createEntryReader(db: ReadDb) {
  const reader = createSyncedReader(db, entries);
  const ofCycle = reader.select('WHERE cycle_code = ? ORDER BY body_uscc, leaf, item, role');
  const ofBody = reader.select('WHERE cycle_code = ? AND body_uscc = ? ORDER BY leaf, item, role');
  const owners = db.prepareRead<{ owner: string }>(
    'SELECT DISTINCT owner_office AS owner FROM entries WHERE cycle_code = ?',
  );
  return {
    find: reader.find,
    list: (cycleCode: string, bodyUscc?: string): Entry[] =>
      bodyUscc === undefined ? ofCycle.all(cycleCode) : ofBody.all(cycleCode, bodyUscc),
    /** Ids of the offices whose values of the cycle are here. */
    owners: (cycleCode: string): ReadonlySet<string> =>
      new Set(owners.all(cycleCode).map(({ owner }) => owner)),
  };
}

export function createDecisionReader(db: ReadDb) {
  const reader = createSyncedReader(db, decisions);
  const ofCycle = reader.select('WHERE cycle_code = ? ORDER BY body_uscc, kind, code');
  const ofBody = reader.select('WHERE cycle_code = ? AND body_uscc = ? ORDER BY kind, code');
  return {
    find: reader.find,
    list: (cycleCode: string, bodyUscc?: string): Decision[] =>
      bodyUscc === undefined ? ofCycle.all(cycleCode) : ofBody.all(cycleCode, bodyUscc),
  };
}

/** Inserts, or changes the row with the same natural key; revision + 1 only if the content changed. */
function createUpsert<Content extends object>(tx: WriteTx, map: SyncedTable<Content>) {
  const writer = createSyncedWriter(tx, map);
  return (content: Content): Upserted<Content> => {
    const previous = writer.findTwin(content);
    if (previous === null) return { row: writer.insert(content), outcome: 'inserted', previous };
    const { row, changed } = writer.update(previous.id, content);
    return { row, outcome: changed ? 'updated' : 'unchanged', previous };
  };
}

export function createEntryRepository(tx: WriteTx) {
  return { ...createEntryReader(tx), upsert: createUpsert<EntryContent>(tx, entries) };
}

export function createDecisionRepository(tx: WriteTx) {
  const remove = tx.prepareWrite('DELETE FROM decisions WHERE id = ? AND owner_office = ?');
  return {
    ...createDecisionReader(tx),
    upsert: createUpsert<DecisionContent>(tx, decisions),
    /** Takes back a decision of this office. @returns whether there was one */
    remove: (id: string): boolean => remove.run(id, tx.origin().office) === 1,
  };
}
