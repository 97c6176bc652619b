/** The finished year 2025 of the sample county, its runs sealed, with evidence behind a record that counts. */
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { type CreditDatabase, openDatabase } from '#engine/db/open-database.ts';
import { createSealRepository } from '#engine/db/repositories/run-seals.ts';
import { createRunReader, createRunRepository } from '#engine/db/repositories/runs.ts';
import { pngOf, writeInto } from './evidence-files.ts';
import { county, makeOffice, withOffice } from './offices.ts';

export const finishedCycle = '2025';

/** The database of a data folder, behind the engine's back. */
export const withDatabase = <Answer>(folder: string, work: (database: CreditDatabase) => Answer): Answer => {
  const database = openDatabase(folder, { newId: uuidv7, now: () => new Date().toISOString() });
  try {
    return work(database);
  } finally {
    database.close();
  }
};

/** Declares the newest run of every model of the cycle to be the one that counts. */
export const sealRuns = (folder: string, kind: 'official' | 'corrected' = 'official'): void =>
  withDatabase(folder, (database) => {
    database.write((tx) => {
      const runs = createRunReader(tx);
      const models = new Set(runs.list(finishedCycle).map(({ modelCode }) => modelCode));
      for (const model of models) {
        const before = runs.latest(finishedCycle, model, true);
        const run = runs.latest(finishedCycle, model);
        if (run === null) continue;
        createRunRepository(tx).makeOfficial(run);
        createSealRepository(tx).add({
          runId: run.id,
          kind,
          reason: kind === 'official' ? null : '异议复核',
          approvedBy: null,
          documentNo: null,
          supersedes: before?.id ?? null,
          actor: 'local',
        });
      }
    });
  });

/** Credit records and ledger rows that the cycle's runs counted. */
export const countedRows = (folder: string): string[] =>
  withDatabase(folder, ({ reader }) => {
    const runs = createRunReader(reader);
    const ids = runs
      .list(finishedCycle)
      .flatMap(({ id }) => runs.metrics(id).flatMap(({ recordIds }) => recordIds));
    return [...new Set(ids)].sort();
  });

export const scanBytes = pngOf(3, 2);

/** @param folder of the data; a scan is written beside it */
export const makeFinishedCycle = async (folder: string): Promise<{ fingerprint: string }> => {
  const made = await makeOffice(folder, county, true);
  const scan = writeInto(path.dirname(folder), '判决书.png', scanBytes);
  await withOffice(folder, ({ client }) => client.call('runs.execute', { cycle: finishedCycle }));
  sealRuns(folder);
  const [counted = ''] = countedRows(folder);
  await withOffice(folder, ({ client, grantRead }) =>
    client.call('evidence.add', {
      ownerType: 'record',
      ownerId: counted,
      files: [grantRead(scan)],
      declaredNotSecret: true,
      classification: 'internal',
    }),
  );
  return made;
};
