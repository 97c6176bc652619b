/** R1 for archives: kill -9 at any moment leaves under each name a whole archive or nothing, and the data folder well. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { makeFinishedCycle } from '../support/finished-cycle.ts';
import { withOffice } from '../support/offices.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const program = fileURLToPath(new URL('./support/archive-endlessly.ts', import.meta.url));

it('leaves no half archive when the program is killed three times while archiving', async () => {
  const folder = temporaryFolder();
  const data = path.join(folder, 'county');
  await makeFinishedCycle(data);

  for (let kill = 0; kill < 3; kill += 1) {
    const target = path.join(folder, `stick${kill}`);
    mkdirSync(target);
    const child = spawn(process.execPath, [program, data, target], { stdio: ['ignore', 'pipe', 'inherit'] });
    let told = 0;
    const lines = createInterface({ input: child.stdout });
    const first = once(lines, 'line');
    lines.on('line', (line) => {
      told = Number(line);
    });
    const ended = once(child, 'close');
    await first;
    // Anywhere in the next archive, which takes a second or two.
    await delay(Math.random() * 1_500);
    child.kill('SIGKILL');
    await ended;

    const names = readdirSync(target);
    const archives = names.filter((name) => name.startsWith('归档'));
    expect(archives.length === told || archives.length === told + 1).toBe(true);
    // What was not finished lies under a name that says so, and there is no more than one of it.
    const others = names.filter((name) => !name.startsWith('归档'));
    expect(others.every((name) => /^zhengxin-[0-9a-f]{12}\.tmp$/.test(name))).toBe(true);
    expect(others.length).toBeLessThanOrEqual(1);
    await withOffice(data, async ({ client, grantRead }) => {
      for (const name of archives.slice(-2)) {
        const file = grantRead(path.join(target, name));
        const { checks, findings } = await client.call('cycles.verifyArchive', { file });
        expect({ passed: checks.every(({ passed }) => passed), findings }).toEqual({
          passed: true,
          findings: [],
        });
      }
      // An archive that got its name just before the end may not be in the log; none that is told of is missing.
      const known = await client.call('cycles.archives', { cycle: '2025' });
      expect(known.archives.length).toBeGreaterThanOrEqual(told);
      expect((await client.call('system.check', {})).findings).toEqual([]);
    });
  }
}, 120_000);
