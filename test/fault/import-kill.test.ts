/** Goal R1 (quality.md §1) for an import from the command line: killed at any moment, all of it is there or none. */
import path from 'node:path';
import { expect, it } from 'vitest';
import { countRows, lookInto } from '../support/database-content.ts';
import { writeLargeLedger } from '../support/large-ledger.ts';
import { copyOffice, county, makeOffice } from '../support/offices.ts';
import { askCli, startCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { type ImportMoment, untilImport } from '../support/watch-import.ts';

const rows = 20_000;
const megabyte = 1_048_576;

/** Spread over the whole import: opening, reading, the end of reading, and the one transaction that commits. */
const moments: [name: string, reached: (moment: ImportMoment, logBytesAtCommit: number) => boolean][] = [
  ['when the database is just open', ({ open }) => open],
  ['with the first rows staged', ({ stagedRows }) => stagedRows > 0],
  ['with a quarter staged', ({ stagedRows }) => stagedRows >= rows / 4],
  ['with half staged', ({ stagedRows }) => stagedRows >= rows / 2],
  ['with three quarters staged', ({ stagedRows }) => stagedRows >= (rows * 3) / 4],
  ['with all rows staged', ({ stagedRows }) => stagedRows === rows],
  ['when the commit begins', ({ staged }) => staged],
  // The log grows only by the commit from here on.
  ['early in the commit', ({ staged, logBytes }, before) => staged && logBytes > before + megabyte],
  [
    'in the middle of the commit',
    ({ staged, logBytes }, before) => staged && logBytes > before + 4 * megabyte,
  ],
  ['late in the commit', ({ staged, logBytes }, before) => staged && logBytes > before + 8 * megabyte],
];

it(`killed at ${moments.length} moments, an import is whole or absent, and the next one completes`, async () => {
  const shared = temporaryFolder();
  const ledger = path.join(shared, 'ledger.xlsx');
  const office = path.join(shared, 'county');
  writeLargeLedger(ledger, rows);
  await makeOffice(office, county, true);
  let folder = copyOffice(office);
  const before = countRows(folder, 'credit_records');
  const audited = countRows(folder, 'audit_log');
  const importLedger = (): string[] => ['import', 'records', ledger, '--data', folder];

  for (const [name, reached] of moments) {
    const { child, ended } = startCli(importLedger());
    let logBytesAtCommit = Number.POSITIVE_INFINITY;
    const moment = await untilImport(folder, child, (now) => {
      if (now.staged && logBytesAtCommit === Number.POSITIVE_INFINITY) logBytesAtCommit = now.logBytes;
      return reached(now, logBytesAtCommit);
    });
    child.kill('SIGKILL');
    const { signal } = await ended;
    // A moment that never came would have tested nothing.
    expect([name, moment === null ? 'never came' : signal]).toEqual([name, 'SIGKILL']);

    const { checks } = await askCli<{ checks: { passed: boolean }[] }>(['check', '--data', folder]);
    expect([name, checks.every(({ passed }) => passed)]).toEqual([name, true]);
    const found = countRows(folder, 'credit_records') - before;
    expect([0, rows]).toContain(found);
    const { committed, cutOff } = lookInto(folder, (database) => ({
      committed: database
        .prepare("SELECT count(*) FROM import_batches WHERE status = 'committed'")
        .pluck()
        .get(),
      // Of a file that was not read to its end no row stays behind.
      cutOff: database
        .prepare(
          `SELECT count(*) FROM import_batches LEFT JOIN staged_blocks ON batch_id = id
           WHERE rows_in_file = 0 AND (status <> 'abandoned' OR batch_id IS NOT NULL)`,
        )
        .pluck()
        .get(),
    }));
    expect([name, committed]).toEqual([name, found === 0 ? 0 : 1]);
    expect(countRows(folder, 'audit_log')).toBe(audited + (found === 0 ? 0 : 1));
    expect([name, cutOff]).toEqual([name, 0]);
    // An import after this one would skip every row: the next kill meets the county as it was.
    if (found === rows) folder = copyOffice(office);
  }

  const done = await askCli<{ accepted: number; skipped: number; refused: number }>(importLedger());
  expect(done.accepted + done.skipped).toBe(rows);
  expect(countRows(folder, 'credit_records')).toBe(before + rows);
}, 240_000);
