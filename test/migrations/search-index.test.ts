/** Step 11 on a file of the version before, with rows: everything is there afterwards, and everything is found. */
import { expect, it } from 'vitest';
import { migrations } from '#engine/db/migrations/index.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createOfficialRepository } from '#engine/db/repositories/officials.ts';
import { createRecordReader, createRecordRepository } from '#engine/db/repositories/records.ts';
import { createSearchReader } from '#engine/db/repositories/search-index.ts';
import { countingSources, dumpTables, reopen } from '../db/support/sample.ts';
import { bodyContent, officialContent, recordContent, usccOf } from '../db/support/sample-content.ts';
import { olderDatabase } from './support/older-database.ts';

const before = migrations.slice(0, 10);

it('keeps every row and finds it by two characters, with nobody having to ask for an index', () => {
  const folder = olderDatabase(before);
  const old = openDatabase(folder, { ...countingSources(), steps: before });
  old.write((tx) => {
    createBodyRepository(tx).insert(bodyContent(1, { name: '样例县甲山镇' }));
    createOfficialRepository(tx).insert(officialContent(usccOf(1), { name: '张伟' }));
    createRecordRepository(tx).insert(recordContent(usccOf(1), { documentNo: '嘉政采罚〔2026〕3号' }));
  });
  expect(old.connection.pragma('user_version', { simple: true })).toBe(10);
  const tables = dumpTables(old.connection);
  old.close();

  const db = reopen(folder);
  expect(db.connection.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(dumpTables(db.connection)).toMatchObject(tables);
  const search = createSearchReader(db.reader);
  const [record] = createRecordReader(db.reader).search({});
  expect(search.page('record', '采罚', { limit: 10, before: null })).toMatchObject([{ rowId: record?.id }]);
  expect(search.count('body', '甲山', { atMost: 9 })).toBe(1);
  expect(search.count('official', 'zw', { atMost: 9 })).toBe(1);
});
