/** The table of region codes that the office imported, if any; without one the bundled table holds. */
import type { ReadDb, WriteTx } from '../transaction.ts';

export interface StoredRegionTable {
  year: number;
  source: string;
  /** Units in the table. */
  units: number;
  /** Of the text, hex. */
  sha256: string;
  importedAt: string;
}

export function createRegionTableReader(db: ReadDb) {
  const head = db.prepareRead<StoredRegionTable>(
    'SELECT year, source, units, sha256, imported_at AS importedAt FROM region_tables',
  );
  const content = db.prepareRead<{ compressed: Buffer }>('SELECT compressed FROM region_tables');
  return {
    head: (): StoredRegionTable | null => head.get() ?? null,
    /** The text of the table, Brotli. */
    compressed: (): Buffer | null => content.get()?.compressed ?? null,
  };
}

export function createRegionTableRepository(tx: WriteTx) {
  const put = tx.prepareWrite(
    `INSERT OR REPLACE INTO region_tables (only_row, year, source, units, sha256, compressed, imported_at)
     VALUES (1, @year, @source, @units, @sha256, @compressed, @importedAt)`,
  );
  const remove = tx.prepareWrite('DELETE FROM region_tables');
  return {
    ...createRegionTableReader(tx),
    replace: (table: Omit<StoredRegionTable, 'importedAt'> & { compressed: Buffer }): void => {
      put.run({ ...table, importedAt: tx.now() });
    },
    /** @returns whether there was one */
    remove: (): boolean => remove.run() > 0,
  };
}
