/** 逐级考评 over four levels: nothing is lost or told twice on the way up, and each office comes to the same scores itself. */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { databaseContent } from '../support/database-content.ts';
import { enrol, merge, seal } from '../support/exchange.ts';
import { failureOf } from '../support/failure-of.ts';
import { copyOffice, jiashan, makeOffice, withOffice } from '../support/offices.ts';
import { city, makeRollUp, type RollUp, villageBody, villageFigures } from '../support/roll-up.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';

const shared = sharedTemporaryFolder();
let folders: RollUp;
/** What each office sent up. */
const sent = { village: '', township: '', county: '' };
const merged: Record<'township' | 'county' | 'city', Awaited<ReturnType<typeof merge>>> = {} as never;

const scores = (folder: string): Promise<[code: string, status: string, score: string | null][]> =>
  withOffice(folder, async ({ client }) => {
    const { runs } = await client.call('runs.execute', { cycle: '2026' });
    return runs
      .flatMap(({ ranking }) => ranking)
      .map(({ code, status, score }): [string, string, string | null] => [code, status, score])
      .sort(([a], [b]) => (a < b ? -1 : 1));
  });

/** Entries about a unit that a data folder holds. */
const entriesOf = (folder: string, uscc: string): number =>
  databaseContent(folder).entries?.filter((row) => row.includes(`"body_uscc":"${uscc}"`)).length ?? 0;

beforeAll(async () => {
  folders = await makeRollUp(shared);
  sent.village = await seal(folders.village);
  merged.township = await merge(folders.township, sent.village);
  sent.township = await seal(folders.township);
  merged.county = await merge(folders.county, sent.township);
  sent.county = await seal(folders.county);
  merged.city = await merge(folders.city, sent.county);
});

describe('what goes up', () => {
  it('is every row of both units at each level, none of them twice', () => {
    const rows = (of: 'township' | 'county' | 'city', table: string) => merged[of].tables[table]?.inserted;
    const own = villageFigures().length;
    expect(rows('township', 'entries')).toBe(own);
    // The township has a form of its own, and what others gave: as many rows as its package alone says.
    const ofTownship = entriesOf(folders.township, jiashan);
    expect(ofTownship).toBeGreaterThan(0);
    expect(rows('county', 'entries')).toBe(own + ofTownship);
    const both = own + ofTownship;
    expect(rows('city', 'entries')).toBe(both);
    expect(rows('city', 'creditRecords')).toBe(rows('county', 'creditRecords'));
    for (const level of ['township', 'county', 'city'] as const) {
      expect(Object.values(merged[level].tables).map(({ conflicts }) => conflicts)).not.toContain(1);
    }
  });

  it('comes to the same scores wherever it is computed, and to those that were declared', async () => {
    const village = await scores(folders.village);
    expect(village).toEqual([[villageBody, 'complete', expect.stringMatching(/^\d+\.\d\d$/)]]);
    const township = await scores(folders.township);
    expect(township).toContainEqual(village[0]);
    expect(township.map(([code]) => code)).toEqual([jiashan, villageBody]);
    expect(await scores(folders.county)).toEqual(township);
    expect(await scores(folders.city)).toEqual(township);
    for (const level of ['township', 'county', 'city'] as const) {
      expect(merged[level].scoreDifferences).toEqual([]);
    }
  });

  it('again changes nothing at the top', async () => {
    const again = await merge(folders.city, await seal(folders.county));
    expect(again.alreadyMerged).toBe(false);
    for (const { inserted, updated, conflicts } of Object.values(again.tables)) {
      expect({ inserted, updated, conflicts }).toEqual({ inserted: 0, updated: 0, conflicts: 0 });
    }
  });

  it('carries a correction of the village to the city', async () => {
    const at = Object.fromEntries(
      Object.entries(folders).map(([name, folder]) => [name, copyOffice(folder)]),
    ) as unknown as RollUp;
    const before = await scores(at.village);
    const after = await withOffice(at.village, async ({ client }) => {
      for (const { leaf, item, role, value } of villageFigures()) {
        if (typeof value !== 'number') continue;
        const cell = { cycle: '2026', bodyUscc: villageBody, leaf, item, role, value: value - 1 };
        if (value >= 1) await client.call('entries.put', cell);
      }
    }).then(() => scores(at.village));
    expect(after).not.toEqual(before);
    await merge(at.township, await seal(at.village));
    await merge(at.county, await seal(at.township));
    const { tables } = await merge(at.city, await seal(at.county));
    expect(tables.entries?.updated).toBeGreaterThan(0);
    expect(await scores(at.city)).toContainEqual(after[0]);
  });
});

describe('rows of an office that nobody here has compared', () => {
  it('are listed as brought by the office that states it, apart from those whose key was compared', async () => {
    const known = (folder: string) => withOffice(folder, ({ client }) => client.call('keys.list', {}));
    const nameOf = (folder: string) =>
      withOffice(folder, async ({ client }) => (await client.call('office.read', {})).office.name);
    const [village, township, countyName] = await Promise.all(
      [folders.village, folders.township, folders.county].map(nameOf),
    );
    const atCity = await known(folders.city);
    expect(atCity.offices.map(({ name }) => name)).toEqual([countyName]);
    expect(atCity.stated.map(({ name, parentName, statedBy }) => [name, parentName, statedBy.name])).toEqual([
      [township, countyName, countyName],
      [village, township, countyName],
    ]);
    expect(atCity.stated[0]?.statedAt).toMatch(/^\d{4}-\d{2}-\d{2}T/);
    expect((await known(folders.township)).stated).toEqual([]);

    // A key that was compared since counts for more than what another office says; a stopped one is told.
    const city = copyOffice(folders.city);
    await enrol(city, folders.township);
    await withOffice(city, async ({ client }) => {
      const { offices, stated } = await client.call('keys.list', {});
      expect(stated.map(({ name }) => name)).toEqual([village]);
      const county = offices.find(({ name }) => name === countyName);
      await client.call('keys.revoke', { office: county?.id ?? '' });
      expect((await client.call('keys.list', {})).stated[0]?.statedBy).toMatchObject({ revoked: true });
    });
  });

  it('are not taken from one that does not speak for it', async () => {
    // Another city has enrolled the township directly; then the county may not bring the township's rows.
    const other = path.join(shared, 'other city');
    await makeOffice(other, city);
    await withOffice(other, ({ client }) =>
      client.call('cycles.create', {
        code: '2026',
        name: '2026年度政务诚信考核',
        year: 2026,
        periodFrom: '2026-01-01',
        periodTo: '2026-12-31',
      }),
    );
    await enrol(other, folders.county);
    await enrol(other, folders.township);
    expect(await failureOf(merge(other, sent.county))).toMatchObject({ code: 'package.foreignOwner' });
  });

  it('stay with the office that stated it first', async () => {
    // The township brought the village to this city before; the county cannot bring it too.
    const other = path.join(shared, 'third city');
    await makeOffice(other, city);
    await withOffice(other, ({ client }) =>
      client.call('cycles.create', {
        code: '2026',
        name: '2026年度政务诚信考核',
        year: 2026,
        periodFrom: '2026-01-01',
        periodTo: '2026-12-31',
      }),
    );
    await enrol(other, folders.township);
    await merge(other, sent.township);
    await enrol(other, folders.county);
    expect(await failureOf(merge(other, sent.county))).toMatchObject({ code: 'package.foreignOwner' });
  });
});
