import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAuditReader } from '#engine/db/audit-log.ts';
import { createBackup, listBackups, rowsOfBackup, thinOutBackups } from '#engine/db/backup.ts';
import { checkDatabase } from '#engine/db/check-database.ts';
import { vaultKeyFile } from '#engine/db/identity-vault.ts';
import type { CreditDatabase } from '#engine/db/open-database.ts';
import { createBodyReader, createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createOfficeReader } from '#engine/db/repositories/office.ts';
import { restoreBackup, verifyBackup } from '#engine/db/restore.ts';
import { connect } from '#engine/db/sqlite-connection.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { smallDisk } from '../support/tmpfs.ts';
import {
  countingSources,
  createSample,
  dumpTables,
  failureOf,
  presentVersion,
  reopen,
} from './support/sample.ts';
import { bodyContent } from './support/sample-content.ts';

const insert = (db: CreditDatabase, ...numbers: number[]): void => {
  db.write((tx) => {
    const bodies = createBodyRepository(tx);
    for (const n of numbers) bodies.insert(bodyContent(n, { phone: '13800138000' }));
  });
};

const backUp = (db: CreditDatabase, now: string) =>
  createBackup({ connection: db.connection, folder: db.folder, now, reason: 'manual' });

function withBackup() {
  const folder = temporaryFolder();
  const sources = countingSources();
  const db = createSample(folder, sources);
  insert(db, 1, 2, 3);
  const content = dumpTables(db.connection);
  const backup = backUp(db, '2026-03-01T12:00:00.000Z');
  return { folder, db, sources, backup, content, file: join(folder, 'backups', backup.name) };
}

const bytes = (file: string): string => readFileSync(file).toString('base64');
const sourcesAfter = () => ({
  ...countingSources('2026-03-02T08:00:00.000Z'),
  newId: () =>
    `00000000-0000-7000-b000-${Math.floor(performance.now() * 1e6)
      .toString(16)
      .padStart(12, '0')}`,
});

/** Changes a number of the header: the application id is at 68, the schema version at 60. */
const withInteger = (file: Buffer, at: number, value: number): Buffer => {
  file.writeInt32BE(value, at);
  return file;
};

describe('a backup', () => {
  it('holds every row, without the log, and is named and listed', () => {
    const { db, backup, content, file, folder } = withBackup();
    expect(backup.name).toBe('credit-20260301T120000000Z-manual.db');
    expect(readdirSync(join(folder, 'backups'))).toEqual([backup.name]);
    const copy = connect(file, { readonly: true });
    expect(dumpTables(copy)).toEqual(content);
    expect(copy.pragma('user_version', { simple: true })).toBe(presentVersion);
    copy.close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    verifyBackup(folder, backup.name);
    const again = backUp(db, '2026-03-01T12:00:00.000Z');
    expect(again.name).toBe('credit-20260301T120000000Z-manual-2.db');
    writeFileSync(join(folder, 'backups', '说明.txt'), '');
    expect(listBackups(folder)).toMatchObject([
      { name: backup.name, at: backup.at },
      { name: again.name, at: backup.at, reason: 'manual' },
    ]);
    // 3 bodies, one office, one line of edits, one signing key, one audit entry.
    expect(rowsOfBackup(file)).toBe(7);
  });

  it('is thinned out by the rule, and nothing else is removed', () => {
    const { db, folder } = withBackup();
    for (const hour of ['01', '02', '03']) backUp(db, `2026-01-05T${hour}:00:00.000Z`);
    writeFileSync(join(folder, 'backups', '说明.txt'), '');
    expect(thinOutBackups(folder)).toEqual([
      'credit-20260105T010000000Z-manual.db',
      'credit-20260105T020000000Z-manual.db',
    ]);
    expect(readdirSync(join(folder, 'backups')).sort()).toEqual([
      'credit-20260105T030000000Z-manual.db',
      'credit-20260301T120000000Z-manual.db',
      '说明.txt',
    ]);
  });

  it('says how much room it needs when the disk is full, and leaves nothing half made', () => {
    const folder = join(smallDisk(2_304), 'data');
    const db = createSample(folder);
    insert(db, ...Array.from({ length: 800 }, (_, n) => n));
    db.connection.pragma('wal_checkpoint(TRUNCATE)');
    const size = statSync(db.file).size;
    const failure = failureOf(() => backUp(db, '2026-03-01T12:00:00.000Z'));
    expect(failure).toMatchObject({ code: 'database.full', params: { needed: size } });
    expect(readdirSync(join(folder, 'backups'))).toEqual([]);
    expect(createBodyReader(db.reader).count()).toBe(800);
  });
});

describe('a bad backup', () => {
  it('is found out, whatever is wrong with it, and not restored', () => {
    const { db, folder, backup, file } = withBackup();
    db.close();
    const good = readFileSync(file);
    const before = bytes(join(folder, 'credit.db'));
    const size = good.length;
    const damages: [string, (copy: Buffer) => Buffer][] = [
      ['database.backupBad', () => Buffer.alloc(0)],
      ['database.backupBad', (copy) => copy.subarray(0, size - 4_096)],
      ['database.backupBad', (copy) => copy.fill(0, size - 8_192)],
      ['database.backupBad', (copy) => copy.fill('x', 0, 16)],
      ['database.backupBad', (copy) => withInteger(copy, 68, 5)],
      ['database.newer', (copy) => withInteger(copy, 60, 99)],
    ];
    for (const [code, damage] of damages) {
      writeFileSync(file, damage(Buffer.from(good)));
      expect(failureOf(() => verifyBackup(folder, backup.name)).code).toBe(code);
      expect(
        failureOf(() => restoreBackup({ folder, backup: backup.name, actor: 'cli', ...sourcesAfter() })).code,
      ).toBe(code);
    }
    writeFileSync(file, good);
    copyFileSync(join(withBackup().folder, vaultKeyFile), join(folder, vaultKeyFile));
    expect(failureOf(() => verifyBackup(folder, backup.name)).code).toBe('database.keyWrong');
    expect(bytes(join(folder, 'credit.db'))).toBe(before);
    expect(readdirSync(folder).filter((name) => name.startsWith('credit') || name.startsWith('.'))).toEqual([
      'credit.db',
    ]);
  });

  it('is named, never reached by a path', () => {
    const { folder } = withBackup();
    for (const name of ['../credit.db', '/etc/passwd', 'x', 'no-such.db', '..\\credit.db']) {
      expect(failureOf(() => verifyBackup(folder, name))).toEqual({
        code: 'database.backupMissing',
        params: { name },
      });
    }
  });
});

describe('restoring', () => {
  it('brings the rows back, keeps the replaced database, and begins a new line of edits', () => {
    const { db, folder, backup, content } = withBackup();
    const before = createOfficeReader(db.reader).get();
    const lastBody = createBodyReader(db.reader).list().at(-1);
    const head = createAuditReader(db.reader).head();
    insert(db, 4);
    const replacedContent = dumpTables(db.connection);
    db.close();

    const { lineage, replaced } = restoreBackup({
      folder,
      backup: backup.name,
      actor: 'cli',
      ...sourcesAfter(),
    });
    expect(lineage).toMatchObject({ parent: before.lineage, restorePoint: lastBody?.updatedAt });
    const restored = reopen(folder, sourcesAfter());
    expect(dumpTables(restored.connection).bodies).toEqual(content.bodies);
    expect(createOfficeReader(restored.reader).get()).toEqual({ ...before, lineage: lineage.id });
    // The audit chain goes on from the backup's head.
    const log = createAuditReader(restored.reader);
    expect(log.page(1)[0]).toMatchObject({ action: 'database.restore', sequence: head.sequence + 1 });
    expect(log.verify()).toMatchObject({ intact: true });
    expect(checkDatabase(restored).findings).toEqual([]);
    insert(restored, 5);
    expect(
      createBodyReader(restored.reader)
        .list()
        .map(({ lineage }) => lineage),
    ).toEqual([...Array.from({ length: 3 }, () => before.lineage), lineage.id]);

    expect(replaced).toMatch(/credit\.db\.replaced-2026\d+T\d+Z$/);
    const old = connect(replaced ?? '', { readonly: true });
    expect(dumpTables(old)).toEqual(replacedContent);
    old.close();
    expect(existsSync(join(folder, 'backups', backup.name))).toBe(true);
  });

  it('refuses while a program has the database open, and changes nothing', () => {
    const { db, folder, backup } = withBackup();
    insert(db, 4);
    const reader = reopen(folder);
    reader.connection.exec('BEGIN');
    reader.connection.prepare('SELECT count(*) FROM bodies').get();
    expect(
      failureOf(() => restoreBackup({ folder, backup: backup.name, actor: 'cli', ...sourcesAfter() })).code,
    ).toBe('database.busy');
    expect(createBodyReader(db.reader).count()).toBe(4);
    expect(
      readdirSync(folder).filter((name) => name.includes('restor') || name.includes('replaced')),
    ).toEqual([]);
  });

  it('helps when the database is damaged, with its log, or gone', () => {
    const { db, folder, backup } = withBackup();
    insert(db, 4);
    const log = readFileSync(`${db.file}-wal`);
    db.close();
    truncateSync(db.file, 5_000);
    writeFileSync(`${db.file}-wal`, log);
    const damaged = bytes(db.file);
    const restore = () => restoreBackup({ folder, backup: backup.name, actor: 'cli', ...sourcesAfter() });
    const { replaced } = restore();
    expect(bytes(replaced ?? '')).toBe(damaged);
    expect(bytes(`${replaced}-wal`)).toBe(log.toString('base64'));
    const restored = reopen(folder, sourcesAfter());
    expect(createBodyReader(restored.reader).count()).toBe(3);
    restored.close();
    rmSync(db.file);
    expect(restore().replaced).toBeNull();
    expect(createBodyReader(reopen(folder, sourcesAfter()).reader).count()).toBe(3);
  });
});
