/** Conflicts that merges left: shown with both sides, decided by a person. */
import type { packageOperations } from '#shared/contract/operations/packages.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createForeignRows, type ForeignTable } from '../../db/foreign-rows.ts';
import { createPackageReader, createPackageRepository } from '../../db/repositories/packages.ts';
import { createSyncedReader, type Synced } from '../../db/repositories/synced-rows.ts';
import { syncedTables } from '../../db/synced-tables.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { conflictReasonOf, createRowNaming, differingFields } from './row-differences.ts';

type ConflictOperations = Pick<typeof packageOperations, 'conflicts.list' | 'conflicts.decide'>;

/** The row here that an incoming one clashes with, now. */
const counterpart = (db: ReadDb, table: ForeignTable, row: Synced<object>): Synced<object> | null => {
  const reader = createSyncedReader<object>(db, syncedTables[table] as never);
  return reader.find(row.id) ?? reader.findTwin(row);
};

export const conflictHandlers: HandlersOf<ConflictOperations> = {
  'conflicts.list': ({ db }, { decided, cursor, limit }) => {
    const packages = createPackageReader(db);
    const nameRow = createRowNaming(db);
    const senders = new Map<string, { sender: string; at: string }>();
    const senderOf = (id: string) => {
      const known = senders.get(id) ?? packages.origin(id);
      senders.set(id, known);
      return known;
    };
    const found = packages.conflicts({
      openOnly: !decided,
      limit,
      ...(cursor !== null && { after: cursor }),
    });
    const open = [...packages.openConflicts().values()].reduce((sum, count) => sum + count, 0);
    return {
      rows: found.map(({ id, packageId, table, incoming, resolution, resolvedAt }) => {
        const theirs = JSON.parse(incoming) as Synced<object>;
        const ours = counterpart(db, table, theirs);
        return {
          conflict: id,
          table,
          id: theirs.id,
          row: nameRow(table, theirs),
          fields: differingFields(ours, theirs),
          reason: conflictReasonOf(ours, theirs),
          ...senderOf(packageId),
          seen: ours?.contentHash ?? null,
          resolution,
          resolvedAt,
        };
      }),
      next: found.length === limit ? (found.at(-1)?.id ?? null) : null,
      open,
    };
  },

  'conflicts.decide': (context, { decisions }) =>
    context.write((tx) => {
      const packages = createPackageRepository(tx);
      const foreign = createForeignRows(tx);
      const nameRow = createRowNaming(tx);
      for (const { conflict: id, keep, seen } of decisions) {
        const conflict = packages.findConflict(id);
        if (conflict === null) throw new AppError('conflict.unknown', { conflict: id });
        const theirs = JSON.parse(conflict.incoming) as Synced<object>;
        const { title } = nameRow(conflict.table, theirs);
        if (conflict.resolution !== null) {
          const kept = conflict.resolution === 'keptOurs' ? 'ours' : 'theirs';
          throw new AppError('conflict.decided', { title, kept });
        }
        const ours = counterpart(tx, conflict.table, theirs);
        if ((ours?.contentHash ?? null) !== seen) throw new AppError('conflict.oursChanged', { title });
        if (keep === 'theirs') foreign.take(conflict.table, theirs as never);
        packages.resolveConflict(id, keep === 'ours' ? 'keptOurs' : 'tookTheirs');
        createAuditLog(tx).append({
          actor: context.actor,
          action: 'conflicts.decide',
          subject: theirs.id,
          details: { table: conflict.table, keep, conflict: id },
        });
      }
      const tookTheirs = decisions.filter(({ keep }) => keep === 'theirs').length;
      return { keptOurs: decisions.length - tookTheirs, tookTheirs };
    }),
};
