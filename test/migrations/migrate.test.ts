/**
 * The migration framework on real rows. The step after the product's own is made up here: it rebuilds a table, moves
 * data and adds an index, as real ones do. Each real step has a test of its own beside this one.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listBackups } from '#engine/db/backup.ts';
import { migrations } from '#engine/db/migrations/index.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createRecordRepository } from '#engine/db/repositories/records.ts';
import { verifyBackup } from '#engine/db/restore.ts';
import { connect } from '#engine/db/sqlite-connection.ts';
import {
  countingSources,
  createSample,
  dumpTables,
  failureOf,
  presentVersion,
  reopen,
} from '../db/support/sample.ts';
import { bodyContent, recordContent, usccOf } from '../db/support/sample-content.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { smallDisk } from '../support/tmpfs.ts';
import { addReviewer, breaksReferences } from './support/made-up-steps.ts';

const steps = [...migrations, addReviewer];
const next = presentVersion + 1;

/** A closed database of the present version with rows that the made-up step touches. */
function closedDatabase(folder = temporaryFolder()): string {
  const db = createSample(folder);
  db.write((tx) => {
    const bodies = createBodyRepository(tx);
    const records = createRecordRepository(tx);
    for (let n = 1; n <= 5; n += 1) {
      bodies.insert(bodyContent(n, { liaison: n % 2 === 0 ? null : `联络员${n}`, phone: '13800138000' }));
      records.insert(recordContent(usccOf(n)));
    }
  });
  db.close();
  return folder;
}

const contentOf = (folder: string) => {
  const connection = connect(join(folder, 'credit.db'), { readonly: false });
  try {
    return {
      version: connection.pragma('user_version', { simple: true }),
      integrity: connection.pragma('integrity_check', { simple: true }),
      tables: dumpTables(connection),
    };
  } finally {
    connection.close();
  }
};

/** What the next version must hold, written from the rows of the present one by the meaning of the step. */
function expectedTables(before: Record<string, string[]>): Record<string, string[]> {
  const bodies = (before.bodies ?? []).map((text) => {
    const { liaison, ...row } = JSON.parse(text);
    const entries = Object.entries({ ...row, reviewer: liaison ?? '未指定' });
    return JSON.stringify(Object.fromEntries(entries));
  });
  return { ...before, bodies: bodies.sort() };
}

it('the steps of the product are numbered without gaps and frozen', () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
  expect(Object.isFrozen(migrations)).toBe(true);
  expect(() => openDatabase(closedDatabase(), { ...countingSources(), steps: [addReviewer] })).toThrow();
});

describe('from the version before', () => {
  it('brings every row of every table over, after a backup that was proven good', () => {
    const folder = closedDatabase();
    const before = contentOf(folder);
    const db = reopen(folder, { steps });
    expect(db.connection.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(db.connection.pragma('foreign_key_check')).toEqual([]);
    expect(dumpTables(db.connection)).toEqual(expectedTables(before.tables));
    db.close();
    expect(contentOf(folder)).toMatchObject({ version: next, integrity: 'ok' });

    const [backup, ...others] = listBackups(folder);
    expect(others).toEqual([]);
    expect(backup?.reason).toBe('upgrade');
    verifyBackup(folder, backup?.name ?? '');
    const copy = connect(join(folder, 'backups', backup?.name ?? ''), { readonly: true });
    expect(copy.pragma('user_version', { simple: true })).toBe(presentVersion);
    expect(dumpTables(copy)).toEqual(before.tables);
    copy.close();

    // The next time there is nothing to do, and no second backup.
    reopen(folder, { steps }).close();
    expect(listBackups(folder)).toHaveLength(1);
    // The program of the present version refuses it now.
    expect(failureOf(() => openDatabase(folder, countingSources()))).toEqual({
      code: 'database.newer',
      params: { ours: presentVersion, theirs: next },
    });
  });

  it('does not touch a file that is only read', () => {
    const folder = closedDatabase();
    const before = readFileSync(join(folder, 'credit.db'));
    expect(failureOf(() => openDatabase(folder, { ...countingSources(), steps, readonly: true }))).toEqual({
      code: 'database.older',
      params: { ours: next, theirs: presentVersion },
    });
    expect(readFileSync(join(folder, 'credit.db')).equals(before)).toBe(true);
  });

  it('rolls back a step that leaves rows without parents', () => {
    const folder = closedDatabase();
    const before = contentOf(folder);
    expect(() =>
      openDatabase(folder, { ...countingSources(), steps: [...migrations, breaksReferences] }),
    ).toThrow('without parents');
    expect(contentOf(folder)).toEqual(before);
  });

  it('does not begin when there is no room for the backup', () => {
    const disk = smallDisk(1040);
    const folder = join(disk, 'data');
    closedDatabase(folder);
    const before = contentOf(folder);
    const failure = failureOf(() => openDatabase(folder, { ...countingSources(), steps }));
    expect(failure).toMatchObject({ code: 'database.full', params: { needed: expect.any(Number) } });
    expect(contentOf(folder)).toEqual(before);
    expect(readdirSync(join(folder, 'backups'))).toEqual([]);
  });

  it('killed at any statement leaves the old version or the new one, and the backup', () => {
    const original = closedDatabase();
    const before = contentOf(original);
    const after = { version: next, integrity: 'ok', tables: expectedTables(before.tables) };
    // The statements of the step, then application_id, user_version and COMMIT, then one more that never comes.
    const places = addReviewer.statements.length + 4;
    const outcomes: unknown[] = [];
    for (let place = 1; place <= places; place += 1) {
      const folder = join(temporaryFolder(), 'data');
      cpSync(original, folder, { recursive: true });
      copyFileSync(join(original, 'credit.db'), join(folder, 'credit.db'));
      const child = spawnSync(
        process.execPath,
        [join(import.meta.dirname, 'support/migrate-and-die.ts'), folder, String(place)],
        { encoding: 'utf8' },
      );
      const killed = place < places;
      expect([place, child.signal, child.status, child.stderr]).toEqual([
        place,
        killed ? 'SIGKILL' : null,
        killed ? null : 0,
        '',
      ]);
      const found = contentOf(folder);
      expect(found).toEqual(found.version === presentVersion ? before : after);
      outcomes.push(found.version);
      const [backup] = listBackups(folder);
      verifyBackup(folder, backup?.name ?? '');
      // Whatever was left behind, the next start finishes the work.
      reopen(folder, { steps }).close();
      expect(contentOf(folder)).toEqual(after);
    }
    // Only the completed run got to the new version.
    expect(outcomes).toEqual([...Array.from({ length: places - 1 }, () => presentVersion), next]);
  });
});
