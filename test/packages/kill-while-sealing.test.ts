/** R1 for packages: kill -9 at any moment leaves under the name the last reported package or the next, whole. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { verifyPackage } from '#engine/packages/open-package.ts';
import { readTable } from '#engine/packages/read-package.ts';
import { createSigningKey, writeSigningKey } from '#engine/packages/signing-key.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { enrolled } from './sample-package.ts';

const program = fileURLToPath(new URL('./seal-endlessly.ts', import.meta.url));
const row = z.object({ round: z.int() });

it('leaves no half package when the program is killed ten times while sealing', async () => {
  const folder = temporaryFolder();
  const evidence = path.join(folder, 'evidence');
  mkdirSync(evidence);
  const keyFile = path.join(folder, 'key.pem');
  const key = createSigningKey();
  await writeSigningKey(keyFile, key);

  for (let kill = 0; kill < 10; kill += 1) {
    const target = path.join(folder, `${kill}.zxpkg`);
    const child = spawn(process.execPath, [program, target, evidence, keyFile], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let reported = 0;
    const lines = createInterface({ input: child.stdout });
    const firstSealed = once(lines, 'line');
    lines.on('line', (line) => {
      reported = Number(line);
    });
    const ended = once(child, 'close');
    await firstSealed;
    await delay(Math.random() * 150);
    child.kill('SIGKILL');
    await ended;

    const verified = await verifyPackage(target, { trusted: [enrolled(key)] });
    const rounds: number[] = [];
    for await (const { round } of readTable(verified, 'records', row)) rounds.push(round);
    await verified.close();
    expect(rounds).toHaveLength(2_000);
    expect(new Set(rounds).size).toBe(1);
    expect([reported, reported + 1]).toContain(rounds[0]);
  }
});
