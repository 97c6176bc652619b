/** What the measured cases start from, made once per run of the bench: a large ledger and two data folders. */
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createRecordRepository } from '#engine/db/repositories/records.ts';
import { createIdentifiers } from '#engine/runtime/identifiers.ts';
import { writeBareLedger } from './bare-writer.ts';
import { openBenchEngine } from './bench-engine.ts';
import { makeLargeCycle } from './large-cycle.ts';
import { benchNow, inventBodies, inventRecords } from './ledger.ts';

/** 50,000 × 20, one row in a hundred faulty. */
export const ledgerFile = (fixtures: string): string => path.join(fixtures, 'ledger.xlsx');
/** A data folder with 500 bodies and no records. */
const officeFolder = (fixtures: string): string => path.join(fixtures, 'office');
export const copyOffice = (fixtures: string, folder: string): void =>
  cpSync(officeFolder(fixtures), folder, { recursive: true });

/** The same with 50,000 records. */
export const filledFolder = (fixtures: string): string => path.join(fixtures, 'filled');

/** 500 units assessed by 48 indicators, twice. */
export const assessedFolder = (fixtures: string): string => path.join(fixtures, 'assessed');

export const sources = { newId: createIdentifiers(), now: () => benchNow };

/** A fresh copy of the data folder without records, removed after `work`. */
export const withOffice = async <T>(
  fixtures: string,
  work: (folder: string) => T | Promise<T>,
): Promise<T> => {
  const folder = path.join(fixtures, `office-${process.pid}`);
  cpSync(officeFolder(fixtures), folder, { recursive: true });
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const makeOffice = async (folder: string): Promise<void> => {
  const engine = openBenchEngine(folder);
  await engine.client.call('office.initialise', {
    regionCode: '990101000000',
    name: '示例县',
    level: 'county',
  });
  await engine.close();
  const database = openDatabase(folder, sources);
  database.write((tx) => {
    const bodies = createBodyRepository(tx);
    for (const body of inventBodies()) bodies.insert(body);
  });
  database.close();
};

const fillOffice = (folder: string): void => {
  const database = openDatabase(folder, sources);
  database.write((tx) => {
    const records = createRecordRepository(tx);
    for (const { record } of inventRecords()) records.insert(record);
  });
  database.close();
};

export const makeFixtures = async (fixtures: string): Promise<void> => {
  await makeOffice(officeFolder(fixtures));
  cpSync(officeFolder(fixtures), filledFolder(fixtures), { recursive: true });
  fillOffice(filledFolder(fixtures));
  await makeLargeCycle(assessedFolder(fixtures), sources);
  // As office programs store it: texts in the shared table.
  await writeBareLedger(ledgerFile(fixtures), { sharedStrings: true });
};
