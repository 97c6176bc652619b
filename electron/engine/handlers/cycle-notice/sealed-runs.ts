/** The sealed runs of a cycle in the order of their seals: each takes the place of the one before it of the same model. */

import { createSealReader, type RunSeal } from '../../db/repositories/run-seals.ts';
import { createRunReader, type RunHead } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';

export interface SealedRun {
  head: RunHead;
  seal: RunSeal;
}

/** Oldest first. */
export const sealedRuns = (db: ReadDb, cycle: string): SealedRun[] => {
  const runs = createRunReader(db);
  return createSealReader(db)
    .ofCycle(cycle)
    .flatMap((seal) => {
      const head = runs.find(seal.runId);
      return head === null ? [] : [{ head, seal }];
    });
};

/** The run that counted at an instant: the last one sealed up to then. */
export const countingAt = (ofModel: readonly SealedRun[], instant: string): SealedRun | null =>
  ofModel.findLast(({ seal }) => seal.sealedAt <= instant) ?? null;

/** The first run sealed since an instant. */
export const sealedSince = (ofModel: readonly SealedRun[], instant: string): SealedRun | null =>
  ofModel.find(({ seal }) => seal.sealedAt >= instant) ?? null;
