/** `backup` and `check`: copies that are proven, going back to one, and finding what was changed behind our back. */
import { copyFileSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { databaseContent } from '../support/database-content.ts';
import { copyOffice, county, makeOffice, withOffice } from '../support/offices.ts';
import { askCli, type CliFailure, runCli } from '../support/run-cli.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

interface BackupView {
  name: string;
  createdAt: string;
  size: number;
  sha256: string;
  rows: number;
}
interface Checked {
  checks: { name: string; passed: boolean; examined: number }[];
  findings: { code: string; params: Record<string, unknown> }[];
}

const shared = sharedTemporaryFolder();
const countyFolder = path.join(shared, 'county');

beforeAll(async () => {
  await makeOffice(countyFolder, county, true);
  await withOffice(countyFolder, ({ client }) => client.call('runs.execute', { cycle: '2025' }));
});

const addCycle = (folder: string): Promise<unknown> => askCli(['cycle', 'create', '2031', '--data', folder]);

/** Everything but what a restore itself adds: its lineage and its entry in the audit log. */
const contentOf = (folder: string) => {
  const { audit_log: _, lineages: __, office: ___, ...rest } = databaseContent(folder);
  return rest;
};

describe('a backup', () => {
  it('is proven when it is made, listed, and verified again', async () => {
    const folder = copyOffice(countyFolder);
    const made = await askCli<BackupView>(['backup', 'create', '--data', folder]);
    const file = path.join(folder, 'backups', made.name);
    // Counted without the program: all rows of all tables.
    const rows = Object.values(databaseContent(folder)).reduce((sum, table) => sum + table.length, 0);
    expect(made.rows).toBe(rows);
    expect(made.size).toBe(readFileSync(file).length);
    const { backups } = await askCli<{ backups: BackupView[] }>(['backup', 'list', '--data', folder]);
    expect(backups.map(({ name }) => name)).toEqual([made.name]);
    expect(await askCli<BackupView>(['backup', 'verify', file, '--data', folder])).toEqual(made);
    const plain = await runCli(['backup', 'create', '--data', folder]);
    expect(plain.stdout).toContain('已核验');
  });

  it('is gone back to, and the replaced database is kept', async () => {
    const folder = copyOffice(countyFolder);
    const before = contentOf(folder);
    const { name } = await askCli<BackupView>(['backup', 'create', '--data', folder]);
    await addCycle(folder);
    const later = databaseContent(folder);
    const file = path.join(folder, 'backups', name);
    const done = await askCli<{ replacedKeptAs: string }>(['backup', 'restore', file, '--data', folder]);
    expect(contentOf(folder)).toEqual(before);
    // Undoing the restore: the kept file is the database as it was.
    const undone = temporaryFolder();
    const kept = path.isAbsolute(done.replacedKeptAs)
      ? done.replacedKeptAs
      : path.join(folder, done.replacedKeptAs);
    copyFileSync(kept, path.join(undone, 'credit.db'));
    expect(databaseContent(undone)).toEqual(later);
    const { checks } = await askCli<Checked>(['check', '--data', folder]);
    expect(checks.filter(({ passed }) => !passed)).toEqual([]);
  });

  it('may lie elsewhere under any name, even that of another backup', async () => {
    const folder = copyOffice(countyFolder);
    const before = contentOf(folder);
    const first = await askCli<BackupView>(['backup', 'create', '--data', folder]);
    const stick = temporaryFolder();
    const elsewhere = path.join(stick, '备份 一.db');
    copyFileSync(path.join(folder, 'backups', first.name), elsewhere);
    await addCycle(folder);
    const second = await askCli<BackupView>(['backup', 'create', '--data', folder]);
    const disguised = path.join(stick, second.name);
    copyFileSync(elsewhere, disguised);
    const listed = readdirSync(path.join(folder, 'backups'));

    const seen = await askCli<BackupView>(['backup', 'verify', elsewhere, '--data', folder]);
    expect(seen).toMatchObject({ name: '备份 一.db', sha256: first.sha256 });
    await askCli(['backup', 'restore', disguised, '--data', folder]);
    expect(contentOf(folder)).toEqual(before);
    expect(readdirSync(path.join(folder, 'backups')).filter((name) => !listed.includes(name))).toEqual([]);
  });

  it.each<[what: string, spoil: (content: Buffer) => Buffer]>([
    ['cut short', (content) => content.subarray(0, Math.floor(content.length / 2))],
    ['overwritten in the middle', (content) => Buffer.from(content).fill(0xff, 40_960, 81_920)],
    ['no database', () => Buffer.from('备份')],
    ['empty', () => Buffer.alloc(0)],
  ])('that is %s is refused with status 3 and nothing changes', async (_, spoil) => {
    const folder = copyOffice(countyFolder);
    const { name } = await askCli<BackupView>(['backup', 'create', '--data', folder]);
    const bad = path.join(temporaryFolder(), name);
    writeFileSync(bad, spoil(readFileSync(path.join(folder, 'backups', name))));
    const before = databaseContent(folder);
    const listed = readdirSync(path.join(folder, 'backups'));
    for (const verb of ['verify', 'restore']) {
      const result = await runCli<CliFailure>(['backup', verb, bad, '--data', folder, '--json']);
      expect([verb, result.status]).toEqual([verb, 3]);
      expect(result.json.error.message).toMatch(/备份|数据库/);
    }
    expect(databaseContent(folder)).toEqual(before);
    expect(readdirSync(path.join(folder, 'backups'))).toEqual(listed);
  });

  it('brings a data folder back whose database is damaged', async () => {
    const folder = copyOffice(countyFolder);
    const before = contentOf(folder);
    const { name } = await askCli<BackupView>(['backup', 'create', '--data', folder]);
    writeFileSync(path.join(folder, 'credit.db'), 'garbage');
    expect((await runCli(['check', '--data', folder])).status).toBe(4);
    await askCli(['backup', 'restore', path.join(folder, 'backups', name), '--data', folder]);
    expect(contentOf(folder)).toEqual(before);
  });
});

describe('check', () => {
  it('passes a sound data folder and says what it looked at', async () => {
    const folder = copyOffice(countyFolder);
    const { checks, findings } = await askCli<Checked>(['check', '--data', folder]);
    expect(findings).toEqual([]);
    expect(checks.map(({ name, passed }) => [name, passed])).toEqual([
      ['database', true],
      ['audit', true],
      ['evidence', true],
      ['search', true],
      ['runs', true],
    ]);
    const content = databaseContent(folder);
    const examined = Object.fromEntries(checks.map((check) => [check.name, check.examined]));
    expect(examined.audit).toBe(content.audit_log?.length);
    expect(examined.runs).toBe(content.runs?.length);
    const plain = await runCli(['check', '--data', folder]);
    expect(plain.stdout).toMatch(/审计链 +通过/);
  });

  it.each<[what: string, sql: string, failed: string, code: string]>([
    [
      'a record changed by hand',
      "UPDATE credit_records SET fact_summary = '没有这回事' WHERE id = (SELECT min(id) FROM credit_records)",
      'database',
      'database.check.content',
    ],
    [
      'an entry removed from the audit log',
      'DROP TRIGGER audit_log_never_shrinks; DELETE FROM audit_log WHERE sequence = 1',
      'audit',
      'database.check.audit',
    ],
    [
      'a unit whose body is gone',
      'PRAGMA foreign_keys = OFF; DELETE FROM bodies WHERE uscc = (SELECT min(body_uscc) FROM cycle_units)',
      'database',
      'database.check.reference',
    ],
    [
      'a result changed by hand',
      `DROP TRIGGER runs_stay; UPDATE runs SET result = replace(result, '"rank":1', '"rank":2')`,
      'runs',
      'check.runDiffers',
    ],
  ])('finds %s, with status 1', async (_, sql, failed, code) => {
    const folder = copyOffice(countyFolder);
    const database = new Sqlite(path.join(folder, 'credit.db'));
    database.exec(sql);
    database.close();
    const { checks, findings } = await askCli<Checked>(['check', '--data', folder], 1);
    expect(checks.filter(({ passed }) => !passed).map(({ name }) => name)).toContain(failed);
    expect(findings.map((finding) => finding.code)).toContain(code);
    const plain = await runCli(['check', '--data', folder]);
    expect(plain.status).toBe(1);
    expect(plain.stdout).toContain('未通过');
  });
});

describe('a database that cannot be used', () => {
  const file = (folder: string): string => path.join(folder, 'credit.db');
  const withSql = (sql: string) => (folder: string) => {
    const database = new Sqlite(file(folder));
    database.exec(sql);
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.close();
  };
  const overwrite = (change: (content: Buffer) => Buffer | string) => (folder: string) =>
    writeFileSync(file(folder), change(readFileSync(file(folder))));

  it.each<[what: string, code: string, spoil: (folder: string) => void]>([
    ['newer than the program', 'database.newer', withSql('PRAGMA user_version = 99')],
    ['of another program', 'database.foreign', withSql('PRAGMA application_id = 1')],
    ['cut in half', 'database.damaged', overwrite((content) => content.subarray(0, content.length / 2))],
    ['garbage', 'database.damaged', overwrite(() => '这不是数据库'.repeat(500))],
    ['empty', 'database.damaged', overwrite(() => '')],
    ['missing', 'database.missing', (folder) => renameSync(file(folder), `${file(folder)}.away`)],
  ])('because it is %s: status 4, and it stays as it is', async (_, code, spoil) => {
    const folder = copyOffice(countyFolder);
    spoil(folder);
    const names = readdirSync(folder).toSorted();
    const bytes = names.includes('credit.db') ? readFileSync(file(folder)) : null;
    const commands = [
      ['check'],
      ['cycle', 'create', '2031'],
      ['export', 'bodies', '-o', path.join(temporaryFolder(), 'bodies.xlsx')],
    ];
    for (const words of commands) {
      const result = await runCli<CliFailure>([...words, '--data', folder, '--json']);
      expect([words, result.status, result.json.error.code]).toEqual([words, 4, code]);
      expect(result.stderr).toMatch(/[\u4e00-\u9fff]{4}/);
      expect(result.stderr).not.toContain('Error');
    }
    expect(readdirSync(folder).toSorted()).toEqual(names);
    expect(names.includes('credit.db') ? readFileSync(file(folder)) : null).toEqual(bytes);
  });

  it('says so when another program holds it', async () => {
    const folder = copyOffice(countyFolder);
    const holder = new Sqlite(file(folder));
    holder.exec('BEGIN EXCLUSIVE');
    const before = databaseContent(folder);
    const result = await runCli<CliFailure>(['cycle', 'create', '2031', '--data', folder, '--json']);
    holder.close();
    expect([result.status, result.json.error.code]).toEqual([4, 'database.busy']);
    expect(result.stderr).toContain('正被另一个程序使用');
    expect(databaseContent(folder)).toEqual(before);
  });
});
