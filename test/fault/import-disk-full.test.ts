/** Goal R3 (quality.md §1) for the command line: a full disk is said so, changes nothing, and leaves no half file. */
import { cpSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { lastingContent } from '../support/database-content.ts';
import { writeLargeLedger } from '../support/large-ledger.ts';
import { county, makeOffice } from '../support/offices.ts';
import { askCli, type CliFailure, runCli } from '../support/run-cli.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';
import { smallDisk } from '../support/tmpfs.ts';

const shared = sharedTemporaryFolder();
const office = path.join(shared, 'county');
const ledger = path.join(shared, 'ledger.xlsx');
const rows = 3_000;

beforeAll(async () => {
  writeLargeLedger(ledger, rows);
  await makeOffice(office, county, true);
});

/** Fills a disk until so many bytes are free. @returns what takes the room */
const fill = (disk: string, left: number): string => {
  const ballast = path.join(disk, 'ballast');
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - left)));
  return ballast;
};

const expectFull = (stderr: string): void => {
  expect(stderr).toMatch(/磁盘已满|磁盘空间不足/);
  expect(stderr).not.toContain('Error');
};

describe('an import into a data folder on a full disk', () => {
  // From “no row can be staged” over “some are” to “staged, but not committed”.
  it.each([64, 256, 512, 1_024, 2_048])('with %i KB left', async (kilobytes) => {
    const disk = smallDisk(24 * 1_024);
    const folder = path.join(disk, 'data');
    cpSync(office, folder, { recursive: true });
    const before = lastingContent(folder);
    const ballast = fill(disk, kilobytes * 1_024);
    const result = await runCli<CliFailure>(['import', 'records', ledger, '--data', folder, '--json']);
    expect(result.status).toBe(4);
    expect(result.json.error.code).toMatch(/^database\./);
    expectFull(result.stderr);

    rmSync(ballast);
    const { checks } = await askCli<{ checks: { passed: boolean }[] }>(['check', '--data', folder]);
    expect(checks.every(({ passed }) => passed)).toBe(true);
    expect({ ...lastingContent(folder), ...stagingOf(before) }).toEqual(before);
    const done = await askCli<{ accepted: number }>(['import', 'records', ledger, '--data', folder]);
    expect(done.accepted).toBe(rows);
  });
});

/** What could not be tidied away for want of room stays staged: a list that nobody committed. */
const stagingOf = (content: Record<string, string[]>) =>
  Object.fromEntries(
    ['import_batches', 'staged_blocks', 'findings'].map((table) => [table, content[table] ?? []]),
  );

describe('a file written to a full disk', () => {
  it.each<[what: string, words: (target: string) => string[], beside?: string[]]>([
    ['export', (target) => ['export', 'records', '--data', office, '-o', target]],
    ['template', (target) => ['template', 'records', '--data', office, '-o', target]],
    [
      'package create',
      (target) => ['package', 'create', '--cycle', '2026', '--data', office, '-o', target],
      ['out-报送清单.xlsx'],
    ],
    ['office key export', (target) => ['office', 'key', 'export', '--data', office, '-o', target]],
  ])('by %s is not there by halves', async (_, words, beside = []) => {
    const disk = smallDisk(256);
    const target = path.join(disk, 'out');
    writeFileSync(target, 'what was there before');
    fill(disk, 0);
    const result = await runCli(words(target));
    expect(result.status).toBe(3);
    expect(result.stdout).toBe('');
    expectFull(result.stderr);
    expect(readdirSync(disk).toSorted()).toEqual(['ballast', 'out']);
    rmSync(path.join(disk, 'ballast'));
    await askCli(words(target));
    expect(readdirSync(disk).toSorted()).toEqual(['out', ...beside]);
  });

  it('by backup create leaves no half backup', async () => {
    const disk = smallDisk(24 * 1_024);
    const folder = path.join(disk, 'data');
    cpSync(office, folder, { recursive: true });
    const ballast = fill(disk, 512 * 1_024);
    const result = await runCli<CliFailure>(['backup', 'create', '--data', folder, '--json']);
    expect([result.status, result.json.error.code]).toEqual([4, 'database.full']);
    // Says how much room it takes.
    expect(result.stderr).toMatch(/需要约 \d+ MB/);
    expect(readdirSync(path.join(folder, 'backups'))).toEqual([]);
    rmSync(ballast);
    await askCli(['backup', 'create', '--data', folder]);
  });
});
