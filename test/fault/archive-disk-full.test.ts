/** R3 for archives: a full disk is said so, nothing is left on it, and with room the same archive is made. */
import { existsSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { failureOf } from '../support/failure-of.ts';
import { makeFinishedCycle } from '../support/finished-cycle.ts';
import { withOffice } from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';
import { smallDisk } from '../support/tmpfs.ts';

const data = path.join(sharedTemporaryFolder(), 'county');

beforeAll(async () => {
  await makeFinishedCycle(data);
});

// “A few of the workbooks” and “all but the last files” of an archive of about 2 MB.
it.each([150, 1_200])('with %i KB left', async (kilobytes) => {
  const disk = smallDisk(16 * 1_024);
  const ballast = path.join(disk, 'ballast');
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(ballast, Buffer.alloc(bavail * bsize - kilobytes * 1_024));
  const target = path.join(disk, '归档');
  await withOffice(data, async ({ client, grantWrite }) => {
    const archive = () => client.call('cycles.archive', { cycle: '2025', file: grantWrite(target) });
    const before = (await client.call('cycles.archives', { cycle: '2025' })).archives.length;
    expect((await failureOf(archive())).code).toBe('file.diskFull');
    expect(readdirSync(disk)).toEqual(['ballast']);
    expect((await client.call('cycles.archives', { cycle: '2025' })).archives).toHaveLength(before);

    rmSync(ballast);
    expect((await archive()).checks.every(({ passed }) => passed)).toBe(true);
    expect(existsSync(path.join(target, 'manifest.json'))).toBe(true);
  });
});
