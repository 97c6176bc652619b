/** Step 6 on a file of the version before, with rows: everything is there afterwards, and ledgers can be kept. */
import { expect, it } from 'vitest';
import { migrations } from '#engine/db/migrations/index.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createLedgerReader, createLedgerRepository } from '#engine/db/repositories/ledger-rows.ts';
import { createRecordRepository } from '#engine/db/repositories/records.ts';
import type { LedgerRowContent } from '#shared/ledgers/ledger-row.ts';
import { countingSources, dumpTables, reopen } from '../db/support/sample.ts';
import { bodyContent, recordContent, usccOf } from '../db/support/sample-content.ts';
import { olderDatabase } from './support/older-database.ts';

const steps = migrations.slice(0, 6);
const before = migrations.slice(0, 5);

const contract: LedgerRowContent = {
  ledger: 'contracts',
  bodyUscc: usccOf(1),
  officialId: null,
  recordId: null,
  rowId: null,
  number: 'HT-1',
  title: '道路养护合同',
  happenedOn: '2026-01-05',
  amountFen: 12_345_600,
  state: 'running',
  dueOn: '2026-06-30',
  closedOn: null,
  naturalKey: `${usccOf(1)}|||ht-1`,
  details: { performBy: '2026-06-30' },
  clocks: [],
  steps: [],
  personal: '{"contact":"张三"}',
};

it('keeps every row, and takes rows of ledgers, what is personal sealed', () => {
  const folder = olderDatabase(before);
  const made = openDatabase(folder, { ...countingSources(), steps: before });
  made.write((tx) => {
    createBodyRepository(tx).insert(bodyContent(1));
    createRecordRepository(tx).insert(recordContent(usccOf(1), { documentNo: '1号' }));
  });
  const tables = dumpTables(made.connection);
  made.close();

  const db = reopen(folder, { steps });
  expect(db.connection.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(dumpTables(db.connection)).toEqual({ ...tables, ledger_rows: [], ledger_bases: [] });
  const { id } = db.write((tx) => createLedgerRepository(tx).insert(contract));
  expect(createLedgerReader(db.reader).find(id)).toMatchObject(contract);
  const stored = JSON.stringify(dumpTables(db.connection).ledger_rows);
  expect(stored).toContain('道路养护合同');
  expect(stored).not.toContain('张三');
});
