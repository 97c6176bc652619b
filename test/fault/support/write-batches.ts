/**
 * `node write-batches.ts FOLDER ACKNOWLEDGED FIRST`: writes one batch of records after another, numbered from FIRST,
 * each in a transaction of its own, and notes each number in the file ACKNOWLEDGED, flushed to the disk, only after
 * the commit has returned. Goes on until it is killed.
 */
import { appendFileSync, fsyncSync, openSync } from 'node:fs';
import { v7 } from 'uuid';
import { openDatabase } from '#engine/db/open-database.ts';
import { createRecordRepository } from '#engine/db/repositories/records.ts';
import { recordContent, usccOf } from '../../db/support/sample-content.ts';
import { rowsPerBatch } from './batches.ts';

const [folder = '', acknowledged = '', first = ''] = process.argv.slice(2);
const db = openDatabase(folder, { newId: () => v7(), now: () => new Date().toISOString() });
const log = openSync(acknowledged, 'a');
for (let batch = Number(first); ; batch += 1) {
  db.write((tx) => {
    const records = createRecordRepository(tx);
    for (let n = 0; n < rowsPerBatch; n += 1) {
      records.insert(recordContent(usccOf(1), { documentNo: `批次${batch}`, title: `第${n}条` }));
    }
  });
  appendFileSync(log, `${batch}\n`);
  fsyncSync(log);
  process.stdout.write('.');
}
