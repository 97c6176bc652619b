/** What becomes of evidence files that no row speaks of any more. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { backupsWithEvidence } from '../../db/backup.ts';
import { evidenceFolder } from '../../db/data-folder.ts';
import type { CreditDatabase } from '../../db/open-database.ts';
import { createEvidenceReader } from '../../db/repositories/evidence.ts';
import { type Swept, sweepEvidence } from '../../evidence/sweep.ts';

/**
 * Sweeps the evidence folder of a database that has just been opened. A file that a backup (or a database that a restore
 * set aside) speaks of stays, so that going back to it finds every file.
 */
export const tidyEvidence = async (
  database: CreditDatabase,
  now: () => Date,
  signal: AbortSignal,
): Promise<Swept> => {
  // The call that opened the database is answered first.
  await nextTurn();
  const evidence = createEvidenceReader(database.reader);
  return sweepEvidence({
    folder: evidenceFolder(database.folder),
    now: () => now().getTime(),
    isUsed: (sha256) => evidence.isUsed(sha256),
    isInBackup: (sha256) => backupsWithEvidence(database.folder, sha256),
    signal,
  });
};
