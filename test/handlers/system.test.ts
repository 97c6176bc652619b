/** About, the audit log, and backups chosen from the list. */
import { readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { checkCitizenId } from '#shared/domain/citizen-id.ts';
import { databaseContent } from '../support/database-content.ts';
import { failureOf } from '../support/failure-of.ts';
import { copyOffice, county, makeOffice, withOffice, xintian } from '../support/offices.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

const shared = sharedTemporaryFolder();
const countyFolder = path.join(shared, 'county');

beforeAll(() => makeOffice(countyFolder, county, true));

const decide = (count: string) => ({
  cycleCode: '2026',
  bodyUscc: xintian,
  kind: 'adjustment' as const,
  code: 'G2',
  count,
  reason: '市级推广',
});

it('tells where the data lies, how large it is and what it runs on', async () => {
  const folder = copyOffice(countyFolder);
  await withOffice(folder, async ({ client }) => {
    const before = await client.call('system.about', {});
    expect(before).toMatchObject({
      folder,
      node: process.versions.node,
      electron: null,
      backups: 0,
      newestBackup: null,
    });
    expect(before.sizes.database).toBe(statSync(path.join(folder, 'credit.db')).size);
    const { counts } = await client.call('office.read', {});
    expect(before.contents.rows).toMatchObject({
      bodies: counts.bodies,
      officials: counts.officials,
      creditRecords: counts.records,
      cycles: counts.cycles,
    });
    const made = await client.call('backups.create', {});
    const after = await client.call('system.about', {});
    expect(after).toMatchObject({ backups: 1, newestBackup: made.createdAt, sizes: { backups: made.size } });
  });
});

it('lists the audit log newest first, by action, actor and day, a page at a time', async () => {
  const folder = copyOffice(countyFolder);
  await withOffice(folder, async ({ client }) => {
    for (const count of ['1', '2', '3']) await client.call('decisions.put', decide(count));
    const all = await client.call('audit.list', {});
    const { audit } = await client.call('system.about', {});
    expect(all.rows[0]).toMatchObject({ ...audit, action: 'decisions.put', details: { count: '3' } });
    expect(all.rows.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: audit.sequence }, (_, index) => audit.sequence - index),
    );

    const first = await client.call('audit.list', { action: 'decisions.put', limit: 2 });
    const second = await client.call('audit.list', { action: 'decisions.put', limit: 2, cursor: first.next });
    expect([...first.rows, ...second.rows].map(({ details }) => details.count)).toEqual(['3', '2', '1']);
    expect(second.next).toBeNull();

    const { actions, actors } = await client.call('audit.filters', {});
    expect(actions).toContain('decisions.put');
    const [actor = ''] = actors;
    expect((await client.call('audit.list', { actor })).rows.every((row) => row.actor === actor)).toBe(true);

    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((part) => String(part).padStart(2, '0'))
      .join('-');
    expect((await client.call('audit.list', { from: day, to: day })).rows).toEqual(all.rows);
    expect((await client.call('audit.list', { to: '2020-12-31' })).rows).toEqual([]);
    expect((await client.call('audit.list', { from: '2099-01-01' })).rows).toEqual([]);
  });
});

it('holds no name and no number of a person in the audit log', async () => {
  const folder = copyOffice(countyFolder);
  await withOffice(folder, async ({ client }) => {
    await client.call('decisions.put', decide('1'));
    const log = JSON.stringify((await client.call('audit.list', { limit: 1000 })).rows);
    const officials = (databaseContent(folder).officials ?? []).map(
      (text) => (JSON.parse(text) as { name: string }).name,
    );
    expect(officials.length).toBeGreaterThan(10);
    for (const name of officials) expect(log).not.toContain(name);
    // Unified codes have eighteen characters too.
    for (const [number] of log.matchAll(/\d{17}[\dX]/g)) expect(checkCitizenId(number).valid).toBe(false);
  });
});

it('says what a restore would put in place of what, and afterwards leads back', async () => {
  const folder = copyOffice(countyFolder);
  await withOffice(folder, async ({ client }) => {
    const { name } = await client.call('backups.create', {});
    const at = (await client.call('system.about', {})).contents;
    await client.call('decisions.put', decide('1'));
    await client.call('cycles.create', {
      code: '2027',
      name: '2027年度政务诚信考核',
      year: 2027,
      periodFrom: '2027-01-01',
      periodTo: '2027-12-31',
    });

    const compared = await client.call('backups.compare', { name });
    expect(compared.backup).toMatchObject({ name, ...at });
    expect(compared.present?.rows).toEqual({ ...at.rows, cycles: at.rows.cycles + 1 });
    expect(compared.present?.changedAt.localeCompare(at.changedAt)).toBe(1);

    await client.call('backups.restore', { name });
    const cycles = async () => (await client.call('cycles.list', {})).cycles.map(({ code }) => code);
    expect(await cycles()).not.toContain('2027');
    const { backups } = await client.call('backups.list', {});
    expect(backups.map(({ reason }) => reason)).toEqual(['replaced', 'manual']);

    // What was set aside can be taken back in the same way.
    await client.call('backups.restore', { name: backups[0]?.name ?? '' });
    expect(await cycles()).toContain('2027');
    expect(readdirSync(path.join(folder, 'backups')).filter((file) => file.startsWith('visiting'))).toEqual(
      [],
    );
  });
});

it('tells a file that is no backup by the name under which it was chosen', async () => {
  const file = path.join(temporaryFolder(), '去年的备份.db');
  writeFileSync(file, '不是数据库');
  await withOffice(copyOffice(countyFolder), async ({ client, grantRead }) => {
    const refused = await failureOf(client.call('backups.compare', { file: grantRead(file) }));
    expect(refused.params).toMatchObject({ name: '去年的备份.db' });
  });
});

it('lists, checks and restores backups where the database is broken', async () => {
  const folder = copyOffice(countyFolder);
  await withOffice(folder, ({ client }) => client.call('backups.create', {}));
  truncateSync(path.join(folder, 'credit.db'), 20_000);
  await withOffice(folder, async ({ client }) => {
    expect((await failureOf(client.call('office.read', {}))).code).toBe('database.damaged');
    const { backups } = await client.call('backups.list', {});
    const name = backups[0]?.name ?? '';
    expect((await client.call('backups.compare', { name })).present).toBeNull();
    await client.call('backups.restore', { name });
    expect((await client.call('office.read', {})).office.name).toBe(county.name);
    // The broken one is kept too.
    expect((await client.call('backups.list', {})).backups.map(({ reason }) => reason)).toEqual([
      'replaced',
      'manual',
    ]);
  });
});

it('takes no name that leads out of the list', async () => {
  await withOffice(countyFolder, async ({ client }) => {
    for (const name of ['credit.db', 'signing.key', '..', 'credit-20260101T000000000Z-manual.db']) {
      expect(await failureOf(client.call('backups.verify', { name }))).toEqual({
        code: 'database.backupMissing',
        params: { name },
      });
    }
    expect(await failureOf(client.call('backups.verify', { name: '../credit.db' }))).toMatchObject({
      code: 'operation.invalidInput',
    });
  });
});
