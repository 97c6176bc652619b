import { describe, expect, it } from 'vitest';
import type { CreditDatabase } from '#engine/db/open-database.ts';
import { createCycleReader } from '#engine/db/repositories/cycles.ts';
import { createEnrolledOfficeReader } from '#engine/db/repositories/enrolled-offices.ts';
import { createDecisionReader, createEntryReader } from '#engine/db/repositories/entries.ts';
import { createDraftReader } from '#engine/db/repositories/entry-drafts.ts';
import { createImportReader } from '#engine/db/repositories/import-batches.ts';
import { createLedgerReader } from '#engine/db/repositories/ledger-rows.ts';
import { createOfficialReader } from '#engine/db/repositories/officials.ts';
import { createRecordReader } from '#engine/db/repositories/records.ts';
import { createRunReader } from '#engine/db/repositories/runs.ts';
import type { ReadDb } from '#engine/db/transaction.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { createSample } from './support/sample.ts';
import { usccOf } from './support/sample-content.ts';

/** The plans of the statements that `work` really runs. */
function plansOf(db: CreditDatabase, work: (reader: ReadDb) => void): string[] {
  const run = new Set<string>();
  work({
    vault: db.reader.vault,
    prepareRead<Row>(sql: string, options = {}) {
      const statement = db.reader.prepareRead<Row>(sql, options);
      const noted = () => {
        run.add(sql);
        return statement;
      };
      return {
        get: (...parameters) => noted().get(...parameters),
        all: (...parameters) => noted().all(...parameters),
      };
    },
  });
  return [...run].flatMap((sql) => {
    const plan = db.connection.prepare(`EXPLAIN QUERY PLAN ${sql.replace(/[@?]\w*/g, "'1'")}`).all();
    return (plan as { detail: string }[]).map(({ detail }) => detail);
  });
}

describe('lists that grow are read through an index, in order, without sorting', () => {
  const batch = '00000000-0000-7000-8000-000000000001';
  const cell = { cycleCode: '2026', bodyUscc: usccOf(1), leaf: 'A1', item: 'n', role: 'self' } as const;
  const cases: [string, (reader: ReadDb) => void][] = [
    ['records, first page', (db) => createRecordReader(db).search({})],
    [
      'records, next page',
      (db) => createRecordReader(db).search({}, { after: { decisionDate: '2026-01-01', id: batch } }),
    ],
    [
      'records of a body in a period',
      (db) => [...createRecordReader(db).stream({ bodyUscc: usccOf(1), decidedFrom: '2026-01-01' })],
    ],
    ['records of a rare status', (db) => createRecordReader(db).search({ status: 'revoked' })],
    [
      'records by natural key',
      (db) =>
        createRecordReader(db).findByNaturalKey({ documentNo: '1', bodyUscc: usccOf(1), catalogueItem: '1' }),
    ],
    ['officials by number', (db) => createOfficialReader(db).findByCitizenNumber('11010519491231002X')],
    ['officials of a body', (db) => createOfficialReader(db).listOfBody(usccOf(1))],
    ['staged rows', (db) => createImportReader(db).rows(batch, { after: 5 })],
    ['staged rows by state', (db) => createImportReader(db).countRows(batch)],
    ['findings', (db) => createImportReader(db).findings(batch)],
    ['findings of a row', (db) => createImportReader(db).findingsOfRow(batch, '表', 1)],
    ['entries of a body', (db) => createEntryReader(db).list('2026', usccOf(1))],
    [
      'entries of a leaf across units',
      (db) => createEntryReader(db).ofLeaf('2026', 'A1', { after: '', upTo: usccOf(1) }),
    ],
    ['one cell', (db) => createEntryReader(db).findCell(cell)],
    ['drafts of a body', (db) => createDraftReader(db).list('2026', usccOf(1))],
    [
      'drafts of a leaf across units',
      (db) => createDraftReader(db).ofLeaf('2026', 'A1', { after: '', upTo: usccOf(1) }),
    ],
    [
      'units of a cycle with their names',
      (db) => createCycleReader(db).unitPage('2026', null, { after: usccOf(1), limit: 10 }),
    ],
    ['metrics of a run', (db) => createRunReader(db).metrics(batch)],
    ['offices by key', (db) => createEnrolledOfficeReader(db).findByKey('a')],
    ['decisions of a body', (db) => createDecisionReader(db).list('2026', usccOf(1))],
  ];
  for (const [name, work] of cases) {
    it(name, () => {
      const plan = plansOf(createSample(temporaryFolder()), work);
      expect(plan.length).toBeGreaterThan(0);
      // `SCAN … USING INDEX` walks an index in order and stops at the limit; a bare SCAN reads the whole table.
      expect(plan.filter((step) => /^SCAN (?!.*USING)/.test(step) || step.includes('TEMP B-TREE'))).toEqual(
        [],
      );
    });
  }
});

it('what one body has in a ledger is found by the body, however many rows the ledger holds', () => {
  const plan = plansOf(createSample(temporaryFolder()), (db) => [
    ...createLedgerReader(db).stream({ ledger: 'contracts', bodyUscc: usccOf(1) }),
  ]);
  expect(plan.join()).toContain('ledger_rows_by_body');
});
