/** What became of bodies and the lines of officials' files travel upwards, merge once, and pass the check. */
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { enrol, merge, prepareCycle, seal } from '../support/exchange.ts';
import {
  copyOffice,
  county,
  jiashan,
  makeFilledTownship,
  makeOffice,
  withOffice,
} from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';

const shared = sharedTemporaryFolder();
const townFolder = path.join(shared, 'town');
const countyFolder = path.join(shared, 'county');
const idNo = '11010519491231002X';
let official = '';

beforeAll(async () => {
  await makeFilledTownship(townFolder, true);
  await makeOffice(countyFolder, county);
  await withOffice(countyFolder, prepareCycle);
  await enrol(countyFolder, townFolder);
  await withOffice(townFolder, async ({ client }) => {
    const { revision } = (await client.call('bodies.read', { uscc: jiashan })).body;
    await client.call('bodies.change', {
      uscc: jiashan,
      baseRevision: revision,
      form: { kind: 'rename', effectiveOn: '2010-05-01', fromName: '甲山乡', toName: '示例县甲山镇人民政府' },
    });
    const person = { name: '测试员', idNo, bodyUscc: jiashan, staffCategory: 'civilServant' };
    const { id } = await client.call('officials.put', { present: null, baseRevision: null, form: person });
    official = id ?? '';
    for (const form of [
      { category: 'assessment', year: '2025', result: '优秀', happenedOn: '2026-01-20' },
      { category: 'pledge', happenedOn: '2026-03-05' },
    ] as const) {
      await client.call('officials.putFileItem', { official, present: null, baseRevision: null, form });
    }
  });
});

it('come with the submission, are counted beforehand, and merging again changes nothing', async () => {
  const county = copyOffice(countyFolder);
  const file = await seal(townFolder);
  const promised = await withOffice(townFolder, ({ client }) =>
    client.call('packages.readiness', { cycle: '2026' }),
  );
  expect(promised.counts).toMatchObject({ bodyChanges: 1, officials: 1, officialFileItems: 2 });
  const { tables } = await merge(county, file);
  expect(tables).toMatchObject({
    bodyChanges: { inserted: 1, conflicts: 0 },
    officialFileItems: { inserted: 2, conflicts: 0 },
  });

  await withOffice(county, async ({ client }) => {
    expect((await client.call('bodies.history', { uscc: jiashan })).formerNames).toEqual([
      { name: '甲山乡', until: '2010-05-01' },
    ]);
    const read = await client.call('officials.file', { id: official });
    expect(read.assessments).toEqual([{ year: 2025, grade: 'excellent' }]);
    // The citizen number stays below, so nothing is known of sex and birth here; and what is another's is not changed.
    expect(read).toMatchObject({ person: null, items: [{ own: false }, { own: false }] });
    const checked = await client.call('system.check', {});
    expect(checked.findings).toEqual([]);
  });

  // Sealed anew over the same rows: another file, and no row is different.
  const { tables: again } = await merge(county, await seal(townFolder));
  expect(again).toMatchObject({
    bodyChanges: { inserted: 0, updated: 0, unchanged: 1 },
    officialFileItems: { inserted: 0, updated: 0, unchanged: 2 },
  });
});
