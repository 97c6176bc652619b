/**
 * What all travelling tables have in common: a new row is stamped with this office and line of edits, a change
 * raises the revision by one, and content that did not change changes nothing.
 */
import type { SyncFields } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { SqlRow, SyncedTable } from '../row-mapping.ts';
import { snakeCase } from '../row-mapping.ts';
import { searchQueue } from '../search/search-queue.ts';
import { type ReadDb, requireOne, type SqlParameters, type SqlValue, type WriteTx } from '../transaction.ts';

export type Synced<Content> = Content & SyncFields;

export function createSyncedReader<Content extends object>(db: ReadDb, map: SyncedTable<Content>) {
  const select = (rest: string) => {
    const statement = db.prepareRead<SqlRow>(`SELECT ${map.columns} FROM ${map.table} ${rest}`);
    const toEntity = (row: SqlRow): Synced<Content> => map.fromRow(row, db.vault);
    return {
      first(...parameters: SqlParameters): Synced<Content> | null {
        const row = statement.get(...parameters);
        return row === undefined ? null : toEntity(row);
      },
      all: (...parameters: SqlParameters): Synced<Content>[] => statement.all(...parameters).map(toEntity),
    };
  };
  const byId = select('WHERE id = ?');
  const byNaturalKey =
    map.naturalKey.length === 0
      ? null
      : select(`WHERE ${map.naturalKey.map((field) => `${snakeCase(field)} = ?`).join(' AND ')}`);
  return {
    select,
    find: (id: string): Synced<Content> | null => byId.first(id),
    /** The row with the same natural key, whoever owns it; null also where the table has none. */
    findTwin: (content: Content): Synced<Content> | null =>
      byNaturalKey?.first(...map.naturalKey.map((field) => content[field] as SqlValue)) ?? null,
  };
}

export interface Change<Content> {
  row: Synced<Content>;
  /** False when the content was already so; then nothing was written. */
  changed: boolean;
}

export function createSyncedWriter<Content extends object>(tx: WriteTx, map: SyncedTable<Content>) {
  const reader = createSyncedReader(tx, map);
  const insertRow = tx.prepareWrite(map.insert);
  const updateRow = tx.prepareWrite(map.update);
  const deleteRow = tx.prepareWrite(`DELETE FROM ${map.table} WHERE id = ?`);
  const found = searchQueue(tx, map.table);

  const run = (statement: typeof insertRow, row: Synced<Content>): void => {
    try {
      statement.run(map.toRow(row, tx.vault));
    } catch (error) {
      throw explain(error, map.table, row.id, () => map.naturalKey.map((f) => String(row[f])).join(' '));
    }
  };

  return {
    ...reader,
    /**
     * Adds a row of this office, revision 1.
     * @throws AppError `database.rowExists`, `database.rowWithoutParent`
     */
    insert(content: Content): Synced<Content> {
      const { office, lineage } = tx.origin();
      const row = {
        ...content,
        id: tx.newId(),
        ownerOffice: office,
        lineage,
        revision: 1,
        contentHash: map.hashOf(content),
        updatedAt: tx.now(),
      };
      run(insertRow, row);
      found?.put(row, null);
      return row;
    },
    /**
     * Changes a row of this office: revision + 1 and a new hash, unless the content is already so.
     * @throws AppError `database.rowMissing`, `database.rowOfAnotherOffice`, `database.rowExists`
     */
    update(id: string, content: Content): Change<Content> {
      const present = reader.find(id);
      if (present === null) throw new AppError('database.rowMissing', { table: map.table, id });
      const { office, lineage } = tx.origin();
      const contentHash = map.hashOf(content);
      if (contentHash === present.contentHash) return { row: present, changed: false };
      if (present.ownerOffice !== office) {
        throw new AppError('database.rowOfAnotherOffice', { table: map.table, id });
      }
      const row = {
        ...content,
        id,
        ownerOffice: office,
        lineage,
        revision: present.revision + 1,
        contentHash,
        updatedAt: tx.now(),
      };
      run(updateRow, row);
      found?.put(row, present);
      return { row, changed: true };
    },
    /** Writes a row exactly as it came, stamp included. The merge rule has decided before. */
    putForeign(row: Synced<Content>, mode: 'insert' | 'update'): void {
      run(mode === 'insert' ? insertRow : updateRow, row);
      found?.put(row, mode === 'insert' ? null : undefined);
    },
    /** Takes a row away that another office's row replaces. @throws AppError `database.rowMissing` */
    remove(id: string): void {
      requireOne(deleteRow.run(id), map.table, id);
      found?.remove(id);
    },
  };
}

/** Names the two constraints that a caller can run into; every other one is a fault of the program. */
function explain(error: unknown, table: string, id: string, key: () => string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'SQLITE_CONSTRAINT_UNIQUE') {
    return new AppError('database.rowExists', { table, key: key() }, { cause: error });
  }
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') {
    return new AppError('database.rowWithoutParent', { table, id }, { cause: error });
  }
  return error;
}
