/** The tree of offices, its states, and the keys that it stands on. */
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { OperationOutput } from '#shared/contract/client.ts';
import { enrol, merge, prepareCycle, preview, seal } from '../support/exchange.ts';
import { failureOf } from '../support/failure-of.ts';
import {
  copyOffice,
  county,
  jiashan,
  makeFilledTownship,
  makeOffice,
  township,
  withOffice,
} from '../support/offices.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

const village = { regionCode: '990101100201', name: '示例县甲山镇东岭村委会', level: 'village' } as const;

const shared = sharedTemporaryFolder();
const townshipFolder = path.join(shared, 'township');
const villageFolder = path.join(shared, 'village');
/** Has enrolled the township, and the village below it. */
const countyFolder = path.join(shared, 'county');
let submission = '';

beforeAll(async () => {
  const { fingerprint } = await makeFilledTownship(townshipFolder);
  await makeOffice(villageFolder, village as never);
  await makeOffice(countyFolder, county);
  await withOffice(countyFolder, prepareCycle);
  await enrol(countyFolder, townshipFolder);
  await enrol(countyFolder, villageFolder, fingerprint);
  submission = await seal(townshipFolder);
});

const network = (folder: string): Promise<OperationOutput<'offices.network'>> =>
  withOffice(folder, ({ client }) => client.call('offices.network', { cycle: '2026' }));

/** Name, depth and state of every office. */
const states = ({ offices }: OperationOutput<'offices.network'>) =>
  offices.map(({ name, depth, state }) => [name, depth, state]);

it('shows who reports through whom, and that nothing has come yet', async () => {
  const seen = await network(countyFolder);
  expect(states(seen)).toEqual([
    [county.name, 0, 'notReported'],
    [township.name, 1, 'notReported'],
    [village.name, 2, 'notReported'],
  ]);
  expect(seen.totals).toEqual({ notReported: 2, reported: 0, returned: 0, accepted: 0 });
});

it('goes from 未报 to 已接收, 退回 and 已接收 again', async () => {
  const folder = copyOffice(countyFolder);
  const stateOfTownship = async () => states(await network(folder))[1]?.[2];
  const { package: merged } = await merge(folder, submission);
  const accepted = (await network(folder)).offices[1];
  expect(accepted).toMatchObject({ state: 'accepted', packages: 1, package: { sha256: merged.sha256 } });
  await withOffice(folder, ({ client, grantRead, grantWrite }) =>
    client.call('packages.return', {
      submission: grantRead(submission),
      reason: '缺少佐证',
      file: grantWrite(path.join(temporaryFolder(), 'back.zxpkg')),
    }),
  );
  expect(await stateOfTownship()).toBe('returned');
  await merge(folder, await seal(copyOffice(townshipFolder)));
  expect(await stateOfTownship()).toBe('accepted');

  const { rows } = await withOffice(folder, ({ client }) => client.call('packages.list', { limit: 2 }));
  expect(rows.map(({ kind, direction, reason }) => [kind, direction, reason])).toEqual([
    ['submission', 'received', null],
    ['return', 'sent', '缺少佐证'],
  ]);
  expect(rows[0]?.merged).toMatchObject({ inserted: 0, updated: 0, conflicts: 0 });
  expect(rows[1]?.receiver).toBe(township.name);
});

it('waits as 已报 while conflicts are open', async () => {
  const folder = path.join(temporaryFolder(), 'sample county');
  await makeOffice(folder, county, true);
  await enrol(folder, townshipFolder);
  await withOffice(folder, async ({ client, grantRead }) => {
    // The county has entered one figure of the unit's form itself, and no form says so many.
    const { findings } = await client.call('packages.readiness', { cycle: '2026' });
    const { leaf = '', item = '' } = findings.find(({ subject }) => subject === jiashan) ?? {};
    const value = { cycle: '2026', bodyUscc: jiashan, leaf, item, role: 'self' as const, value: 987_654 };
    expect((await client.call('entries.put', value)).stored).toBe(true);
    const { tables } = await client.call('packages.merge', { file: grantRead(submission) });
    expect(tables.entries?.conflicts).toBe(1);
  });
  const [, seen] = (await network(folder)).offices;
  expect(seen).toMatchObject({ state: 'reported', conflicts: 1 });
});

it('tells the sender how its own reporting stands, and keeps the office above apart', async () => {
  const folder = copyOffice(townshipFolder);
  await enrol(folder, countyFolder);
  const sent = await network(folder);
  expect(states(sent)).toEqual([[township.name, 0, 'reported']]);
  expect(sent.above).toEqual([expect.objectContaining({ name: county.name, revoked: false })]);
});

it('knows whose a key file is before it is trusted, and nothing of a key whose trust has ended', async () => {
  const folder = copyOffice(countyFolder);
  const keyFile = path.join(temporaryFolder(), 'key.json');
  await withOffice(townshipFolder, ({ client, grantWrite }) =>
    client.call('keys.export', { file: grantWrite(keyFile) }),
  );
  await withOffice(folder, async ({ client, grantRead }) => {
    const inspect = () => client.call('keys.inspect', { file: grantRead(keyFile) });
    const { office, enrolled } = await inspect();
    expect([office.name, enrolled]).toEqual([township.name, 'this']);
    const revoked = await client.call('keys.revoke', { office: office.id });
    expect(revoked.revokedAt).not.toBeNull();
    expect(await client.call('keys.revoke', { office: office.id })).toEqual(revoked);
    expect((await inspect()).enrolled).toBe('revoked');
    expect(
      await failureOf(client.call('keys.revoke', { office: '01890000-0000-7000-8000-00000000dead' })),
    ).toMatchObject({ code: 'office.notEnrolled' });
  });
  expect(await failureOf(preview(folder, submission))).toMatchObject({ code: 'package.keyRevoked' });
  await enrol(folder, townshipFolder);
  expect((await preview(folder, submission)).mergedAt).toBeNull();
});
