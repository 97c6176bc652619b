/** What a preview says is what the merge then does, and looking changes nothing. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { databaseContent } from '../support/database-content.ts';
import { enrol, merge, prepareCycle, preview, seal } from '../support/exchange.ts';
import { failureOf } from '../support/failure-of.ts';
import {
  copyOffice,
  county,
  jiashan,
  makeFilledTownship,
  makeOffice,
  township,
  verifiedValues,
  withOffice,
} from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';

const shared = sharedTemporaryFolder();
const townshipFolder = path.join(shared, 'township');
/** Knows the bodies and the cycle and holds no values of its own. */
const plainCounty = path.join(shared, 'plain-county');
/** The sample county: holds the verified values of the township as its own. */
const sampleCounty = path.join(shared, 'sample-county');
let submission = '';
let fingerprint = '';

beforeAll(async () => {
  ({ fingerprint } = await makeFilledTownship(townshipFolder, true));
  submission = await seal(townshipFolder);
  await makeOffice(plainCounty, county);
  await withOffice(plainCounty, prepareCycle);
  await makeOffice(sampleCounty, county, true);
  for (const folder of [plainCounty, sampleCounty]) await enrol(folder, townshipFolder);
});

it('counts what the merge then counts, and nothing has changed before', async () => {
  const folder = copyOffice(plainCounty);
  const before = databaseContent(folder);
  const files = (): string[] =>
    ['backups', 'evidence'].flatMap((name) => readdirSync(path.join(folder, name)));
  const filesBefore = files();

  const seen = await preview(folder, submission);
  expect(seen).toMatchObject({ mergedAt: null, differences: [], differing: 0 });
  expect(seen.package.sender.name).toBe(township.name);
  // The ledger of the sample has six good records.
  expect(seen.tables.creditRecords).toEqual({
    inserted: 6,
    updated: 0,
    unchanged: 0,
    skipped: 0,
    conflicts: 0,
  });
  expect(databaseContent(folder)).toEqual(before);
  expect(files()).toEqual(filesBefore);

  const done = await merge(folder, submission);
  expect(done.tables).toEqual(seen.tables);
  expect(done.findings).toEqual(seen.findings);
  const again = await preview(folder, submission);
  expect(again).toMatchObject({ tables: {}, differing: 0 });
  expect(again.mergedAt).toMatch(/^\d{4}-/);
});

it('shows the declared score of every unit beside the recomputed one', async () => {
  const { scores } = await preview(copyOffice(plainCounty), submission);
  expect(scores).toHaveLength(1);
  const [score] = scores;
  expect(score).toMatchObject({ bodyUscc: jiashan, name: township.name, differs: false });
  expect(score?.declared?.score).toMatch(/^\d+\.\d\d$/);
  expect(score?.recomputed).toEqual(score?.declared);
});

it('shows the old and the new value of a field that the sender has changed since', async () => {
  const folder = copyOffice(plainCounty);
  await merge(folder, submission);
  const sender = copyOffice(townshipFolder);
  const [value] = verifiedValues();
  if (!value) throw new Error('the sample has verified values');
  await withOffice(sender, ({ client }) =>
    client.call('entries.put', { ...value, cycle: '2026', bodyUscc: jiashan, value: value.value + 1 }),
  );
  const { differences, differing, tables } = await preview(folder, await seal(sender));
  expect(differing).toBe(1);
  expect(tables.entries).toMatchObject({ inserted: 0, updated: 1, conflicts: 0 });
  expect(differences).toEqual([
    {
      table: 'entries',
      id: expect.any(String),
      row: {
        body: { uscc: jiashan, name: township.name },
        title: expect.stringMatching(new RegExp(`^${value.leaf} .+ · .+$`)),
      },
      fields: [{ field: 'value', ours: value.value, theirs: value.value + 1 }],
      conflict: null,
    },
  ]);
});

it('puts the conflicts first, with both values', async () => {
  const folder = copyOffice(sampleCounty);
  const [value] = verifiedValues();
  if (!value) throw new Error('the sample has verified values');
  await withOffice(folder, ({ client }) =>
    client.call('entries.put', { ...value, cycle: '2026', bodyUscc: jiashan, value: value.value + 1 }),
  );
  const { differences, tables } = await preview(folder, submission);
  expect(tables.entries).toMatchObject({ conflicts: 1 });
  expect(differences[0]).toMatchObject({
    conflict: 'twin',
    fields: [{ field: 'value', ours: value.value + 1, theirs: value.value }],
  });
});

it('names the key of a sender whom nobody enrolled', async () => {
  const stranger = path.join(shared, 'stranger');
  await makeOffice(stranger, county);
  expect(await failureOf(preview(stranger, submission))).toEqual({
    code: 'package.untrusted',
    params: { file: path.basename(submission), fingerprint },
  });
});

it('says of a return why it came, and notes nothing yet', async () => {
  const back = path.join(shared, 'return.zxpkg');
  await withOffice(plainCounty, ({ client, grantRead, grantWrite }) =>
    client.call('packages.return', {
      submission: grantRead(submission),
      reason: '佐证材料不全',
      file: grantWrite(back),
    }),
  );
  const ours = copyOffice(townshipFolder);
  await enrol(ours, plainCounty);
  const before = databaseContent(ours);
  const seen = await preview(ours, back);
  expect(seen.package.kind).toBe('return');
  expect(seen.findings).toContainEqual(
    expect.objectContaining({
      code: 'merge.returned',
      params: expect.objectContaining({ reason: '佐证材料不全' }),
    }),
  );
  expect(databaseContent(ours)).toEqual(before);
});

it('is addressed to the one office above that the sender has enrolled, and to no other', async () => {
  const ours = copyOffice(townshipFolder);
  await enrol(ours, plainCounty);
  const addressed = await seal(ours);
  const { findings } = await preview(copyOffice(plainCounty), addressed);
  expect(findings.map(({ code }) => code)).not.toContain('package.receiverUnnamed');
  expect(await failureOf(preview(sampleCounty, addressed))).toMatchObject({ code: 'package.wrongReceiver' });
  const unaddressed = await preview(copyOffice(plainCounty), submission);
  expect(unaddressed.findings.map(({ code }) => code)).toContain('package.receiverUnnamed');
});
