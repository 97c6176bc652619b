/** The table of region codes in use: the one that the office imported, else the one that came with the program. */
import { brotliDecompressSync } from 'node:zlib';
import { parseRegionTable, type RegionTable } from '#shared/domain/region-table.ts';
import { createRegionTableReader } from '../../db/repositories/region-tables.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { loadRegionTable } from '../../resources.ts';

/** The imported table as it was read last; which one it is, its digest says. */
let prepared: { sha256: string; table: RegionTable } | null = null;

/** @param db null before there is a data folder */
export const currentRegionTable = (db: ReadDb | null): RegionTable => {
  const stored = db === null ? null : createRegionTableReader(db);
  const head = stored?.head() ?? null;
  if (stored === null || head === null) return loadRegionTable();
  if (prepared?.sha256 === head.sha256) return prepared.table;
  const compressed = stored.compressed();
  if (compressed === null) return loadRegionTable();
  prepared = {
    sha256: head.sha256,
    table: parseRegionTable(brotliDecompressSync(compressed).toString('utf8')),
  };
  return prepared.table;
};
