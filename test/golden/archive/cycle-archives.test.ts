/** An archive that was made by an earlier version of the program is verified by this one: years later, too. */
import path from 'node:path';
import { expect, it } from 'vitest';
import { withOffice } from '../../support/offices.ts';

/** Files, and the fingerprint as it was written down when the archive was made: an office keeps it on paper. */
const archives = {
  v1: { files: 47, fingerprint: '1572bf1f8e70f0b6a42d65d2b4d6801199a96b048a0d9aea26632bc6f6ff7fc5' },
  v2: { files: 50, fingerprint: '5c6d21c06d1fc0d276caeaea17154c2a85810748a36e2c941a94a91078032ef3' },
};

it.each(['v1', 'v2'] as const)(
  'verifies the archive %s, and computes its result and its correction again',
  async (folder) => {
    const { files, fingerprint } = archives[folder];
    await withOffice(null, async ({ client, grantRead }) => {
      const file = grantRead(path.join(import.meta.dirname, folder));
      const archive = await client.call('cycles.verifyArchive', { file, fingerprint });
      expect(archive.findings).toEqual([]);
      expect(archive.checks).toEqual([
        { name: 'signature', passed: true, examined: 1 },
        { name: 'files', passed: true, examined: files },
        { name: 'models', passed: true, examined: 1 },
        { name: 'runs', passed: true, examined: 2 },
        { name: 'audit', passed: true, examined: 44 },
      ]);
      expect(archive).toMatchObject({
        ...{ cycle: '2026', officeName: '示例县甲山镇人民政府', units: 1, runs: 2 },
      });
    });
  },
);
