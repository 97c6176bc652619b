/** Undoing an import, killed at any moment: the import is there whole, or it is gone whole. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { lookInto } from '../support/database-content.ts';
import { writeLargeLedger } from '../support/large-ledger.ts';
import { copyOffice, county, makeOffice } from '../support/offices.ts';
import { askCli, startCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const rows = 10_000;
const megabyte = 1_048_576;

/** What a record says, and whose it is, of every record; and how far the batch is. */
const stateOf = (folder: string) =>
  lookInto(folder, (database) => ({
    records: database.prepare('SELECT id, content_hash FROM credit_records ORDER BY id').all(),
    batches: database.prepare('SELECT status FROM import_batches ORDER BY id').pluck().all(),
    changes: database.prepare('SELECT count(*) FROM batch_changes').pluck().get(),
  }));

it('killed while it undoes, an import is undone whole or not at all, and the next undo completes', async () => {
  const shared = temporaryFolder();
  const ledger = path.join(shared, 'ledger.xlsx');
  const office = path.join(shared, 'county');
  await makeOffice(office, county, true);
  const untouched = stateOf(office).records;
  writeLargeLedger(ledger, rows);
  const { batch } = await askCli<{ batch: string }>(['import', 'records', ledger, '--data', office]);
  const imported = stateOf(office);
  expect(imported.records).toHaveLength(untouched.length + rows);

  // Bytes of the log: it grows only by what the one transaction of the undo writes.
  let undone = 0;
  for (const written of [0, 0.2, 1, 2, 3]) {
    const folder = copyOffice(office);
    const { child, ended } = startCli(['imports', 'undo', batch, '--data', folder]);
    const log = path.join(folder, 'credit.db-wal');
    const size = () => statSync(log, { throwIfNoEntry: false })?.size ?? -1;
    while (child.exitCode === null && size() <= written * megabyte) await delay(1);
    child.kill('SIGKILL');
    await ended;

    const { checks } = await askCli<{ checks: { passed: boolean }[] }>(['check', '--data', folder]);
    expect([written, checks.every(({ passed }) => passed)]).toEqual([written, true]);
    const found = stateOf(folder);
    if (found.batches[0] === 'reverted') undone += 1;
    else expect([written, found]).toEqual([written, imported]);
    await askCli(['imports', 'undo', batch, '--data', folder]);
    expect(stateOf(folder)).toEqual({ records: untouched, batches: ['reverted'], changes: 0 });
  }
  // If every one had come too late nothing would have been tested.
  expect(undone).toBeLessThan(5);
});
