/** Archives that were made, as the audit log tells of them, and whether one made since the last change of results is there. */
import type { AuditEntry } from '../../db/audit-log.ts';
import { createAuditReader } from '../../db/audit-log.ts';
import { createSealReader } from '../../db/repositories/run-seals.ts';
import type { ReadDb } from '../../db/transaction.ts';

/** More than anybody makes of one cycle. */
const mostArchives = 500;

const made = (db: ReadDb, cycle: string): AuditEntry[] =>
  createAuditReader(db).ofSubject('cycles.archive', cycle, mostArchives);

/** Sequence of the entry by which the cycle last became final; 0 for one that came with the database as it is. */
const finalisedAt = (db: ReadDb, cycle: string): number =>
  createAuditReader(db)
    .ofSubject('cycles.setStatus', cycle, mostArchives)
    .find(({ details }) => details.status === 'finalised')?.sequence ?? 0;

/** Made after the result became final, and after the last run that was sealed. */
const isCurrent = (db: ReadDb, cycle: string, { sequence, at }: AuditEntry): boolean => {
  const lastSeal = createSealReader(db)
    .ofCycle(cycle)
    .map(({ sealedAt }) => sealedAt)
    .sort()
    .at(-1);
  return sequence > finalisedAt(db, cycle) && (lastSeal === undefined || lastSeal <= at);
};

/** Newest first. */
export const pastArchives = (db: ReadDb, cycle: string) =>
  made(db, cycle).map((entry) => {
    const { at, actor, details } = entry;
    return {
      at,
      actor,
      folder: String(details.fileName ?? ''),
      sha256: String(details.sha256 ?? ''),
      files: Number(details.count ?? 0),
      size: Number(details.size ?? 0),
      current: isCurrent(db, cycle, entry),
    };
  });

export const hasCurrentArchive = (db: ReadDb, cycle: string): boolean =>
  pastArchives(db, cycle).some(({ current }) => current);
