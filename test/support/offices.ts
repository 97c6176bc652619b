/** Data folders of the fictional offices, made by the engine in this process. */
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { EngineOptions } from '#engine/create-engine.ts';
import { spawnReader } from '#engine/excel/spawn-reader.ts';
import { type InProcessHost, startInProcess } from '#engine/hosts/in-process.ts';
import { createFileGrants } from '#engine/runtime/file-grants.ts';
import type { OfficeLevel } from '#shared/domain/code-lists.ts';
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
  dataFolder: string | null,
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
  office: { regionCode: string; name: string; level: OfficeLevel },
  withSample = false,
): Promise<{ fingerprint: string }> =>
  withOffice(dataFolder, async ({ client }) => {
    const made = await client.call('office.initialise', { ...office, sample: withSample });
    return { fingerprint: made.key.fingerprint };
  });

/** What assessor, departments and surveys gave the township in the sample county. */
export const verifiedValues = (): { leaf: string; item: string; role: 'assessor'; value: number }[] => {
  const { entries } = JSON.parse(readFileSync(sample('county.json'), 'utf8')) as {
    entries: {
      cycleCode: string;
      bodyUscc: string;
      leaf: string;
      item: string;
      role: 'assessor';
      value: number;
    }[];
  };
  return entries.filter(
    ({ cycleCode, bodyUscc, role }) =>
      cycleCode === '2026' && bodyUscc === jiashan && String(role) !== 'self',
  );
};

/**
 * A township's data folder as it stands when the year's work is done: bodies, records, self-assessment and a run
 * of the cycle 2026.
 * @param verified with the values that others give, so that the score is complete
 */
export const makeFilledTownship = async (
  dataFolder: string,
  verified = false,
): Promise<{ fingerprint: string }> => {
  const made = await makeOffice(dataFolder, township);
  await withOffice(dataFolder, async ({ client, grantRead }) => {
    const importSample = async (layout: 'bodies' | 'records' | 'self-assessment', name: string) => {
      const file = grantRead(sample(name));
      const { batch } = await client.call('imports.stage', { layout, file });
      await client.call('imports.commit', { batch: batch.id });
    };
    await importSample('bodies', 'bodies.xlsx');
    await importSample('records', 'records-jiashan.xlsx');
    await client.call('cycles.create', {
      code: '2026',
      name: '2026年度政务诚信考核',
      year: 2026,
      periodFrom: '2026-01-01',
      periodTo: '2026-12-31',
      units: [{ modelCode: 'TOWNSHIP-2026', usccs: [jiashan] }],
    });
    await importSample('self-assessment', 'self-assessment-jiashan.xlsx');
    for (const { leaf, item, role, value } of verified ? verifiedValues() : []) {
      await client.call('entries.put', { cycle: '2026', bodyUscc: jiashan, leaf, item, role, value });
    }
    await client.call('runs.execute', { cycle: '2026' });
  });
  return made;
};

/** A copy of a closed data folder, for the test that calls this to change. */
export const copyOffice = (dataFolder: string): string => {
  const copy = path.join(temporaryFolder(), 'data');
  cpSync(dataFolder, copy, { recursive: true });
  return copy;
};
