/** Ctrl+C: status 130, and nothing has changed. */
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { lastingContent } from '../support/database-content.ts';
import { writeLargeLedger } from '../support/large-ledger.ts';
import { copyOffice, county, makeOffice } from '../support/offices.ts';
import { askCli, startCli } from '../support/run-cli.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';
import { untilImport } from '../support/watch-import.ts';

const shared = sharedTemporaryFolder();
const countyFolder = path.join(shared, 'county');
const ledger = path.join(shared, 'ledger.xlsx');

beforeAll(async () => {
  writeLargeLedger(ledger, 20_000);
  await makeOffice(countyFolder, county, true);
});

it.each(['SIGINT', 'SIGTERM'] as const)(
  '%s during a long import ends it at the next safe point',
  async (signal) => {
    const folder = copyOffice(countyFolder);
    const before = lastingContent(folder);
    const { child, ended } = startCli(['import', 'records', ledger, '--data', folder, '--json']);
    const moment = await untilImport(folder, child, ({ stagedRows }) => stagedRows >= 4_000);
    expect(moment?.staged).toBe(false);
    child.kill(signal);
    const result = await ended;
    expect(result).toMatchObject({ status: 130, signal: null });
    expect(result.json).toEqual({
      error: { code: 'operation.cancelled', params: {}, message: '已取消，没有任何改动。' },
    });
    expect(lastingContent(folder)).toEqual(before);
    const { checks } = await askCli<{ checks: { passed: boolean }[] }>(['check', '--data', folder]);
    expect(checks.every(({ passed }) => passed)).toBe(true);
  },
);

it('interrupts between staging and commit without a trace', async () => {
  const folder = copyOffice(countyFolder);
  const before = lastingContent(folder);
  const { child, ended } = startCli(['import', 'records', ledger, '--data', folder, '--json']);
  await untilImport(folder, child, ({ stagedRows }) => stagedRows === 20_000);
  child.kill('SIGINT');
  const { status } = await ended;
  // Whichever side of the commit the signal fell on, the status tells the truth.
  const after = lastingContent(folder);
  if (status === 130) expect(after).toEqual(before);
  else {
    expect(status).toBe(0);
    expect(after.credit_records).toHaveLength((before.credit_records?.length ?? 0) + 20_000);
  }
});
