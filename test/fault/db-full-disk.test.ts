/** Goal R3 (quality.md §1): a full disk at any point rolls back, says so clearly, and all is well once there is room. */
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkDatabase } from '#engine/db/check-database.ts';
import type { CreditDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createRecordReader, createRecordRepository } from '#engine/db/repositories/records.ts';
import { describeFailure } from '#shared/words/zh-CN/index.ts';
import { createSample, dumpTables, failureOf, reopen } from '../db/support/sample.ts';
import { bodyContent, recordContent, usccOf } from '../db/support/sample-content.ts';
import { smallDisk } from '../support/tmpfs.ts';

const step = 64 * 1_024;
const steps = 12;

const insertRecords = (db: CreditDatabase, count: number): void => {
  db.write((tx) => {
    const records = createRecordRepository(tx);
    for (let n = 0; n < count; n += 1) records.insert(recordContent(usccOf(1)));
  });
};

it(`a disk with ${steps} different amounts of room left`, () => {
  const disk = smallDisk(6 * 1_024);
  const folder = join(disk, 'data');
  const ballast = join(disk, 'ballast');
  const db = createSample(folder);
  db.write((tx) => createBodyRepository(tx).insert(bodyContent(1)));
  insertRecords(db, 10);
  let rows = 10;

  for (let n = 1; n <= steps; n += 1) {
    // Empties the log, so that what is left free is what the next transaction has.
    db.connection.pragma('wal_checkpoint(TRUNCATE)');
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(ballast, Buffer.alloc(bavail * bsize - n * step));
    const before = dumpTables(db.connection);

    // 1,500 records with their indexes take well over 768 KB of log.
    const failure = failureOf(() => insertRecords(db, 1_500));
    expect(failure).toMatchObject({
      code: 'database.full',
      params: { folder, needed: null, free: expect.any(Number) },
    });
    expect(describeFailure('database.full', failure.params as never)).toContain('磁盘已满');
    expect(dumpTables(db.connection)).toEqual(before);

    rmSync(ballast);
    insertRecords(db, 1);
    rows += 1;
    expect(createRecordReader(db.reader).count()).toBe(rows);
  }
  db.close();
  const again = reopen(folder);
  expect(createRecordReader(again.reader).count()).toBe(rows);
  expect(checkDatabase(again).findings).toEqual([]);
});

it('a disk that fills while batches are written keeps every committed batch', () => {
  const db = createSample(join(smallDisk(2 * 1_024), 'data'));
  db.write((tx) => createBodyRepository(tx).insert(bodyContent(1)));
  let committed = 0;
  const failure = failureOf(() => {
    for (;;) {
      insertRecords(db, 50);
      committed += 50;
    }
  });
  expect(failure.code).toBe('database.full');
  expect(committed).toBeGreaterThan(0);
  expect(createRecordReader(db.reader).count()).toBe(committed);
  const { folder } = db;
  db.close();
  expect(createRecordReader(reopen(folder).reader).count()).toBe(committed);
});
