/**
 * Goal R2 (quality.md §1), in small: a write-ahead log that was cut, zeroed or overwritten with junk from some byte on,
 * as a power cut may leave it, gives exactly the transactions that were complete before that byte.
 */
import { randomBytes, randomInt } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createAuditLog } from '#engine/db/audit-log.ts';
import { checkDatabase } from '#engine/db/check-database.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createOfficialRepository } from '#engine/db/repositories/officials.ts';
import { createRecordRepository } from '#engine/db/repositories/records.ts';
import { countingSources, createSample, dumpTables, reopen } from '../db/support/sample.ts';
import { bodyContent, officialContent, recordContent, usccOf } from '../db/support/sample-content.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const images = 100;
const commits = 12;

it(`${images} torn logs each give an exact prefix of the commits`, () => {
  const folder = temporaryFolder();
  createSample(folder).close();
  const db = reopen(folder);
  db.connection.pragma('wal_autocheckpoint = 0');
  const log = `${db.file}-wal`;
  /** Bytes of the log and all rows, after each commit. */
  const states = [{ end: 0, tables: dumpTables(db.connection) }];
  for (let n = 1; n <= commits; n += 1) {
    db.write((tx) => {
      createBodyRepository({ ...tx, newId: () => idOf(n, 0) }).insert(
        bodyContent(n, { phone: '13800138000' }),
      );
      createOfficialRepository({ ...tx, newId: () => idOf(n, 1) }).insert(officialContent(usccOf(n)));
      for (let record = 0; record < n; record += 1) {
        createRecordRepository({ ...tx, newId: () => idOf(n, 2 + record) }).insert(recordContent(usccOf(n)));
      }
      createAuditLog(tx).append({ actor: 'cli', action: 'records.put', subject: null, details: { rows: n } });
    });
    states.push({ end: statSync(log).size, tables: dumpTables(db.connection) });
  }
  const whole = readFileSync(log);
  const image = join(temporaryFolder(), 'image');
  mkdirSync(image);
  for (const name of ['credit.db', 'vault.key']) copyFileSync(join(folder, name), join(image, name));

  const seen = new Set<number>();
  for (let n = 0; n < images; n += 1) {
    const from = randomInt(0, whole.length + 1);
    const head = whole.subarray(0, from);
    const rest = whole.length - from;
    const torn = [head, Buffer.concat([head, Buffer.alloc(rest)]), Buffer.concat([head, randomBytes(rest)])][
      n % 3
    ] as Buffer;
    const copy = join(temporaryFolder(), 'data');
    cpSync(image, copy, { recursive: true });
    writeFileSync(join(copy, 'credit.db-wal'), torn);

    // A commit counts if every byte of it is still there: zeros may happen to fall on zeros.
    const intact = states.filter(({ end }) => torn.subarray(0, end).equals(whole.subarray(0, end)));
    const expected = intact.filter(({ end }) => end <= torn.length).at(-1);
    const opened = openDatabase(copy, countingSources());
    expect([from, dumpTables(opened.connection)]).toEqual([from, expected?.tables]);
    expect(checkDatabase(opened).findings).toEqual([]);
    // And it can be written to again.
    opened.write((tx) =>
      createAuditLog(tx).append({ actor: 'cli', action: 'records.put', subject: null, details: {} }),
    );
    opened.close();
    seen.add(intact.length);
  }
  // The random bytes fell into many different transactions.
  expect(seen.size).toBeGreaterThan(commits / 2);
});

const idOf = (commit: number, row: number): string =>
  `00000000-0000-7000-c000-${(commit * 1_000 + row).toString(16).padStart(12, '0')}`;
