/** Goal R1 (quality.md §1), in small: what was acknowledged before a kill is there after it, and nothing by halves. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkDatabase } from '#engine/db/check-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createSample, reopen } from '../db/support/sample.ts';
import { bodyContent } from '../db/support/sample-content.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { rowsPerBatch } from './support/batches.ts';

const kills = 10;

it(`killed ${kills} times while writing batches, loses no acknowledged one and keeps no partial one`, async () => {
  const folder = join(temporaryFolder(), 'data');
  const acknowledged = join(temporaryFolder(), 'acknowledged');
  writeFileSync(acknowledged, '');
  const db = createSample(folder);
  db.write((tx) => createBodyRepository(tx).insert(bodyContent(1)));
  db.close();

  let next = 1;
  let logsLeft = 0;
  for (let kill = 1; kill <= kills; kill += 1) {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'support/write-batches.ts'), folder, acknowledged, String(next)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    // Not before its first acknowledgement, then at any instant of the next two or three batches.
    await new Promise((resolve) => child.stdout.once('data', resolve));
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 80));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(child.signalCode).toBe('SIGKILL');
    const logLeft = existsSync(join(folder, 'credit.db-wal'));

    const after = reopen(folder);
    const found = new Map(
      after.connection
        .prepare<[], { batch: string; rows: number }>(
          "SELECT replace(document_no, '批次', '') AS batch, count(*) AS rows FROM credit_records GROUP BY document_no",
        )
        .all()
        .map(({ batch, rows }) => [Number(batch), rows]),
    );
    const acks = readFileSync(acknowledged, 'utf8').split('\n').filter(Boolean).map(Number);
    expect(acks.length).toBeGreaterThanOrEqual(kill);
    expect(acks.filter((batch) => !found.has(batch))).toEqual([]);
    expect([...found.values()].filter((rows) => rows !== rowsPerBatch)).toEqual([]);
    // At most the one batch that was committed but not yet acknowledged.
    const extra = [...found.keys()].filter((batch) => !acks.includes(batch));
    expect(extra.length).toBeLessThanOrEqual(kill);
    expect(checkDatabase(after).findings).toEqual([]);
    if (logLeft) logsLeft += 1;
    next = Math.max(...found.keys()) + 1;
    after.close();
  }
  // A kill that left no log behind would have proven nothing.
  expect(logsLeft).toBe(kills);
});
