/**
 * Keeps the rows of a package that neither side's rule can decide, so that a person is asked once about each: not
 * again while the same question stands open, and not again about a row that was turned down before.
 */
import type { SyncFields } from '#shared/domain/entities.ts';
import type { ForeignTable } from '../../db/foreign-rows.ts';
import { type ConflictHead, createPackageRepository } from '../../db/repositories/packages.ts';
import type { WriteTx } from '../../db/transaction.ts';

/** `noted`: a new question; `standing`: asked already and still open; `keptBefore`: answered, ours stays. */
type Noted = 'noted' | 'standing' | 'keptBefore';

export const createConflictNotes = (tx: WriteTx, packageId: string) => {
  const packages = createPackageRepository(tx);
  const byRow = new Map<string, ConflictHead[]>();
  for (const conflict of packages.conflictHeads()) {
    const key = `${conflict.table} ${conflict.rowId}`;
    byRow.set(key, [...(byRow.get(key) ?? []), conflict]);
  }

  return (table: ForeignTable, row: SyncFields): Noted => {
    const earlier = byRow.get(`${table} ${row.id}`) ?? [];
    const sameRow = earlier.filter((conflict) => {
      const asked = JSON.parse(packages.incoming(conflict)) as SyncFields;
      return asked.contentHash === row.contentHash && asked.revision === row.revision;
    });
    if (sameRow.some(({ resolution }) => resolution === 'keptOurs')) return 'keptBefore';
    if (sameRow.some(({ resolution }) => resolution === null)) return 'standing';
    // The sender has changed its row since: the older question is void.
    for (const { id, resolution } of earlier) {
      if (resolution === null) packages.resolveConflict(id, 'keptOurs');
    }
    packages.recordConflict(packageId, table, row);
    return 'noted';
  };
};
