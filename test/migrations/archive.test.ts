/** Step 4 on a file of the version before, with rows: everything is there afterwards, and changes can be kept. */
import { expect, it } from 'vitest';
import { migrations } from '#engine/db/migrations/index.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createRecordReader, createRecordRepository } from '#engine/db/repositories/records.ts';
import { createRowHistory, createRowHistoryReader } from '#engine/db/repositories/row-history.ts';
import { countingSources, dumpTables, reopen } from '../db/support/sample.ts';
import { bodyContent, recordContent, usccOf } from '../db/support/sample-content.ts';
import { olderDatabase } from './support/older-database.ts';

const steps = migrations.slice(0, 4);
const before = migrations.slice(0, 3);

/** A data folder of the version before, with a record in each of two severities. */
function versionThree(): string {
  const folder = olderDatabase(before);
  const db = openDatabase(folder, { ...countingSources(), steps: before });
  db.write((tx) => {
    createBodyRepository(tx).insert(bodyContent(1));
    createRecordRepository(tx).insert(recordContent(usccOf(1), { documentNo: '1号' }));
    createRecordRepository(tx).insert(
      recordContent(usccOf(1), {
        documentNo: '2号',
        severity: 'serious',
        status: 'revoked',
        amountFen: null,
      }),
    );
  });
  expect(db.connection.pragma('user_version', { simple: true })).toBe(3);
  db.close();
  return folder;
}

it('keeps every row, and finds records by what the new indexes hold', () => {
  const folder = versionThree();
  const old = openDatabase(folder, { ...countingSources(), steps: before, readonly: true });
  const tables = dumpTables(old.connection);
  old.close();

  const db = reopen(folder, { steps });
  expect(db.connection.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(dumpTables(db.connection)).toEqual({ ...tables, row_history: [] });
  const records = createRecordReader(db.reader);
  const bySeverity = records.list({}, { by: 'severity', descending: true }, 10, null).records;
  expect(bySeverity.map(({ documentNo }) => documentNo)).toEqual(['2号', '1号']);
  expect(records.totals({ status: 'revoked' })).toEqual({ total: 1, more: false, amountFen: 0n });
});

it('keeps what a row was, sealed and for good', () => {
  const db = reopen(versionThree(), { steps });
  const [record] = createRecordReader(db.reader).search({});
  if (record === undefined) throw new Error('no record');
  db.write((tx) => createRowHistory(tx).keep('credit_records', record, 'local'));
  expect(createRowHistoryReader(db.reader).list('credit_records', record.id)).toMatchObject([
    { revision: 1, actor: 'local', content: { documentNo: record.documentNo } },
  ]);
  const [sealed] = db.connection.prepare('SELECT content_sealed FROM row_history').pluck().all();
  expect(sealed).toMatch(/^s1\./);
  expect(() => db.connection.exec('DELETE FROM row_history')).toThrow('never deleted');
  expect(() => db.connection.exec("UPDATE row_history SET actor = 'x'")).toThrow('never changes');
});
