/** Archives that were made, as the audit log tells of them, and whether one holds everything that is there by now. */
import type { AuditEntry } from '../../db/audit-log.ts';
import { createAuditReader } from '../../db/audit-log.ts';
import { createConsequenceReader } from '../../db/repositories/grade-consequences.ts';
import { createIssuedPaperReader } from '../../db/repositories/issued-papers.ts';
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

/** When something last was added that an archive has to hold: a sealed run, a consequence decided, a paper issued. */
const lastAddition = (db: ReadDb, cycle: string): string =>
  [
    ...createSealReader(db)
      .ofCycle(cycle)
      .map(({ sealedAt }) => sealedAt),
    ...createConsequenceReader(db)
      .list(cycle)
      .map(({ decidedAt }) => decidedAt ?? ''),
    ...createIssuedPaperReader(db)
      .ofCycle(cycle)
      .map(({ issuedAt }) => issuedAt),
  ].reduce((last, at) => (at > last ? at : last), '');

/** Newest first. */
export const pastArchives = (db: ReadDb, cycle: string) => {
  const final = finalisedAt(db, cycle);
  const since = lastAddition(db, cycle);
  return made(db, cycle).map(({ sequence, at, actor, details }) => ({
    at,
    actor,
    folder: String(details.fileName ?? ''),
    sha256: String(details.sha256 ?? ''),
    files: Number(details.count ?? 0),
    size: Number(details.size ?? 0),
    current: sequence > final && since <= at,
  }));
};

export const hasCurrentArchive = (db: ReadDb, cycle: string): boolean =>
  pastArchives(db, cycle).some(({ current }) => current);
