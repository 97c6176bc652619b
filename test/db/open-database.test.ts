import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { vaultKeyFile } from '#engine/db/identity-vault.ts';
import { createDatabase, openDatabase } from '#engine/db/open-database.ts';
import { createBodyReader, createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createOfficeReader } from '#engine/db/repositories/office.ts';
import { connect, useDurableLog } from '#engine/db/sqlite-connection.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { asRoot, smallDisk } from '../support/tmpfs.ts';
import {
  countingSources,
  createSample,
  failureOf,
  presentVersion,
  reopen,
  sampleOffice,
  sampleSigningKey,
} from './support/sample.ts';
import { bodyContent } from './support/sample-content.ts';

const options = countingSources();

/** Names and contents of everything in a folder. */
const fingerprint = (folder: string): Record<string, string> =>
  !existsSync(folder)
    ? {}
    : Object.fromEntries(
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()
          .map((file) => [file, createHash('sha256').update(readFileSync(file)).digest('hex')]),
      );

/** A closed database with some rows. */
function closedSample(bodies = 3): { folder: string; file: string } {
  const folder = temporaryFolder();
  const db = createSample(folder);
  db.write((tx) => {
    const repository = createBodyRepository(tx);
    for (let n = 1; n <= bodies; n += 1) repository.insert(bodyContent(n));
  });
  db.close();
  return { folder, file: join(folder, 'credit.db') };
}

/**
 * A folder as a power cut leaves it: commits wait in `-wal`, and `-shm` is still there.
 * @param change runs on the live connection; its commits end up only in the log
 */
function crashed(change: (db: ReturnType<typeof reopen>) => void): { folder: string; file: string } {
  const { folder } = closedSample();
  const live = reopen(folder);
  change(live);
  const copy = temporaryFolder();
  for (const name of ['credit.db', 'credit.db-wal', 'credit.db-shm', vaultKeyFile]) {
    copyFileSync(join(folder, name), join(copy, name));
  }
  expect(statSync(join(copy, 'credit.db-wal')).size).toBeGreaterThan(0);
  return { folder: copy, file: join(copy, 'credit.db') };
}

function expectRefusal(folder: string, code: string, params?: unknown): void {
  const before = fingerprint(folder);
  const failure = failureOf(() => openDatabase(folder, options));
  expect(failure.code).toBe(code);
  if (params !== undefined) expect(failure.params).toEqual(params);
  expect(fingerprint(folder)).toEqual(before);
  expect(failureOf(() => openDatabase(folder, { ...options, readonly: true })).code).toBe(code);
  expect(fingerprint(folder)).toEqual(before);
}

describe('creating', () => {
  it('makes a complete folder that opens again', () => {
    const folder = join(temporaryFolder(), '新建', '数据');
    const db = createSample(folder);
    const office = createOfficeReader(db.reader).get();
    expect(office).toMatchObject(sampleOffice);
    expect(createOfficeReader(db.reader).ownLineages()).toEqual([
      { id: office.lineage, parent: null, restorePoint: null },
    ]);
    db.close();
    expect(readdirSync(folder).sort()).toEqual(['backups', 'credit.db', 'evidence', 'vault.key']);
    expect(createOfficeReader(reopen(folder).reader).get()).toEqual(office);
  });

  it('keeps the database and the key to the owner', () => {
    const { folder, file } = closedSample();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, vaultKeyFile)).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'backups')).mode & 0o777).toBe(0o700);
  });

  it('never overwrites a database', () => {
    const { folder } = closedSample();
    const before = fingerprint(folder);
    expect(
      failureOf(() =>
        createDatabase(folder, { ...options, officeInfo: sampleOffice, signingKey: sampleSigningKey }),
      ),
    ).toEqual({ code: 'database.alreadyExists', params: { folder } });
    expect(fingerprint(folder)).toEqual(before);
  });

  it('uses a vault key that lies there already, for it may open the backups', () => {
    const { folder, file } = closedSample();
    const key = readFileSync(join(folder, vaultKeyFile), 'utf8');
    rmSync(file);
    createSample(folder).close();
    expect(readFileSync(join(folder, vaultKeyFile), 'utf8')).toBe(key);
  });

  it('leaves nothing under the name when the disk is full', () => {
    const folder = join(smallDisk(64), 'data');
    const failure = failureOf(() =>
      createDatabase(folder, { ...options, officeInfo: sampleOffice, signingKey: sampleSigningKey }),
    );
    expect(failure.code).toBe('database.full');
    expect(readdirSync(folder).filter((name) => name.includes('credit'))).toEqual([]);
  });
});

describe('refusing to open, byte for byte as it was', () => {
  it('nothing there', () => {
    const folder = temporaryFolder();
    expectRefusal(folder, 'database.missing', { folder });
    expectRefusal(join(folder, 'no', 'such'), 'database.missing');
  });

  it('a folder in its place', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'credit.db'));
    expectRefusal(folder, 'database.notAFile', { file: join(folder, 'credit.db') });
  });

  it('an empty file', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'credit.db');
    writeFileSync(file, '');
    expectRefusal(folder, 'database.damaged', { file, reason: 'empty' });
  });

  it('garbage, with side files beside it', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'credit.db');
    for (const rest of ['', '-wal', '-shm']) writeFileSync(`${file}${rest}`, `garbage ${rest}`.repeat(999));
    expectRefusal(folder, 'database.damaged', { file, reason: 'header' });
  });

  it('a header with an impossible page size', () => {
    const { folder, file } = closedSample();
    const bytes = readFileSync(file);
    bytes.writeUInt16BE(1_000, 16);
    writeFileSync(file, bytes);
    expectRefusal(folder, 'database.damaged', { file, reason: 'header' });
  });

  it('a database of another program', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'credit.db');
    const other = connect(file, { readonly: false, create: true });
    other.exec('CREATE TABLE t (a TEXT); PRAGMA application_id = 1; PRAGMA user_version = 1');
    other.close();
    expectRefusal(folder, 'database.foreign', { file });
  });

  it('a newer database', () => {
    const { folder, file } = closedSample();
    const raw = connect(file, { readonly: false });
    raw.pragma('user_version = 99');
    raw.close();
    expectRefusal(folder, 'database.newer', { ours: presentVersion, theirs: 99 });
  });

  it('a database whose newer version is still in the log', () => {
    const { folder } = crashed((live) => live.connection.pragma('user_version = 99'));
    expectRefusal(folder, 'database.newer', { ours: presentVersion, theirs: 99 });
  });

  it('a database of another program that is in use', () => {
    const folder = temporaryFolder();
    const source = join(temporaryFolder(), 'other.db');
    const other = connect(source, { readonly: false, create: true });
    useDurableLog(other);
    other.exec('CREATE TABLE t (a TEXT); PRAGMA application_id = 7; PRAGMA user_version = 1');
    for (const rest of ['', '-wal', '-shm'])
      copyFileSync(`${source}${rest}`, join(folder, `credit.db${rest}`));
    other.close();
    expectRefusal(folder, 'database.foreign');
  });

  it('a file that was cut off', () => {
    const { folder, file } = closedSample(400);
    truncateSync(file, Math.floor(statSync(file).size / 2));
    expectRefusal(folder, 'database.damaged', { file, reason: 'truncated' });
  });

  it('a file with a broken first page', () => {
    const { folder, file } = closedSample();
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 100, 4_096);
    writeFileSync(file, bytes);
    expectRefusal(folder, 'database.damaged', { file, reason: 'pages' });
  });

  it('a broken page far inside, when asked to look', () => {
    const { folder, file } = closedSample(400);
    const bytes = readFileSync(file);
    // The last third of the pages holds rows and indexes of the bodies.
    bytes.fill(0xff, bytes.length - 10 * 4_096);
    writeFileSync(file, bytes);
    const before = fingerprint(folder);
    const failure = failureOf(() => openDatabase(folder, { ...options, verify: true }));
    expect(failure).toEqual({ code: 'database.damaged', params: { file, reason: 'pages' } });
    expect(fingerprint(folder)).toEqual(before);
  });

  it('a lost or exchanged key', () => {
    const { folder } = closedSample();
    const key = join(folder, vaultKeyFile);
    const right = readFileSync(key);
    rmSync(key);
    expectRefusal(folder, 'database.keyMissing', { file: vaultKeyFile });
    writeFileSync(key, 'no key');
    expectRefusal(folder, 'database.keyWrong', { file: vaultKeyFile });
    copyFileSync(join(closedSample().folder, vaultKeyFile), key);
    expectRefusal(folder, 'database.keyWrong', { file: vaultKeyFile });
    writeFileSync(key, right);
    reopen(folder);
  });

  it('a wrong key while commits wait in the log', () => {
    const { folder, file } = crashed((live) =>
      live.write((tx) => tx.prepareWrite("UPDATE office SET name = '甲'").run()),
    );
    copyFileSync(join(closedSample().folder, vaultKeyFile), join(folder, vaultKeyFile));
    const before = [file, `${file}-wal`].map((name) => readFileSync(name).toString('base64'));
    expect(failureOf(() => openDatabase(folder, options)).code).toBe('database.keyWrong');
    expect([file, `${file}-wal`].map((name) => readFileSync(name).toString('base64'))).toEqual(before);
  });

  it('a disk that must not be written', () => {
    const disk = smallDisk(4_096);
    const folder = join(disk, 'data');
    createSample(folder).close();
    asRoot('mount', ['-o', 'remount,ro', disk]);
    const before = fingerprint(folder);
    expect(failureOf(() => openDatabase(folder, options))).toEqual({
      code: 'database.readOnly',
      params: { folder },
    });
    expect(failureOf(() => openDatabase(folder, { ...options, readonly: true })).code).toBe(
      'database.readOnly',
    );
    expect(fingerprint(folder)).toEqual(before);
  });

  it('a file that another program has locked for itself', async () => {
    const { folder, file } = closedSample();
    const holder = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import Sqlite from 'better-sqlite3';
         const db = new Sqlite(${JSON.stringify(file)});
         db.pragma('locking_mode = EXCLUSIVE');
         db.exec('BEGIN EXCLUSIVE');
         console.log('held');
         setInterval(() => {}, 1000);`,
      ],
      { cwd: join(import.meta.dirname, '../..'), stdio: ['ignore', 'pipe', 'inherit'] },
    );
    try {
      await new Promise((resolve) => holder.stdout.once('data', resolve));
      const before = readFileSync(file);
      expect(failureOf(() => openDatabase(folder, { ...options, busyTimeoutMs: 50 }))).toEqual({
        code: 'database.busy',
        params: { file },
      });
      expect(readFileSync(file).equals(before)).toBe(true);
    } finally {
      holder.kill('SIGKILL');
      await new Promise((resolve) => holder.once('exit', resolve));
    }
    reopen(folder);
  });
});

describe('opening', () => {
  it('takes up what waits in the log after a power cut', () => {
    const { folder } = crashed((live) => {
      live.write((tx) =>
        createBodyRepository({ ...tx, newId: () => '00000000-0000-7000-9000-000000000009' }).insert(
          bodyContent(9),
        ),
      );
    });
    expect(createBodyReader(reopen(folder).reader).count()).toBe(4);
  });

  it('reads only, when asked to', () => {
    const { folder } = closedSample();
    const db = reopen(folder, { readonly: true });
    expect(createBodyReader(db.reader).count()).toBe(3);
    const before = fingerprint(folder);
    expect(failureOf(() => db.write((tx) => createBodyRepository(tx).insert(bodyContent(9)))).code).toBe(
      'database.readOnly',
    );
    expect(fingerprint(folder)).toEqual(before);
    db.close();
    expect(readdirSync(folder).sort()).toEqual(['backups', 'credit.db', 'evidence', 'vault.key']);
  });

  it('opens a sound file that something was appended to', () => {
    const { folder, file } = closedSample();
    appendFileSync(file, Buffer.alloc(4_096));
    expect(createBodyReader(reopen(folder).reader).count()).toBe(3);
  });

  it('leaves no side files when closed', () => {
    const { folder } = closedSample();
    const db = reopen(folder);
    db.write((tx) => tx.prepareWrite("UPDATE office SET name = '甲'").run());
    expect(existsSync(`${db.file}-wal`)).toBe(true);
    db.close();
    expect(readdirSync(folder).sort()).toEqual(['backups', 'credit.db', 'evidence', 'vault.key']);
  });
});
