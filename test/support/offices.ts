/** Data folders of the fictional offices, made by the engine in this process. */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { EngineOptions } from '#engine/create-engine.ts';
import { spawnReader } from '#engine/excel/spawn-reader.ts';
import { type InProcessHost, startInProcess } from '#engine/hosts/in-process.ts';
import { createFileGrants } from '#engine/runtime/file-grants.ts';
import { temporaryFolder } from './temp-folder.ts';

export const county = {
  regionCode: '990101000000',
  name: '示例县社会信用体系建设办公室',
  level: 'county',
} as const;
export const township = {
  regionCode: '990101100000',
  name: '示例县甲山镇人民政府',
  level: 'township',
} as const;

/** 示例县甲山镇人民政府 and 示例县辛田乡人民政府 in the sample county. */
export const jiashan = '11990101MB9A01033B';
export const xintian = '119901010099000215';

/** A workbook of the sample county, by its file name. */
export const sample = (name: string): string =>
  path.resolve(import.meta.dirname, '../../resources/samples', name);

/** Options as the command line gives them. */
export const engineOptions = (dataFolder: string | null): EngineOptions => ({
  dataFolder,
  now: () => new Date(),
  newId: uuidv7,
  monotonicMs: () => performance.now(),
  files: createFileGrants(),
  spawnReader,
  log: {
    error: (reference, error) => console.error(reference, error),
  },
});

/** Runs `work` with an engine on a data folder, closed at the end. */
export const withOffice = async <Answer>(
  dataFolder: string,
  work: (host: InProcessHost) => Promise<Answer>,
): Promise<Answer> => {
  const host = startInProcess(engineOptions(dataFolder));
  try {
    return await work(host);
  } finally {
    await host.close();
  }
};

/** Makes a data folder: the county with the sample, or a township with nothing but the defaults. */
export const makeOffice = (
  dataFolder: string,
  office: typeof county | typeof township,
  withSample = false,
): Promise<{ fingerprint: string }> =>
  withOffice(dataFolder, async ({ client }) => {
    const made = await client.call('office.initialise', { ...office, sample: withSample });
    return { fingerprint: made.key.fingerprint };
  });

/** A copy of a closed data folder, for the test that calls this to change. */
export const copyOffice = (dataFolder: string): string => {
  const copy = path.join(temporaryFolder(), 'data');
  cpSync(dataFolder, copy, { recursive: true });
  return copy;
};
