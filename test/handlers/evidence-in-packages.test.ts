/** Evidence files travel with the rows that a submission carries, checked by their SHA-256, and arrive once. */
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { placeOf } from '#engine/evidence/store.ts';
import { pdfOf, pngOf, writeInto } from '../support/evidence-files.ts';
import { enrol, seal } from '../support/exchange.ts';
import { failureOf } from '../support/failure-of.ts';
import {
  copyOffice,
  county,
  jiashan,
  makeFilledTownship,
  makeOffice,
  withOffice,
} from '../support/offices.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

const shared = sharedTemporaryFolder();
const townshipFolder = path.join(shared, 'township');
const countyFolder = path.join(shared, 'county');
const judgment = pdfOf('JUDGMENT');
const photograph = pngOf(30, 20);

beforeAll(async () => {
  await makeFilledTownship(townshipFolder);
  await withOffice(townshipFolder, async ({ client, grantRead }) => {
    const [record] = (await client.call('records.search', { limit: 1 })).rows;
    const sheet = await client.call('entries.sheet', { cycle: '2026', bodyUscc: jiashan, role: 'self' });
    const entry = sheet.nodes.flatMap(({ leaf }) => leaf?.items ?? []).find(({ stated }) => stated.self?.id);
    await client.call('officials.put', {
      present: null,
      baseRevision: null,
      form: { name: '林某某', bodyUscc: jiashan, staffCategory: '公务员' },
    });
    const [official] = (await client.call('officials.search', { bodyUscc: jiashan })).rows;
    const add = (ownerType: 'record' | 'entry' | 'official', ownerId: string, file: string) =>
      client.call('evidence.add', {
        ownerType,
        ownerId,
        files: [grantRead(file)],
        declaredNotSecret: true,
        classification: 'internal',
      });
    await add('record', record?.id ?? '', writeInto(shared, '判决书.pdf', judgment));
    // The same file twice is one file in the store and in the package.
    await add('entry', entry?.stated.self?.id ?? '', writeInto(shared, '判决书.pdf', judgment));
    await add('entry', entry?.stated.self?.id ?? '', writeInto(shared, '现场.png', photograph));
    await add('official', official?.id ?? '', writeInto(shared, '承诺书.pdf', pdfOf('PLEDGE')));
  });
  await makeOffice(countyFolder, county, true);
  await enrol(countyFolder, townshipFolder);
});

const storeOf = (folder: string): string => path.join(folder, 'evidence');
const stored = (folder: string): string[] =>
  readdirSync(storeOf(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .toSorted();

it('arrive once, byte for byte, and belong to the rows that came with them', async () => {
  const target = await seal(townshipFolder);
  const receiving = copyOffice(countyFolder);
  await withOffice(receiving, async ({ client, grantRead }) => {
    const file = grantRead(target);
    const { evidence } = await client.call('packages.preview', { file });
    // The pledge of a person stays at home.
    expect(evidence).toEqual({
      files: 2,
      missing: 2,
      missingBytes: judgment.length + photograph.length,
    });
    const merged = await client.call('packages.merge', { file });
    expect(merged.tables.evidence).toMatchObject({ inserted: 3, conflicts: 0 });
    const { rows } = await client.call('evidence.search', {});
    expect(rows.map(({ fileName, own }) => [fileName, own]).toSorted()).toEqual([
      ['判决书.pdf', false],
      ['判决书.pdf', false],
      ['现场.png', false],
    ]);
    const photo = rows.find(({ fileName }) => fileName === '现场.png');
    expect(readFileSync(placeOf(storeOf(receiving), photo?.sha256 ?? '')).equals(photograph)).toBe(true);
    expect(stored(receiving)).toHaveLength(2);
    expect(await client.call('evidence.check', {})).toMatchObject({ files: 2, lost: 0, changed: 0 });
    // What another office added is shown, not changed; its values keep their files.
    const ofRecord = rows.find(({ ownerType }) => ownerType === 'record');
    const remove = (id = '') => failureOf(client.call('evidence.remove', { id }));
    expect(await remove(ofRecord?.id)).toMatchObject({ code: 'database.rowOfAnotherOffice' });
    expect(await remove(photo?.id)).toMatchObject({ code: 'evidence.locked' });
  });

  // Sealed anew, as after a correction: nothing comes twice, and a good file is not even written.
  const again = await seal(townshipFolder);
  const before = stored(receiving).map((name) => statSync(placeOf(storeOf(receiving), name)).ino);
  await withOffice(receiving, async ({ client, grantRead }) => {
    const file = grantRead(again);
    expect((await client.call('packages.preview', { file })).evidence).toMatchObject({ missing: 0 });
    const merged = await client.call('packages.merge', { file });
    expect(merged.tables.evidence).toMatchObject({ inserted: 0, unchanged: 3 });
  });
  expect(stored(receiving).map((name) => statSync(placeOf(storeOf(receiving), name)).ino)).toEqual(before);
});

it('a lost or changed file is told before sealing, and nothing is sealed', async () => {
  const folder = copyOffice(townshipFolder);
  const place = await withOffice(folder, async ({ client }) => {
    const { rows } = await client.call('evidence.search', { text: '现场' });
    return placeOf(storeOf(folder), rows[0]?.sha256 ?? '');
  });
  writeFileSync(place, '改过');
  expect(await failureOf(seal(folder))).toMatchObject({ code: 'package.evidenceChanged' });
  rmSync(place);
  const { findings } = await withOffice(folder, ({ client }) =>
    client.call('packages.readiness', { cycle: '2026' }),
  );
  expect(findings.filter(({ code }) => code === 'package.evidenceAbsent')).toMatchObject([
    { severity: 'error', params: { file: '现场.png' } },
  ]);
  expect(readdirSync(path.dirname(folder)).filter((name) => name.endsWith('.zxpkg'))).toEqual([]);
});

it('a backup goes back to its rows and finds their files, also those removed since', async () => {
  const folder = copyOffice(countyFolder);
  await withOffice(folder, async ({ client, grantRead }) => {
    const [record] = (await client.call('records.search', { limit: 1 })).rows;
    const owner = { ownerType: 'record' as const, ownerId: record?.id ?? '' };
    await client.call('evidence.add', {
      ...owner,
      files: [grantRead(writeInto(temporaryFolder(), '判决书.pdf', judgment))],
      declaredNotSecret: true,
      classification: 'public',
    });
    const { name } = await client.call('backups.create', {});
    const [row] = (await client.call('evidence.list', owner)).rows;
    await client.call('evidence.remove', { id: row?.id ?? '' });
    expect((await client.call('evidence.list', owner)).rows).toEqual([]);
    await client.call('backups.restore', { name });
    expect((await client.call('evidence.list', owner)).rows).toMatchObject([{ fileName: '判决书.pdf' }]);
    expect(await client.call('evidence.check', {})).toMatchObject({ files: 1, lost: 0, changed: 0 });
  });
});
