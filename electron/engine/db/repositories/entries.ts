/** 填报值 and 考核认定: what each role stated for each item of each leaf, and what only the assessor decides. */
import type { ScorerRole } from '#shared/domain/code-lists.ts';
import type { Decision, DecisionContent, Entry, EntryContent } from '#shared/domain/entities.ts';
import type { SyncedTable } from '../row-mapping.ts';
import { decisions, entries } from '../synced-tables.ts';
import type { ReadDb, WriteTx } from '../transaction.ts';
import type { CellKey } from './entry-drafts.ts';
import { createSyncedReader, createSyncedWriter, type Synced } from './synced-rows.ts';

export interface Upserted<Content> {
  row: Synced<Content>;
  outcome: 'inserted' | 'updated' | 'unchanged';
  /** The row as it was, null when inserted. */
  previous: Synced<Content> | null;
}

/** Units after one unified code (not included) up to another (included), in the order of codes. */
export interface UnitSpan {
  after: string;
  upTo: string;
}

/** Leaf, item and role of a cell that is asked for. */
export type AskedCell = readonly [leaf: string, item: string, role: string];

export interface FilledCells {
  bodyUscc: string;
  role: ScorerRole;
  filled: number;
}

export function createEntryReader(db: ReadDb) {
  const reader = createSyncedReader(db, entries);
  const ofCycle = reader.select('WHERE cycle_code = ? ORDER BY body_uscc, leaf, item, role');
  const ofBody = reader.select('WHERE cycle_code = ? AND body_uscc = ? ORDER BY leaf, item, role');
  const cells = db.prepareRead<{ bodyUscc: string; leaf: string; item: string }>(
    `SELECT body_uscc AS bodyUscc, leaf, item FROM entries
     WHERE cycle_code = ? AND role = ? AND value <> 'null' ORDER BY body_uscc`,
  );
  const withValues = db.prepareRead<{ bodyUscc: string }>(
    "SELECT DISTINCT body_uscc AS bodyUscc FROM entries WHERE cycle_code = ? AND value <> 'null'",
  );
  const owners = db.prepareRead<{ owner: string }>(
    'SELECT DISTINCT owner_office AS owner FROM entries WHERE cycle_code = ?',
  );
  const cell = reader.select('WHERE cycle_code = ? AND body_uscc = ? AND leaf = ? AND item = ? AND role = ?');
  const ofBodyLeaf = reader.select('WHERE cycle_code = ? AND body_uscc = ? AND leaf = ? ORDER BY item, role');
  const ofLeaf = reader.select('WHERE cycle_code = ? AND leaf = ? AND body_uscc > ? AND body_uscc <= ?');
  const filledCells = db.prepareRead<FilledCells>(
    `SELECT entries.body_uscc AS bodyUscc, entries.role AS role, count(*) AS filled
     FROM json_each(@cells) AS asked
     JOIN entries INDEXED BY entries_by_leaf ON entries.leaf = asked.value ->> 0
       AND entries.item = asked.value ->> 1 AND entries.role = asked.value ->> 2
     WHERE entries.cycle_code = @cycle AND entries.body_uscc > @after AND entries.body_uscc <= @upTo
       AND entries.value <> 'null'
     GROUP BY entries.body_uscc, entries.role`,
  );
  const latest = db.prepareRead<{ bodyUscc: string; updatedAt: string }>(
    `SELECT body_uscc AS bodyUscc, max(updated_at) AS updatedAt FROM entries
     WHERE cycle_code = ? AND body_uscc > ? AND body_uscc <= ? GROUP BY body_uscc`,
  );
  const unitsOfModel =
    'SELECT body_uscc FROM cycle_units WHERE cycle_code = @cycle AND model_code = @modelCode';
  const changedIn = (table: 'entries' | 'decisions'): string =>
    `SELECT count(*) FROM ${table} WHERE cycle_code = @cycle AND updated_at > @instant AND body_uscc IN (${unitsOfModel})`;
  const changedSince = db.prepareRead<{ changed: number }>(
    `SELECT (${changedIn('entries')}) + (${changedIn('decisions')}) AS changed`,
  );
  return {
    find: reader.find,
    /** How many values and decisions about the units of a model were stated or changed after an instant. */
    countSince: (cycle: string, modelCode: string, instant: string): number =>
      changedSince.get({ cycle, modelCode, instant })?.changed ?? 0,
    list: (cycleCode: string, bodyUscc?: string): Entry[] =>
      bodyUscc === undefined ? ofCycle.all(cycleCode) : ofBody.all(cycleCode, bodyUscc),
    /** The cells of a cycle that hold a value of one role. */
    cellsOf: (cycleCode: string, role: ScorerRole): { bodyUscc: string; leaf: string; item: string }[] =>
      cells.all(cycleCode, role),
    /** Units that have any value at all. */
    unitsWithValues: (cycleCode: string): ReadonlySet<string> =>
      new Set(withValues.all(cycleCode).map(({ bodyUscc }) => bodyUscc)),
    /** Ids of the offices whose values of the cycle are here. */
    owners: (cycleCode: string): ReadonlySet<string> =>
      new Set(owners.all(cycleCode).map(({ owner }) => owner)),
    /** What was stated in one cell. */
    findCell: (key: CellKey): Entry | null =>
      cell.first(key.cycleCode, key.bodyUscc, key.leaf, key.item, key.role),
    /** Everything stated for one leaf of one unit. */
    ofBodyLeaf: (cycleCode: string, bodyUscc: string, leaf: string): Entry[] =>
      ofBodyLeaf.all(cycleCode, bodyUscc, leaf),
    /** Everything stated for one leaf, for the units after one unified code up to another. */
    ofLeaf: (cycleCode: string, leaf: string, span: UnitSpan): Entry[] =>
      ofLeaf.all(cycleCode, leaf, span.after, span.upTo),
    /** How many of the given cells hold a value, by unit and role. */
    countFilled: (cycleCode: string, cells: readonly AskedCell[], span: UnitSpan): FilledCells[] =>
      filledCells.all({ cycle: cycleCode, cells: JSON.stringify(cells), ...span }),
    /** Instant of each unit's latest entry. */
    latestOf: (cycleCode: string, span: UnitSpan): Map<string, string> =>
      new Map(latest.all(cycleCode, span.after, span.upTo).map((row) => [row.bodyUscc, row.updatedAt])),
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
