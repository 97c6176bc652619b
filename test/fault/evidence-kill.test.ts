/** R1 for evidence: kill -9 at any moment leaves no half file under a name, and no row without its file. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { county, makeOffice, withOffice } from '../support/offices.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const program = fileURLToPath(new URL('./support/add-evidence.ts', import.meta.url));

it('killed five times while adding, every file is whole and every row has its file', async () => {
  const folder = path.join(temporaryFolder(), 'county');
  await makeOffice(folder, county, true);
  const ownerId = await withOffice(
    folder,
    async ({ client }) => (await client.call('records.search', { limit: 1 })).rows[0]?.id ?? '',
  );
  const reported: string[] = [];
  for (let kill = 0; kill < 5; kill += 1) {
    const child = spawn(process.execPath, [program, folder, ownerId, temporaryFolder()], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout });
    const first = once(lines, 'line');
    lines.on('line', (line) => reported.push(line));
    const ended = once(child, 'close');
    await first;
    // Anywhere in the copying of one of the next files.
    await delay(Math.random() * 60);
    child.kill('SIGKILL');
    await ended;

    const stored = readdirSync(path.join(folder, 'evidence'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.tmp'))
      .map((entry) => path.join(entry.parentPath, entry.name));
    for (const file of stored) {
      expect(createHash('sha256').update(readFileSync(file)).digest('hex')).toBe(path.basename(file));
    }
    await withOffice(folder, async ({ client }) => {
      const { rows } = await client.call('evidence.list', { ownerType: 'record', ownerId });
      const ids = rows.map(({ id }) => id);
      // What was reported as stored is there; at most the one that was not reported any more is there besides.
      expect(reported.filter((id) => !ids.includes(id))).toEqual([]);
      expect(ids.length - reported.length).toBeLessThanOrEqual(kill + 1);
      expect(await client.call('evidence.check', {})).toMatchObject({ lost: 0, changed: 0 });
    });
  }
  expect(reported.length).toBeGreaterThanOrEqual(5);
});
