/**
 * 逐级考评: four offices, of which the village and the township have a unit each, filled in to the end. Everything goes up in
 * sealed packages; each office has compared the key of the one right below it, and no other.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ScorerRole } from '#shared/domain/code-lists.ts';
import { buildUscc } from '#shared/domain/uscc.ts';
import { enrol, prepareCycle } from './exchange.ts';
import { county, jiashan, makeFilledTownship, makeOffice, sample, withOffice } from './offices.ts';

export const village = {
  regionCode: '990101100201',
  name: '示例县甲山镇东岭村民委员会',
  level: 'village',
} as const;
export const city = {
  regionCode: '990100000000',
  name: '示例市社会信用体系建设办公室',
  level: 'city',
} as const;
export const villageBody = buildUscc('54', '990101', 'MB9A0901');

export interface RollUp {
  village: string;
  township: string;
  county: string;
  city: string;
}

const cycle = '2026';

interface SampleEntry {
  cycleCode: string;
  bodyUscc: string;
  leaf: string;
  item: string;
  role: Exclude<ScorerRole, 'derived'>;
  value: number | string | boolean | null;
}

/** Everything that was given for 甲山镇 in the sample county: the village gets the same figures. */
export const villageFigures = (): SampleEntry[] => {
  const { entries } = JSON.parse(readFileSync(sample('county.json'), 'utf8')) as { entries: SampleEntry[] };
  return entries.filter(({ cycleCode, bodyUscc }) => cycleCode === cycle && bodyUscc === jiashan);
};

/** The village's own year: its body, the cycle, every figure, and a run. */
const fillVillage = (folder: string): Promise<void> =>
  withOffice(folder, async ({ client }) => {
    const form = {
      uscc: villageBody,
      name: village.name,
      shortName: '东岭村',
      bodyType: 'village',
      adminLevel: 'village',
      regionCode: village.regionCode,
      parentUscc: '',
      groupCode: '',
      headName: '',
      liaison: '',
      phone: '',
      validFrom: '2020-01-01',
      validTo: '',
    };
    const put = await client.call('bodies.put', { present: null, baseRevision: null, form });
    if (!put.stored) throw new Error(JSON.stringify(put.findings));
    await client.call('cycles.create', {
      code: cycle,
      name: '2026年度政务诚信考核',
      year: 2026,
      periodFrom: '2026-01-01',
      periodTo: '2026-12-31',
      units: [{ modelCode: 'TOWNSHIP-2026', usccs: [villageBody] }],
    });
    for (const { leaf, item, role, value } of villageFigures()) {
      await client.call('entries.put', { cycle, bodyUscc: villageBody, leaf, item, role, value });
    }
    await client.call('runs.execute', { cycle });
  });

/** Makes the four offices in `folder`; nothing has gone up yet. */
export const makeRollUp = async (folder: string): Promise<RollUp> => {
  const at = (name: string): string => path.join(folder, name);
  const folders = {
    village: at('village'),
    township: at('township'),
    county: at('county'),
    city: at('city'),
  };
  await makeOffice(folders.village, village);
  await fillVillage(folders.village);
  await makeFilledTownship(folders.township, true);
  await makeOffice(folders.county, county);
  await makeOffice(folders.city, city);
  for (const receiving of [folders.county, folders.city]) await withOffice(receiving, prepareCycle);
  await enrol(folders.township, folders.village);
  await enrol(folders.county, folders.township);
  await enrol(folders.city, folders.county);
  return folders;
};
