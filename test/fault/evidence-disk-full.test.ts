/** Goal R3 (quality.md §1) for evidence: a full disk is said so, and neither half a file nor a row of it is left. */
import { cpSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { pngOf, writeInto } from '../support/evidence-files.ts';
import { failureOf } from '../support/failure-of.ts';
import { county, makeOffice, withOffice } from '../support/offices.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';
import { smallDisk } from '../support/tmpfs.ts';

const office = path.join(sharedTemporaryFolder(), 'county');

beforeAll(async () => {
  await makeOffice(office, county, true);
});

const filesIn = (folder: string): string[] =>
  readdirSync(path.join(folder, 'evidence'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

// From “not even the first piece” over “half of it” to “the file, but not its row”.
it.each([64, 1_024, 2_936])('with %i KB left for a file of 3 MB', async (kilobytes) => {
  const disk = smallDisk(24 * 1_024);
  const folder = path.join(disk, 'data');
  cpSync(office, folder, { recursive: true });
  const large = writeInto(
    temporaryFolder(),
    '卷宗.png',
    Buffer.concat([pngOf(2, 2), Buffer.alloc(3_000_000, 1)]),
  );
  await withOffice(folder, async ({ client, grantRead }) => {
    const [record] = (await client.call('records.search', {})).rows;
    const owner = { ownerType: 'record' as const, ownerId: record?.id ?? '' };
    const add = () =>
      client.call('evidence.add', {
        ...owner,
        files: [grantRead(large)],
        declaredNotSecret: true,
        classification: 'internal',
      });
    const ballast = path.join(disk, 'ballast');
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - kilobytes * 1_024)));
    expect((await failureOf(add())).code).toMatch(/^(file\.diskFull|database\.full)$/);
    expect((await client.call('evidence.list', owner)).rows).toEqual([]);
    // Never half a file: nothing, or the whole one that waits for its row (and is swept when none comes).
    expect(filesIn(folder).filter((name) => name.includes('tmp'))).toEqual([]);

    rmSync(ballast);
    expect((await add()).files).toMatchObject([{ outcome: 'stored' }]);
    expect(filesIn(folder)).toHaveLength(1);
    expect(await client.call('evidence.check', {})).toMatchObject({ files: 1, lost: 0, changed: 0 });
  });
});
