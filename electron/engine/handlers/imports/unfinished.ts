/**
 * Imports whose reading was cut off by the end of the program: their rows are of no use to anyone and may hold personal
 * data, so they are given up when the database is opened again.
 */

import { AppError } from '#shared/errors/app-error.ts';
import type { CreditDatabase } from '../../db/open-database.ts';
import { createImportReader, createImportRepository } from '../../db/repositories/import-batches.ts';

/** To be called before the first call is served: then nothing can be in the middle of being read. */
export const giveUpUnfinishedImports = (database: CreditDatabase): void => {
  const unfinished = createImportReader(database.reader).unfinished();
  if (unfinished.length === 0) return;
  try {
    database.write((tx) => {
      const batches = createImportRepository(tx);
      for (const id of unfinished) batches.abandon(id);
    });
  } catch (error) {
    // A full disk, say: it can wait, and what is in the database can still be read.
    if (!(error instanceof AppError)) throw error;
  }
};
