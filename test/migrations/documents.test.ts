/** The step for papers on a file of the version before, with rows: everything stays, and checks can be kept. */
import { expect, it } from 'vitest';
import { documents } from '#engine/db/migrations/0010-documents.ts';
import { migrations } from '#engine/db/migrations/index.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createEligibilityRepository } from '#engine/db/repositories/eligibility-checks.ts';
import { createRecordRepository } from '#engine/db/repositories/records.ts';
import { countingSources, dumpTables, reopen } from '../db/support/sample.ts';
import { bodyContent, recordContent, usccOf } from '../db/support/sample-content.ts';
import { olderDatabase } from './support/older-database.ts';

const at = migrations.indexOf(documents);
const before = migrations.slice(0, at);
const steps = migrations.slice(0, at + 1);

function versionBefore(): string {
  const folder = olderDatabase(before);
  const db = openDatabase(folder, { ...countingSources(), steps: before });
  db.write((tx) => {
    createBodyRepository(tx).insert(bodyContent(1));
    createRecordRepository(tx).insert(recordContent(usccOf(1), { documentNo: '1号' }));
  });
  db.close();
  return folder;
}

it('keeps every row and brings two empty tables', () => {
  const folder = versionBefore();
  const old = openDatabase(folder, { ...countingSources(), steps: before, readonly: true });
  const tables = dumpTables(old.connection);
  old.close();
  const db = reopen(folder, { steps });
  expect(db.connection.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(dumpTables(db.connection)).toEqual({ ...tables, eligibility_checks: [], letter_wordings: [] });
});

it('seals what a check found, and lets nobody change it once a person has answered for it', () => {
  const db = reopen(versionBefore(), { steps });
  const result = {
    typed: '440524188001010014',
    kind: null,
    subject: null,
    name: '4405**********0014',
    unitName: '',
    outcome: 'fail' as const,
    reasons: [],
    decided: null,
  };
  const id = db.write((tx) =>
    createEligibilityRepository(tx).add({ purpose: 'award', asOf: '2026-11-23', madeBy: 'local' }, [result]),
  );
  const [stored] = db.connection.prepare('SELECT results_sealed FROM eligibility_checks').pluck().all();
  expect(stored).toMatch(/^s1\./);
  expect(JSON.stringify(db.connection.prepare('SELECT * FROM eligibility_checks').all())).not.toContain(
    '44052418',
  );
  db.write((tx) => createEligibilityRepository(tx).confirm(id, 'local'));
  expect(() => db.write((tx) => createEligibilityRepository(tx).setResults(id, [result]))).toThrow();
  expect(() => db.write((tx) => createEligibilityRepository(tx).confirm(id, 'local'))).toThrow();
});
